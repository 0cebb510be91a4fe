import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
  /// The 97.5 % quantile, by which every 95 % interval is drawn.
  public static let z95 = 1.959963984540054

  /// The probability of a value at least as far from 0 as `z`.
  public static func twoSidedTail(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// The value below which the share `probability` lies, to the last few bits of a double.
  ///
  /// Newton's steps of third order (Halley) on `erfc`, begun from Hastings' rational approximation
  /// (Abramowitz and Stegun, 26.2.23), whose error is below 4.5e-4.
  ///
  /// - Parameter probability: Between 0 and 1, both excluded; outside the result is not a number.
  public static func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else { return .nan }
    let tail = min(probability, 1 - probability)
    let t = (-2 * log(tail)).squareRoot()
    var z =
      t
      - (2.515517 + t * (0.802853 + t * 0.010328))
      / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<4 {
      let error = 0.5 * erfc(z / 2.0.squareRoot()) - tail
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      let step = error / density
      z += step / (1 - z * step / 2)
    }
    return probability < 0.5 ? -z : z
  }
}
