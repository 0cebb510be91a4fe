/// A signature holds Chinese, Latin letters and digits only.
public enum SignatureCharacters: LintRule {
  public static let id = "signature-characters"
  public static let reason = Wording(
    zh: "签名只能含中文、英文和数字，不能有空格、符号和繁体字",
    en:
      "a signature holds Chinese, Latin letters and digits: no blank, no sign, nothing traditional")
  public static let source = "alibabacloud sms-signature"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .cn, let signature = subject.signature,
      let bad = signature.unicodeScalars.first(where: {
        !(LinkCharacters.isAlphanumeric($0) || (0x4E00...0x9FFF).contains($0.value)
          || $0.properties.isIdeographic)
          || TraditionalScript.contains($0)
      })
    else { return [] }
    return [
      finding(
        .warning, 0..<0, zh: "签名里的「\(bad)」(\(bad.codePointName)) 不能报备",
        en: "the signature holds \(bad) (\(bad.codePointName)), which cannot be registered")
    ]
  }
}
