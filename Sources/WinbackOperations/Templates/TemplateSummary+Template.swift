public import WinbackCore

extension TemplateSummary {
  /// One line of the list: what lint counts, and messages per user at the usual longest values.
  public init(_ template: MessageTemplate, _ linter: TemplateLinter, facts: LintFacts = LintFacts())
  {
    let findings = linter.findings(template, facts: facts)
    let parts =
      template.channel.isSMS
      ? linter.subject(of: template, facts: facts).lengths.longest.segments : nil
    self.init(
      name: template.id.text, title: template.title, channel: template.channel,
      errors: findings.count { $0.severity == .error },
      warnings: findings.count { $0.severity == .warning }, parts: parts, fault: nil)
  }

  /// The line of a file that could not be read as a template.
  public init(faultyFile name: String, faults: [SettingsFault], language: Language) {
    self.init(
      name: name, title: name, channel: .sms, errors: 0, warnings: 0, parts: nil,
      fault: faults.map { $0.words(language) }.joined(separator: "\n"))
  }
}
