/// More than one link splits the attention and makes the flow's success ambiguous.
public enum LinkMany: LintRule {
  public static let id = "link-many"
  public static let reason = Wording(
    zh: "一条消息只带用户去一个地方，两个链接难以归因，也更易被拦截",
    en: "a message leads to one place; two links blur the outcome and are blocked more often")
  public static let source = "house rule TL11"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let links = subject.links.links
    guard links.count > 1 else { return [] }
    let severity: Finding.Severity = subject.facts.hasLanding == true ? .error : .warning
    return [
      finding(
        severity, links[1].range, zh: "有 \(links.count) 个链接，请只留一个",
        en: "\(links.count) links; keep one")
    ]
  }
}
