import WinbackCore

/// Fills a template for one user after the other and judges each filled message.
struct MessageFiller {
  /// What one user would get.
  enum Filled {
    case message(text: String, units: Int, parts: Int, usesFallback: Bool)
    case excluded(SkipReason)
  }

  private let template: MessageTemplate
  private let linter: TemplateLinter
  private let renderer: TemplateRenderer
  private let provider: ProviderProfile
  private let facts: LintFacts
  /// Many users get the same text, which is judged once.
  private var judged: [String: Filled] = [:]

  init(_ template: MessageTemplate, linter: TemplateLinter, facts: LintFacts) {
    self.template = template
    self.linter = linter
    renderer = TemplateRenderer(body: template.body)
    provider = linter.provider(of: template)
    var filled = facts
    filled.knownVariables = nil
    filled.sendDay = facts.sendDay ?? linter.sendDay
    self.facts = filled
  }

  mutating func fill(for profile: UserProfile) -> Filled {
    let values = TemplateVariables.values(of: profile, link: template.link)
    guard case .rendered(let rendering) = renderer.render(values: values) else {
      return .excluded(.renderMissing)
    }
    // A fallback that equals a value is rare, and then either answer is right.
    if let known = judged[rendering.text] { return known }
    let filled = judge(rendering)
    if judged.count < 20_000 { judged[rendering.text] = filled }
    return filled
  }

  private func judge(_ rendering: TemplateRendering) -> Filled {
    let subject = LintSubject(
      channel: template.channel, kind: template.kind, text: rendering.text,
      signature: template.signature, appendedText: template.appendedText, market: linter.market,
      provider: provider, facts: facts, words: linter.words)
    // What is wrong with the template as written blocks the whole batch; here only what this user's
    // values bring in counts.
    let ownFindings = PreviewFindings.merged(
      ofBody: [], ofFilled: LintRules.check(subject), rendering: rendering)
    if ownFindings.contains(where: { $0.severity == .error }) { return .excluded(.lintError) }
    let usesFallback = rendering.pieces.contains {
      if case .fallback = $0.origin { true } else { false }
    }
    let whole = subject.whole
    guard template.channel.isSMS else {
      return .message(
        text: whole, units: whole.unicodeScalars.count, parts: 1, usesFallback: usesFallback)
    }
    let length = SMSLength(whole, market: linter.market)
    return .message(
      text: whole, units: length.units, parts: length.segments, usesFallback: usesFallback)
  }
}
