public import WinbackCore

/// What the automatic fixes would make of a template's body, before anything is written.
public struct TemplateMending: Sendable, Equatable {
  public var before: String
  public var after: String
  /// What would be done, one line each, in the session's language.
  public var changes: [String]

  /// Works out the fixes. They touch only what is written in the body, never the value of a slot.
  ///
  /// - Parameter rule: The only rule to mend; nil mends all, until nothing is left to mend.
  public init(
    of template: MessageTemplate, rule: String? = nil, linter: TemplateLinter,
    facts: LintFacts = LintFacts()
  ) {
    before = template.body
    let findings = linter.findings(template, facts: facts).filter {
      $0.fix != nil && $0.range != nil && (rule == nil || $0.rule == rule)
    }
    let language = linter.language
    changes = findings.map { finding in
      let fix = LintReport.fixWords(finding.fix ?? "", replacing: finding.range ?? 0..<0)
      return "\(finding.words(language)) → \(fix.words(language))"
    }
    if rule == nil {
      after = linter.subject(of: template, facts: facts).fixedText
    } else {
      let edits = findings.compactMap { finding -> TextEdit? in
        guard let range = finding.range, let fix = finding.fix else { return nil }
        return TextEdit(range, fix)
      }
      let mended = TextEdit.apply(edits, to: Array(template.body.unicodeScalars))
      after = String(String.UnicodeScalarView(mended))
    }
  }
}
