/// A step with a landing needs a link in its text, else the user has no way there.
public enum LinkMissing: LintRule {
  public static let id = "link-missing"
  public static let reason = Wording(
    zh: "步骤有落地页而文案没有链接，用户到不了，流程不闭环",
    en: "the step has a landing, but without a link the user cannot reach it")
  public static let source = "house rule TL11"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.facts.hasLanding == true, subject.links.links.isEmpty else { return [] }
    return [
      finding(
        .error, subject.scalars.count..<subject.scalars.count, zh: "步骤有落地页，文案里没有链接；加入 {{link}}",
        en: "the step has a landing but the text has no link; add {{link}}")
    ]
  }
}
