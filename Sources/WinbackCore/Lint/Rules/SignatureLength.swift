/// Providers register signatures of a certain length only.
public enum SignatureLength: LintRule {
  public static let id = "signature-length"
  public static let reason = Wording(
    zh: "长度不合的签名不能报备", en: "a signature of another length cannot be registered")
  public static let source = "alibabacloud sms-signature; Huawei sms_faq_0002; docs.jiguang.cn"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .cn, let signature = subject.signature,
      let allowed = subject.provider.signatureLength
    else { return [] }
    let count = signature.unicodeScalars.count
    guard !allowed.contains(count) else { return [] }
    return [
      finding(
        .error, 0..<0,
        zh:
          "签名有 \(count) 个字，\(subject.provider.title.zh)要求 \(allowed.lowerBound)–\(allowed.upperBound) 个",
        en: "the signature has \(count) characters; \(subject.provider.title.en) asks for "
          + "\(allowed.lowerBound) to \(allowed.upperBound)")
    ]
  }
}
