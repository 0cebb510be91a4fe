/// Compares the share of one group with that of another, such as treated users with control.
///
/// All who were assigned count, whether or not a message reached them (intention to treat).
public struct TwoProportions: Hashable, Sendable {
  /// How the p-value was found.
  public enum Method: String, Sendable, CaseIterable {
    /// Nobody or everybody hit, so there is nothing to tell apart.
    case none
    /// Fisher's exact test: the smallest expected cell is below 5.
    case fisher
    /// The pooled z test.
    case z
  }

  public let treated: Percent
  public let control: Percent

  /// Compares `hits` of `count` with `controlHits` of `controlCount`.
  ///
  /// - Returns: nil when a group is empty: there is no share to compare.
  public init?(_ hits: Int, of count: Int, control controlHits: Int, of controlCount: Int) {
    guard count > 0, controlCount > 0, (0...count).contains(hits),
      (0...controlCount).contains(controlHits)
    else { return nil }
    treated = Percent(hits, of: count)
    control = Percent(controlHits, of: controlCount)
  }

  /// The difference of the shares.
  public var uplift: Double { share(treated) - share(control) }

  /// The difference as a part of the control's share; nil when that is 0.
  public var relativeUplift: Double? {
    control.numerator == 0 ? nil : uplift / share(control)
  }

  /// How many of the treated hit because they were treated.
  public var incremental: Double { uplift * Double(treated.denominator) }

  /// The Wilson intervals of both shares, 95 %.
  public var treatedInterval: (low: Double, high: Double) { interval(treated) }
  public var controlInterval: (low: Double, high: Double) { interval(control) }

  /// The 95 % interval of ``uplift`` by Newcombe's tenth method (Newcombe, 1998), from the two Wilson
  /// intervals, without continuity correction.
  public var interval: (low: Double, high: Double) {
    let (one, two) = (treatedInterval, controlInterval)
    let (p1, p2) = (share(treated), share(control))
    func root(_ left: Double, _ right: Double) -> Double {
      (left * left + right * right).squareRoot()
    }
    return (uplift - root(p1 - one.low, two.high - p2), uplift + root(one.high - p1, p2 - two.low))
  }

  private var hits: Int { Int(treated.numerator) }
  private var count: Int { Int(treated.denominator) }
  private var allHits: Int { Int(treated.numerator + control.numerator) }
  private var all: Int { Int(treated.denominator + control.denominator) }

  public var method: Method {
    guard allHits > 0, allHits < all else { return .none }
    let (smallest, overflows) = min(count, all - count)
      .multipliedReportingOverflow(by: min(allHits, all - allHits))
    return !overflows && smallest < 5 * all ? .fisher : .z
  }

  /// The test statistic; 0 when there is nothing to tell apart, nil for Fisher's test.
  public var z: Double? {
    switch method {
    case .none: 0
    case .fisher: nil
    case .z: pooledZ
    }
  }

  private var pooledZ: Double {
    let pooled = Double(allHits) / Double(all)
    let spread =
      (pooled * (1 - pooled)
      * (1 / Double(treated.denominator) + 1 / Double(control.denominator))).squareRoot()
    return uplift / spread
  }

  /// The two-sided probability of a difference at least so large by chance alone.
  public var pValue: Double {
    switch method {
    case .none: 1
    case .fisher: fisher
    case .z: NormalDistribution.twoSidedTail(pooledZ)
    }
  }

  /// Sums the probabilities of all tables that are no likelier than the observed one.
  private var fisher: Double {
    let low = max(0, allHits - (all - count))
    let high = min(count, allHits)
    // Weights relative to the likeliest table, walked outwards, so that none overflows.
    let likeliest = Double(allHits + 1) * Double(count + 1) / Double(all + 2)
    let mode = min(high, max(low, Int(likeliest)))
    var weights = [Double](repeating: 1, count: high - low + 1)
    for value in mode..<high {
      let ratio =
        Double(count - value) * Double(allHits - value)
        / (Double(value + 1) * Double(all - count - allHits + value + 1))
      weights[value + 1 - low] = weights[value - low] * ratio
    }
    for value in stride(from: mode, to: low, by: -1) {
      let ratio =
        Double(value) * Double(all - count - allHits + value)
        / (Double(count - value + 1) * Double(allHits - value + 1))
      weights[value - 1 - low] = weights[value - low] * ratio
    }
    let limit = weights[hits - low] * (1 + 1e-7)
    let unlikely = weights.filter { $0 <= limit }.sorted().reduce(0, +)
    return min(1, unlikely / weights.sorted().reduce(0, +))
  }

  // Both groups have somebody, so neither a share nor its interval is undefined.
  private func share(_ group: Percent) -> Double {
    Double(group.numerator) / Double(group.denominator)
  }

  private func interval(_ group: Percent) -> (low: Double, high: Double) {
    Wilson.interval(Int(group.numerator), of: Int(group.denominator)) ?? (0, 1)
  }
}
