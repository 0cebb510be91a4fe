/// Settles which of several strategies a user belongs to: one per user and planning run.
///
/// Service triggers go first and are not part of this.
public enum StrategyConflicts {
  /// One user whom one strategy would message.
  public struct Claim: Hashable, Sendable {
    public var user: User.ID
    public var strategy: Strategy.ID
    /// 1 is highest.
    public var priority: Int
    /// Expected value of messaging him, in minor units.
    public var expectedValue: Int64
    /// How many users the strategy would message.
    public var audience: Int

    public init(
      user: User.ID, strategy: Strategy.ID, priority: Int, expectedValue: Int64, audience: Int
    ) {
      self.user = user
      self.strategy = strategy
      self.priority = priority
      self.expectedValue = expectedValue
      self.audience = audience
    }

    /// Lowest priority number, then higher expected value, smaller audience, strategy id.
    func goesBefore(_ other: Claim) -> Bool {
      if priority != other.priority { return priority < other.priority }
      if expectedValue != other.expectedValue { return expectedValue > other.expectedValue }
      if audience != other.audience { return audience < other.audience }
      return strategy < other.strategy
    }
  }

  /// The strategy of every user named in `claims`, whatever their order.
  public static func settle(_ claims: some Sequence<Claim>) -> [User.ID: Strategy.ID] {
    var best: [User.ID: Claim] = [:]
    for claim in claims {
      if let known = best[claim.user], !claim.goesBefore(known) { continue }
      best[claim.user] = claim
    }
    return best.mapValues(\.strategy)
  }
}
