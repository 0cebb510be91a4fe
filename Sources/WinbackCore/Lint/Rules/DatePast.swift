/// A date that is over when the message arrives makes it worthless.
public enum DatePast: LintRule {
  public static let id = "date-past"
  public static let reason = Wording(
    zh: "收到时已经过期的日期只会让用户失望", en: "a date that is over on arrival only disappoints")
  public static let source = "house rule TL10"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard let today = subject.facts.sendDay else { return [] }
    return DateMention.all(in: subject.scalars, near: today).compactMap { mention in
      guard mention.day < today, !subject.isInLinkOrSlot(mention.range) else { return nil }
      return finding(
        .error, mention.range, zh: "发送日 \(today) 时 \(mention.day) 已过",
        en: "\(mention.day) is over when it is sent on \(today)")
    }
  }
}
