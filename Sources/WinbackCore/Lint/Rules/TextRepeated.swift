/// The same text again within a month wears off and annoys.
public enum TextRepeated: LintRule {
  public static let id = "text-repeated"
  public static let reason = Wording(
    zh: "同一文案 30 天内再发，效果差且易引起投诉", en: "the same text within 30 days works less and annoys")
  public static let source = "house rule TL17"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.facts.wasSentRecently == true else { return [] }
    return [
      finding(
        .warning, nil, zh: "这段文案 30 天内已发给该分群", en: "this text went to the segment within 30 days")
    ]
  }
}
