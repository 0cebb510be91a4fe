/// Words that we use among ourselves about users must not reach them.
public enum ToneJargon: LintRule {
  public static let id = "tone-jargon"
  public static let reason = Wording(
    zh: "「召回」「拉新」是内部用语，也是各平台点名禁止的模板类型",
    en: "these are our own words; providers name user recall as a forbidden kind of template")
  public static let source = "Aliyun 463270; Tencent 39023; Huawei; Qiniu 5814; Volcengine 170340"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let listed = subject.words.filter { $0.category == "internal_jargon" }
    let ranges = subject.phrases(.jargon).map(\.range)
    // What the lexicon already reports is not said twice; the flag is raised by either.
    let unlisted = ranges.filter { range in !listed.contains { $0.range.overlaps(range) } }
    return unlisted.map { range in
      finding(
        .warning, range, zh: "「\(subject.excerpt(range))」是内部用语，不要让用户看到",
        en: "\"\(subject.excerpt(range))\" is our own jargon; users must not read it")
    }
  }
}
