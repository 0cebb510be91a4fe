/// A civil date, counted in days since 1970-01-01.
///
/// The business day of an instant is its date in the workspace's zone; days between two instants is the
/// difference of their business days, not of 24-hour units.
public struct BusinessDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01, negative before it.
  public let number: Int32

  public init(number: Int32) {
    self.number = number
  }

  /// The day of `instant` on the calendar of `zone`.
  public init(_ instant: Instant, in zone: Zone) {
    let local = instant.seconds + Int64(zone.offset(at: instant))
    number = Int32(clamping: local.flooredQuotient(86_400))
  }

  /// The given date of the Gregorian calendar; nil when there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, (0...9999).contains(year) else { return nil }
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    // Days from civil: years begin in March, so that the leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Reads `YYYY-MM-DD`; nil when it is not that.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The year, month and day of the Gregorian calendar.
  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { Int((Int64(number) + 3) % 7 + 7) % 7 + 1 }

  /// The date as `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    let padded = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return "\(padded)-\(Instant.two(month))-\(Instant.two(day))"
  }

  public static func < (left: BusinessDay, right: BusinessDay) -> Bool {
    left.number < right.number
  }

  public static func - (left: BusinessDay, right: BusinessDay) -> Int {
    Int(left.number) - Int(right.number)
  }

  public static func + (left: BusinessDay, right: Int) -> BusinessDay {
    BusinessDay(number: left.number + Int32(right))
  }
}
