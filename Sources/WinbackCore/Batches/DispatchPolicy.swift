/// The rules under which a batch may go out, as frozen with it: a dispatcher reads these, not the
/// workspace's present files.
public struct DispatchPolicy: Hashable, Sendable {
  public var channel: Channel
  public var purpose: Touch.Purpose
  public var gateway: String
  public var costPerThousand: Money
  public var caps: [FrequencyCap]
  public var window: SendWindow
  public var calendar: Settings.WorkCalendar
  /// IANA name of the zone of users who have none of their own.
  public var zone: String
  public var blockedRegions: Set<String>
  public var holdoutBP: Int
  public var approvalsNeeded: Int
  /// Who created, edited or submitted it: none of them may approve it.
  public var authors: Set<Operator.ID>
  public var recipients: Int
  public var controlSize: Int

  public init(
    channel: Channel, purpose: Touch.Purpose, gateway: String, costPerThousand: Money,
    caps: [FrequencyCap], window: SendWindow, calendar: Settings.WorkCalendar, zone: String,
    blockedRegions: Set<String>, holdoutBP: Int, approvalsNeeded: Int, authors: Set<Operator.ID>,
    recipients: Int, controlSize: Int
  ) {
    self.channel = channel
    self.purpose = purpose
    self.gateway = gateway
    self.costPerThousand = costPerThousand
    self.caps = caps
    self.window = window
    self.calendar = calendar
    self.zone = zone
    self.blockedRegions = blockedRegions
    self.holdoutBP = holdoutBP
    self.approvalsNeeded = approvalsNeeded
    self.authors = authors
    self.recipients = recipients
    self.controlSize = controlSize
  }

  /// Recalls and advertising heed caps, rest, return and holdout; services and care do not.
  public static func heedsRecallRules(_ purpose: Touch.Purpose) -> Bool {
    purpose == .recall || purpose == .marketing
  }

  public var json: CanonicalJSON {
    func texts(_ items: some Sequence<String>) -> CanonicalJSON {
      .list(items.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .text($0) })
    }
    return .object([
      "approvals_needed": .integer(Int64(approvalsNeeded)),
      "authors": texts(authors.map(\.text)),
      "blocked_regions": texts(blockedRegions),
      "caps": .list(caps.map(\.json)),
      "channel": .text(channel.rawValue),
      "consent": .text(channel.consentMode == .optIn ? "opt_in" : "opt_out"),
      "control": .integer(Int64(controlSize)),
      "gateway": .text(gateway),
      "hard_bounds": .list([
        .integer(Int64(SendWindow.hardBounds.start)), .integer(Int64(SendWindow.hardBounds.end)),
      ]),
      "holidays": texts(calendar.holidays.map { "\($0)" }),
      "holdout_bp": .integer(Int64(holdoutBP)),
      "per_1000_minor": .integer(costPerThousand.minor),
      "purpose": .text(purpose.rawValue),
      "recipients": .integer(Int64(recipients)),
      "tz": .text(zone),
      "v": .integer(1),
      "window": window.json,
      "workdays": texts(calendar.workdays.map { "\($0)" }),
    ])
  }

  /// Reads a frozen policy back; nil when it is not one.
  public init?(_ json: CanonicalJSON) {
    func number(_ key: String) -> Int? { json[key]?.asInteger.map { Int($0) } }
    func texts(_ key: String) -> [String]? {
      guard case .list(let items)? = json[key] else { return nil }
      let found = items.compactMap(\.asText)
      return found.count == items.count ? found : nil
    }
    func days(_ key: String) -> Set<BusinessDay>? {
      guard let listed = texts(key) else { return nil }
      let found = listed.compactMap { BusinessDay($0) }
      return found.count == listed.count ? Set(found) : nil
    }
    guard case .list(let caps)? = json["caps"],
      let channel = json["channel"]?.asText.flatMap(Channel.init(rawValue:)),
      let purpose = json["purpose"]?.asText.flatMap(Touch.Purpose.init(rawValue:)),
      let gateway = json["gateway"]?.asText, let price = json["per_1000_minor"]?.asInteger,
      let window = json["window"].flatMap(SendWindow.init(json:)),
      let holidays = days("holidays"), let workdays = days("workdays"),
      let zone = json["tz"]?.asText, let regions = texts("blocked_regions"),
      let holdout = number("holdout_bp"), let needed = number("approvals_needed"),
      let authors = texts("authors"), let recipients = number("recipients"),
      let control = number("control")
    else { return nil }
    let readCaps = caps.compactMap(FrequencyCap.init(json:))
    guard readCaps.count == caps.count else { return nil }
    self.init(
      channel: channel, purpose: purpose, gateway: gateway,
      costPerThousand: Money(minor: price), caps: readCaps, window: window,
      calendar: .init(holidays: holidays, workdays: workdays), zone: zone,
      blockedRegions: Set(regions), holdoutBP: holdout, approvalsNeeded: needed,
      authors: Set(authors.map { Operator.ID($0) }), recipients: recipients, controlSize: control)
  }
}

extension FrequencyCap {
  /// Reads what ``json`` wrote; nil when it is not that.
  public init?(json: CanonicalJSON) {
    guard let id = json["id"]?.asText, let limit = json["limit"]?.asInteger,
      let days = json["days"]?.asInteger, let name = json["channel"]?.asText
    else { return nil }
    let channel = Channel(rawValue: name)
    guard channel != nil || name == "*" else { return nil }
    self.init(id: id, channel: channel, limit: Int(limit), days: Int(days))
  }
}

extension SendWindow {
  /// Reads what ``json`` wrote; nil when it is not that.
  public init?(json: CanonicalJSON) {
    func spans(_ key: String) -> [Span]? {
      guard case .list(let items)? = json[key] else { return nil }
      var found: [Span] = []
      for item in items {
        guard case .list(let ends) = item, ends.count == 2, let start = ends[0].asInteger,
          let end = ends[1].asInteger
        else { return nil }
        found.append(Span(start: Int(start), end: Int(end)))
      }
      return found
    }
    guard let workday = spans("workday"), let restday = spans("restday") else { return nil }
    self.init(workday: workday, restday: restday)
  }
}
