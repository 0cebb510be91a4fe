/// The steps of a new user towards the first order (新用户路径).
public struct PathSteps: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let session = PathSteps(rawValue: 1)
  public static let search = PathSteps(rawValue: 2)
  public static let viewItem = PathSteps(rawValue: 4)
  public static let addToCart = PathSteps(rawValue: 8)
  public static let firstOrder = PathSteps(rawValue: 16)

  /// In the order of the path.
  public static let path: [PathSteps] = [.session, .search, .viewItem, .addToCart, .firstOrder]

  /// What the user did within 30 days of his registration.
  init(_ timeline: Timeline) {
    self = []
    let start = timeline.registeredAt
    let end = start.adding(days: 30)
    for event in timeline.events where start <= event.at && event.at <= end {
      switch event.kind {
      case .session: insert(.session)
      case .search, .searchEmpty: insert(.search)
      case .viewItem: insert(.viewItem)
      case .addToCart: insert(.addToCart)
      default: break
      }
    }
    if let first = timeline.paid.first, start <= first.paidAt, first.paidAt <= end {
      insert(.firstOrder)
    }
  }
}

/// How far the users registered in a period came on the path within 30 days.
public struct PathFunnel: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var step: PathSteps
    /// Users who did this step and all earlier ones.
    public var users: Int
    /// Of the users of the step before, of all registered for the first.
    public var rate: Percent
  }

  public var registered: Int
  public var steps: [Step]

  /// Counts the users registered on the business days of `period`; closed accounts take no part.
  ///
  /// The order of the acts in time is not asked.
  public init(
    _ profiles: some Sequence<UserProfile>, registeredIn period: Settings.Period, zone: Zone
  ) {
    var counts = [Int](repeating: 0, count: PathSteps.path.count)
    var registered = 0
    for profile in profiles where profile.stage != .closed {
      let day = BusinessDay(profile.user.registeredAt, in: zone)
      guard period.from <= day, day <= period.to else { continue }
      registered += 1
      for (place, step) in PathSteps.path.enumerated() {
        guard profile.pathSteps.contains(step) else { break }
        counts[place] += 1
      }
    }
    self.registered = registered
    var before = registered
    steps = zip(PathSteps.path, counts).map { step, users in
      defer { before = users }
      return Step(step: step, users: users, rate: Percent(users, of: before))
    }
  }
}

extension PathFunnel.Step: Worded {
  public func words(_ language: Language) -> String {
    switch step {
    case .session: language.pick(zh: "打开", en: "session")
    case .search: language.pick(zh: "搜索", en: "search")
    case .viewItem: language.pick(zh: "浏览商品", en: "item viewed")
    case .addToCart: language.pick(zh: "加入购物车", en: "added to cart")
    default: language.pick(zh: "首单", en: "first order")
    }
  }
}
