/// Braces that do not close, or a name that cannot be one, reach the user as they stand.
public enum VariableMalformed: LintRule {
  public static let id = "variable-malformed"
  public static let reason = Wording(
    zh: "写错的变量会原样发给用户", en: "a malformed variable reaches the user as it stands")
  public static let source = "house rule TL01; Tencent 39023; Aliyun 463270"

  public static func check(_ subject: LintSubject) -> [Finding] {
    var findings = subject.scan.malformed.map { range in
      finding(
        .error, range, zh: "「\(subject.excerpt(range))」不是变量；写成 {{名称}}、${名称} 或 {1}",
        en: "\(subject.excerpt(range)) is no variable; write {{name}}, ${name} or {1}")
    }
    let numbered = subject.scan.placeholders.filter { $0.syntax == .numbered }
    let numbers = Set(numbered.compactMap { Int($0.name) })
    for slot in numbered {
      guard let number = Int(slot.name), number > 1, !numbers.contains(number - 1) else { continue }
      findings.append(
        finding(
          .error, slot.range, zh: "编号变量要从 {1} 起连续：缺 {\(number - 1)}",
          en: "numbered variables run from {1} without gap: {\(number - 1)} is missing"))
    }
    return findings
  }
}
