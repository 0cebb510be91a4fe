import WinbackConsole
import WinbackCore
import WinbackOperations

/// Batches in every stage of their life, and templates.
extension Fixture {
  static func batches(_ language: Language) -> [BatchSummary] {
    func batch(
      _ id: String, _ strategy: String, _ channel: Channel, _ recipients: Int, _ state: String,
      _ zh: String, needed: Int, given: Int, author: String = "李雷", minutes: Int64?,
      mine: Bool = false, risk: (String, String, String) = ("medium", "中", "medium"),
      progress: (inout BatchProgress) -> Void = { _ in }
    ) -> BatchSummary {
      var counts = BatchProgress()
      counts.pending = recipients
      progress(&counts)
      return BatchSummary(
        id: id, strategy: strategy, segment: "silent_30_high", channel: channel,
        template: "sms_coupon", recipients: recipients, state: state,
        stateLabel: language.pick(zh: zh, en: state), risk: risk.0,
        riskLabel: language.pick(zh: risk.1, en: risk.2), approvalsNeeded: needed,
        approvalsGiven: given, author: author,
        submittedAt: minutes.map { now.adding(seconds: -60 * $0) },
        sendAt: state == "scheduled" ? now.adding(hours: 3) : nil,
        cost: Money(minor: Int64(recipients) * 5), needsMyDecision: mine, progress: counts)
    }
    return [
      batch(
        "B-1190", "cart_reminder", .push, 412, "draft", "草稿", needed: 1, given: 0, minutes: nil),
      batch(
        "B-1189", "zhang_own", .sms, 880, "submitted", "待审批", needed: 1, given: 0, author: "张敏",
        minutes: 5),
      batch(
        "B-1188", "vip_back", .sms, 97, "submitted", "待审批", needed: 1, given: 0, minutes: 12,
        mine: true, risk: ("low", "低", "low")),
      batch(
        "B-1187", "silent30_coupon", .sms, 12_480, "submitted", "待审批", needed: 2, given: 1,
        minutes: 52, mine: true, risk: ("high", "高", "high")),
      batch(
        "B-1186", "lost_gift", .email, 3_004, "scheduled", "已排期", needed: 1, given: 1, minutes: 300),
      batch(
        "B-1185", "silent14_push", .sms, 12_480, "sending", "发送中", needed: 2, given: 2, minutes: 400
      ) {
        $0.pending = 4_180
        $0.inFlight = 180
        $0.sent = 7_900
        $0.failed = 102
        $0.skipped = 118
        $0.control = 1_386
      },
      batch(
        "B-1184", "silent7_push", .push, 18_933, "completed", "已完成", needed: 2, given: 2,
        minutes: 2_000
      ) {
        $0.pending = 0
        $0.sent = 18_702
        $0.failed = 128
        $0.skipped = 98
        $0.unknown = 5
        $0.control = 2_000
      },
      batch(
        "B-1183", "anniversary_with_a_very_long_strategy_name", .sms, 640, "rejected", "已驳回",
        needed: 1, given: 0, minutes: 1_200),
    ]
  }

  static func batch(_ id: String, _ language: Language) -> BatchView? {
    guard let summary = batches(language).first(where: { $0.id == id }) else { return nil }
    let people = Count.grouped(summary.recipients)
    let isOwn = summary.author == "张敏"
    return BatchView(
      summary: summary,
      sentence: language.pick(
        zh:
          "\(summary.author)申请于 15:00 向 \(people) 人发送短信（\(people) 条，\(summary.cost) 元），每秒 200 条，约 15:01 发完",
        en:
          "\(summary.author) asks to send \(people) SMS (\(people) parts, ¥\(summary.cost)) at 15:00, done by 15:01 at 200/s"
      ),
      version: 2, segmentSize: summary.recipients + 2_986,
      waterfall: [
        NamedCount(
          name: "suppressed", label: language.pick(zh: "黑名单", en: "suppressed"), count: 87),
        NamedCount(
          name: "consent", label: language.pick(zh: "未同意短信", en: "no consent"), count: 309),
        NamedCount(name: "cap", label: language.pick(zh: "频控", en: "frequency cap"), count: 1_204),
        NamedCount(name: "resting", label: language.pick(zh: "休眠", en: "resting"), count: 0),
        NamedCount(name: "control", label: language.pick(zh: "对照组", en: "control"), count: 1_386),
      ],
      samples: [
        SampleMessage(
          userID: "u0093312", name: "买**", destination: "138****5521",
          text: "【鲜选】买买提·阿卜杜热合曼先生，您的专属券“满59减20”今晚24点到期，点击 https://xx.cn/a8Kd 立即领取，退订回T",
          units: 74, parts: 2, note: language.pick(zh: "最长，2 条计费", en: "longest, 2 parts")),
        SampleMessage(
          userID: "u0101188", name: "👩**", destination: "139****0018",
          text: "【鲜选】👩‍👧女士，您的专属券“满59减20”今晚24点到期，点击 https://xx.cn/b9Ke 立即领取，退订回T",
          units: 66, parts: 1, note: language.pick(zh: "含罕见字符", en: "rare character")),
      ],
      findings: [
        PreviewFinding(
          rule: "sms-parts", severity: .warning, range: nil,
          message: language.pick(zh: "318 人的短信会分成 2 条", en: "318 messages take 2 parts"),
          reason: "", fix: nil)
      ],
      partsTotal: summary.recipients + 318,
      costSpread: CostSpread(low: 500, median: 500, high: 1_000),
      startsAt: now.adding(seconds: 1_680), ratePerSecond: 200,
      finishesAt: now.adding(seconds: 1_745),
      controlSize: 1_386, detectableUpliftBP: summary.recipients > 1_000 ? 125 : nil,
      contentHash: "9c41e2aa07", messagesHash: "7f22c1bb93", asOf: now.adding(seconds: -720),
      stale: nil,
      approvals: summary.approvalsGiven > 0
        ? [
          ApprovalRow(
            operatorID: "wangfang", operatorName: "王芳", at: now.adding(seconds: -1_800),
            isValid: true,
            note: language.pick(zh: "文案已核对", en: "texts checked"))
        ] : [],
      approvers: isOwn ? ["王芳"] : ["张敏", "赵磊"],
      approvalRefusal: summary.needsMyDecision
        ? nil
        : isOwn
          ? language.pick(zh: "不能批准自己提交的批次", en: "you cannot approve what you submitted")
          : language.pick(zh: "\(id) 现在不需要批准", en: "\(id) needs no approval now"),
      history: [
        language.pick(
          zh: "11-22 13:40 李雷 提交 v2: 改了券面额", en: "11-22 13:40 李雷 submitted v2: other coupon")
      ])
  }

