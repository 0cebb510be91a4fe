/// Holm's step-down adjustment of several p-values that are read together (Holm, 1979).
public enum Holm {
  /// The adjusted p-values in the order given, each at most 1.
  ///
  /// The i-th smallest of m is multiplied by m − i + 1 and never falls below a smaller one's.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    var result = pValues
    var floor = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      floor = max(floor, min(1, pValues[index] * Double(pValues.count - rank)))
      result[index] = floor
    }
    return result
  }
}
