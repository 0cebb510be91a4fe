/// A notice carries no opt-out: providers take it for disguised marketing.
public enum OptOutInNotice: LintRule {
  public static let id = "opt-out-in-notice"
  public static let reason = Wording(
    zh: "通知类短信不得带退订说明，带了就会按营销处理", en: "a notice with an opt-out is treated as marketing")
  public static let source = "Aliyun 463270, 91975"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.kind == .notice, subject.channel.isSMS, let optOut = subject.optOut else {
      return []
    }
    return [
      finding(
        .error, optOut.range.clamped(to: subject.everything), zh: "通知类短信不能带退订说明；删去它，或改为营销类",
        en: "a notice must not carry an opt-out; remove it or make the message marketing")
    ]
  }
}
