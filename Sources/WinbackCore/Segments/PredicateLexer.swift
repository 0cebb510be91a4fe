/// Cuts a predicate into tokens, one at a time, so that the first fault met is the leftmost.
struct PredicateLexer {
  struct Token: Equatable {
    enum Content: Equatable {
      case end
      /// `( ) [ ] ,`
      case mark(Character)
      case comparison(Predicate.Comparison)
      /// An optional minus and digits, with at most one decimal point between digits.
      case number(String)
      /// The digits after the ¥.
      case money(String)
      case string(String)
      /// A name or keyword as written.
      case word(String)
      case fault(SegmentError.Reason)
    }

    var content: Content
    /// Offsets in scalars, 0-based.
    var range: Range<Int>
    /// 1-based, of the first character at fault: inside the token for a bad escape.
    var position: Int
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The next token; after the last one, `end` again and again.
  mutating func next() -> Token {
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    let start = index
    guard index < scalars.count else {
      return Token(content: .end, range: start..<start, position: start + 1)
    }
    var faultOffset = start
    let content = read(&faultOffset)
    return Token(content: content, range: start..<index, position: faultOffset + 1)
  }

  /// The text of a range of scalars.
  func text(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[range])
    return String(result)
  }

  private mutating func read(_ faultOffset: inout Int) -> Token.Content {
    let first = scalars[index]
    switch first {
    case "(", ")", "[", "]", ",":
      index += 1
      return .mark(Character(first))
    case "=", "<", ">", "!":
      return comparison(first)
    case "\"":
      return string(&faultOffset)
    case "¥", "￥":
      return money()
    case "-":
      guard index + 1 < scalars.count, Self.isDigit(scalars[index + 1]) else { return stray() }
      return .number(digits(from: index + 1, prefix: "-"))
    case _ where Self.isDigit(first):
      return .number(digits(from: index, prefix: ""))
    case _ where Self.isWordStart(first):
      return .word(word())
    default:
      return stray()
    }
  }

  private mutating func comparison(_ first: Unicode.Scalar) -> Token.Content {
    let isTwo = first != "=" && index + 1 < scalars.count && scalars[index + 1] == "="
    let text = isTwo ? "\(first)=" : "\(first)"
    guard let comparison = Predicate.Comparison(rawValue: text) else { return stray() }
    index += isTwo ? 2 : 1
    return .comparison(comparison)
  }

  private mutating func money() -> Token.Content {
    guard index + 1 < scalars.count, Self.isDigit(scalars[index + 1]) else { return stray() }
    return .money(digits(from: index + 1, prefix: ""))
  }

  private mutating func digits(from start: Int, prefix: String) -> String {
    index = start
    while index < scalars.count, Self.isDigit(scalars[index]) { index += 1 }
    if index + 1 < scalars.count, scalars[index] == ".", Self.isDigit(scalars[index + 1]) {
      index += 1
      while index < scalars.count, Self.isDigit(scalars[index]) { index += 1 }
    }
    return prefix + text(start..<index)
  }

  private mutating func word() -> String {
    let start = index
    while index < scalars.count, Self.isWordPart(scalars[index]) { index += 1 }
    // The name of an imported column may be written in any script: attr_城市.
    if text(start..<index).hasPrefix(SegmentField.attributePrefix) {
      while index < scalars.count,
        Self.isWordPart(scalars[index])
          || (!scalars[index].isASCII && scalars[index].properties.isXIDContinue)
      {
        index += 1
      }
    }
    return text(start..<index)
  }

  private mutating func string(_ faultOffset: inout Int) -> Token.Content {
    let quote = index
    var end = quote + 1
    while end < scalars.count, scalars[end] != "\"" { end += scalars[end] == "\\" ? 2 : 1 }
    guard end < scalars.count else {
      index = scalars.count
      return .fault(.unclosedString)
    }
    index = end + 1
    var result = String.UnicodeScalarView()
    var at = quote + 1
    while at < end {
      let scalar = scalars[at]
      if scalar == "\\" {
        guard let (value, length) = escape(at: at, end: end) else {
          faultOffset = at
          return .fault(.badEscape(text(at..<min(at + 2, end))))
        }
        result.append(value)
        at += length
      } else if scalar.value < 0x20 {
        faultOffset = at
        return .fault(.badEscape("\\u{\(String(scalar.value, radix: 16))}"))
      } else {
        result.append(scalar)
        at += 1
      }
    }
    return .string(String(result))
  }

  /// The scalar that the escape at `start` means and how many scalars it takes; nil when it is none.
  private func escape(at start: Int, end: Int) -> (Unicode.Scalar, Int)? {
    guard start + 1 < end else { return nil }
    switch scalars[start + 1] {
    case "\"": return ("\"", 2)
    case "\\": return ("\\", 2)
    case "/": return ("/", 2)
    case "b": return ("\u{8}", 2)
    case "f": return ("\u{c}", 2)
    case "n": return ("\n", 2)
    case "r": return ("\r", 2)
    case "t": return ("\t", 2)
    case "u":
      guard let first = hex(at: start + 2, end: end) else { return nil }
      if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
      // A character beyond the basic plane is written as two escapes, high half first.
      guard (0xD800..<0xDC00).contains(first), start + 7 < end, scalars[start + 6] == "\\",
        scalars[start + 7] == "u", let second = hex(at: start + 8, end: end),
        (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { return nil }
      return (scalar, 12)
    default: return nil
    }
  }

  private func hex(at start: Int, end: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[start..<(start + 4)] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
      value = value << 4 + UInt32(digit)
    }
    return value
  }

  private mutating func stray() -> Token.Content {
    let scalar = scalars[index]
    index += 1
    return .fault(.strayCharacter(Character(scalar), meant: Self.meant[scalar]))
  }

  /// What people type where an input method or another language gets in the way.
  private static let meant: [Unicode.Scalar: String] = [
    "“": "\"", "”": "\"", "'": "\"", "‘": "\"", "’": "\"", "（": "(", "）": ")", "［": "[", "］": "]",
    "【": "[", "】": "]", "，": ",", "、": ",", "＝": "=", "＞": ">", "＜": "<", "≥": ">=", "≤": "<=",
    "≠": "!=", "&": "and", "|": "or", "!": "!=", "！": "!=", "－": "-", "且": "and", "或": "or",
    "非": "not",
  ]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    isWordStart(scalar) || isDigit(scalar)
  }
}
