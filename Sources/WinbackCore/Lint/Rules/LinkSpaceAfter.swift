/// A link needs a space after it, else what follows becomes part of the address.
public enum LinkSpaceAfter: LintRule {
  public static let id = "link-space-after"
  public static let reason = Wording(
    zh: "链接后没有空格时，后面的文字会被并入网址，点开是打不开的页面",
    en:
      "without a space after it the following text becomes part of the address, which then is dead")
  public static let source = "AOSP Patterns.WEB_URL; Huawei Cloud SMS FAQ"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS else { return [] }
    return subject.links.links.compactMap { link in
      let side = subject.spacing(of: link).after
      guard side.state == .missing, link.continuation == nil else { return nil }
      let text = subject.excerpt(link.range)
      let isAppended = link.range.upperBound == subject.scalars.count
      return finding(
        .error, side.run,
        zh: isAppended ? "链接「\(text)」与平台追加的文字之间缺空格" : "链接「\(text)」后缺空格",
        en: isAppended
          ? "no space between the link \(text) and the text that the platform appends"
          : "no space after the link \(text)",
        fix: " ")
    }
  }
}
