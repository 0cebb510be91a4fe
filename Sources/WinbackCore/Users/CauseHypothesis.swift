/// Whether a cause is commoner among those who left than among the active (流失因果假设).
///
public struct CauseHypothesis: Hashable, Sendable {
  public enum Status: String, Sendable, CaseIterable, Codable {
    case supported, rejected, open
  }

  public var cause: ChurnCause
  /// Users churned, lost or never active who score at least 40, of all of them.
  public var churnedHits: Int
  public var churnedCount: Int
  /// Users new, growing, mature or returned who score at least 40, of all of them.
  public var activeHits: Int
  public var activeCount: Int

  public init(
    cause: ChurnCause, churnedHits: Int = 0, churnedCount: Int = 0, activeHits: Int = 0,
    activeCount: Int = 0
  ) {
    self.cause = cause
    self.churnedHits = churnedHits
    self.churnedCount = churnedCount
    self.activeHits = activeHits
    self.activeCount = activeCount
  }

  /// How many times commoner among those who left; nil without anyone to compare with.
  public var lift: Double? {
    guard activeHits > 0, churnedCount > 0 else { return nil }
    return (Double(churnedHits) / Double(churnedCount))
      / (Double(activeHits) / Double(activeCount))
  }

  /// Two-sided p of the two shares being equal; nil when either group is empty.
  public var pValue: Double? {
    TwoProportions(churnedHits, of: churnedCount, control: activeHits, of: activeCount)?.pValue
  }

  public var status: Status {
    // The lift compared as whole numbers: a·n2 against b·n1.
    let (mine, theirs) = (churnedHits * activeCount, activeHits * churnedCount)
    if let pValue, pValue < 0.05,
      activeHits == 0 ? churnedHits > 0 : 2 * mine >= 3 * theirs
    {
      return .supported
    }
    if churnedHits == 0 { return .rejected }
    if activeHits > 0, churnedCount > 0, mine <= theirs { return .rejected }
    return .open
  }
}

extension CauseHypothesis.Status: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .supported: language.pick(zh: "成立", en: "supported")
    case .rejected: language.pick(zh: "不成立", en: "rejected")
    case .open: language.pick(zh: "待验证", en: "open")
    }
  }
}
