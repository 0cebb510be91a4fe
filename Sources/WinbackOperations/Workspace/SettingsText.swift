import WinbackCore

/// The text of a new `winback.yaml`, with a comment for every key in the operator's language.
///
/// Keys that are set hold what applies anyway, so that changing a number is all it takes; keys that
/// have no usual value stand behind a `#` without a blank, ready to be taken in.
struct SettingsText {
  var settings: Settings
  var language: Language
  /// The instant of made-up data, which the text offers as `as_of`; nil for real data.
  var dataAsOf: Instant?

  var text: String {
    (business + people + lifecycle + value + causes + sending).joined(separator: "\n") + "\n"
  }

  private func note(_ zh: String, _ en: String) -> String { "# " + language.pick(zh: zh, en: en) }

  private var business: [String] {
    [
      note(
        "winback 的设置。改动立即生效；写错的键会指出行列和正确写法。",
        "The settings of winback. A change takes effect at once; a faulty key is named with its place."
      ),
      settings.workspace.isDemo
        ? note("演示数据：这里的用户都是虚构的。", "Made-up users only.") : nil,
      "",
      note("标识密钥目录，不要修改。", "Names the folder of keys; never change it."),
      "id: \(settings.workspace.id)",
      "name: \(Self.quoted(settings.name))",
      settings.workspace.isDemo ? "demo: true" : nil,
      note(
        "业务类型：\(AppType.allCases.map(\.rawValue).joined(separator: "、"))",
        "One of \(AppType.allCases.map(\.rawValue).joined(separator: ", "))."),
      "app_type: \(settings.appType.rawValue)",
      note("业务日和发送时段按这个时区。", "Business days and sending hours go by this zone."),
      "business_tz: \(settings.zone.identifier)",
      "currency: \(settings.currency)",
      note(
        "固定所有计算的时刻；不写就是现在。", "Fixes the instant of every computation; absent means now."),
      "#as_of: \((dataAsOf ?? Instant(seconds: 1_790_042_400)).rfc3339)",
      "",
    ].compactMap { $0 }
  }

  private var people: [String] {
    [
      note(
        "没有用 --operator 指明时，由谁操作。", "Who acts when --operator names nobody."),
      "operator: \(Self.quoted(settings.workspace.defaultOperator ?? ""))",
      note(
        "第一位管理员的公钥，一切权限由此而来；不要修改。",
        "The public key of the first admin, from which all rights come; never change it."),
      "trust: {root: \(Self.quoted(settings.workspace.trustRoot ?? ""))}",
      note(
        "同一台机器上几个人共用时，data/ 归这个用户组。",
        "The Unix group that shares data/ when several people work on one machine."),
      "#data_group: winback",
      "",
    ]
  }

  private var lifecycle: [String] {
    let days = settings.stageDays
    let curve = settings.curve
    return [
      note(
        "什么算“还在”：order 下单，session 打开，any 任何活动。",
        "What says that somebody is still with us: order, session or any activity."),
      "key_action: \(settings.keyAction.rawValue)",
      note(
        "多少天没有上述行为，就算活跃期结束、沉默、流失、彻底流失；必须递增。",
        "Days without it after which he counts as no longer active, silent, churned, lost; ascending."
      ),
      "stage_days: {active: \(days.active), silent: \(days.silent), churn: \(days.churn), "
        + "lost: \(days.lost)}",
      note("注册后多少天内是新用户。", "For how many days somebody is new."),
      "new_days: \(settings.newDays)",
      note("多少次行为后算成熟用户。", "How many key actions make him mature."),
      "mature_count: \(settings.matureCount)",
      note("回来后关怀多少天。", "For how many days one who came back is cared for."),
      "care_days: \(settings.careDays)",
      note(
        "按间隔天数统计自然回来比例的曲线。", "The curve of who comes back by himself, by days away."),
      "curve: {from: \(curve.from), to: \(curve.to), step: \(curve.step), "
        + "horizon: \(curve.horizon), min_episodes: \(curve.minEpisodes), "
        + "natural_only: \(curve.naturalOnly)}",
      note(
        "一个流失节点至少要有多少人经过才算数。", "How many must pass a node of churn before it counts."),
      "node_min_risk: \(settings.nodeMinRisk)",
      note(
        "自然回来的概率达到多少（万分之几）就不打扰。",
        "From which chance of coming back by himself (basis points) nobody is disturbed."),
      "natural_cut_bp: \(settings.naturalCutBP)",
      "",
    ]
  }

