import WinbackCore

/// One CSV file in the making: bytes appended cell by cell.
struct DemoTable {
  private(set) var bytes: [UInt8]
  private var isLineStart = true

  init(header: String, capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: header.utf8)
    bytes.append(0x0A)
  }

  private mutating func separate() {
    if isLineStart { isLineStart = false } else { bytes.append(0x2C) }
  }

  /// Adds a cell; none of the demo's texts needs quotes.
  mutating func cell(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  mutating func cell(_ text: String?) { cell(text ?? "") }

  mutating func cell(_ number: Int) {
    separate()
    digits(number, atLeast: 1)
  }

  mutating func cell(_ number: Int?) {
    if let number { cell(number) } else { separate() }
  }

  mutating func cell(_ flag: Bool) { cell(flag ? 1 : 0) }

  /// Adds an id: a letter, the user's number in seven digits and, if given, a running number.
  mutating func id(_ letter: Character, _ user: Int, _ part: Int? = nil) {
    separate()
    bytes.append(letter.asciiValue ?? 0x78)
    digits(user, atLeast: 7)
    if let part {
      bytes.append(0x2D)
      digits(part, atLeast: 2)
    }
  }

  /// Adds an instant as local time of China.
  mutating func cell(_ instant: Instant?) {
    separate()
    guard let instant else { return }
    let local = instant.seconds + DemoCalendar.offset
    let day = local / 86_400
    let second = Int(local - day * 86_400)
    let (year, month, date) = BusinessDay(number: Int32(day)).civil
    digits(year, atLeast: 4)
    bytes.append(0x2D)
    digits(month, atLeast: 2)
    bytes.append(0x2D)
    digits(date, atLeast: 2)
    bytes.append(0x54)
    digits(second / 3600, atLeast: 2)
    bytes.append(0x3A)
    digits(second / 60 % 60, atLeast: 2)
    bytes.append(0x3A)
    digits(second % 60, atLeast: 2)
    bytes.append(contentsOf: "+08:00".utf8)
  }

  mutating func endLine() {
    bytes.append(0x0A)
    isLineStart = true
  }

  private mutating func digits(_ number: Int, atLeast width: Int) {
    var power = 1
    var count = 1
    while count < width || number / power >= 10 {
      power *= 10
      count += 1
    }
    while power > 0 {
      bytes.append(UInt8(0x30 + number / power % 10))
      power /= 10
    }
  }
}

/// The demo's clock: China has had no summer time since 1991, so its days start at one offset.
struct DemoCalendar {
  static let offset: Int64 = 28_800

  let now: Instant
  let today: Int

  init(now: Instant) {
    self.now = now
    today = Int((now.seconds + Self.offset) / 86_400)
  }

  /// A moment of the day that lies `daysAgo` days back, `second` seconds after its midnight.
  func instant(daysAgo: Int, second: Int) -> Instant {
    Instant(seconds: Int64(today - daysAgo) * 86_400 - Self.offset + Int64(second))
  }
}
