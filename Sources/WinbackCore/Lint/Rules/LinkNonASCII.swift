/// Letters outside ASCII inside a link must be percent-encoded, else handsets cut it there.
public enum LinkNonASCII: LintRule {
  public static let id = "link-non-ascii"
  public static let reason = Wording(
    zh: "手机会在非 ASCII 字符处截断链接，打开的是另一个地址",
    en: "handsets cut a link at the first letter outside ASCII and open another address")
  public static let source = "RFC 3986; AOSP Patterns.WEB_URL"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let inside = subject.links.links.compactMap { link -> Range<Int>? in
      guard case .nonASCII = link.continuation else { return nil }
      return link.intent
    }
    return (inside + subject.links.foreignHosts).map { range in
      finding(
        .error, range, zh: "链接「\(subject.excerpt(range))」里有未编码的字符，请先做百分号编码",
        en: "the link \(subject.excerpt(range)) holds unencoded letters; percent-encode them")
    }
  }
}
