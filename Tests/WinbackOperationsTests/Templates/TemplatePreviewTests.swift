import Testing
import WinbackCore
import WinbackOperations

struct TemplatePreviewTests {
  private let template = MessageTemplate(
    id: "gift", title: "回归礼", channel: .sms, signature: "小店",
    body: "{{name|您}}，{{amount}}元券到账，点{{link}}领取", appendedText: "拒收请回复R",
    link: "https://h5.shop.cn/x")

  private var profile: UserProfile {
    var user = User(id: "u1", registeredAt: Instant(seconds: 0))
    user.name = "王一★"
    return UserProfile(user: user, stage: .churned, rDays: 34)
  }

  @Test func `fills a template for a user and places what lint finds`() throws {
    let preview = TemplatePreview(template, profile: profile, linter: TemplateLinter(language: .en))
    #expect(preview.text == "【小店】王一★，20元券到账，点https://h5.shop.cn/x领取拒收请回复R")
    #expect(preview.source == template.body)
    #expect(preview.variables == [4..<7, 8..<10, 16..<36])
    #expect(preview.missing == [])
    #expect(preview.units == 44)
    #expect(preview.parts == 1)
    #expect(preview.encoding == "UCS-2")
    #expect(preview.costHundredths == 500)
    #expect(preview.user?.id == "u1")
    let places = Dictionary(
      preview.findings.map { ($0.rule, $0.range) }, uniquingKeysWith: { first, _ in first })
    #expect(places["link-space-before"] == 16..<17)
    #expect(places["link-space-after"] == 35..<36)
    // The name brings a sign that the body does not have.
    #expect(places["char-unsupported"] == 6..<7)
    #expect(preview.findings.first { $0.rule == "link-space-after" }?.fix == "insert a space")
    #expect(preview.findings.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func `shows slots that stay empty and says who is skipped`() {
    var template = template
    template.body = "{{last_category}}的券 {{name}}"
    let preview = TemplatePreview(
      template,
      profile: UserProfile(
        user: User(id: "u2", registeredAt: Instant(seconds: 0)), stage: .churned),
      linter: TemplateLinter())
    #expect(preview.text == "【小店】{{last_category}}的券 {{name}}拒收请回复R")
    #expect(preview.missing == ["last_category", "name"])
  }

  @Test func `fills with samples when no user is chosen`() {
    let preview = TemplatePreview(template, profile: nil, linter: TemplateLinter())
    #expect(preview.text.hasPrefix("【小店】王女士，20元券到账"))
    #expect(preview.user == nil)
  }

  @Test func `counts errors and warnings of a template`() {
    let summary = TemplateSummary(template, TemplateLinter())
    #expect(summary.errors == 2)
    #expect(summary.warnings == 1)
    #expect(summary.parts == 1)
    #expect(summary.fault == nil)
  }

  @Test func `mends a template once and for all`() {
    let linter = TemplateLinter(language: .en)
    let all = TemplateMending(of: template, linter: linter)
    #expect(all.after == "{{name|您}}，{{amount}}元券到账，点 {{link}} 领取")
    #expect(all.changes.count == 2)
    let one = TemplateMending(of: template, rule: "link-space-after", linter: linter)
    #expect(one.after == "{{name|您}}，{{amount}}元券到账，点{{link}} 领取")
    var mended = template
    mended.body = all.after
    #expect(TemplateMending(of: mended, linter: linter).after == all.after)
    #expect(TemplateSummary(mended, linter).errors == 0)
  }

  @Test func `judges the link that fills the slot, once`() {
    var template = template
    template.link = "http://dwz.cn/9k"
    let findings = TemplateLinter().findings(template)
    #expect(findings.first { $0.rule == "link-short-host" }?.range == 27..<35)
    let preview = TemplatePreview(template, profile: nil, linter: TemplateLinter())
    for rule in ["link-short-host", "link-http", "link-space-before"] {
      #expect(preview.findings.count { $0.rule == rule } == 1, "\(rule)")
    }
  }

  @Test func `holds a template to its provider`() {
    var template = template
    template.provider = "huawei"
    let rules = TemplateLinter().findings(template).filter { $0.severity == .error }.map(\.rule)
    #expect(rules.contains("variable-in-marketing"))
    #expect(rules.contains("link-variable"))
    template.provider = "huawie"
    let unknown = TemplateLinter().findings(template).first { $0.rule == "provider-unknown" }
    #expect(unknown?.en == "no provider is called `huawie`; did you mean `huawei`?")
  }
}
