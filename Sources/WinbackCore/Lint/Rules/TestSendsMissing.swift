/// Only a handset shows whether a text is filtered.
public enum TestSendsMissing: LintRule {
  public static let id = "test-sends-missing"
  public static let reason = Wording(
    zh: "安卓手机会拦截营销短信，只有真机试发才知道", en: "handsets filter marketing; only a test send shows it")
  public static let source = "house rule TL14"

  public static func check(_ subject: LintSubject) -> [Finding] {
    guard subject.channel.isSMS, let tests = subject.facts.testSends else { return [] }
    if tests.shown < tests.total {
      return [
        finding(
          .error, nil, zh: "\(tests.total) 次试发中 \(tests.total - tests.shown) 次未进收件箱；改写文案",
          en:
            "\(tests.total - tests.shown) of \(tests.total) test sends were not shown in the inbox; "
            + "reword the text")
      ]
    }
    guard tests.total < 3 || tests.android < 1 else { return [] }
    return [
      finding(
        .error, nil, zh: "30 天内试发 \(tests.total) 次、安卓 \(tests.android) 次；需至少 3 次，其中安卓 1 次",
        en: "\(tests.total) test sends in 30 days, \(tests.android) on Android; "
          + "3 are needed, 1 of them on Android")
    ]
  }
}
