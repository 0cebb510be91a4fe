/// A value that fills a slot.
public enum TemplateValue: Hashable, Sendable {
  case text(String)
  /// Minor units where the name is one of ``TemplateVariables/money``, else a plain whole number.
  case number(Int64)
}

/// A filled template and where each part of it comes from.
public struct TemplateRendering: Hashable, Sendable {
  /// A stretch of the rendered text with its origin.
  public struct Piece: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
      /// Copied from the body; both ranges have the same length.
      case literal
      case value(name: String)
      case fallback(name: String)
    }

    /// Code points of the rendered text.
    public let rendered: Range<Int>
    /// Code points of the body.
    public let body: Range<Int>
    public let origin: Origin
  }

  public let text: String
  /// In order; together they cover the text and the body without gap.
  public let pieces: [Piece]

  /// Code points of the text that stand where the body has a slot; empty values give empty ranges.
  public var variableRanges: [Range<Int>] {
    pieces.filter { $0.origin != .literal }.map(\.rendered)
  }

  /// The place of the body that shows as `range` of the text.
  ///
  /// An edge inside a filled slot becomes the slot's own edge, as its inside has no place in the body.
  public func bodyRange(ofRendered range: Range<Int>) -> Range<Int> {
    translate(range, from: \.rendered, to: \.body)
  }

  /// The place of the text where `range` of the body shows; slots show whole.
  public func renderedRange(ofBody range: Range<Int>) -> Range<Int> {
    translate(range, from: \.body, to: \.rendered)
  }

  /// Tells whether `range` of the text was copied from the body as it is, so that it can be edited there.
  public func isLiteral(rendered range: Range<Int>) -> Bool {
    pieces.allSatisfy { piece in
      piece.origin == .literal || !piece.rendered.overlaps(range)
    }
  }

  private func translate(
    _ range: Range<Int>, from source: KeyPath<Piece, Range<Int>>,
    to target: KeyPath<Piece, Range<Int>>
  ) -> Range<Int> {
    var lower: Int?
    var upper: Int?
    for piece in pieces {
      let from = piece[keyPath: source]
      let to = piece[keyPath: target]
      let isLiteral = piece.origin == .literal
      if lower == nil, range.lowerBound < from.upperBound {
        lower = isLiteral ? to.lowerBound + range.lowerBound - from.lowerBound : to.lowerBound
      }
      if range.upperBound > from.lowerBound {
        let inside = min(range.upperBound, from.upperBound) - from.lowerBound
        upper = isLiteral ? to.lowerBound + inside : to.upperBound
      }
    }
    let end = pieces.last?[keyPath: target].upperBound ?? 0
    if range.isEmpty {
      // An insertion point: before the piece that begins there, else at the end.
      let place = lower ?? end
      return place..<place
    }
    let first = lower ?? end
    return first..<max(first, upper ?? end)
  }
}

/// What filling a template for one user comes to.
public enum TemplateOutcome: Hashable, Sendable {
  case rendered(TemplateRendering)
  /// Slots without value and fallback, each once in byte order: the user is skipped (render_missing).
  case missing([String])
  /// Slots whose name nobody knows (TL01), each once in byte order; asked before anything is filled.
  case unknown([String])
}

/// A body read once and filled many times.
public struct TemplateRenderer: Hashable, Sendable {
  public let body: String
  public let scan: TemplateScan
  private let scalars: [Unicode.Scalar]

  public init(body: String) {
    self.body = body
    scalars = Array(body.unicodeScalars)
    scan = TemplateScan(scalars)
  }

  /// Fills the slots. A missing or empty value gives way to the slot's fallback.
  ///
  /// - Parameter known: The names that may be used; attributes (`attr_NAME`) always may.
  public func render(
    values: [String: TemplateValue], known: Set<String> = TemplateVariables.known
  ) -> TemplateOutcome {
    let unknown = scan.placeholders.map(\.name).filter {
      !TemplateVariables.isKnown($0, among: known)
    }
    if !unknown.isEmpty { return .unknown(Self.sortedOnce(unknown)) }
    return fill(values: values)
  }

  /// Fills the slots whatever their names are.
  public func fill(values: [String: TemplateValue]) -> TemplateOutcome {
    var text = String.UnicodeScalarView()
    var pieces: [TemplateRendering.Piece] = []
    var missing: [String] = []
    var written = 0
    var read = 0
    func append(
      _ part: some Collection<Unicode.Scalar>, body: Range<Int>,
      origin: TemplateRendering.Piece.Origin
    ) {
      text.append(contentsOf: part)
      pieces.append(.init(rendered: written..<written + part.count, body: body, origin: origin))
      written += part.count
    }
    for slot in scan.placeholders {
      if slot.range.lowerBound > read {
        append(
          scalars[read..<slot.range.lowerBound], body: read..<slot.range.lowerBound,
          origin: .literal)
      }
      read = slot.range.upperBound
      if let value = values[slot.name].map({ TemplateVariables.shown($0, of: slot.name) }),
        !value.isEmpty
      {
        append(value.unicodeScalars, body: slot.range, origin: .value(name: slot.name))
      } else if let fallback = slot.fallback {
        append(fallback.unicodeScalars, body: slot.range, origin: .fallback(name: slot.name))
      } else {
        missing.append(slot.name)
      }
    }
    if !missing.isEmpty { return .missing(Self.sortedOnce(missing)) }
    if read < scalars.count {
      append(scalars[read...], body: read..<scalars.count, origin: .literal)
    }
    return .rendered(TemplateRendering(text: String(text), pieces: pieces))
  }

  /// Names whose slots would stay empty: without value and fallback, each once in byte order.
  public func unfilled(values: [String: TemplateValue]) -> [String] {
    if case .missing(let names) = fill(values: values) { names } else { [] }
  }

  private static func sortedOnce(_ names: [String]) -> [String] {
    Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
