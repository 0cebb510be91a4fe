/// One character outside GSM-7 halves what a message abroad holds.
public enum EncodingForced: LintRule {
  public static let id = "encoding-forced"
  public static let reason = Wording(
    zh: "国际短信里只要有一个字符不在 GSM-7 中，整条就按 70/67 计",
    en: "abroad a single character outside GSM-7 makes the whole message count 70 or 67 a part")
  public static let source = "GSM 03.38; Aliyun 44335"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, subject.market == .international,
      let forcing = subject.lengths.longest.forcing
    else { return [] }
    let place = subject.scalars.firstIndex(of: forcing).map { $0..<$0 + 1 }
    return [
      finding(
        .note, place, zh: "「\(forcing)」(\(forcing.codePointName)) 使整条改用 UCS-2 编码",
        en: "\(forcing) (\(forcing.codePointName)) turns the whole message into UCS-2")
    ]
  }
}
