import Foundation

/// Tests whether two shares differ.
enum TwoShares {
  /// Two-sided p; 1 when nobody or everybody hit, nil when a group is empty.
  ///
  /// Fisher's exact test where the smallest expected cell is below 5, else the pooled z test.
  static func pValue(_ hits: Int, of count: Int, _ otherHits: Int, of otherCount: Int) -> Double? {
    guard count > 0, otherCount > 0 else { return nil }
    let all = count + otherCount
    let hit = hits + otherHits
    guard hit > 0, hit < all else { return 1 }
    if min(count, otherCount) * min(hit, all - hit) < 5 * all {
      return fisher(hits: hits, count: count, hit: hit, all: all)
    }
    let share = Double(hit) / Double(all)
    let spread = (share * (1 - share) * (1 / Double(count) + 1 / Double(otherCount))).squareRoot()
    let z =
      (Double(hits) / Double(count) - Double(otherHits) / Double(otherCount)) / spread
    return erfc(abs(z) / 2.0.squareRoot())
  }

  /// Sums the probabilities of all tables that are no likelier than the observed one.
  private static func fisher(hits: Int, count: Int, hit: Int, all: Int) -> Double {
    let low = max(0, hit - (all - count))
    let high = min(count, hit)
    // Weights relative to the likeliest table, walked outwards, so that none overflows.
    let mode = min(high, max(low, (hit + 1) * (count + 1) / (all + 2)))
    var weights = [Double](repeating: 1, count: high - low + 1)
    for value in stride(from: mode, to: high, by: 1) {
      let ratio =
        Double(count - value) * Double(hit - value)
        / (Double(value + 1) * Double(all - count - hit + value + 1))
      weights[value + 1 - low] = weights[value - low] * ratio
    }
    for value in stride(from: mode, to: low, by: -1) {
      let ratio =
        Double(value) * Double(all - count - hit + value)
        / (Double(count - value + 1) * Double(hit - value + 1))
      weights[value - 1 - low] = weights[value - low] * ratio
    }
    let limit = weights[hits - low] * (1 + 1e-7)
    let unlikely = weights.filter { $0 <= limit }.sorted().reduce(0, +)
    return min(1, unlikely / weights.sorted().reduce(0, +))
  }
}
