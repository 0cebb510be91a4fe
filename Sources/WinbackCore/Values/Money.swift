/// An amount in minor units (分) of the workspace's currency.
public struct Money: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  public var minor: Int64

  public init(minor: Int64) {
    self.minor = minor
  }

  public static let zero = Money(minor: 0)

  /// The amount in major units without trailing zeros: 2000 → `20`, 1990 → `19.9`, 5 → `0.05`.
  ///
  /// This is how message templates print money.
  public var short: String {
    let magnitude = minor.magnitude
    let sign = minor < 0 ? "-" : ""
    let cents = magnitude % 100
    guard cents != 0 else { return "\(sign)\(magnitude / 100)" }
    if cents % 10 == 0 { return "\(sign)\(magnitude / 100).\(cents / 10)" }
    return "\(sign)\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// The amount in major units with two decimals and thousands marks: 123450 → `1,234.50`.
  public var description: String {
    let magnitude = minor.magnitude
    let cents = magnitude % 100
    let text = Count.grouped(magnitude / 100)
    return "\(minor < 0 ? "-" : "")\(text).\(cents < 10 ? "0" : "")\(cents)"
  }

  public static func < (left: Money, right: Money) -> Bool { left.minor < right.minor }
  public static func + (left: Money, right: Money) -> Money {
    Money(minor: left.minor + right.minor)
  }
  public static func - (left: Money, right: Money) -> Money {
    Money(minor: left.minor - right.minor)
  }
  public static func += (left: inout Money, right: Money) { left.minor += right.minor }

  /// `numerator / denominator` rounded half away from zero (四舍五入), once and exactly.
  ///
  /// - Precondition: `denominator` is positive.
  public static func rounded(_ numerator: Int64, over denominator: Int64) -> Money {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let up = remainder.magnitude >= (denominator.magnitude + 1) / 2
    return Money(minor: quotient + (up ? (numerator < 0 ? -1 : 1) : 0))
  }
}

/// Whole numbers as operators read them.
public enum Count {
  /// Digits with thousands marks: 12480 → `12,480`.
  public static func grouped(_ value: some BinaryInteger) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var bytes: [UInt8] = value < 0 ? [0x2D] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { bytes.append(0x2C) }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
