import WinbackConsole
import WinbackCore
import WinbackOperations

/// The values of the fixed workspace: users, segments, batches as of one afternoon.
enum Fixture {
  /// 2026-11-22 14:32 in Shanghai.
  static let now = Instant(seconds: 1_795_329_120)

  static let operators = [
    ConsoleOperator(id: "zhangmin", name: "张敏", roles: ["approver"]),
    ConsoleOperator(id: "lilei", name: "李雷", roles: ["author", "admin"]),
  ]

  private static let names = [
    "王**", "欧**", "陈**", "李**", "A**", "买**", "👩**", "赵**", "Ｚ**", "司**",
  ]

  static func member(_ index: Int, _ language: Language) -> UserRow {
    let stages = ["silent", "churned", "lost", "never"]
    let stage = stages[index % 4]
    let label = LifecycleStage(rawValue: stage)?.words(language) ?? stage
    let tier = ["high", "mid", "low"][index % 3]
    return UserRow(
      id: User.ID("u\(String(1_000_000 + index * 137).dropFirst())"),
      name: names[index % names.count],
      phone: "138****\(5000 + index)", stage: stage, stageLabel: label,
      rDays: index % 7 == 6 ? nil : 30 + index % 90,
      orders: index % 12, lifetimeValue: Money(minor: Int64(1_234_500 - index * 1_830)), tier: tier,
      tierLabel: language.pick(
        zh: ["高价值", "中价值", "低价值"][index % 3], en: tier), region: index % 2 == 0 ? "CN-31" : "CN-44")
  }

  static func stages(_ language: Language) -> [NamedCount] {
    let counts: [(LifecycleStage, Int)] = [
      (.new, 812), (.growing, 2_204), (.mature, 6_120), (.declining, 1_803), (.silent, 3_310),
      (.churned, 2_960), (.lost, 1_402), (.never, 905), (.returned, 388), (.registered, 96),
    ]
    return counts.map {
      NamedCount(name: $0.0.rawValue, label: $0.0.words(language), count: $0.1)
    }
  }

  static let emptyOverview = OverviewView(
    workspaceName: "鲜选", isDemo: true, asOf: now, users: 0, recallPool: 0, stages: [], waiting: [],
    running: [], today: [], recentActs: [], faults: [])

  static func overview(_ language: Language) -> OverviewView {
    let batches = batches(language)
    return OverviewView(
      workspaceName: "鲜选", isDemo: true, asOf: now, users: 20_000, recallPool: 8_577,
      stages: stages(language), waiting: batches.filter(\.needsMyDecision),
      running: batches.filter { ["sending", "paused", "scheduled"].contains($0.state) },
      today: [
        NamedCount(name: "sent", label: language.pick(zh: "已发", en: "sent"), count: 27_053),
        NamedCount(name: "failed", label: language.pick(zh: "失败", en: "failed"), count: 102),
        NamedCount(name: "skipped", label: language.pick(zh: "跳过", en: "skipped"), count: 1_204),
      ],
      recentActs: [
        language.pick(zh: "14:31 张敏 批准 B-1185", en: "14:31 张敏 approved B-1185"),
        language.pick(zh: "14:02 王芳 驳回 B-1183: 含极限词", en: "14:02 王芳 rejected B-1183: superlative"),
        language.pick(zh: "13:40 李雷 提交 B-1187", en: "13:40 李雷 submitted B-1187"),
      ],
      faults: [
        language.pick(
          zh: "segments/vip.yaml:3:9 没有字段「vlp」，是不是 vip",
          en: "segments/vip.yaml:3:9 no field \"vlp\"; did you mean vip")
      ])
  }

  static func segments(_ language: Language) -> [SegmentSummary] {
    func segment(
      _ name: String, _ zh: String, _ en: String, _ rule: String, _ count: Int?, own: Bool = false,
      fault: String? = nil
    ) -> SegmentSummary {
      SegmentSummary(
        name: name, title: language.pick(zh: zh, en: en), predicate: rule, isBuiltIn: !own,
        count: count, of: 20_000, definitionHash: count == nil ? nil : "8f3a91c2d4e5", fault: fault)
    }
    return [
      segment("cart_left", "购物车有商品", "cart not empty", "cart_items > 0", 1_830),
      segment(
        "recall_pool", "召回池", "recall pool",
        "stage in [\"silent\", \"churned\", \"lost\", \"never\"]",
        8_577),
      segment(
        "high_value_churned", "高价值流失", "high value, churned",
        "tier = \"high\" and stage in [\"churned\", \"lost\"]", 912),
      segment(
        "important_lapsing", "重要价值正在流失", "important, lapsing",
        "cell in [\"important_keep\", \"important_retain\"]", 1_204),
      segment("never_activated", "注册即流失", "never active", "stage = \"never\"", 905),
      segment("member_lapsed", "会员已过期", "membership lapsed", "lapse_days >= 1", 333),
      segment("service_hurt", "因服务问题离开", "hurt by service", "cause = \"service_failure\"", 41),
      segment(
        "silent_30_high", "沉默30天且半年内买过生鲜的高价值老客（华东，不含企业采购）",
        "silent 30 days, bought fresh food within half a year, high value, east",
        "stage = \"silent\" and r_days >= 30 and tier = \"high\" and top_category = \"生鲜\" and region starts_with \"CN-3\"",
        12_480, own: true),
      segment("emoji", "🎂 生日月", "🎂 birthday month", "attr_birthday = \"11\"", 88, own: true),
      segment(
        "vip", "VIP 客户", "VIPs", "vlp = true", nil, own: true,
        fault: language.pick(
          zh: "segments/vip.yaml:3:9 没有字段「vlp」，是不是 vip",
          en: "segments/vip.yaml:3:9 no field \"vlp\"; did you mean vip")),
      segment("nobody", "零人分群", "nobody", "orders_count > 999", 0, own: true),
    ]
  }

