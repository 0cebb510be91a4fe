/// People come back for a gain of their own, not because we ask.
public enum ToneBlunt: LintRule {
  public static let id = "tone-blunt"
  public static let reason = Wording(
    zh: "直白地叫用户回来或只说我们自己没有用；先说用户得到什么",
    en: "nobody returns because we ask; say first what the user gains")
  public static let source = "house rule TL06"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let blunt = subject.phrases(.blunt)
    guard !blunt.isEmpty, !subject.namesBenefit else { return [] }
    return blunt.map { hit in
      finding(
        .warning, hit.range, zh: "「\(subject.excerpt(hit.range))」太直白，先写用户得到的好处",
        en: "\"\(subject.excerpt(hit.range))\" speaks of our wish; name the user's gain first")
    }
  }
}
