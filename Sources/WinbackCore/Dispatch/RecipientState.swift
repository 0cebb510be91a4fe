/// Where one message of a batch stands.
public enum RecipientState: String, Sendable, CaseIterable, Codable {
  case pending
  /// The intent is durable and the outcome is not: never sent again by itself.
  case inFlight = "in_flight"
  case sent, failed, skipped, unknown, cancelled
  /// Kept back to measure the effect; never gets a message.
  case control

  /// Nothing more happens by itself to a message in one of these.
  public var isSettled: Bool { self != .pending && self != .inFlight }
}

/// Why a recipient was kept out, at planning or at the last moment.
public enum SkipReason: String, Sendable, CaseIterable, Codable {
  case closed, suppressed, returned, busy, sunset, resting, natural
  case channelDown = "channel_down"
  case noAddress = "no_address"
  case noConsent = "no_consent"
  case regionBlocked = "region_blocked"
  case capped
  case overBudget = "over_budget"
  case globalHoldout = "global_holdout"
  case control
  case renderMissing = "render_missing"
  case addressChanged = "address_changed"
  case outsideWindow = "outside_window"
  case expired
  case lintError = "lint_error"
  case notChosen = "not_chosen"
}

extension RecipientState: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .pending: language.pick(zh: "待发", en: "waiting")
    case .inFlight: language.pick(zh: "发送中", en: "in flight")
    case .sent: language.pick(zh: "已发", en: "sent")
    case .failed: language.pick(zh: "失败", en: "failed")
    case .skipped: language.pick(zh: "未发", en: "not sent")
    case .unknown: language.pick(zh: "未知", en: "unknown")
    case .cancelled: language.pick(zh: "已取消", en: "cancelled")
    case .control: language.pick(zh: "对照组", en: "control")
    }
  }
}

extension SkipReason: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .closed: language.pick(zh: "账号已注销", en: "account closed")
    case .suppressed: language.pick(zh: "在免打扰名单", en: "suppressed")
    case .returned: language.pick(zh: "已自行回流", en: "came back by himself")
    case .busy: language.pick(zh: "在另一批次中", en: "in another batch")
    case .sunset: language.pick(zh: "多次未回应，不再触达", en: "never answered, sunset")
    case .resting: language.pick(zh: "休眠期", en: "resting")
    case .natural: language.pick(zh: "会自然回流", en: "likely to return by himself")
    case .channelDown: language.pick(zh: "渠道不可用", en: "channel down")
    case .noAddress: language.pick(zh: "没有联系方式", en: "no address")
    case .noConsent: language.pick(zh: "未授权", en: "no consent")
    case .regionBlocked: language.pick(zh: "地区不可达", en: "region blocked")
    case .capped: language.pick(zh: "达到频控上限", en: "frequency cap reached")
    case .overBudget: language.pick(zh: "超出预算", en: "over budget")
    case .globalHoldout: language.pick(zh: "全局保留组", en: "global holdout")
    case .control: language.pick(zh: "对照组", en: "control group")
    case .renderMissing: language.pick(zh: "缺少变量值", en: "a variable has no value")
    case .addressChanged: language.pick(zh: "联系方式已变", en: "address changed")
    case .outsideWindow: language.pick(zh: "不在发送时段", en: "outside the sending window")
    case .expired: language.pick(zh: "已过期", en: "expired")
    case .lintError: language.pick(zh: "文案检查有错误", en: "the filled text has a lint error")
    case .notChosen: language.pick(zh: "超出选定人数", en: "beyond the chosen size")
    }
  }
}
