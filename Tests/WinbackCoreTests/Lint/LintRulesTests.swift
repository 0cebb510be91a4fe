import Testing
import WinbackCore

struct LintRulesTests {
  @Test func `lists every rule once, sorted, with its line in the table`() {
    let ids = LintRules.all.map { $0.id }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    #expect(LintRuleEntry.all.map(\.rule) == ids)
    let flags = LintRuleEntry.all.compactMap(\.flag)
    #expect(Set(flags) == Set(LintFlag.allCases))
    #expect(flags.count == LintFlag.allCases.count)
  }

  @Test func `gives every rule a reason in both languages and a source`() {
    for rule in LintRules.all {
      #expect(!rule.reason.zh.isEmpty && !rule.reason.en.isEmpty && !rule.source.isEmpty)
      #expect(rule.reason.zh != rule.reason.en)
      #expect(LintRules.rule(rule.id) != nil)
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    /// Rules that must find something; nothing else may, beside those ignored.
    var rules: Set<String>
    var channel = Channel.sms
    var kind = MessageTemplate.Kind.marketing
    var signature: String? = "小店"
    var appended: String?
    var provider = ProviderProfile.general
    var market = SMSMarket.cn
    var facts = LintFacts()
    var variables: [String: LintSubject.Variable]?
    var testDescription: String { text }

    func findings() -> [Finding] {
      LintRules.check(
        LintSubject(
          channel: channel, kind: kind, text: text, signature: signature, appendedText: appended,
          market: market, provider: provider, variables: variables, facts: facts))
    }
  }

  static let strict = ProviderProfile(
    id: "strict", title: Wording(zh: "某平台", en: "Some"), isOptOutStrict: true,
    signatureLength: 2...4, forbidsOuterBrackets: true, allowsVariablesInMarketing: false,
    allowsAdjacentVariables: false, maxVariables: 1, allowsVariableLinks: false,
    allowsShortLinks: false, refusesUnsupported: true, maxUnits: 30)

  static let day = BusinessDay(year: 2024, month: 6, day: 15)
  static let good = "尊敬的会员，您收藏的跑鞋降价了 https://h5.shop.cn/x 拒收请回复R"

  static let rows: [Row] = [
    Row(text: good, rules: []),
    Row(text: "您收藏的跑鞋降价了", rules: ["opt-out-missing"]),
    Row(text: "您收藏的跑鞋降价了", rules: [], appended: "拒收请回复R"),
    Row(text: "您的订单已发货", rules: [], kind: .notice),
    Row(text: "您的订单已发货，拒收请回复R", rules: ["opt-out-in-notice"], kind: .notice),
    Row(text: "拒收请回复R 您的跑鞋降价了", rules: ["opt-out-not-at-end"]),
    Row(text: "您的跑鞋降价了，退订回T", rules: ["opt-out-wording"]),
    Row(text: "您的跑鞋降价了，回 TD 退订", rules: ["opt-out-wording"]),
    Row(text: "您的跑鞋降价了，回复N即可退订。", rules: ["opt-out-wording"]),
    Row(text: "您的跑鞋降价了，退订回0000", rules: ["opt-out-wording"]),
    Row(text: "您的跑鞋降价了，回复1退订", rules: ["opt-out-wording"]),
    Row(text: "您的跑鞋降价了，20元退订", rules: ["opt-out-missing"]),
    Row(text: "您的跑鞋降价了，退订请点击 https://shop.cn/u 。", rules: ["opt-out-wording"]),
    Row(
      text: "您的跑鞋降价了，退订请点击： https://shop.cn/u 看看",
      rules: ["opt-out-not-at-end", "opt-out-wording"]),
    Row(text: "您的跑鞋降价了，拒收请回复R。", rules: []),
    Row(text: "您已退订会员服务", rules: [], kind: .notice),
    Row(text: "跑鞋降价了 拒收请回复R", rules: ["signature-missing"], signature: nil),
    Row(text: "跑鞋降价了 拒收请回复R", rules: ["signature-length"], signature: "店"),
    Row(text: "跑鞋降价了 拒收请回复R", rules: ["signature-characters"], signature: "小 店"),
    Row(text: "【小店】跑鞋降价了 拒收请回复R", rules: ["signature-bracket-in-body"]),
    Row(text: "跑鞋降价了{{name|您}}{1} 拒收请回复R", rules: ["variable-adjacent"]),
    Row(text: "{{a}} {{b}}", rules: ["variable-whole-text"], kind: .notice),
    Row(text: "跑鞋降价了 {{name} 拒收请回复R", rules: ["variable-malformed"]),
    Row(text: "跑鞋降价了 {2} 拒收请回复R", rules: ["variable-malformed"]),
    Row(
      text: "{{name}} {{nmae|x}} 的券 拒收请回复R",
      rules: ["template-unknown-variable", "template-no-fallback"],
      facts: LintFacts(knownVariables: TemplateVariables.known)),
    Row(
      text: "{{a}}的券{{b}} 拒收请回复R", rules: ["template-unknown-variable"],
      variables: ["a": .init(kind: .text, length: 1...2)]),
    Row(text: "戳 {{link}} 领券 拒收请回复R", rules: ["link-variable"]),
    Row(text: "上 h5.shop.cn/x 领券 拒收请回复R", rules: ["link-no-scheme"]),
    Row(text: "上 https://dwz.cn/x 领券 拒收请回复R", rules: ["link-short-host"]),
    Row(text: "上 http://10.1.2.3/x 领券 拒收请回复R", rules: ["link-ip", "link-http"]),
    Row(text: "上 https://a.cn/?q=鞋&b=1 领券 拒收请回复R", rules: ["link-non-ascii"]),
    Row(text: "上 https：//a.cn/x 领券 拒收请回复R", rules: ["link-fullwidth"]),
    Row(text: "上 https://a.cn/x https://a.cn/y 领券 拒收请回复R", rules: ["link-many"]),
    Row(text: "https://a.cn/x 领券 拒收请回复R", rules: ["link-space-before"]),
    Row(text: "领券 https://a.cn/x", rules: ["link-space-after"], appended: "拒收请回复R"),
    Row(text: "上\u{A0}https://a.cn/x 领券 拒收请回复R", rules: ["link-odd-space"]),
    Row(text: "复制链接到浏览器领券 拒收请回复R", rules: ["link-copy-paste"]),
    Row(text: "领券 拒收请回复R", rules: ["link-missing"], facts: LintFacts(hasLanding: true)),
    Row(text: "我们更新了，快来看看 拒收请回复R", rules: ["tone-blunt"]),
    Row(text: "快回来，您的20元到账了 拒收请回复R", rules: []),
    Row(text: "召回礼包券 拒收请回复R", rules: ["tone-jargon"]),
    Row(text: "产品召回的券 拒收请回复R", rules: []),
    Row(
      text: "新货到了 拒收请回复R", rules: ["benefit-missing"],
      facts: LintFacts(expectsBenefit: true)),
    Row(
      text: "20元券到账，满59可用 拒收请回复R", rules: ["plan-amount"],
      facts: LintFacts(plan: .attached(faceValue: Money(minor: 1000), expiresOn: nil))),
    Row(
      text: "20元券6月20日前有效 拒收请回复R", rules: ["plan-expiry"],
      facts: LintFacts(plan: .attached(faceValue: Money(minor: 2000), expiresOn: day))),
    Row(text: "券仅限今天 拒收请回复R", rules: ["urgency-unbacked"], facts: LintFacts(plan: .none)),
    Row(text: "券6月14日截止 拒收请回复R", rules: ["date-past"], facts: LintFacts(sendDay: day)),
    Row(
      text: "券6月15日截止，电话13800000001 拒收请回复R", rules: ["personal-data"],
      facts: LintFacts(sendDay: day)),
    Row(text: "券寄到3号楼，客服400-820-8820 拒收请回复R", rules: ["personal-data"]),
    Row(
      text: "有人看过您的简历 拒收请回复R", rules: ["claim-unbound"],
      facts: LintFacts(knownVariables: TemplateVariables.known)),
    Row(text: "優惠券 拒收请回复R", rules: ["char-traditional"]),
    Row(text: "★券 拒收请回复R", rules: ["char-unsupported"]),
    Row(text: "券😀 拒收请回复R", rules: ["char-unsupported"]),
    Row(
      text: good + String(repeating: "券", count: 60), rules: ["parts-many", "opt-out-not-at-end"]),
    Row(
      text: String(repeating: "券", count: 495) + "拒收请回复R", rules: ["parts-many", "too-long"]),
    Row(
      text: "Your voucher “20% off”. Reply STOP to opt out", rules: ["encoding-forced"],
      signature: "Acme", provider: .international, market: .international),
    Row(text: String(repeating: "字", count: 51), rules: ["too-long"], channel: .push),
    Row(text: "Your voucher", rules: ["opt-out-missing"], channel: .email),
    Row(text: "Your voucher. Unsubscribe here", rules: [], channel: .email),
    Row(text: "点https://a.cn/x领", rules: [], channel: .wecom),
    Row(
      text: "券", rules: ["popup-no-dismiss"], channel: .popup,
      facts: LintFacts(hasDismissButton: false)),
    Row(text: good, rules: ["text-repeated"], facts: LintFacts(wasSentRecently: true)),
    Row(
      text: good, rules: ["test-sends-missing"],
      facts: LintFacts(testSends: .init(total: 3, android: 0, shown: 3))),
    Row(
      text: "[{1}{2}戳 https://t.cn/{3} ①退订回T",
      rules: [
        "signature-length", "signature-bracket-in-body", "variable-adjacent", "variable-count",
        "variable-in-marketing", "link-variable", "link-short-host", "char-unsupported",
        "opt-out-wording", "too-long",
      ], signature: "小小小小店", provider: strict),
  ]

  @Test(arguments: rows)
  func `finds what each text is wrong in and nothing else`(row: Row) {
    let findings = row.findings()
    #expect(Set(findings.map(\.rule)) == row.rules)
    let count = row.text.unicodeScalars.count
    for finding in findings {
      #expect(!finding.zh.isEmpty && !finding.en.isEmpty)
      if let range = finding.range { #expect(range.lowerBound >= 0 && range.upperBound <= count) }
    }
  }

  @Test func `has a row for every rule but those of the lexicon`() {
    let covered = Self.rows.reduce(into: Set<String>()) { $0.formUnion($1.rules) }
    let all = Set(LintRules.all.map { $0.id })
    #expect(all.subtracting(covered) == ["word-blocked", "word-risky"])
  }
}
