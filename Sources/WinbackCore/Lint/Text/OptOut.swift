/// The sentence by which a recipient is told how to refuse further messages.
struct OptOut: Hashable {
  /// Code points of the text that was searched; half-open.
  let range: Range<Int>
  /// Whether it is word for word one of the wordings that were asked for.
  let isListed: Bool

  /// The last opt-out in `scalars`; nil when there is none.
  ///
  /// - Parameters:
  ///   - keywords: What the phrase lists find in `scalars`.
  ///   - wordings: Sentences that a provider wants word for word.
  ///   - needsReply: In an SMS the mere word 退订 is no way to refuse: it must say what to reply or open.
  static func last(
    in scalars: [Unicode.Scalar], keywords: [PhraseHit], wordings: [[Unicode.Scalar]],
    needsReply: Bool
  ) -> OptOut? {
    var best: OptOut?
    for hit in keywords where hit.list == .optOut {
      guard let range = sentence(around: hit.range, in: scalars, needsReply: needsReply) else {
        continue
      }
      best = OptOut(range: range, isListed: false)
    }
    guard let found = best else { return nil }
    for wanted in wordings where !wanted.isEmpty {
      let from = max(0, found.range.lowerBound - wanted.count + 1)
      guard
        let place = (from..<found.range.upperBound).last(where: { scalars.holds(wanted, at: $0) })
      else { continue }
      let whole =
        min(place, found.range.lowerBound)..<max(place + wanted.count, found.range.upperBound)
      return OptOut(range: whole, isListed: whole == place..<place + wanted.count)
    }
    return found
  }

  /// The keyword with the reply it asks for; nil when it asks for none though it must.
  private static func sentence(
    around keyword: Range<Int>, in scalars: [Unicode.Scalar], needsReply: Bool
  ) -> Range<Int>? {
    if LinkCharacters.isLetter(scalars[keyword.lowerBound]) { return keyword }
    if let end = reply(after: keyword.upperBound, in: scalars) { return keyword.lowerBound..<end }
    if let start = reply(before: keyword.lowerBound, in: scalars) {
      return start..<keyword.upperBound
    }
    return needsReply ? nil : keyword
  }

  /// `请回复R`, ` 回 T`, `TD`, `请点击`: what follows the keyword.
  private static func reply(after start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var index = start
    while index < scalars.count, joins(scalars[index]) { index += 1 }
    let verb = verbs.first { scalars.holds($0, at: index) }
    index += verb?.count ?? 0
    let gap = index
    // What is opened is a link, of which no letter is to be replied.
    if let verb, openers.contains(verb) { return gap }
    while index < scalars.count, isFiller(scalars[index]) { index += 1 }
    let code = index
    let longest = verb == nil ? 4 : 8
    while index < scalars.count, index - code <= longest, isCode(scalars[index], verb != nil) {
      index += 1
    }
    let length = index - code
    if (1...longest).contains(length), verb != nil || gap == start || code > start { return index }
    return nil
  }

  /// `回T`, `回复 TD `, `TD`: what precedes the keyword.
  private static func reply(before end: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var index = end
    for tail in tails where scalars.holds(tail, at: index - tail.count) {
      index -= tail.count
      break
    }
    while index > 0, isFiller(scalars[index - 1]) { index -= 1 }
    let codeEnd = index
    while index > 0, codeEnd - index <= 8, isCode(scalars[index - 1], true) { index -= 1 }
    let code = index
    guard (1...8).contains(codeEnd - code) else { return nil }
    while index > 0, isFiller(scalars[index - 1]) { index -= 1 }
    for verb in verbs where scalars.holds(verb, at: index - verb.count) {
      return index - verb.count
    }
    let isWord = scalars[code..<codeEnd].allSatisfy { isCode($0, false) }
    return isWord && codeEnd - code <= 4 ? code : nil
  }

  private static let verbs = ["回复", "回覆", "回復", "发送", "發送", "回", "发", "點擊", "点击", "请点", "点"].map {
    Array($0.unicodeScalars)
  }
  private static let openers = Set(["点击", "點擊", "请点", "点"].map { Array($0.unicodeScalars) })
  private static let tails = ["即可", "可以", "可"].map { Array($0.unicodeScalars) }

  /// Letters; digits too where a verb says that they are to be sent (`回0000`, but not `20元退订`).
  private static func isCode(_ scalar: Unicode.Scalar, _ takesDigits: Bool) -> Bool {
    let plain = scalar.foldedIfFullWidth
    return LinkCharacters.isLetter(plain) || (takesDigits && LinkCharacters.isDigit(plain))
  }

  /// What may stand between the keyword and what to do.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "请", "請", "可", ",", "，", ":", "：", " ": true
    default: false
    }
  }

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\"", "'", "“", "”", "‘", "’", "「", "」": true
    default: false
    }
  }
}

extension [Unicode.Scalar] {
  /// Tells whether `other` stands at `index`.
  func holds(_ other: [Unicode.Scalar], at index: Int) -> Bool {
    index >= 0 && index + other.count <= count
      && self[index..<index + other.count].elementsEqual(other)
  }
}
