/// Blanks other than U+0020 beside a link end it on some handsets only.
public enum LinkOddSpace: LintRule {
  public static let id = "link-odd-space"
  public static let reason = Wording(
    zh: "全角空格、不换行空格、制表符等只被部分手机当作链接的边界",
    en: "only some handsets take a full-width or no-break space or a tab as the edge of a link")
  public static let source = "AOSP Patterns.WEB_URL"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS else { return [] }
    return subject.links.links.flatMap { link in
      let spacing = subject.spacing(of: link)
      var sides: [LinkSpacing.Side] = []
      if spacing.before.state == .odd { sides.append(spacing.before) }
      if spacing.after.state == .odd, link.continuation == nil { sides.append(spacing.after) }
      return sides.map { side in
        let name = subject.scalars[side.run].first.map(\.codePointName) ?? ""
        return finding(
          .warning, side.run, zh: "链接旁是特殊空白 \(name)，应为普通空格",
          en: "the blank beside the link is \(name); use a plain space", fix: " ")
      }
    }
  }
}

extension Unicode.Scalar {
  /// The scalar as `U+3000`.
  var codePointName: String {
    let hex = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
