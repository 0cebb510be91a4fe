/// Mainland providers turn down traditional characters.
public enum CharacterTraditional: LintRule {
  public static let id = "char-traditional"
  public static let reason = Wording(
    zh: "大陆平台不接受繁体字，也常被当作变体字规避审核",
    en: "mainland providers refuse traditional characters and take them for evasion")
  public static let source = "Aliyun 463270; Tencent 39023; Huawei sms_templates"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .cn else { return [] }
    let severity: Finding.Severity = subject.provider.refusesUnsupported ? .error : .warning
    return subject.scalars.indices.compactMap { index in
      guard TraditionalScript.contains(subject.scalars[index]),
        !subject.isInLinkOrSlot(index..<index + 1)
      else { return nil }
      return finding(
        severity, index..<index + 1, zh: "繁体字「\(subject.scalars[index])」，请改用简体",
        en: "\(subject.scalars[index]) is traditional; write the simplified character")
    }
  }
}
