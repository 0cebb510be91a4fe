/// Marketing must tell how to refuse it, in the message itself.
public enum OptOutMissing: LintRule {
  public static let id = "opt-out-missing"
  public static let reason = Wording(
    zh: "商业短信必须写明便捷有效的拒收方式，否则会被运营商拦截并可能被罚款",
    en: "a commercial message must tell a convenient way to refuse it; carriers block it otherwise")
  public static let source = "通信短信息服务管理规定 (MIIT 2015); Aliyun 91975; Tencent 13301"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.kind == .marketing, subject.channel.isSMS || subject.channel == .email,
      subject.optOut == nil
    else { return [] }
    let end = subject.scalars.count..<subject.scalars.count
    if subject.channel == .email {
      return [
        finding(
          .error, end, zh: "营销邮件没有退订方式；在末尾写明退订链接",
          en: "a marketing e-mail must tell how to unsubscribe; add it at the end")
      ]
    }
    let wording = subject.provider.optOutWordings.first
    return [
      finding(
        .error, end, zh: "营销短信没有拒收方式；在末尾写「\(wording ?? "拒收请回复R")」",
        en: "a marketing SMS must tell how to refuse it; end it with "
          + (wording.map { "\"\($0)\"" } ?? "\"Reply STOP to opt out\""))
    ]
  }
}
