/// A message of several parts costs several times as much.
public enum PartsMany: LintRule {
  public static let id = "parts-many"
  public static let reason = Wording(
    zh: "超过一条的部分按条另计费", en: "every further part is billed as a message")
  public static let source = "Aliyun 44335; Huawei smn_faq_0009"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS else { return [] }
    let lengths = subject.lengths
    let longest = lengths.longest
    guard longest.segments > 1 else { return [] }
    let varies = lengths.shortest.segments != longest.segments
    let upTo = varies ? (zh: "最多 ", en: "up to ") : (zh: "", en: "")
    return [
      finding(
        longest.segments > 3 ? .error : .warning, subject.everything,
        zh: "\(upTo.zh)\(longest.units) 字，按 \(longest.segments) 条计费；删到一条以内",
        en: "\(upTo.en)\(longest.units) units are billed as \(longest.segments) messages; "
          + "shorten it to one")
    ]
  }
}
