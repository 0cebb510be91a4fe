/// A text made of variables alone says nothing that could be reviewed.
public enum VariableWholeText: LintRule {
  public static let id = "variable-whole-text"
  public static let reason = Wording(
    zh: "全是变量的文案无法审核", en: "a text of variables alone cannot be reviewed")
  public static let source = "Tencent 39023"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let slots = subject.scan.placeholders
    guard !slots.isEmpty else { return [] }
    var read = 0
    for slot in slots {
      guard subject.isBlank(read..<slot.range.lowerBound) else { return [] }
      read = slot.range.upperBound
    }
    guard subject.isBlank(read..<subject.scalars.count) else { return [] }
    return [
      finding(
        .error, subject.everything, zh: "文案全部是变量，请加上固定文字",
        en: "the text is variables only; add fixed text")
    ]
  }
}

extension LintSubject {
  fileprivate func isBlank(_ range: Range<Int>) -> Bool {
    scalars[range].allSatisfy(\.properties.isWhitespace)
  }
}
