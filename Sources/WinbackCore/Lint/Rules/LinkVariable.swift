/// A link that a variable decides cannot be reviewed, so several providers refuse it.
public enum LinkVariable: LintRule {
  public static let id = "link-variable"
  public static let reason = Wording(
    zh: "链接含变量时平台无法审核去向，多家平台不允许",
    en: "a provider cannot review where a variable link leads; several refuse it")
  public static let source = "Tencent 39023; Huawei sms_templates; Qiniu 5814; Aliyun 432025"

  public static func check(_ subject: LintSubject) -> [Finding] {
    let isForbidden = subject.channel.isSMS && !subject.provider.allowsVariableLinks
    return subject.links.links.filter(\.hasVariable).map { link in
      let text = subject.excerpt(link.range)
      return finding(
        isForbidden ? .error : .warning, link.range,
        zh: isForbidden
          ? "\(subject.provider.title.zh)不允许链接含变量：「\(text)」" : "链接「\(text)」含变量，部分平台不允许",
        en: isForbidden
          ? "\(subject.provider.title.en) allows no variable in a link: \(text)"
          : "the link \(text) holds a variable, which some providers refuse")
    }
  }
}
