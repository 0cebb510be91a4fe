/// Plain http shows a warning in most browsers.
public enum LinkHTTP: LintRule {
  public static let id = "link-http"
  public static let reason = Wording(
    zh: "浏览器会把 http 页面标为不安全", en: "browsers mark plain http pages as not secure")
  public static let source = "browsers since 2018"

  public static func check(_ subject: LintSubject) -> [Finding] {
    subject.links.links.filter { $0.form == .http }.map { link in
      finding(
        .note, link.range.lowerBound..<min(link.range.lowerBound + 4, link.range.upperBound),
        zh: "链接用的是 http，建议 https", en: "the link uses http; https is better")
    }
  }
}
