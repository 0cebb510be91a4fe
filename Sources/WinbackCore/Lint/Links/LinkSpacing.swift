/// Whether a link stands free between spaces, so that every handset opens exactly it.
///
/// Before a link may stand the start of the message, U+0020 or a line feed; after it the end of the
/// message, U+0020, a line feed or a carriage return.
public struct LinkSpacing: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case fine
    /// A blank that only some handsets take as one.
    case odd
    case missing
  }

  /// One side of a link.
  public struct Side: Hashable, Sendable {
    public let state: State
    /// The odd and zero-width characters beside the link, which one space replaces; empty to insert one.
    public let run: Range<Int>
  }

  public let before: Side
  public let after: Side

  /// - Parameters:
  ///   - range: The link, in code points of `scalars`.
  ///   - preceding: What the recipient sees right before the text, such as the signature's bracket.
  ///   - following: What he sees right after it, such as the opt-out that the platform appends.
  public init(
    of range: Range<Int>, in scalars: [Unicode.Scalar], preceding: Unicode.Scalar? = nil,
    following: Unicode.Scalar? = nil
  ) {
    var start = range.lowerBound
    while start > 0, Self.isReplaced(scalars[start - 1]) { start -= 1 }
    var end = range.upperBound
    while end < scalars.count, Self.isReplaced(scalars[end]) { end += 1 }
    let left = range.lowerBound > 0 ? scalars[range.lowerBound - 1] : preceding
    let right = range.upperBound < scalars.count ? scalars[range.upperBound] : following
    before = Side(state: Self.state(left, isAfter: false), run: start..<range.lowerBound)
    after = Side(state: Self.state(right, isAfter: true), run: range.upperBound..<end)
  }

  private static func state(_ neighbour: Unicode.Scalar?, isAfter: Bool) -> State {
    guard let neighbour else { return .fine }
    switch neighbour {
    case " ", "\n": return .fine
    case "\r" where isAfter: return .fine
    default: return LinkCharacters.isOddSpace(neighbour) ? .odd : .missing
    }
  }

  private static func isReplaced(_ scalar: Unicode.Scalar) -> Bool {
    LinkCharacters.isOddSpace(scalar) || LinkCharacters.isZeroWidth(scalar)
  }
}
