/// The local hours in which messages may go out, by kind of day.
public struct SendWindow: Hashable, Sendable {
  /// Minutes of the local day, half-open; 1440 is its end.
  public struct Span: Hashable, Sendable {
    public var start: Int
    public var end: Int

    public init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }

    /// Reads `09:00` and `21:00` (`24:00` ends a day); nil when these are no times or not ascending.
    public init?(_ start: String, _ end: String) {
      guard let from = Self.minutes(start), let to = Self.minutes(end), from < to else {
        return nil
      }
      self.init(start: from, end: to)
    }

    private static func minutes(_ text: String) -> Int? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
        parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
        let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
        hour < 24 || (hour == 24 && minute == 0)
      else { return nil }
      return hour * 60 + minute
    }

    public var text: String {
      func clock(_ value: Int) -> String { "\(Instant.two(value / 60)):\(Instant.two(value % 60))" }
      return "\(clock(start))-\(clock(end))"
    }
  }

  public var workday: [Span]
  public var restday: [Span]

  public init(workday: [Span], restday: [Span]) {
    self.workday = workday
    self.restday = restday
  }

  /// The same hours on every day.
  public init(_ spans: [Span]) {
    self.init(workday: spans, restday: spans)
  }

  /// The usual hours of a channel.
  public static func usual(_ channel: Channel) -> SendWindow {
    func hours(_ from: Int, _ to: Int) -> Span { Span(start: from * 60, end: to * 60) }
    switch channel {
    case .sms, .h5SMS, .wecom, .officialAccount: return SendWindow([hours(9, 21)])
    case .email: return SendWindow([hours(8, 22)])
    // Calls leave out noon: people answer and mind it.
    case .callAI, .callHuman, .oneToOne: return SendWindow([hours(10, 12), hours(14, 20)])
    case .push: return SendWindow([hours(9, 22)])
    case .multiScene, .popup, .assistant, .miniPopup: return SendWindow([hours(0, 24)])
    }
  }

  /// 08:00 to 22:00, which no setting can widen for messages that ring or buzz.
  public static let hardBounds = Span(start: 8 * 60, end: 22 * 60)

  /// Tells whether the hard bounds hold for `channel`.
  public static func isBounded(_ channel: Channel) -> Bool { channel.isSMS || channel.isCall }

  /// The window cut to the hard bounds where they hold.
  public func bounded(for channel: Channel) -> SendWindow {
    guard Self.isBounded(channel) else { return self }
    func cut(_ spans: [Span]) -> [Span] {
      spans.compactMap {
        let start = max($0.start, Self.hardBounds.start)
        let end = min($0.end, Self.hardBounds.end)
        return start < end ? Span(start: start, end: end) : nil
      }
    }
    return SendWindow(workday: cut(workday), restday: cut(restday))
  }

  /// Tells whether a message may go out at `instant` by the local wall clock of `zone`.
  public func allows(_ instant: Instant, in zone: Zone, calendar: Settings.WorkCalendar) -> Bool {
    let local = instant.seconds + Int64(zone.offset(at: instant))
    let day = local.flooredQuotient(86_400)
    let minute = Int((local - day * 86_400) / 60)
    return spans(on: BusinessDay(number: Int32(clamping: day)), calendar)
      .contains { $0.start <= minute && minute < $0.end }
  }

  /// The earliest allowed instant that is not before `instant`; nil when no day has a window.
  ///
  /// A later one lies on a whole minute. A start that the clock skips opens at the first instant after
  /// the gap; one that it passes twice opens twice.
  public func nextAllowed(
    from instant: Instant, in zone: Zone, calendar: Settings.WorkCalendar
  ) -> Instant? {
    if allows(instant, in: zone, calendar: calendar) { return instant }
    guard !workday.isEmpty || !restday.isEmpty else { return nil }
    let today = BusinessDay(instant, in: zone)
    // Holidays are listed, so some day of the coming years has a window; two years bound the search.
    for offset in -1...750 {
      let day = today + offset
      let midnight = Int64(day.number) * 86_400
      var candidates: [Int64] = []
      for span in spans(on: day, calendar) {
        candidates += Self.instants(ofLocal: midnight + Int64(span.start * 60), in: zone)
      }
      let around =
        Instant(seconds: midnight - 93_600)...Instant(seconds: midnight + 86_400 + 93_600)
      candidates += zone.changes(in: around).map(\.seconds)
      let found = candidates.map { ($0 + 59).flooredQuotient(60) * 60 }
        .filter {
          $0 >= instant.seconds
            && allows(Instant(seconds: $0), in: zone, calendar: calendar)
        }.min()
      if let found { return Instant(seconds: found) }
    }
    return nil
  }

  /// Every instant at which the wall clock of `zone` shows `local` (seconds since 1970 as if in UTC).
  private static func instants(ofLocal local: Int64, in zone: Zone) -> [Int64] {
    let offsets = Set(
      [-86_400, 0, 86_400].map { zone.offset(at: Instant(seconds: local + $0)) })
    return offsets.map { local - Int64($0) }
      .filter { $0 + Int64(zone.offset(at: Instant(seconds: $0))) == local }
  }

  private func spans(on day: BusinessDay, _ calendar: Settings.WorkCalendar) -> [Span] {
    if calendar.workdays.contains(day) { return workday }
    if calendar.holidays.contains(day) { return restday }
    return day.weekday <= 5 ? workday : restday
  }

  public var json: CanonicalJSON {
    func list(_ spans: [Span]) -> CanonicalJSON {
      .list(spans.map { .list([.integer(Int64($0.start)), .integer(Int64($0.end))]) })
    }
    return .object(["workday": list(workday), "restday": list(restday)])
  }
}
