/// A link needs a space before it, else many handsets do not open it or open another host.
public enum LinkSpaceBefore: LintRule {
  public static let id = "link-space-before"
  public static let reason = Wording(
    zh: "链接前没有空格时，不少手机不识别链接，或只认出后半截而打开别的网站",
    en:
      "without a space before it many handsets see no link, or only its tail, which is another site"
  )
  public static let source = "AOSP Patterns.WEB_URL; Huawei Cloud SMS FAQ"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS else { return [] }
    return subject.links.links.compactMap { link in
      let side = subject.spacing(of: link).before
      guard side.state == .missing else { return nil }
      let text = subject.excerpt(link.range)
      return finding(
        .error, side.run, zh: "链接「\(text)」前缺空格", en: "no space before the link \(text)", fix: " ")
    }
  }
}

extension LintSubject {
  /// How `link` stands in the whole message, signature and appended text included.
  func spacing(of link: Link) -> LinkSpacing {
    LinkSpacing(
      of: link.range, in: scalars, preceding: preceding, following: following)
  }
}
