/// Who those are that left (流失画像): counts of the churned, the lost and the never active.
///
public struct LostProfile: Hashable, Sendable {
  /// How long someone has been away, in multiples of the churn threshold.
  public enum Lapse: String, Sendable, CaseIterable, Codable {
    case once, twice, fourTimes
    /// Without any key day.
    case never
  }

  /// How many valid orders someone placed.
  public enum Orders: String, Sendable, CaseIterable, Codable {
    case none, one, few, many

    public init(count: Int) {
      switch count {
      case ...0: self = .none
      case 1: self = .one
      case 2...4: self = .few
      default: self = .many
      }
    }
  }

  public var users = 0
  public var lapse: [Lapse: Int] = [:]
  public var orders: [Orders: Int] = [:]
  public var tiers: [String: Int] = [:]
  /// By region; nil means that none is known.
  public var regions: [String?: Int] = [:]
  /// By the category he spent most in; nil without any.
  public var categories: [String?: Int] = [:]

  public init(_ profiles: some Sequence<UserProfile>, churnDays: Int) {
    for profile in profiles where profile.stage.isGone {
      users += 1
      lapse[Self.lapse(profile.rDays, churnDays: churnDays), default: 0] += 1
      orders[Orders(count: profile.ordersCount), default: 0] += 1
      tiers[profile.tier, default: 0] += 1
      regions[profile.user.region, default: 0] += 1
      categories[profile.topCategory, default: 0] += 1
    }
  }

  /// [churn, 2·churn), [2·churn, 4·churn), or longer.
  private static func lapse(_ rDays: Int?, churnDays: Int) -> Lapse {
    guard let rDays else { return .never }
    if rDays < 2 * churnDays { return .once }
    return rDays < 4 * churnDays ? .twice : .fourTimes
  }
}

extension LostProfile.Lapse {
  /// The band in days, such as `90–179`.
  public func words(_ language: Language, churnDays: Int) -> String {
    switch self {
    case .once: "\(churnDays)–\(2 * churnDays - 1)"
    case .twice: "\(2 * churnDays)–\(4 * churnDays - 1)"
    case .fourTimes: "≥ \(4 * churnDays)"
    case .never: language.pick(zh: "从未活跃", en: "never active")
    }
  }
}

extension LostProfile.Orders: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .none: language.pick(zh: "0 单", en: "no order")
    case .one: language.pick(zh: "1 单", en: "1 order")
    case .few: language.pick(zh: "2–4 单", en: "2–4 orders")
    case .many: language.pick(zh: "5 单及以上", en: "5 orders or more")
    }
  }
}
