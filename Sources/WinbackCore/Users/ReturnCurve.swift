/// How many of those who stayed away N days came back within the follow-up (用户回访率曲线).
///
/// The churn threshold is proposed from it: beyond its knee waiting longer teaches little more.
public struct ReturnCurve: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    /// Days away.
    public var n: Int
    public var atRisk: Int
    public var returned: Int

    public init(n: Int, atRisk: Int, returned: Int) {
      self.n = n
      self.atRisk = atRisk
      self.returned = returned
    }

    public var rate: Percent { Percent(returned, of: atRisk) }
  }

  /// Ascending by days away.
  public var points: [Point]
  /// The gap that 80 and 90 of 100 gaps do not exceed, nearest rank; nil without gaps.
  public var gapP80: Int?
  public var gapP90: Int?

  public init(points: [Point], gapP80: Int? = nil, gapP90: Int? = nil) {
    self.points = points
    self.gapP80 = gapP80
    self.gapP90 = gapP90
  }

  /// The proposed churn threshold; nil where the curve has no bend.
  public var knee: Knee? { Knee.find(in: measured) }

  /// The first days away at which at most 10 % come back; nil when there are none on the curve.
  public var firstAtOrBelow10Percent: Int? { Knee.first(in: measured, atOrBelow: 0.10) }
  public var firstAtOrBelow5Percent: Int? { Knee.first(in: measured, atOrBelow: 0.05) }

  /// More than 10 % still come back by themselves at the knee, so it lies too early for a threshold.
  public var isKneeTooEarly: Bool {
    guard let knee, let point = points.first(where: { $0.n == knee.n }) else { return false }
    return 10 * point.returned > point.atRisk
  }

  /// The point that speaks of someone away for `days`: the one with the largest N not above it.
  public func point(for days: Int) -> Point? { points.last { $0.n <= days } }

  private var measured: [(n: Int, rate: Double)] {
    points.compactMap { point in point.rate.value.map { (point.n, $0) } }
  }
}

/// The bend of a falling curve (拐点).
public struct Knee: Hashable, Sendable, Encodable {
  public var n: Int
  /// How far the bend lies below the straight line, in 0...1 of both axes.
  public var distance: Double

  public init(n: Int, distance: Double) {
    self.n = n
    self.distance = distance
  }

  /// The point with the largest 1 − x − y on axes scaled to 0...1, ties (1e-12) to the smaller N.
  ///
  /// - Parameter points: Ascending by `n`.
  /// - Returns: nil with fewer than 3 points, on a flat curve, or when the bend is below 0.05.
  public static func find(in points: [(n: Int, rate: Double)]) -> Knee? {
    guard points.count >= 3, let first = points.first, let last = points.last, first.n < last.n,
      let low = points.map(\.rate).min(), let high = points.map(\.rate).max(), low < high
    else { return nil }
    var best = Knee(n: first.n, distance: -.infinity)
    for point in points {
      let x = Double(point.n - first.n) / Double(last.n - first.n)
      let y = (point.rate - low) / (high - low)
      let distance = 1 - x - y
      if distance > best.distance + 1e-12 { best = Knee(n: point.n, distance: distance) }
    }
    return best.distance < 0.05 ? nil : best
  }

  /// The first N whose rate is at most `limit`.
  public static func first(in points: [(n: Int, rate: Double)], atOrBelow limit: Double) -> Int? {
    points.first { $0.rate <= limit }?.n
  }
}
