/// A rate kept as its two counts, so that its text is exact and both counts can be shown.
public struct Percent: Hashable, Sendable, Codable {
  public let numerator: Int64
  public let denominator: Int64

  public init(_ numerator: some BinaryInteger, of denominator: some BinaryInteger) {
    self.numerator = Int64(numerator)
    self.denominator = Int64(denominator)
  }

  /// Two decimals, half away from zero, from the exact fraction; nil when the denominator is 0.
  ///
  /// 856 of 897 → `95.43`, 1 of 800 → `0.13`.
  public var text: String? {
    guard denominator > 0 else { return nil }
    let product = Int64.multipliedHundredfold(numerator, denominator)
    let whole = product / 100
    let rest = product % 100
    return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The text with a percent sign, `—` when the denominator is 0.
  public var shown: String { text.map { $0 + "%" } ?? "—" }

  /// The rate as a double; nil when the denominator is 0.
  public var value: Double? { denominator > 0 ? Double(numerator) / Double(denominator) : nil }
}

extension Int64 {
  /// `10000 · numerator / denominator` rounded half away from zero without overflow.
  fileprivate static func multipliedHundredfold(_ numerator: Int64, _ denominator: Int64) -> Int64 {
    let wide = numerator.magnitude.multipliedFullWidth(by: 10_000)
    let (quotient, remainder) = denominator.magnitude.dividingFullWidth((wide.high, wide.low))
    let up = remainder >= denominator.magnitude - remainder
    return Int64(quotient) + (up ? 1 : 0)
  }
}
