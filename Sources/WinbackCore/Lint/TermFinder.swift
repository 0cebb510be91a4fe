/// A listed term found in a text, weighed for the text's channel.
public struct TermHit: Hashable, Sendable {
  /// As it stands in the lexicon, whatever the text spells.
  public let term: String
  /// Code points of the scanned text; half-open.
  public let range: Range<Int>
  public let category: String
  /// One level above the listed one when the spelling is evasive; an error stays one.
  public let severity: Finding.Severity
  /// What the lexicon says.
  public let listedSeverity: Finding.Severity
  /// Whether folding or skipped filler was needed, which providers forbid by itself.
  public let isEvasive: Bool
  /// Why the term is listed and who says so; empty when the lexicon does not say.
  public let reason: String

  public init(
    term: String, range: Range<Int>, category: String, severity: Finding.Severity,
    listedSeverity: Finding.Severity? = nil, isEvasive: Bool, reason: String = ""
  ) {
    self.term = term
    self.range = range
    self.category = category
    self.severity = severity
    self.listedSeverity = listedSeverity ?? severity
    self.isEvasive = isEvasive
    self.reason = reason
  }
}

/// Whatever finds listed terms in a text.
public protocol TermFinder: Sendable {
  /// The hits in text order, allow phrases applied; of nested hits only the longest.
  ///
  /// - Parameter excluding: Code point ranges, such as links; a hit wholly inside one is dropped.
  func terms(in text: String, excluding: [Range<Int>], on channel: Channel) -> [TermHit]
}

/// Finds nothing: for texts that are checked without a lexicon.
public struct NoTerms: TermFinder {
  public init() {}
  public func terms(
    in text: String, excluding: [Range<Int>], on channel: Channel
  ) -> [TermHit] { [] }
}
