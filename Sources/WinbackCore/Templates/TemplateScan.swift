/// A slot of a template that is filled with a value.
public struct Placeholder: Hashable, Sendable {
  /// The three ways of writing a slot that providers and authors use.
  public enum Syntax: Sendable, Equatable {
    /// `{{name}}` or `{{name|fallback}}`
    case braces
    /// `${name}`
    case dollar
    /// `{1}`
    case numbered
  }

  /// Code points of the scanned text, braces included; half-open.
  public let range: Range<Int>
  /// Without blanks around it; the digits of a numbered slot.
  public let name: String
  /// What stands in for a missing value; may be empty, nil when none is given.
  public let fallback: String?
  public let syntax: Syntax
}

/// The slots of a text, and the places that look like slots but are none.
public struct TemplateScan: Hashable, Sendable {
  /// In text order, never overlapping.
  public private(set) var placeholders: [Placeholder] = []
  /// Half-open ranges of code points, in text order: unclosed or stray braces and impossible names.
  public private(set) var malformed: [Range<Int>] = []

  public init(_ text: String) {
    self.init(Array(text.unicodeScalars))
  }

  /// Scans once from left to right. Cost: linear.
  public init(_ scalars: [Unicode.Scalar]) {
    guard scalars.contains(where: { $0 == "{" || $0 == "}" }) else { return }
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "{": index = readBrace(scalars, at: index)
      case "$": index = readDollar(scalars, at: index)
      case "}" where index + 1 < scalars.count && scalars[index + 1] == "}":
        malformed.append(index..<index + 2)
        index += 2
      default: index += 1
      }
    }
  }

  /// Tells whether a code point of the text lies inside a slot.
  public func placeholder(at index: Int) -> Placeholder? {
    placeholders.first { $0.range.contains(index) }
  }

  private mutating func readBrace(_ scalars: [Unicode.Scalar], at start: Int) -> Int {
    let isDouble = start + 1 < scalars.count && scalars[start + 1] == "{"
    let inside = start + (isDouble ? 2 : 1)
    if isDouble, inside < scalars.count, scalars[inside] == "{" {
      // Of three braces the last two open the slot.
      malformed.append(start..<start + 1)
      return start + 1
    }
    let end = TemplateScan.contentEnd(scalars, from: inside)
    let isClosed = end < scalars.count && scalars[end] == "}"
    guard isDouble else {
      guard isClosed, end > inside else { return start + 1 }
      return readSingle(scalars, start: start, content: inside..<end)
    }
    guard isClosed, end + 1 < scalars.count, scalars[end + 1] == "}" else {
      malformed.append(start..<(isClosed ? end + 1 : end))
      return isClosed ? end + 1 : end
    }
    let bar = scalars[inside..<end].firstIndex(of: "|")
    let name = TemplateScan.trimmed(scalars[inside..<(bar ?? end)])
    let whole = start..<end + 2
    if !TemplateScan.isName(name) { malformed.append(whole) }
    if !name.isEmpty {
      placeholders.append(
        Placeholder(
          range: whole, name: name,
          fallback: bar.map { TemplateScan.trimmed(scalars[($0 + 1)..<end]) }, syntax: .braces))
    }
    return end + 2
  }

  /// `{1}` is a slot, `{name}` a slot that somebody meant; anything else is text.
  private mutating func readSingle(
    _ scalars: [Unicode.Scalar], start: Int, content: Range<Int>
  ) -> Int {
    let whole = start..<content.upperBound + 1
    let isClosedTwice =
      whole.upperBound < scalars.count && scalars[whole.upperBound] == "}"
    let digits = scalars[content]
    if digits.allSatisfy({ ("0"..."9").contains($0) }) {
      if digits.first == "0" || digits.count > 3 || isClosedTwice {
        malformed.append(whole)
      } else {
        placeholders.append(
          Placeholder(
            range: whole, name: TemplateScan.trimmed(digits), fallback: nil, syntax: .numbered))
      }
      return whole.upperBound
    }
    guard TemplateScan.isName(TemplateScan.trimmed(digits)) else { return start + 1 }
    malformed.append(isClosedTwice ? start..<whole.upperBound + 1 : whole)
    return isClosedTwice ? whole.upperBound + 1 : whole.upperBound
  }

  private mutating func readDollar(_ scalars: [Unicode.Scalar], at start: Int) -> Int {
    guard start + 1 < scalars.count, scalars[start + 1] == "{" else { return start + 1 }
    if start + 2 < scalars.count, scalars[start + 2] == "{" { return start + 1 }
    let end = TemplateScan.contentEnd(scalars, from: start + 2)
    guard end < scalars.count, scalars[end] == "}" else {
      malformed.append(start..<end)
      return end
    }
    let name = TemplateScan.trimmed(scalars[(start + 2)..<end])
    if !TemplateScan.isName(name) { malformed.append(start..<end + 1) }
    if !name.isEmpty {
      placeholders.append(
        Placeholder(range: start..<end + 1, name: name, fallback: nil, syntax: .dollar))
    }
    return end + 1
  }

  private static func contentEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] != "{", scalars[end] != "}" { end += 1 }
    return end
  }

  private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var slice = scalars
    while let first = slice.first, first.properties.isWhitespace { slice.removeFirst() }
    while let last = slice.last, last.properties.isWhitespace { slice.removeLast() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: slice)
    return String(text)
  }

  /// Letters of any script, digits and `_`, a digit not first; names of attributes also `-` and `.`.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic
    else { return false }
    let isAttribute = name.hasPrefix(TemplateVariables.attributePrefix)
    return name.unicodeScalars.allSatisfy { scalar in
      scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || (isAttribute && (scalar == "-" || scalar == "."))
    }
  }
}
