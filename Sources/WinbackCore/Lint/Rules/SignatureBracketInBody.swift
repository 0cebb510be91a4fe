/// The platform adds 【signature】 itself; the same brackets in the body read as a second one.
public enum SignatureBracketInBody: LintRule {
  public static let id = "signature-bracket-in-body"
  public static let reason = Wording(
    zh: "签名由平台添加，正文里的【】会被当作第二个签名而拒绝",
    en: "the platform adds the signature; 【】 in the body reads as a second one and is refused")
  public static let source = "Aliyun 463270; Tencent 39023; Huawei sms_templates; Qiniu 5814"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .cn else { return [] }
    var places = subject.scalars.indices.filter {
      subject.scalars[$0] == "【" || subject.scalars[$0] == "】"
    }
    if subject.provider.forbidsOuterBrackets {
      if subject.scalars.first == "[" { places.append(0) }
      if subject.scalars.last == "]" { places.append(subject.scalars.count - 1) }
    }
    guard let first = places.min() else { return [] }
    let end = subject.scalars[first...].firstIndex { $0 == "】" || $0 == "]" } ?? first
    return [
      finding(
        .error, first..<max(first, end) + 1, zh: "正文里不能有签名括号；删去它，签名写在 signature",
        en: "the body must not hold signature brackets; remove them and set signature instead")
    ]
  }
}
