public import WinbackCore

/// Lints and fills the templates of one workspace.
public struct TemplateLinter: Sendable {
  /// What finds listed words.
  public var words: any TermFinder
  public var providers: [String: ProviderProfile]
  /// The provider of templates that name none.
  public var defaultProvider: String?
  public var market: SMSMarket
  /// The local day on which messages would go out; nil when it does not matter.
  public var sendDay: BusinessDay?
  public var language: Language
  /// Prices of 1000 units that differ from the catalogue's.
  public var costPerThousand: [Channel: Money]

  public init(
    words: any TermFinder = NoTerms(),
    providers: [String: ProviderProfile] = ProviderProfiles.shipped,
    defaultProvider: String? = nil, market: SMSMarket = .cn, sendDay: BusinessDay? = nil,
    language: Language = .zh, costPerThousand: [Channel: Money] = [:]
  ) {
    self.words = words
    self.providers = providers
    self.defaultProvider = defaultProvider
    self.market = market
    self.sendDay = sendDay
    self.language = language
    self.costPerThousand = costPerThousand
  }

  /// The findings about a template as written, at places of its body.
  ///
  /// - Parameter facts: What is known of the plan, the landing and earlier sends.
  public func findings(_ template: MessageTemplate, facts: LintFacts = LintFacts()) -> [Finding] {
    let subject = subject(of: template, facts: facts)
    return missingProvider(of: template) + LintRules.check(subject)
      + linkFindings(of: template, in: subject)
  }

  /// The template as the rules read it.
  public func subject(of template: MessageTemplate, facts: LintFacts = LintFacts()) -> LintSubject {
    var facts = facts
    if facts.knownVariables == nil { facts.knownVariables = TemplateVariables.known }
    if facts.sendDay == nil { facts.sendDay = sendDay }
    // The link is the same for every recipient, so its length is known before filling.
    let link = template.link.map { link in
      let length = link.unicodeScalars.count
      return LintSubject.Variable(kind: .link, length: length...length)
    }
    return LintSubject(
      channel: template.channel, kind: template.kind, text: template.body,
      signature: template.signature, appendedText: template.appendedText, market: market,
      provider: provider(of: template), variables: declared(link), facts: facts,
      words: words)
  }

  /// The profile a template must satisfy; the market's general one when its own is not there.
  public func provider(of template: MessageTemplate) -> ProviderProfile {
    guard template.channel.isSMS else { return .general }
    guard market == .cn else { return .international }
    return (template.provider ?? defaultProvider).flatMap { providers[$0] } ?? .general
  }

  /// What is wrong with the link that fills the link slots, reported at the first of them.
  private func linkFindings(of template: MessageTemplate, in subject: LintSubject) -> [Finding] {
    guard let link = template.link,
      let slot = subject.scan.placeholders.first(where: { $0.name == "link" })
    else { return [] }
    let rules: Set<String> = [
      LinkNoScheme.id, LinkShortHost.id, LinkIP.id, LinkHTTP.id, LinkNonASCII.id, LinkFullWidth.id,
    ]
    let value = LintSubject(
      channel: template.channel, kind: template.kind, text: link, market: market,
      provider: provider(of: template))
    return LintRules.check(value).filter { rules.contains($0.rule) }.map { finding in
      var moved = finding
      moved.range = slot.range
      moved.fix = nil
      return moved
    }
  }

  /// All names are declared where the link's length is, as declaring one says the others are unknown.
  private func declared(_ link: LintSubject.Variable?) -> [String: LintSubject.Variable]? {
    guard let link else { return nil }
    var variables: [String: LintSubject.Variable] = [:]
    for name in TemplateVariables.listed {
      variables[name] = LintSubject.Variable(
        kind: .text, length: TemplateVariables.typicalLength(of: name))
    }
    variables["link"] = link
    return variables
  }

  private func missingProvider(of template: MessageTemplate) -> [Finding] {
    guard template.channel.isSMS, let name = template.provider, providers[name] == nil else {
      return []
    }
    let known = providers.keys.sorted()
    let nearest = NearestName.find(name, in: known)
    return [
      Finding(
        rule: "provider-unknown", severity: .error, range: nil,
        zh: "没有平台 `\(name)`" + (nearest.map { "；是否想写 `\($0)`？" } ?? ""),
        en: "no provider is called `\(name)`"
          + (nearest.map { "; did you mean `\($0)`?" }
            ?? "; known are \(known.joined(separator: ", "))"))
    ]
  }
}