  static let templates = [
    TemplateSummary(
      name: "sms_coupon", title: "限时回归礼", channel: .sms, errors: 1, warnings: 2, parts: 1,
      fault: nil),
    TemplateSummary(
      name: "push_cart", title: "购物车提醒 🛒", channel: .push, errors: 0, warnings: 0, parts: nil,
      fault: nil),
    TemplateSummary(
      name: "email_long", title: "一封标题特别特别特别特别特别特别长的周年纪念邮件", channel: .email, errors: 0,
      warnings: 1, parts: nil, fault: nil),
    TemplateSummary(
      name: "broken", title: "broken", channel: .sms, errors: 0, warnings: 0, parts: nil,
      fault: "templates/broken.yaml:7:3 body 未闭合的引号"),
  ]

  static func preview(_ name: String, _ language: Language) -> TemplatePreview {
    let text = "【鲜选】王女士，您的专属券“满59减20”今晚24点到期，全网最低价回归礼 点击https://xx.cn/a8Kd立即\u{200B}领取，退订回T"
    func range(_ part: String) -> Range<Int> {
      let scalars = Array(text.unicodeScalars)
      let wanted = Array(part.unicodeScalars)
      let start = (0...(scalars.count - wanted.count)).first {
        Array(scalars[$0..<($0 + wanted.count)]) == wanted
      }
      return (start ?? 0)..<((start ?? 0) + wanted.count)
    }
    let link = range("https://xx.cn/a8Kd")
    return TemplatePreview(
      name: name, title: "限时回归礼", channel: .sms, kind: "marketing",
      source: "{{name}}，您的专属券“满59减20”今晚24点到期，全网最低价回归礼 点击{{link}}立即领取", text: text,
      variables: [range("王女士"), link],
      findings: [
        PreviewFinding(
          rule: "word-blocked", severity: .error, range: range("全网最低价"),
          message: language.pick(zh: "敏感词「全网最低价」: 广告法极限词", en: "blocked word 全网最低价: superlative"),
          reason: language.pick(
            zh: "《广告法》第九条禁止极限用语；词库 starter 极限词",
            en: "Advertising Law article 9 forbids superlatives; lexicon starter"),
          fix: nil),
        PreviewFinding(
          rule: "link-space-before", severity: .warning, range: link.lowerBound..<link.lowerBound,
          message: language.pick(zh: "链接前缺空格", en: "no blank before the link"),
          reason: language.pick(
            zh: "部分手机会把前面的字并入链接", en: "some phones take the characters before it into the link"),
          fix: language.pick(zh: "在链接前加一个空格", en: "put one blank before the link")),
        PreviewFinding(
          rule: "char-invisible", severity: .warning, range: range("\u{200B}"),
          message: language.pick(zh: "不可见字符 U+200B", en: "invisible character U+200B"),
          reason: language.pick(
            zh: "会被计费，且可能被当作规避审核", en: "it is billed and may look like evasion"),
          fix: language.pick(zh: "删除它", en: "remove it")),
      ], units: 67, parts: 1, encoding: "UCS-2", costHundredths: 500, user: member(0, language),
      missing: [])
  }

  static func fix(_ name: String, _ language: Language) -> TemplateFix {
    TemplateFix(
      template: name, before: "全网最低价回归礼 点击{{link}}立即领取", after: "全网最低价回归礼 点击 {{link}} 立即领取",
      changes: [language.pick(zh: "在链接前后各加一个空格", en: "one blank before and after the link")])
  }
}
