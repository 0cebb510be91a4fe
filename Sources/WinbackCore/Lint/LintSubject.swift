/// One message as the lint rules read it, with what several of them need worked out once.
///
/// An immutable object rather than a struct, because it is handed to every rule for every message and
/// copying its fields each time would cost more than most rules.
public final class LintSubject: Sendable {
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
  /// Amounts in the text, those inside links and slots left out.
  let moneyMentions: [MoneyMention]
  /// In code points of the text followed by ``appendedText``.
  let optOut: OptOut?
  /// The signature as the recipient sees it: 【】 in the mainland, `[]` abroad; empty without one.
  public let prefix: String
  /// How long the message gets: as written where no length of a slot is known.
  public let lengths: SMSLengthRange
  /// What the recipient sees right before and right after the text.
  let preceding: Unicode.Scalar?
  let following: Unicode.Scalar?
  /// What is meant to be link, and the slots.
  private let linkCover: RangeCover
  private let slotCover: RangeCover

  public init(
    channel: Channel, kind: MessageTemplate.Kind = .marketing, text: String,
    signature: String? = nil, appendedText: String? = nil, market: SMSMarket = .cn,
    provider: ProviderProfile = .general, variables: [String: Variable]? = nil,
    facts: LintFacts = LintFacts(), words: any TermFinder = NoTerms()
  ) {
    self.channel = channel
    self.kind = kind
    self.text = text
    let signature = signature.map(Self.bare).flatMap { $0.isEmpty ? nil : $0 }
    self.signature = signature
    let prefix = channel.isSMS ? Self.prefix(signature, market) : ""
    self.prefix = prefix
    preceding = prefix.unicodeScalars.last
    let appendedText = appendedText ?? ""
    self.appendedText = appendedText
    following = appendedText.unicodeScalars.first
    self.market = market
    self.provider = provider
    self.variables = variables
    self.facts = facts
    let scalars = text.scalarArray
    self.scalars = scalars
    scan = TemplateScan(scalars)
    let declared =
      variables.map { Set($0.filter { $0.value.kind == .link }.keys) } ?? []
    let links = LinkScan(scalars, placeholders: scan.placeholders, linkVariables: declared)
    self.links = links
    let slots = scan.placeholders
    let linkRanges = Self.linkRanges(links)
    let linkCover = RangeCover(linkRanges)
    let slotCover = RangeCover(slots.map(\.range))
    self.linkCover = linkCover
    self.slotCover = slotCover
    let found = words.terms(in: text, excluding: linkRanges, on: channel)
    if found.isEmpty || slots.isEmpty {
      self.words = found
    } else {
      let names = RangeCover(slots.map { Self.name(of: $0, in: scalars) })
      self.words = found.filter { !names.overlaps($0.range) }
    }
    let hits = PhraseIndex.shared.hits(in: scalars)
    phrases = hits.isEmpty ? [] : hits.filter { !linkCover.contains($0.range) }
    let amounts = MoneyMention.all(in: scalars)
    moneyMentions =
      amounts.isEmpty
      ? []
      : amounts.filter { amount in
        !linkCover.contains(amount.range) && !slotCover.overlaps(amount.range)
      }
    let tail = appendedText.isEmpty ? [] : Array(appendedText.unicodeScalars)
    optOut = OptOut.last(
      in: tail.isEmpty ? scalars : scalars + tail,
      keywords: tail.isEmpty ? hits : PhraseIndex.shared.hits(in: scalars + tail),
      wordings: provider.optOutScalars, needsReply: channel.isSMS)
    lengths = SMSLengthRange(
      prefix: prefix, body: scalars, placeholders: slots, suffix: tail,
      lengths: Self.slotLengths(
        slots, variables, isTemplate: facts.knownVariables != nil), market: market)
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
    linkCover.overlaps(range) || slotCover.overlaps(range)
  }

  /// The phrases of one list, in text order.
  public func phrases(_ list: PhraseList) -> [PhraseHit] { phrases.filter { $0.list == list } }

  private static func prefix(_ signature: String?, _ market: SMSMarket) -> String {
    guard let signature else { return "" }
    return market == .cn ? "【\(signature)】" : "[\(signature)]"
  }

  private static func slotLengths(
    _ slots: [Placeholder], _ variables: [String: Variable]?, isTemplate: Bool
  ) -> [String: ClosedRange<Int>] {
    guard !slots.isEmpty else { return [:] }
    var lengths: [String: ClosedRange<Int>] = (variables ?? [:]).mapValues(\.length)
    if isTemplate {
      for slot in slots where lengths[slot.name] == nil {
        lengths[slot.name] = TemplateVariables.typicalLength(of: slot.name)
      }
    }
    return lengths
  }

  private static func linkRanges(_ links: LinkScan) -> [Range<Int>] {
    links.links.map(\.intent) + links.fullWidth + links.foreignHosts
  }

  /// The part of a slot that no recipient sees: all but its fallback.
  private static func name(of slot: Placeholder, in scalars: [Unicode.Scalar]) -> Range<Int> {
    guard slot.fallback != nil, let bar = scalars[slot.range].firstIndex(of: "|") else {
      return slot.range
    }
    return slot.range.lowerBound..<bar + 1
  }

  private static func bare(_ signature: String) -> String {
    // Nearly every signature comes without; looking at one byte spares the search for characters.
    guard let first = signature.utf8.first, first == 0x5B || first == 0xE3 else { return signature }
    var rest = Substring(signature)
    for (open, close): (Character, Character) in [("【", "】"), ("[", "]")]
    where rest.first == open && rest.last == close && rest.count > 1 {
      rest = rest.dropFirst().dropLast()
    }
    return String(rest)
  }
}
