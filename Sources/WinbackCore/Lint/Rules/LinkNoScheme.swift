/// A link without `https://` is opened by some handsets only, and not always as https.
public enum LinkNoScheme: LintRule {
  public static let id = "link-no-scheme"
  public static let reason = Wording(
    zh: "没有 https:// 的网址在部分手机上不能点击", en: "without https:// some handsets show plain text")
  public static let source = "AOSP Linkify; linkify-it"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.links.links.filter(\.lacksScheme).map { link in
      let text = subject.excerpt(link.range)
      return finding(
        .warning, link.range, zh: "链接「\(text)」没有写 https://", en: "the link \(text) has no https://")
    }
  }
}
