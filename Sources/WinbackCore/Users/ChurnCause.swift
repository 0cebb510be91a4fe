/// Why a user probably left, in the order of the table: the most fixable first.
public enum ChurnCause: String, Sendable, CaseIterable, Codable {
  case serviceFailure = "service_failure"
  case overContact = "over_contact"
  case usability
  case firstExperience = "first_experience"
  case onboarding
  case productChange = "product_change"
  case competitor
  case fallingActivity = "falling_activity"
  case natural
  /// No cause scores 40 or more.
  case unknown

  /// The causes that have a score, in table order.
  public static let scored: [ChurnCause] = allCases.filter { $0 != .unknown }
}

extension ChurnCause: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .serviceFailure: language.pick(zh: "服务问题", en: "service failure")
    case .overContact: language.pick(zh: "过度打扰", en: "contacted too often")
    case .usability: language.pick(zh: "易用性障碍", en: "hard to use")
    case .firstExperience: language.pick(zh: "初次体验不佳", en: "poor first experience")
    case .onboarding: language.pick(zh: "新用户引导不足", en: "weak onboarding")
    case .productChange: language.pick(zh: "改版", en: "product change")
    case .competitor: language.pick(zh: "竞品", en: "competitor")
    case .fallingActivity: language.pick(zh: "老用户活跃下降", en: "falling activity")
    case .natural: language.pick(zh: "自然流失", en: "natural end of need")
    case .unknown: language.pick(zh: "未知", en: "unknown")
    }
  }
}
