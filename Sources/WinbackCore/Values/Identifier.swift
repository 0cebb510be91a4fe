/// A text id that cannot be mistaken for the id of another kind of thing.
///
/// `Identifier<User>` is not `Identifier<Batch>`. Ids are case-sensitive and ordered by their UTF-8
/// bytes, which is the order of every list that this product hashes or prints.
public struct Identifier<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let text: String

  /// Takes `text` as it is; use ``isValid(_:)`` before storing text from outside.
  public init(_ text: String) {
    self.text = text
  }

  public var description: String { text }

  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Identifier: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The rule that every imported or typed id must satisfy.
public enum IdentifierRule {
  /// Tells whether `text` is 1 to 64 characters without control characters and outer spaces.
  public static func isValid(_ text: String) -> Bool {
    var count = 0
    var first: Unicode.Scalar?
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return false }
      if first == nil { first = scalar }
      last = scalar
      count += 1
      if count > 64 { return false }
    }
    guard let first, let last else { return false }
    return !first.properties.isWhitespace && !last.properties.isWhitespace
  }
}
