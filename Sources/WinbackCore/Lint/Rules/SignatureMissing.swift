/// An SMS without the sender's registered name is intercepted.
public enum SignatureMissing: LintRule {
  public static let id = "signature-missing"
  public static let reason = Wording(
    zh: "短信必须带实名报备的签名，否则会被拦截", en: "an SMS without a registered signature is intercepted")
  public static let source = "Aliyun 101347; alibabacloud sms-signature"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.signature == nil else { return [] }
    return [
      finding(
        .error, 0..<0, zh: "没有设置签名；写上 signature，不带括号",
        en: "no signature is set; give signature without brackets")
    ]
  }
}
