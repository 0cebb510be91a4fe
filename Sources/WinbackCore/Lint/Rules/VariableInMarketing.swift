/// Some providers take no variables in marketing templates at all.
public enum VariableInMarketing: LintRule {
  public static let id = "variable-in-marketing"
  public static let reason = Wording(
    zh: "华为云、火山引擎等的营销短信模板不支持变量",
    en: "Huawei Cloud, Volcengine and others take no variables in marketing templates")
  public static let source = "Huawei sms_templates; Volcengine 170340"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.kind == .marketing,
      !subject.provider.allowsVariablesInMarketing, let first = subject.scan.placeholders.first
    else { return [] }
    return [
      finding(
        .error, first.range, zh: "\(subject.provider.title.zh)的营销短信不能含变量",
        en: "\(subject.provider.title.en) takes no variables in marketing messages")
    ]
  }
}
