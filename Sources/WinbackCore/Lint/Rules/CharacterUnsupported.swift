/// Signs that providers or handsets do not take.
public enum CharacterUnsupported: LintRule {
  public static let id = "char-unsupported"
  public static let reason = Wording(
    zh: "特殊符号会被平台拒绝，或在手机上显示为方框", en: "such signs are refused, or show as boxes on handsets")
  public static let source = "Tencent 39023; Huawei sms_templates; Volcengine 170340; Qiniu 5814"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .cn else { return [] }
    let severity: Finding.Severity = subject.provider.refusesUnsupported ? .error : .warning
    return subject.provider.unsupportedIndex.places(in: subject.scalars).compactMap { place in
      guard !subject.isInLinkOrSlot(place) else { return nil }
      let sign = subject.excerpt(place)
      return finding(
        severity, place, zh: "不支持的符号「\(sign)」，请删去或改用文字",
        en: "\(sign) is not supported; remove it or use words")
    }
  }
}