  static func segment(_ name: String, _ language: Language) -> SegmentDetail? {
    guard let summary = segments(language).first(where: { $0.name == name }) else { return nil }
    let total = summary.count ?? 0
    let tiers = [("high", "高价值"), ("mid", "中价值"), ("low", "低价值")]
    let bands = ["0-6", "7-13", "14-29", "30-59", "60-89", "90+"]
    return SegmentDetail(
      summary: summary, asOf: now,
      rfm: [
        [1_210, 640, 210, 88, 12], [804, 500, 333, 120, 41], [520, 610, 480, 260, 99],
        [210, 330, 512, 408, 260], [60, 120, 240, 380, 0],
      ], unscored: 96,
      cells: [
        NamedCount(
          name: "important_keep", label: language.pick(zh: "重要保持", en: "important, keep"),
          count: total / 3),
        NamedCount(
          name: "general", label: language.pick(zh: "一般发展", en: "general, grow"), count: total / 5),
      ],
      stages: stages(language).filter { ["silent", "churned", "lost"].contains($0.name) },
      tiers: tiers.enumerated().map {
        NamedCount(name: $1.0, label: language.pick(zh: $1.1, en: $1.0), count: total / (2 + $0))
      },
      lapse: bands.enumerated().map {
        NamedCount(name: $1, label: $1, count: total * ($0 + 1) / 21)
      },
      reachable: [
        NamedCount(name: "sms", label: Channel.sms.words(language), count: total * 9 / 10),
        NamedCount(name: "push", label: Channel.push.words(language), count: total * 7 / 10),
        NamedCount(name: "email", label: Channel.email.words(language), count: total / 4),
      ], sample: (0..<5).map { member($0, language) })
  }

  static let strategies = [
    StrategyRow(
      name: "silent30_coupon", problem: "沉默 30 天的高价值老客没有回来的理由", segment: "silent_30_high",
      channel: .sms, template: "sms_coupon", fault: nil),
    StrategyRow(
      name: "cart_reminder", problem: "加购后 24 小时没有付款", segment: "cart_left", channel: .push,
      template: "push_cart", fault: nil),
    StrategyRow(
      name: "vip_call", problem: "VIP 流失", segment: "vip", channel: .callHuman,
      template: "call_vip",
      fault: "strategies/vip_call.yaml:4:12 没有分群「vip」"),
  ]

  static func user(_ id: User.ID, _ language: Language) -> UserView {
    var row = member(0, language)
    row.id = id
    return UserView(
      row: row, registeredAt: Instant(seconds: 1_709_340_000),
      fields: [
        FieldRow(name: "r_days", label: language.pick(zh: "未活跃天数", en: "days away"), value: "34"),
        FieldRow(
          name: "cell", label: language.pick(zh: "RFM 人群", en: "RFM group"),
          value: language.pick(zh: "重要保持", en: "important, keep")),
        FieldRow(
          name: "top_category", label: language.pick(zh: "最常买的品类", en: "top category"), value: "生鲜"),
      ], segments: ["recall_pool", "silent_30_high"],
      consents: [
        FieldRow(
          name: "sms", label: Channel.sms.words(language),
          value: language.pick(zh: "同意 自 2024-03-02", en: "granted since 2024-03-02")),
        FieldRow(
          name: "push", label: Channel.push.words(language),
          value: language.pick(zh: "默认允许", en: "allowed by default")),
      ],
      touches: [
        TouchRow(
          at: now.adding(hours: -2), batchID: "B-1185", channel: .sms, template: "sms_coupon",
          outcome: "sent", outcomeLabel: language.pick(zh: "已送达", en: "delivered"),
          text: "【鲜选】王女士，您的专属券“满59减20”今晚24点到期，点击 https://xx.cn/a8Kd 立即领取，退订回T",
          reason: nil, approvers: ["张敏", "王芳"],
          receipts: [
            ReceiptRow(
              at: now.adding(hours: -2), kind: "delivered",
              label: language.pick(zh: "已送达手机", en: "delivered to the phone")),
            ReceiptRow(
              at: now.adding(hours: -1), kind: "clicked",
              label: language.pick(zh: "点击链接", en: "clicked the link")),
          ]),
        TouchRow(
          at: now.adding(days: -7), batchID: "B-1142", channel: .push, template: "push_cart",
          outcome: "skipped", outcomeLabel: language.pick(zh: "未发送", en: "not sent"), text: nil,
          reason: language.pick(
            zh: "频控: 7 天内已有 3 次触达，上限 3 次", en: "cap: 3 messages within 7 days, limit 3"),
          approvers: ["李雷"], receipts: []),
        TouchRow(
          at: now.adding(days: -23), batchID: nil, channel: .sms, template: "-", outcome: "failed",
          outcomeLabel: language.pick(zh: "失败: 空号", en: "failed: no such number"), text: nil,
          reason: nil,
          approvers: [], receipts: []),
      ])
  }
}
