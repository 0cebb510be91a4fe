/// What a line of `winback lint --jsonl` is answered with.
///
/// Offsets are code points of the case's text, half-open.
public struct LintAnswer: Encodable, Hashable, Sendable {
  public struct Place: Encodable, Hashable, Sendable {
    public var start: Int
    public var end: Int

    init(_ range: Range<Int>) {
      start = range.lowerBound
      end = range.upperBound
    }
  }

  public struct Word: Encodable, Hashable, Sendable {
    public var term: String
    public var start: Int
    public var end: Int
    public var category: String
    public var severity: Finding.Severity
    public var evasive: Bool
  }

  public struct Item: Encodable, Hashable, Sendable {
    public var rule: String
    public var severity: Finding.Severity
    public var start: Int
    public var end: Int
    public var message: String
    public var fix: String?
  }

  public var id: LintID
  public var links: [Place]
  /// Indices into ``links``.
  public var spaceBeforeMissing: [Int]
  public var spaceAfterMissing: [Int]
  public var oddSpace: [Int]
  /// The text after every automatic fix.
  public var fixed: String
  public var words: [Word]
  public var units: Int
  public var segments: Int
  public var encoding: SMSLength.Encoding
  /// Present only when the case declares its slots.
  public var unitsMin: Int?
  public var unitsMax: Int?
  public var segmentsMin: Int?
  public var segmentsMax: Int?
  public var flags: [LintFlag]
  public var findings: [Item]

  private enum CodingKeys: String, CodingKey {
    case id, links, fixed, words, units, segments, encoding, flags, findings
    case spaceBeforeMissing = "space_before_missing"
    case spaceAfterMissing = "space_after_missing"
    case oddSpace = "odd_space"
    case unitsMin = "units_min"
    case unitsMax = "units_max"
    case segmentsMin = "segments_min"
    case segmentsMax = "segments_max"
  }

  /// - Parameters:
  ///   - provider: The profile of the case's provider.
  ///   - words: What finds the terms of the case's or the workspace's lexicon.
  ///   - language: The language of the messages.
  public init(
    for item: LintCase, provider: ProviderProfile, words: any TermFinder, language: Language
  ) {
    let input = item.input
    let facts = LintFacts(
      expectsBenefit: input.options.plan ?? (input.kind == .marketing),
      hasLanding: input.options.landing)
    let subject = LintSubject(
      channel: input.channel, kind: input.kind, text: input.text, signature: input.signature,
      appendedText: input.appendedText, market: input.profile, provider: provider,
      variables: input.variables, facts: facts, words: words)
    self.init(id: item.id, subject: subject, language: language)
  }

  public init(id: LintID, subject: LintSubject, language: Language) {
    self.id = id
    let found = subject.links.links
    links = found.map { Place($0.range) }
    let checksSpacing = subject.channel.isSMS
    let spacing = checksSpacing ? found.map { subject.spacing(of: $0) } : []
    spaceBeforeMissing = spacing.indices.filter { spacing[$0].before.state == .missing }
    spaceAfterMissing = spacing.indices.filter {
      spacing[$0].after.state == .missing && found[$0].continuation == nil
    }
    oddSpace = spacing.indices.filter {
      spacing[$0].before.state == .odd
        || (spacing[$0].after.state == .odd && found[$0].continuation == nil)
    }
    fixed = subject.fixedText
    words = subject.words.map { hit in
      Word(
        term: hit.term, start: hit.range.lowerBound, end: hit.range.upperBound,
        category: hit.category, severity: hit.severity, evasive: hit.isEvasive)
    }
    let length = SMSLength(subject.whole, market: subject.market)
    units = length.units
    segments = length.segments
    encoding = length.encoding
    if subject.variables != nil {
      let range = subject.lengths
      unitsMin = range.shortest.units
      unitsMax = range.longest.units
      segmentsMin = range.shortest.segments
      segmentsMax = range.longest.segments
    }
    let results = LintRules.check(subject)
    flags = Self.flags(results, subject)
    findings = results.map { finding in
      let range = finding.range ?? subject.everything
      return Item(
        rule: finding.rule, severity: finding.severity, start: range.lowerBound,
        end: range.upperBound, message: finding.words(language), fix: finding.fix)
    }
  }

  public var hasError: Bool { findings.contains { $0.severity == .error } }

  private static func flags(_ findings: [Finding], _ subject: LintSubject) -> [LintFlag] {
    var flags = Set(findings.compactMap { LintRuleEntry.of($0.rule)?.flag })
    let categories = Set(subject.words.map(\.category))
    if categories.contains("internal_jargon") { flags.insert(.internalJargon) }
    if categories.contains("blunt"), !subject.namesBenefit { flags.insert(.blunt) }
    return LintFlag.allCases.filter(flags.contains)
  }
}

extension LintSubject {
  /// The text after every automatic fix; only an SMS is mended by itself.
  public var fixedText: String {
    let names = Set((variables ?? [:]).filter { $0.value.kind == .link }.keys)
    guard channel.isSMS else { return text }
    let fixed = LinkFix.fixed(
      scalars, linkVariables: names, preceding: preceding, following: following)
    return String(String.UnicodeScalarView(fixed))
  }
}