  private var value: [String] {
    let tiers = settings.tiers.map { "  - {name: \($0.name), min_minor: \($0.minimum.minor)}" }
    let basis = Order.Kind.allCases.filter(settings.valueBasis.contains).map(\.rawValue)
    return [
      note(
        "RFM：只看最近多少天（0 为全部）；split 用 mean、median 或分数 1 到 5。",
        "RFM: the days that count (0 for all); split is mean, median or a score from 1 to 5."),
      "rfm: {window_days: \(settings.rfm.windowDays), split: mean}",
      note(
        "价值分层，从多少钱起（单位为分），必须递增。", "Tiers of value from how much on, in minor units, ascending."),
      "tiers:",
    ] + tiers + [
      note(
        "哪些订单计入价值：\(Order.Kind.allCases.map(\.rawValue).joined(separator: "、"))",
        "Which orders make value: \(Order.Kind.allCases.map(\.rawValue).joined(separator: ", "))."),
      "value_basis: [\(basis.joined(separator: ", "))]",
      note(
        "获得一位新用户的花费（分）、毛利率（万分之几）。",
        "What a new user costs (minor units), and the gross margin (basis points)."),
      setting("cac_minor", settings.acquisitionCost.map { "\($0.minor)" }, example: "2500"),
      setting("margin_bp", settings.marginBP.map { "\($0)" }, example: "3500"),
      "",
    ]
  }

  private var causes: [String] {
    let needs = settings.finiteNeedCategories.sorted().map(Self.quoted).joined(separator: ", ")
    let periods = settings.competitorPeriods.map { "{from: \($0.from), to: \($0.to)}" }
    let releases = settings.releases.map {
      "{date: \($0.date), removed_features: [\($0.removedFeatures.joined(separator: ", "))]}"
    }
    func list(_ items: [String]) -> String? {
      items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    }
    return [
      note(
        "流失原因的依据：一生只买一次的品类、竞品活动期、改版去掉的功能。",
        "What explains leaving: categories needed once, rivals' campaigns, features taken away."),
      setting(
        "finite_need_categories", needs.isEmpty ? nil : "[\(needs)]",
        example: "[\(language.pick(zh: "婚庆", en: "wedding"))]"),
      setting(
        "competitor_periods", list(periods), example: "[{from: 2026-06-01, to: 2026-06-18}]"),
      setting(
        "releases", list(releases),
        example: "[{date: 2026-05-20, removed_features: [price_compare]}]"),
      "",
    ]
  }

  private var sending: [String] {
    let channels = Channel.allCases.compactMap { channel in
      settings.channels[channel].map { use in
        let price = (use.costPerThousand ?? channel.costPerThousand).minor
        let line = "  \(channel.rawValue): {gateway: \(use.gateway), per_1000_minor: \(price)}"
        return line + String(repeating: " ", count: max(1, 56 - line.utf8.count))
          + "# \(channel.words(language))"
      }
    }
    return [
      note(
        "使用的渠道、网关和每千条价格（分）。outbox 只写入 data/outbox，不真正发出。",
        "Channels in use, their gateway and the price of 1000 messages in minor units. outbox writes "
          + "to data/outbox and sends nothing."),
      "channels:",
    ] + channels + [
      note(
        "节假日和调休的工作日：按休息日、工作日的时段发送。",
        "Holidays, and workdays that make up for them: which hours apply."),
      "#calendar: {holidays: [2026-10-01, 2026-10-02], workdays: [2026-10-10]}",
      note("这些地区不外呼。", "Where nobody is called."),
      "call_blocked_regions: [\(settings.callBlockedRegions.sorted().joined(separator: ", "))]",
      note(
        "任何召回都不发的比例（万分之几），用来衡量全部召回的效果。",
        "The share kept from every recall (basis points), to measure all recalls together."),
      "global_holdout_bp: \(settings.globalHoldoutBP)",
      note("分组抽签的盐；开始实验后不要修改。", "The salt of every draw of arms; never change it once used."),
      "experiment_salt: \(Self.quoted(settings.experimentSalt))",
    ]
  }

  /// A key with its value, or behind a `#` with an example when it has none.
  private func setting(_ key: String, _ value: String?, example: String) -> String {
    value.map { "\(key): \($0)" } ?? "#\(key): \(example)"
  }

  /// `text` as a YAML scalar in double quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
