/// What is drawn for a text: one scalar after another, each with its columns and its place.
///
/// Terminals disagree about clusters, so only scalars of which all know the width are drawn:
/// - a cluster is drawn as its first scalar, composed with a mark where Unicode has such a scalar
///   (`e` with an acute accent becomes `é`); other marks, variation selectors, joiners and what a
///   joiner appends to an emoji, skin tones and bidirectional controls are not drawn;
/// - a control character, and a carriage return with its line feed, is one blank;
/// - a regional indicator is its letter;
/// - an unassigned, private or unknown scalar is U+FFFD.
public struct Drawing: Sequence, Sendable {
  public struct Element: Hashable, Sendable {
    /// A scalar one or two columns wide that no terminal takes for a command.
    public var scalar: Unicode.Scalar
    /// 1 or 2.
    public var columns: Int
    /// The code points of the text, counted from 0, for which it stands.
    public var codePoints: Range<Int>
  }

  private let text: String

  public init(_ text: String) {
    self.text = text
  }

  public func makeIterator() -> Iterator {
    Iterator(text.unicodeScalars)
  }

  public struct Iterator: IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var ahead: Unicode.Scalar?
    private var position = 0

    init(_ view: String.UnicodeScalarView) {
      scalars = view.makeIterator()
      ahead = scalars.next()
    }

    public mutating func next() -> Element? {
      let start = position
      while let first = take() {
        var drawn: Unicode.Scalar
        var columns = 1
        if Drawing.isControl(first) {
          drawn = " "
          if first == "\r" && ahead == "\n" { _ = take() }
          return Element(scalar: drawn, columns: 1, codePoints: start..<position)
        }
        switch WidthClass(first) {
        case .zero:
          // A mark without a base, or a format character: it joins what follows.
          continue
        case .unknown:
          drawn = "\u{FFFD}"
        case .single:
          drawn = Drawing.letter(ofIndicator: first) ?? first
        case .double:
          drawn = first
          columns = 2
        }
        absorb(into: &drawn, base: first)
        return Element(scalar: drawn, columns: columns, codePoints: start..<position)
      }
      return nil
    }

    private mutating func take() -> Unicode.Scalar? {
      guard let scalar = ahead else { return nil }
      ahead = scalars.next()
      position += 1
      return scalar
    }

    /// Takes the rest of the cluster that `base` begins.
    private mutating func absorb(into drawn: inout Unicode.Scalar, base: Unicode.Scalar) {
      while let following = ahead, following.value >= 0x300, !Drawing.isControl(following) {
        if WidthClass(following) == .zero {
          if let composed = Composition.of(drawn, following) { drawn = composed }
          _ = take()
          if following == "\u{200D}", let joined = ahead, !Drawing.isControl(joined),
            joined.value >= 0x2000, Drawing.isPictograph(base)
          {
            _ = take()
          }
        } else if (0x1F3FB...0x1F3FF).contains(following.value), Drawing.isPictograph(base) {
          _ = take()
        } else {
          return
        }
      }
    }
  }

  /// A C0 or C1 control, or one of Unicode's line and paragraph separators.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0x2028 || value == 0x2029
  }

  private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2000 && scalar.properties.isEmoji
  }

  private static func letter(ofIndicator scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
    return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
  }
}

/// Finds the single scalar that is canonically equal to a base with a mark.
enum Composition {
  static func of(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    if let syllable = hangul(base, mark) { return syllable }
    guard (0x300...0x345).contains(mark.value) || mark.value == 0x3099 || mark.value == 0x309A
    else { return nil }
    var text = String.UnicodeScalarView()
    text.append(base)
    text.append(mark)
    let cluster = String(text)
    return cluster.count == 1 ? composed[Character(cluster)] : nil
  }

  /// Characters are equal when they are canonically equivalent, so the composed one finds itself.
  private static let composed: [Character: Unicode.Scalar] = {
    var table: [Character: Unicode.Scalar] = [:]
    let ranges: [ClosedRange<UInt32>] = [
      0xC0...0x233, 0x385...0x3D4, 0x400...0x4F9, 0x1E00...0x1FFC, 0x304C...0x30FE,
    ]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value), WidthClass(scalar) != .zero else { continue }
      table[Character(scalar)] = scalar
    }
    return table
  }()

  /// Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12).
  private static func hangul(
    _ base: Unicode.Scalar, _ mark: Unicode.Scalar
  ) -> Unicode.Scalar? {
    let (first, second) = (base.value, mark.value)
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return Unicode.Scalar(0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28)
    }
    if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0,
      (0x11A8..<0x11C3).contains(second)
    {
      return Unicode.Scalar(first + second - 0x11A7)
    }
    return nil
  }
}
