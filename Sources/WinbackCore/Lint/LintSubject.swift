/// One message as the lint rules read it, with what several of them need worked out once.
public struct LintSubject: Sendable {
  /// What fills a slot, as the provider's template or the caller declares it.
  public struct Variable: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
      case text, number, link
    }

    public var kind: Kind
    /// Shortest and longest value in units.
    public var length: ClosedRange<Int>

    public init(kind: Kind, length: ClosedRange<Int>) {
      self.kind = kind
      self.length = length
    }
  }

  public let channel: Channel
  public let kind: MessageTemplate.Kind
  /// The text that is checked: a body with slots, or a filled body. Findings are places in it.
  public let text: String
  /// Without brackets.
  public let signature: String?
  public let appendedText: String
  public let market: SMSMarket
  public let provider: ProviderProfile
  /// nil when nobody said which slots there are.
  public let variables: [String: Variable]?
  public let facts: LintFacts
  /// The listed terms in ``text``, those inside links left out.
  public let words: [TermHit]

  public let scalars: [Unicode.Scalar]
  public let scan: TemplateScan
  public let links: LinkScan
  /// What the built-in phrase lists find in ``text``.
  public let phrases: [PhraseHit]
  /// In code points of the text followed by ``appendedText``.
  let optOut: OptOut?

  public init(
    channel: Channel, kind: MessageTemplate.Kind = .marketing, text: String,
    signature: String? = nil, appendedText: String? = nil, market: SMSMarket = .cn,
    provider: ProviderProfile = .general, variables: [String: Variable]? = nil,
    facts: LintFacts = LintFacts(), words: any TermFinder = NoTerms()
  ) {
    self.channel = channel
    self.kind = kind
    self.text = text
    self.signature = signature.map(Self.bare).flatMap { $0.isEmpty ? nil : $0 }
    self.appendedText = appendedText ?? ""
    self.market = market
    self.provider = provider
    self.variables = variables
    self.facts = facts
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    scan = TemplateScan(scalars)
    let declared = Set((variables ?? [:]).filter { $0.value.kind == .link }.keys)
    let links = LinkScan(scalars, placeholders: scan.placeholders, linkVariables: declared)
    self.links = links
    let slots = scan.placeholders
    self.words = words.terms(in: text, excluding: Self.linkRanges(links), on: channel).filter {
      hit in !slots.contains { Self.name(of: $0, in: scalars).overlaps(hit.range) }
    }
    let hits = PhraseIndex.shared.hits(in: scalars)
    phrases = hits.isEmpty ? [] : hits.filter { !Self.isInLink($0.range, links) }
    let tail = Array((appendedText ?? "").unicodeScalars)
    optOut = OptOut.last(
      in: tail.isEmpty ? scalars : scalars + tail,
      keywords: tail.isEmpty ? hits : PhraseIndex.shared.hits(in: scalars + tail),
      wordings: provider.optOutWordings, needsReply: channel.isSMS)
  }

  /// The signature as the recipient sees it: 【】 in the mainland, `[]` abroad; empty without one.
  public var prefix: String {
    guard let signature, channel.isSMS else { return "" }
    return market == .cn ? "【\(signature)】" : "[\(signature)]"
  }

  /// The whole message as far as it is known: signature, text, what the platform appends.
  public var whole: String { prefix + text + appendedText }

  /// All code points of the text, for findings about the text as a whole.
  public var everything: Range<Int> { 0..<scalars.count }

  /// The text as written at `range`.
  public func excerpt(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range.clamped(to: everything)])
    return String(view)
  }

  /// Tells whether `range` touches a link or a slot, whose characters no rule about wording judges.
  public func isInLinkOrSlot(_ range: Range<Int>) -> Bool {
    links.links.contains { $0.intent.overlaps(range) }
      || links.fullWidth.contains { $0.overlaps(range) }
      || links.foreignHosts.contains { $0.overlaps(range) }
      || scan.placeholders.contains { $0.range.overlaps(range) }
  }

  /// The phrases of one list, in text order.
  public func phrases(_ list: PhraseList) -> [PhraseHit] { phrases.filter { $0.list == list } }

  /// How long the message gets: as written where no length of a slot is known.
  public var lengths: SMSLengthRange {
    var lengths: [String: ClosedRange<Int>] = (variables ?? [:]).mapValues(\.length)
    if facts.knownVariables != nil {
      for slot in scan.placeholders where lengths[slot.name] == nil {
        lengths[slot.name] = TemplateVariables.typicalLength(of: slot.name)
      }
    }
    return SMSLengthRange(
      prefix: prefix, body: scalars, placeholders: scan.placeholders, suffix: appendedText,
      lengths: lengths, market: market)
  }

  private static func linkRanges(_ links: LinkScan) -> [Range<Int>] {
    links.links.map(\.intent) + links.fullWidth + links.foreignHosts
  }

  private static func isInLink(_ range: Range<Int>, _ links: LinkScan) -> Bool {
    linkRanges(links).contains {
      $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
    }
  }

  /// The part of a slot that no recipient sees: all but its fallback.
  private static func name(of slot: Placeholder, in scalars: [Unicode.Scalar]) -> Range<Int> {
    guard slot.fallback != nil, let bar = scalars[slot.range].firstIndex(of: "|") else {
      return slot.range
    }
    return slot.range.lowerBound..<bar + 1
  }

  private static func bare(_ signature: String) -> String {
    var rest = Substring(signature)
    for (open, close): (Character, Character) in [("【", "】"), ("[", "]")]
    where rest.first == open && rest.last == close && rest.count > 1 {
      rest = rest.dropFirst().dropLast()
    }
    return String(rest)
  }
}
