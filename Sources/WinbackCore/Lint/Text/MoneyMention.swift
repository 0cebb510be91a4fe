/// An amount of money that a text promises.
struct MoneyMention: Hashable {
  let range: Range<Int>
  let amount: Money

  /// Amounts such as `20元`, `¥20`, `减20`, `20元券`; a threshold (`满59`) is none.
  static func all(in scalars: [Unicode.Scalar]) -> [MoneyMention] {
    var mentions: [MoneyMention] = []
    var index = 0
    while index < scalars.count {
      guard LinkCharacters.isDigit(scalars[index]),
        index == 0
          || !(LinkCharacters.isAlphanumeric(scalars[index - 1]) || scalars[index - 1] == ".")
      else {
        index += 1
        continue
      }
      let start = index
      var minor: Int64 = 0
      var digits = 0
      while index < scalars.count, LinkCharacters.isDigit(scalars[index]), digits < 12 {
        minor = minor * 10 + Int64(scalars[index].value - 0x30)
        index += 1
        digits += 1
      }
      minor *= 100
      if index + 1 < scalars.count, scalars[index] == ".",
        LinkCharacters.isDigit(scalars[index + 1])
      {
        minor += Int64(scalars[index + 1].value - 0x30) * 10
        index += 2
        if index < scalars.count, LinkCharacters.isDigit(scalars[index]) {
          minor += Int64(scalars[index].value - 0x30)
          index += 1
        }
      }
      let before = start > 0 ? scalars[start - 1] : " "
      let after = index < scalars.count ? scalars[index] : " "
      if before != "满", "元块".unicodeScalars.contains(after) || "¥￥减".unicodeScalars.contains(before)
      {
        mentions.append(MoneyMention(range: start..<index, amount: Money(minor: minor)))
      }
    }
    return mentions
  }
}
