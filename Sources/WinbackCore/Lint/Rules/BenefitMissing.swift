/// A promised plan is worth nothing to a user who does not read of it.
public enum BenefitMissing: LintRule {
  public static let id = "benefit-missing"
  public static let reason = Wording(
    zh: "没写金额或具体好处，用户不知道为什么要点", en: "without an amount or a concrete gain nobody knows why to tap")
  public static let source = "house rule TL07"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let isAttached = if case .attached = subject.facts.plan { true } else { false }
    guard isAttached || subject.facts.expectsBenefit, !subject.namesBenefit else { return [] }
    return [
      finding(
        .warning, subject.everything, zh: "没有金额或具体好处；写明用户得到什么",
        en: "no amount and no concrete benefit; say what the user gets")
    ]
  }
}

extension LintSubject {
  /// Tells whether the text names a gain of the user: a phrase, an amount of money, or its variable.
  var namesBenefit: Bool {
    phrases.contains { $0.list == .benefit } || !moneyMentions.isEmpty
      || scan.placeholders.contains { TemplateVariables.money.contains($0.name) }
  }
}
