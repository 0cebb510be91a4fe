/// A replacement of a range of code points.
public struct TextEdit: Hashable, Sendable {
  public let range: Range<Int>
  public let replacement: String

  public init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// `scalars` with all edits made; equal edits count once, one that overlaps an earlier is left out.
  public static func apply(
    _ edits: [TextEdit], to scalars: [Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    let ordered = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound)
        < ($1.range.lowerBound, $1.range.upperBound)
    }
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count + edits.count)
    var read = 0
    var last: TextEdit?
    for edit in ordered where edit != last && edit.range.lowerBound >= read {
      result += scalars[read..<edit.range.lowerBound]
      result += Array(edit.replacement.unicodeScalars)
      read = edit.range.upperBound
      last = edit
    }
    return result + scalars[read...]
  }
}

/// The automatic mending of links: one space beside each, and full-width typing folded.
public enum LinkFix {
  /// The edits that one reading of the text asks for.
  ///
  /// A link that goes on outside ASCII gets no space at its end: only a person can encode it.
  public static func edits(
    _ scan: LinkScan, in scalars: [Unicode.Scalar], preceding: Unicode.Scalar? = nil,
    following: Unicode.Scalar? = nil
  ) -> [TextEdit] {
    var edits = scan.fullWidth.map { TextEdit($0, folded(scalars[$0])) }
    for link in scan.links {
      let spacing = LinkSpacing(
        of: link.range, in: scalars, preceding: preceding, following: following)
      if spacing.before.state != .fine { edits.append(TextEdit(spacing.before.run, " ")) }
      switch link.continuation {
      case nil:
        if spacing.after.state != .fine { edits.append(TextEdit(spacing.after.run, " ")) }
      case .fullWidth(let run): edits.append(TextEdit(run, folded(scalars[run])))
      case .nonASCII: break
      }
    }
    return edits
  }

  /// The text after every automatic fix, until nothing is left to mend.
  ///
  /// Idempotent. Changes nothing but blanks beside links and full-width forms of links. Folding makes a
  /// link that then needs its spaces, so the text is read again until no edit is asked for.
  public static func fixed(
    _ scalars: [Unicode.Scalar], linkVariables: Set<String> = [],
    preceding: Unicode.Scalar? = nil, following: Unicode.Scalar? = nil
  ) -> [Unicode.Scalar] {
    var current = scalars
    // Every round folds full-width forms or spaces a link, and neither brings the other back.
    for _ in 0..<(8 + scalars.count) {
      let scan = LinkScan(
        current, placeholders: TemplateScan(current).placeholders, linkVariables: linkVariables)
      let edits = edits(scan, in: current, preceding: preceding, following: following)
      if edits.isEmpty { break }
      current = TextEdit.apply(edits, to: current)
    }
    return current
  }

  private static func folded(_ run: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: run.map(\.foldedIfFullWidth))
    return String(view)
  }
}
