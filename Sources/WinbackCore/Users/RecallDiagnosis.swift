/// The four questions before any recall (要不要召回), answered with numbers.
///
/// How many are lost, is recall needed, what does a new user cost, what may a recall cost. "Do not
/// recall" is a valid answer.
public struct RecallDiagnosis: Hashable, Sendable {
  /// Users per stage, closed accounts left out.
  public var stages: [LifecycleStage: Int] = [:]
  /// Users who reached the churn threshold per week, newest first.
  public var churnFlow: ChurnFlow
  /// What those who left had spent, of what everybody spent, both in minor units.
  public var revenueShare = Percent(0, of: 0)
  /// Mean acquisition cost of the users of the last 90 days whose cost is known; nil without any.
  public var meanAcquisitionCost: Money?

  public init(_ population: Population) {
    churnFlow = population.summary.churnFlow
    let start = population.asOf.adding(days: -90)
    var (gone, total) = (Int64(0), Int64(0))
    var (cost, users) = (Int64(0), Int64(0))
    for profile in population.profiles where profile.stage != .closed {
      stages[profile.stage, default: 0] += 1
      total += profile.lifetimeValue.minor
      if profile.stage.isGone { gone += profile.lifetimeValue.minor }
      if profile.user.registeredAt > start, let paid = profile.user.acquisitionCost {
        cost += paid.minor
        users += 1
      }
    }
    revenueShare = Percent(gone, of: total)
    if users > 0 { meanAcquisitionCost = Money.rounded(cost, over: users) }
  }

  /// Users whom a recall may address (召回池).
  public var recallPool: Int {
    stages.reduce(0) { $0 + (LifecycleStage.recallPool.contains($1.key) ? $1.value : 0) }
  }

  /// What one pool segment is expected to give.
  public struct Prospect: Hashable, Sendable {
    public var users: Int
    /// Expected rate of return less the natural one.
    public var uplift: Double
    /// Gross profit of a recalled user.
    public var value: Money

    public init(users: Int, uplift: Double, value: Money) {
      self.users = users
      self.uplift = uplift
      self.value = value
    }
  }

  /// What could be recovered: Σ users · max(uplift, 0) · value, in minor units.
  public static func recoverable(_ prospects: some Sequence<Prospect>) -> Double {
    prospects.reduce(0) {
      $0 + Double($1.users) * max($1.uplift, 0) * Double($1.value.minor)
    }
  }

  /// The most that a recalled user may cost: his value less the wanted return, at most twice a new user.
  ///
  /// - Parameters:
  ///   - minimumROIBP: The wanted return on investment in basis points.
  ///   - newUserCost: What a new user costs; nil leaves only the first bound.
  public static func mostPerRecalled(
    value: Money, minimumROIBP: Int, newUserCost: Money?
  ) -> Money {
    let most = Money.rounded(value.minor * 10_000, over: Int64(10_000 + minimumROIBP))
    return newUserCost.map { min(most, Money(minor: 2 * $0.minor)) } ?? most
  }
}

/// Users whose word carries (KOL): VIPs and the top hundredth by lifetime value.
public enum LeadingUsers {
  /// Their ids in byte order; ties at the edge go to the smaller id, closed accounts take no part.
  public static func ids(of profiles: [UserProfile]) -> [User.ID] {
    let open = profiles.filter { $0.stage != .closed }
    let richest = open.filter { $0.lifetimeValue > .zero }.sorted {
      $0.lifetimeValue != $1.lifetimeValue
        ? $0.lifetimeValue > $1.lifetimeValue : $0.user.id < $1.user.id
    }
    let top = richest.prefix(open.count / 100).map(\.user.id)
    return Set(top + open.filter { $0.user.isVIP == true }.map(\.user.id)).sorted()
  }
}
