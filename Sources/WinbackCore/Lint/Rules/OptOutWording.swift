/// Providers have agreed on one wording of the opt-out.
public enum OptOutWording: LintRule {
  public static let id = "opt-out-wording"
  public static let reason = Wording(
    zh: "各平台已统一退订文案，其他写法容易被运营商拦截",
    en: "providers have agreed on one wording; others are easily intercepted")
  public static let source = "Aliyun 91975; Tencent 13301, 100568; Huawei iotcom_03_1002; Baidu"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.kind == .marketing, subject.channel.isSMS, let optOut = subject.optOut,
      let wanted = subject.provider.optOutWordings.first, !optOut.isListed
    else { return [] }
    let name = subject.provider.title
    let isStrict = subject.provider.isOptOutStrict
    return [
      finding(
        isStrict ? .error : .warning, optOut.range.clamped(to: subject.everything),
        zh: isStrict ? "\(name.zh)只认「\(wanted)」" : "拒收说明建议写「\(wanted)」",
        en: isStrict
          ? "\(name.en) takes no opt-out but \"\(wanted)\""
          : "the opt-out should read \"\(wanted)\"")
    ]
  }
}
