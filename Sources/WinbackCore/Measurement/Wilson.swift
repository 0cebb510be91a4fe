/// The Wilson score interval of a share, without continuity correction (Wilson, 1927).
public enum Wilson {
  /// The interval around `hits` of `count`; nil when `count` is 0.
  ///
  /// Its lower end is exactly 0 when nobody hit, its upper end exactly 1 when everybody did.
  ///
  /// - Parameter z: The quantile of the normal distribution; 95 % unless told.
  public static func interval(
    _ hits: Int, of count: Int, z: Double = NormalDistribution.z95
  ) -> (low: Double, high: Double)? {
    guard count > 0, (0...count).contains(hits) else { return nil }
    let n = Double(count)
    let share = Double(hits) / n
    let shrink = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / shrink
    let half = z / shrink * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (
      hits == 0 ? 0 : max(0, centre - half), hits == count ? 1 : min(1, centre + half)
    )
  }

  /// The interval for a confidence such as 0.9; nil when `count` is 0.
  public static func interval(
    _ hits: Int, of count: Int, confidence: Double
  ) -> (low: Double, high: Double)? {
    interval(hits, of: count, z: NormalDistribution.quantile(0.5 + confidence / 2))
  }
}
