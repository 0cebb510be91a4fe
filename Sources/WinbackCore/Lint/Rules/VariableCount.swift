/// Providers limit how many variables a template may hold.
public enum VariableCount: LintRule {
  public static let id = "variable-count"
  public static let reason = Wording(
    zh: "变量过多的模板不会通过审核", en: "a template with too many variables is turned down")
  public static let source = "Volcengine 170340; Huawei sms_templates"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, let most = subject.provider.maxVariables,
      subject.scan.placeholders.count > most
    else { return [] }
    let count = subject.scan.placeholders.count
    return [
      finding(
        .error, subject.scan.placeholders[most].range,
        zh: "有 \(count) 个变量，\(subject.provider.title.zh)最多 \(most) 个",
        en: "\(count) variables; \(subject.provider.title.en) takes at most \(most)")
    ]
  }
}
