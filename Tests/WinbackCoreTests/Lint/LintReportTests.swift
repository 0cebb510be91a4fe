import Testing
import WinbackCore

struct LintReportTests {
  @Test func `draws carets under wide characters`() {
    let subject = LintSubject(
      channel: .sms, text: "您的券到了\n点击dwz.cn/9k ★\t领 拒收请回复R", signature: "小店")
    let report = LintReport.text(
      of: subject, findings: LintRules.check(subject), name: "a.txt", language: .en)
    #expect(
      report
        == """
        a.txt:2:3: error link-space-before [TL12]: no space before the link dwz.cn/9k
            点击dwz.cn/9k ★ 领 拒收请回复R
                ^
            fix: insert a space
            why: without a space before it many handsets see no link, or only its tail, which is another site (AOSP Patterns.WEB_URL; Huawei Cloud SMS FAQ)
        a.txt:2:3: warning link-no-scheme [TL12]: the link dwz.cn/9k has no https://
            点击dwz.cn/9k ★ 领 拒收请回复R
                ^^^^^^^^^
            why: without https:// some handsets show plain text (AOSP Linkify; linkify-it)
        a.txt:2:3: warning link-short-host [TL12]: short host dwz.cn; better use the full address
            点击dwz.cn/9k ★ 领 拒收请回复R
                ^^^^^^^^^
            why: a short link hides where it leads; Huawei Cloud, Qiniu and others refuse them (Qiniu 5814)
        a.txt:2:13: warning char-unsupported [TL13]: ★ is not supported; remove it or use words
            点击dwz.cn/9k ★ 领 拒收请回复R
                          ^
            why: such signs are refused, or show as boxes on handsets (Qiniu 5814)
        1 error, 3 warnings, 0 notes; 32 units, billed as 1 (UCS-2)

        """
        .replacingSources())
    let chinese = LintReport.text(
      of: subject, findings: LintRules.check(subject), language: .zh)
    #expect(chinese.contains("2:3: 错误 link-space-before [TL12]: 链接「dwz.cn/9k」前缺空格"))
    #expect(chinese.hasSuffix("1 个错误、3 个警告、0 个提示；32 字，按 1 条计费 (UCS-2)\n"))
  }
}

extension String {
  /// Long source notes are written short above.
  fileprivate func replacingSources() -> String {
    var text = self
    for (short, rule) in [
      ("refuse them (Qiniu 5814)", "link-short-host"),
      ("on handsets (Qiniu 5814)", "char-unsupported"),
    ] {
      guard let range = text.firstRange(of: short), let source = LintRules.rule(rule)?.source else {
        continue
      }
      text.replaceSubrange(range, with: short.replacing("Qiniu 5814", with: source))
    }
    return text
  }
}
