/// Beyond the channel's limit the provider refuses or cuts the message.
public enum TooLong: LintRule {
  public static let id = "too-long"
  public static let reason = Wording(
    zh: "超过上限的消息会被平台拒绝", en: "a message beyond the limit is refused")
  public static let source =
    "Aliyun 44335, 311229; Tencent 39023; developer.work.weixin.qq.com 92135"

  public static func check(_ subject: LintSubject) -> [Finding] {
    if subject.channel.isSMS {
      guard let most = subject.provider.maxUnits else { return [] }
      let units = subject.lengths.longest.units
      guard units > most else { return [] }
      return [
        finding(
          .error, subject.everything, zh: "\(units) 字，\(subject.provider.title.zh)上限 \(most) 字",
          en: "\(units) units; \(subject.provider.title.en) takes at most \(most)")
      ]
    }
    let count = subject.scalars.count
    switch subject.channel {
    case .push:
      // Vendors fail a push beyond their limit; the first three are the smallest.
      let failing = [("vivo", 50), ("小米", 128), ("OPPO", 200)].filter { count > $0.1 }
      guard let smallest = failing.first else { return [] }
      let names = failing.map(\.0).joined(separator: "、")
      return [
        finding(
          failing.count == 3 ? .error : .warning, smallest.1..<count,
          zh: "正文 \(count) 字，\(names) 会推送失败；控制在 \(smallest.1) 字内",
          en: "\(count) characters: \(names) would fail the push; keep it within \(smallest.1)")
      ]
    case .wecom where count > 4000:
      return [
        finding(
          .error, 4000..<count, zh: "\(count) 字，企业微信群发上限 4000 字",
          en: "\(count) characters; WeCom takes at most 4000")
      ]
    case .officialAccount where subject.text.utf8.count > 2048:
      return [
        finding(
          .error, subject.everything, zh: "\(subject.text.utf8.count) 字节，公众号消息上限 2048 字节",
          en: "\(subject.text.utf8.count) bytes; an official account takes at most 2048")
      ]
    default: return []
    }
  }
}
