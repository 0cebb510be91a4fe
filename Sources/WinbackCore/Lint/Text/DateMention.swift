/// A calendar date that a text names.
struct DateMention: Hashable {
  let range: Range<Int>
  let day: BusinessDay

  /// Dates such as `6月18日`, `6月18号`, `2024年6月18日`, `2024-06-18`, `2024/6/18`.
  ///
  /// - Parameter reference: A date without year is taken from the year that brings it nearest to this.
  static func all(in scalars: [Unicode.Scalar], near reference: BusinessDay) -> [DateMention] {
    var mentions: [DateMention] = []
    var index = 0
    while index < scalars.count {
      guard LinkCharacters.isDigit(scalars[index]),
        index == 0 || !LinkCharacters.isAlphanumeric(scalars[index - 1]),
        let mention = read(scalars, at: index, near: reference)
      else {
        index += 1
        continue
      }
      mentions.append(mention)
      index = mention.range.upperBound
    }
    return mentions
  }

  private static func read(
    _ scalars: [Unicode.Scalar], at start: Int, near reference: BusinessDay
  ) -> DateMention? {
    guard let (first, afterFirst) = number(scalars, at: start), afterFirst < scalars.count else {
      return nil
    }
    let mark = scalars[afterFirst]
    if mark == "月" {
      guard let (day, end) = number(scalars, at: afterFirst + 1), end < scalars.count,
        "日号".unicodeScalars.contains(scalars[end]),
        let date = nearest(month: first, day: day, to: reference)
      else { return nil }
      return DateMention(range: start..<end + 1, day: date)
    }
    guard (1000...9999).contains(first), "年-/".unicodeScalars.contains(mark),
      let (month, afterMonth) = number(scalars, at: afterFirst + 1), afterMonth < scalars.count,
      scalars[afterMonth] == (mark == "年" ? "月" : mark),
      let (day, end) = number(scalars, at: afterMonth + 1),
      let date = BusinessDay(year: first, month: month, day: day)
    else { return nil }
    let closes = end < scalars.count && "日号".unicodeScalars.contains(scalars[end])
    return DateMention(range: start..<(closes ? end + 1 : end), day: date)
  }

  private static func number(_ scalars: [Unicode.Scalar], at start: Int) -> (Int, Int)? {
    var index = start
    var value = 0
    while index < scalars.count, LinkCharacters.isDigit(scalars[index]), index - start < 4 {
      value = value * 10 + Int(scalars[index].value - 0x30)
      index += 1
    }
    return index > start ? (value, index) : nil
  }

  private static func nearest(month: Int, day: Int, to reference: BusinessDay) -> BusinessDay? {
    let year = reference.civil.year
    return (year - 1...year + 1)
      .compactMap { BusinessDay(year: $0, month: month, day: day) }
      .min { abs($0 - reference) < abs($1 - reference) }
  }
}
