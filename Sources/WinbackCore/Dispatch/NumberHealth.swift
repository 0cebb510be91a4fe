/// Whether calls may go out from a number, by its last reputation check.
public enum NumberHealth: Hashable, Sendable {
  case ok(due: BusinessDay)
  /// The next check is due within three days, today included.
  case dueSoon(due: BusinessDay)
  /// The next check was due before today.
  case overdue(due: BusinessDay)
  /// Judged a nuisance number.
  case flagged
  /// Never checked, or checked without a result.
  case unknown

  /// When a number must be checked again.
  public struct Rule: Hashable, Sendable {
    /// Business days from one check to the next.
    public var everyDays: Int
    /// The warning begins so many days before the next check is due.
    public var soonDays: Int

    public init(everyDays: Int = 30, soonDays: Int = 3) {
      self.everyDays = everyDays
      self.soonDays = soonDays
    }
  }

  /// The name in files and machine output.
  public var name: String {
    switch self {
    case .ok: "ok"
    case .dueSoon: "due_soon"
    case .overdue: "overdue"
    case .flagged: "flagged"
    case .unknown: "unknown"
    }
  }

  /// The business day of the next check; nil where no check date helps.
  public var due: BusinessDay? {
    switch self {
    case .ok(let due), .dueSoon(let due), .overdue(let due): due
    case .flagged, .unknown: nil
    }
  }

  /// Tells whether calls may go out from the number.
  public var isUsable: Bool {
    switch self {
    case .ok, .dueSoon: true
    case .overdue, .flagged, .unknown: false
    }
  }
}

extension OutboundNumber {
  /// The health at `now`; a check that lies later does not exist yet.
  public func health(
    at now: Instant, in zone: Zone, rule: NumberHealth.Rule = .init()
  ) -> NumberHealth {
    if result == .flagged { return .flagged }
    guard result == .clean, let lastCheckedAt, lastCheckedAt <= now else { return .unknown }
    let due = BusinessDay(lastCheckedAt, in: zone) + rule.everyDays
    switch due - BusinessDay(now, in: zone) {
    case ..<0: return .overdue(due: due)
    case ...rule.soonDays: return .dueSoon(due: due)
    default: return .ok(due: due)
    }
  }
}

extension Channel {
  /// Tells whether the channel is out of use because calls have no number to go out from.
  ///
  /// One-to-one service goes through staff of ours and needs none.
  public func isDown(
    numbers: some Sequence<OutboundNumber>, at now: Instant, in zone: Zone,
    rule: NumberHealth.Rule = .init()
  ) -> Bool {
    guard self == .callAI || self == .callHuman else { return false }
    return !numbers.contains { $0.health(at: now, in: zone, rule: rule).isUsable }
  }
}

extension NumberHealth: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .ok(let due): language.pick(zh: "正常，\(due) 复查", en: "good, next check \(due)")
    case .dueSoon(let due):
      language.pick(zh: "即将到期，\(due) 前复查", en: "check it by \(due)")
    case .overdue(let due):
      language.pick(
        zh: "\(due) 已到复查期，复查前不能外呼", en: "its check was due on \(due); no calls until then")
    case .flagged:
      language.pick(zh: "被标记为骚扰号码，不能外呼", en: "flagged as a nuisance number; no calls from it")
    case .unknown:
      language.pick(zh: "未检测，检测前不能外呼", en: "never checked; no calls until it is")
    }
  }
}
