/// A link typed with full-width signs is no link on any handset.
public enum LinkFullWidth: LintRule {
  public static let id = "link-fullwidth"
  public static let reason = Wording(
    zh: "全角的冒号、斜杠、点等让链接不能点击", en: "full-width colons, slashes or dots make a link plain text")
  public static let source = "RFC 3986"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let inside = subject.links.links.compactMap { link -> Range<Int>? in
      guard case .fullWidth(let run) = link.continuation else { return nil }
      return run
    }
    return (inside + subject.links.fullWidth).map { range in
      let folded = String(
        String.UnicodeScalarView(subject.scalars[range].map(\.foldedIfFullWidth)))
      return finding(
        .error, range, zh: "链接里有全角字符「\(subject.excerpt(range))」，应为 \(folded)",
        en: "the link holds full-width signs; it should read \(folded)",
        fix: subject.channel.isSMS ? folded : nil)
    }
  }
}
