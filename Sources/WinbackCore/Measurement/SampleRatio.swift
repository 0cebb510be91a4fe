import Foundation

/// Checks that the arms of an experiment have the sizes their weights promise.
///
/// A mismatch means that the drawing was broken, so the result must not be read.
public struct SampleRatio: Hashable, Sendable {
  public let chiSquared: Double
  public let degreesOfFreedom: Int
  public let pValue: Double

  /// Below this the arms are too far from their weights to be chance.
  public static let limit = 0.001

  public var isMismatch: Bool { pValue < Self.limit }

  /// Compares the users of each arm with the arms' weights.
  ///
  /// - Parameters:
  ///   - counts: Users by arm.
  ///   - weights: Basis points by arm, in the same order.
  /// - Returns: nil with fewer than two arms of positive weight, or without any user.
  public init?(counts: [Int], weights: [Int]) {
    guard counts.count == weights.count, weights.allSatisfy({ $0 >= 0 }) else { return nil }
    let users = Double(counts.reduce(0, +))
    let weight = Double(weights.reduce(0, +))
    let arms = weights.count { $0 > 0 }
    guard users > 0, arms > 1 else { return nil }
    var sum = 0.0
    for (count, share) in zip(counts, weights) where share > 0 || count > 0 {
      let expected = users * Double(share) / weight
      sum += (Double(count) - expected) * (Double(count) - expected) / expected
    }
    chiSquared = sum
    degreesOfFreedom = arms - 1
    pValue = Self.upperTail(sum, degreesOfFreedom: arms - 1)
  }

  /// The probability that a χ² variable exceeds `value`.
  ///
  /// Exact for whole degrees of freedom: begun at 1 or 2, where it is `erfc(√(x/2))` or `exp(−x/2)`, and
  /// carried on by two at a time through Q(a + 1, x) = Q(a, x) + xᵃ·e⁻ˣ / Γ(a + 1).
  static func upperTail(_ value: Double, degreesOfFreedom: Int) -> Double {
    guard value > 0 else { return 1 }
    guard value.isFinite else { return 0 }
    let half = value / 2
    var shape = degreesOfFreedom % 2 == 0 ? 1.0 : 0.5
    var tail = degreesOfFreedom % 2 == 0 ? exp(-half) : erfc(half.squareRoot())
    var term =
      degreesOfFreedom % 2 == 0
      ? half * exp(-half) : 2 * (half / Double.pi).squareRoot() * exp(-half)
    while shape < Double(degreesOfFreedom) / 2 {
      tail += term
      shape += 1
      term *= half / shape
    }
    return min(1, tail)
  }
}
