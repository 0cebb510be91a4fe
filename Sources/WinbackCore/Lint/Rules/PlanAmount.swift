/// The amount a user reads must be the amount he gets.
public enum PlanAmount: LintRule {
  public static let id = "plan-amount"
  public static let reason = Wording(
    zh: "写的金额与实际发放不一致就是虚假宣传", en: "an amount other than the plan's is a false promise")
  public static let source = "house rule TL08"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard case .attached(let faceValue?, _) = subject.facts.plan else { return [] }
    let mentions = subject.moneyMentions
    guard !mentions.contains(where: { $0.amount == faceValue }) else { return [] }
    return mentions.prefix(1).map { mention in
      finding(
        .error, mention.range,
        zh: "文案写 \(mention.amount.short) 元，利益点是 \(faceValue.short) 元；改成 {{amount}}",
        en:
          "the text says \(mention.amount.short), the plan gives \(faceValue.short); use {{amount}}"
      )
    }
  }
}
