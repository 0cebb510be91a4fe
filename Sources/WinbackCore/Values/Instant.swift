/// A moment in time, in whole seconds of UTC.
///
/// Fractions are cut off when a text is read, so two instants compare as the files state them.
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads RFC 3339 with an offset (`Z` or `±hh:mm`, upper-case `T` and `Z`); nil when it is not that.
  public init?(rfc3339 text: some StringProtocol) {
    var copy = String(text)
    let value = copy.withUTF8 { Instant.parse($0) }
    guard let value else { return nil }
    seconds = value
  }

  /// Reads RFC 3339 from bytes, for importers; nil when it is not that.
  public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
    guard let value = Instant.parse(bytes) else { return nil }
    seconds = value
  }

  /// The instant in UTC as RFC 3339, such as `2024-06-30T02:00:00Z`.
  public var rfc3339: String { Instant.text(seconds, offset: 0) + "Z" }

  /// The local wall time in `zone` as RFC 3339 with its offset.
  public func rfc3339(in zone: Zone) -> String {
    let offset = zone.offset(at: self)
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    return Instant.text(seconds, offset: offset)
      + "\(sign)\(Instant.two(minutes / 60)):\(Instant.two(minutes % 60))"
  }

  public var description: String { rfc3339 }

  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// The instant that lies `seconds` later (earlier when negative).
  public func adding(seconds more: Int64) -> Instant { Instant(seconds: seconds + more) }

  /// The instant that lies `hours` times 3600 seconds later.
  public func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }

  /// The instant that lies `days` times 24 hours later, whatever clocks do in between.
  public func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }

  private static func text(_ seconds: Int64, offset: Int) -> String {
    let local = seconds + Int64(offset)
    let day = local.flooredQuotient(86_400)
    let rest = Int(local - day * 86_400)
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    return "\(BusinessDay(number: Int32(clamping: day)))T\(two(hour)):\(two(minute)):\(two(second))"
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count >= 20 else { return nil }
    func digits(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for index in from..<(from + count) {
        let digit = Int(bytes[index]) - 48
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    guard let year = digits(0, 4), bytes[4] == 0x2D, let month = digits(5, 2), bytes[7] == 0x2D,
      let day = digits(8, 2), bytes[10] == 0x54, let hour = digits(11, 2), bytes[13] == 0x3A,
      let minute = digits(14, 2), bytes[16] == 0x3A, let second = digits(17, 2)
    else { return nil }
    guard let civil = BusinessDay(year: year, month: month, day: day), hour < 24, minute < 60,
      second < 60
    else { return nil }
    var index = 19
    if bytes[index] == 0x2E {
      index += 1
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > start else { return nil }
    }
    guard index < bytes.count else { return nil }
    var offset = 0
    switch bytes[index] {
    case 0x5A:
      guard index + 1 == bytes.count else { return nil }
    case 0x2B, 0x2D:
      guard index + 6 == bytes.count, bytes[index + 3] == 0x3A, let hours = digits(index + 1, 2),
        let minutes = digits(index + 4, 2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[index] == 0x2B ? 1 : -1)
    default: return nil
    }
    return Int64(civil.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
  }
}

extension Instant: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no RFC 3339 instant")
    }
    self = instant
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity; `divisor` is positive.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
