public import WinbackCore

extension TemplatePreview {
  /// A template filled for `profile`, or with sample values where no user is given.
  ///
  /// - Parameters:
  ///   - others: Values of the plan, an event or a record; without them sample values show.
  ///   - facts: What lint knows of the plan, the landing and earlier sends.
  public init(
    _ template: MessageTemplate, profile: UserProfile?, others: [String: TemplateValue]? = nil,
    linter: TemplateLinter, facts: LintFacts = LintFacts()
  ) {
    let language = linter.language
    let bound = others ?? TemplateSamples.boundValues(language)
    var values: [String: TemplateValue]
    if let profile {
      values = TemplateVariables.values(of: profile, link: template.link, others: bound)
    } else {
      values = TemplateSamples.values(language).merging(bound) { $1 }
      if let link = template.link { values["link"] = .text(link) }
    }
    let body = linter.subject(of: template, facts: facts)
    let renderer = TemplateRenderer(body: template.body)
    let missing = renderer.unfilled(values: values)
    // A slot that stays empty shows as it is written, so that the reader sees which.
    for slot in renderer.scan.placeholders where missing.contains(slot.name) {
      values[slot.name] = .text(body.excerpt(slot.range))
    }
    let rendering: TemplateRendering? =
      if case .rendered(let rendering) = renderer.fill(values: values) { rendering } else { nil }
    let filledText = rendering?.text ?? template.body
    var filledFacts = facts
    filledFacts.knownVariables = nil
    filledFacts.sendDay = facts.sendDay ?? linter.sendDay
    let filled = LintSubject(
      channel: template.channel, kind: template.kind, text: filledText,
      signature: template.signature, appendedText: template.appendedText, market: linter.market,
      provider: linter.provider(of: template), facts: filledFacts,
      words: linter.words)
    let shift = filled.prefix.unicodeScalars.count
    let length = SMSLength(filled.whole, market: linter.market)
    let isSMS = template.channel.isSMS
    let parts = isSMS ? length.segments : 0
    let price = linter.costPerThousand[template.channel] ?? template.channel.costPerThousand
    self.init(
      name: template.id.text, title: template.title, channel: template.channel,
      kind: template.kind.rawValue, source: template.body, text: filled.whole,
      variables: (rendering?.variableRanges ?? []).map { $0.shifted(by: shift) },
      findings: PreviewFindings.merged(
        ofBody: linter.findings(template, facts: facts), ofFilled: LintRules.check(filled),
        rendering: rendering
      ).map { PreviewFinding($0, in: filled, shift: shift, language) },
      units: isSMS ? length.units : 0, parts: parts,
      encoding: isSMS ? length.encoding.rawValue : "",
      costHundredths: Int(price.minor) * max(1, parts) / 10,
      user: profile.map { UserRow($0, language) }, missing: missing)
  }
}

extension PreviewFinding {
  /// - Parameters:
  ///   - finding: At a place of the filled text.
  ///   - shift: Code points of the signature before it.
  init(_ finding: Finding, in filled: LintSubject, shift: Int, _ language: Language) {
    let rule = LintRules.rule(finding.rule)
    let reason = rule.map { "\($0.reason.words(language)) (\($0.source))" } ?? ""
    let severity: Severity =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      rule: finding.rule, severity: severity,
      range: finding.range.map {
        PreviewFindings.visible($0, of: finding, in: filled, shift: shift)
      },
      message: finding.words(language), reason: reason,
      fix: finding.fix.map {
        LintReport.fixWords($0, replacing: finding.range ?? 0..<0).words(language)
      })
  }
}

/// Puts the findings about a body and about its filled text together, at places of the filled text.
enum PreviewFindings {
  /// What depends on the values is taken from the filled text, all else from the body, nothing twice.
  static func merged(
    ofBody body: [Finding], ofFilled filled: [Finding], rendering: TemplateRendering?
  ) -> [Finding] {
    guard let rendering else { return body }
    let byLength: Set<String> = ["parts-many", "too-long", "encoding-forced"]
    let actual = Set(filled.map(\.rule)).intersection(byLength)
    var merged = body.filter { !actual.contains($0.rule) }.map { finding in
      var moved = finding
      moved.range = finding.range.map(rendering.renderedRange(ofBody:))
      return moved
    }
    for finding in filled {
      let isNew =
        actual.contains(finding.rule)
        || finding.range.map { range in
          dependsOnValues.contains(finding.rule) && !rendering.isLiteral(rendered: range)
        } ?? false
      let isKnown = merged.contains { known in
        guard known.rule == finding.rule else { return false }
        guard let place = known.range, let other = finding.range else {
          return known.range == finding.range
        }
        return place == other || place.overlaps(other)
      }
      if isNew && !isKnown { merged.append(finding) }
    }
    return merged.sorted {
      ($0.range?.lowerBound ?? -1, $0.rule) < ($1.range?.lowerBound ?? -1, $1.rule)
    }
  }

  /// Rules that a value may break though the body does not.
  private static let dependsOnValues: Set<String> = [
    "char-traditional", "char-unsupported", "date-past", "link-fullwidth", "link-http", "link-ip",
    "link-no-scheme", "link-non-ascii", "link-short-host", "personal-data", "plan-amount",
    "plan-expiry", "word-blocked", "word-risky",
  ]

  /// A place of the whole message that can be seen: an insertion point shows at the sign beside it.
  static func visible(
    _ range: Range<Int>, of finding: Finding, in filled: LintSubject, shift: Int
  ) -> Range<Int> {
    guard range.isEmpty else { return range.shifted(by: shift) }
    let count = shift + filled.scalars.count + filled.appendedText.unicodeScalars.count
    let place = range.lowerBound + shift
    let isAfter = finding.rule == "link-space-after" || place == count
    let start = max(0, isAfter ? place - 1 : place)
    return start..<min(count, start + 1)
  }
}

extension Range where Bound == Int {
  func shifted(by amount: Int) -> Range<Int> { lowerBound + amount..<upperBound + amount }
}
