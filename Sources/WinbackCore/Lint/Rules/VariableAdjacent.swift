/// Two variables side by side cannot be told apart by a provider's template check.
public enum VariableAdjacent: LintRule {
  public static let id = "variable-adjacent"
  public static let reason = Wording(
    zh: "相邻的变量无法逐一核对，腾讯云不允许", en: "side by side they cannot be told apart; Tencent refuses them")
  public static let source = "Tencent 39023"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS else { return [] }
    let severity: Finding.Severity = subject.provider.allowsAdjacentVariables ? .warning : .error
    let slots = subject.scan.placeholders
    return zip(slots, slots.dropFirst()).compactMap { left, right in
      guard left.range.upperBound == right.range.lowerBound else { return nil }
      return finding(
        severity, left.range.lowerBound..<right.range.upperBound,
        zh: "变量 `\(left.name)` 和 `\(right.name)` 紧挨着，中间请加文字",
        en: "the variables `\(left.name)` and `\(right.name)` touch; put text between them")
    }
  }
}
