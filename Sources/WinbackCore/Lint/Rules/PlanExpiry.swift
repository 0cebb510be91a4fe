/// The date a user reads must be the date the plan ends.
public enum PlanExpiry: LintRule {
  public static let id = "plan-expiry"
  public static let reason = Wording(
    zh: "写的截止日期与利益点不一致", en: "the text names another last day than the plan's")
  public static let source = "house rule TL08"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard case .attached(_, let expiresOn?) = subject.facts.plan else { return [] }
    let mentions = DateMention.all(in: subject.scalars, near: expiresOn).filter {
      !subject.isInLinkOrSlot($0.range)
    }
    guard !mentions.contains(where: { $0.day == expiresOn }) else { return [] }
    return mentions.prefix(1).map { mention in
      finding(
        .error, mention.range, zh: "文案写 \(mention.day)，利益点到 \(expiresOn) 止；改成 {{expires}}",
        en: "the text says \(mention.day), the plan ends on \(expiresOn); use {{expires}}")
    }
  }
}
