/// How many users an experiment needs to tell two shares apart, and what given sizes can tell.
public struct SampleSize: Hashable, Sendable {
  /// Chance of seeing a difference where there is none.
  public var alpha: Double
  /// Chance of seeing a difference that is there.
  public var power: Double

  public init(alpha: Double = 0.05, power: Double = 0.8) {
    self.alpha = alpha
    self.power = power
  }

  /// Users that are needed in each arm.
  public struct Need: Hashable, Sendable {
    /// The control arm before rounding up.
    public var exact: Double
    public var control: Int
    public var treated: Int
  }

  /// The users needed to tell `treated` from `control`.
  ///
  /// - Parameters:
  ///   - control: The expected share of the control arm, between 0 and 1.
  ///   - treated: The expected share of the treated arm.
  ///   - ratio: Treated users per control user.
  /// - Returns: nil when the shares are equal, so that no size tells them apart, or out of range.
  public func need(control: Double, treated: Double, ratio: Double = 1) -> Need? {
    guard let exact = exact(control, treated, ratio), exact < 1e15 else { return nil }
    let controls = exact.rounded(.up)
    return Need(
      exact: exact, control: Int(controls), treated: Int((ratio * controls).rounded(.up)))
  }

  /// The smallest uplift over `control` that arms of these sizes can detect; nil when they can detect
  /// none.
  public func smallestUplift(control: Double, controls: Int, treated: Int) -> Double? {
    guard controls > 0, treated > 0, (0..<1).contains(control) else { return nil }
    let ratio = Double(treated) / Double(controls)
    func isEnough(_ share: Double) -> Bool {
      exact(control, share, ratio).map { $0 <= Double(controls) } ?? false
    }
    guard isEnough(1) else { return nil }
    // The need falls as the difference grows, so halving finds the border.
    var (low, high) = (control, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high - control
  }

  /// The same in whole basis points, rounded up.
  public func smallestUpliftBP(control: Double, controls: Int, treated: Int) -> Int? {
    smallestUplift(control: control, controls: controls, treated: treated)
      // The halving ends a hair above the border, which must not cost a whole point.
      .map { Int(($0 * 10_000 - 1e-6).rounded(.up)) }
  }

  private func exact(_ p1: Double, _ p2: Double, _ k: Double) -> Double? {
    guard p1 != p2, (0...1).contains(p1), (0...1).contains(p2), k > 0 else { return nil }
    let mean = (p1 + k * p2) / (1 + k)
    let chance =
      NormalDistribution.quantile(1 - alpha / 2) * ((1 + 1 / k) * mean * (1 - mean)).squareRoot()
    let truth =
      NormalDistribution.quantile(power) * (p1 * (1 - p1) + p2 * (1 - p2) / k).squareRoot()
    return (chance + truth) * (chance + truth) / ((p2 - p1) * (p2 - p1))
  }
}
