import WinbackCore

/// How instants, amounts and numbers are written on the screen.
extension ConsoleState {
  /// The local time of day, such as `14:32`.
  func time(_ instant: Instant) -> String {
    String(instant.rfc3339(in: session.zone).dropFirst(11).prefix(5))
  }

  /// The local date and time without the year, such as `11-22 14:33`.
  func dateTime(_ instant: Instant) -> String {
    let text = instant.rfc3339(in: session.zone)
    return "\(text.dropFirst(5).prefix(5)) \(text.dropFirst(11).prefix(5))"
  }

  /// The local date, such as `2026-11-22`.
  func date(_ instant: Instant) -> String { String(instant.rfc3339(in: session.zone).prefix(10)) }

  /// An amount with the currency's sign.
  func money(_ amount: Money) -> String { session.currency + amount.description }

  /// An amount given in hundredths of a minor unit, to four decimals at most: `¥0.05`, `¥0.0125`.
  func price(hundredths: Int) -> String {
    let whole = hundredths / 10_000
    var digits = String(hundredths % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.count > 2, digits.hasSuffix("0") { digits.removeLast() }
    return "\(session.currency)\(Count.grouped(whole)).\(digits)"
  }

  /// How long ago `instant` was, in its largest unit.
  func age(of instant: Instant) -> String {
    let minutes = max(0, now.seconds - instant.seconds) / 60
    if minutes < 60 { return say(zh: "\(minutes) 分钟", en: "\(minutes) min") }
    if minutes < 48 * 60 { return say(zh: "\(minutes / 60) 小时", en: "\(minutes / 60) h") }
    return say(zh: "\(minutes / 1440) 天", en: "\(minutes / 1440) d")
  }

  /// Whole basis points as percentage points: 125 → `1.25`.
  func points(_ basisPoints: Int) -> String {
    Percent(basisPoints, of: 10_000).text ?? "0.00"
  }
}
