/// What is known and derived of one user at an instant; segments, screens and templates read it.
///
/// A field that is nil is unknown or undefined, never zero.
public struct UserProfile: Hashable, Sendable {
  public var user: User
  public var stage: LifecycleStage
  /// Business days since the last key day.
  public var rDays: Int?
  /// Distinct business days with a key action.
  public var keyDays: Int
  /// Median of the gaps between neighbouring key days, in days.
  public var gapMedian: Double?
  public var registeredDays: Int
  /// Valid orders.
  public var ordersCount: Int
  /// Orders of any status.
  public var ordersCreated: Int
  public var lifetimeValue: Money
  /// Name of the value tier, `none` when the value is 0 or less.
  public var tier: String
  public var rfm: RFMProfile?
  public var cartItems: Int
  public var cartValue: Money
  /// Whole hours since the latest add that is still in the cart.
  public var cartAgeHours: Int?
  public var sessionsTotal: Int
  public var sessions30d: Int
  public var warning: ChurnWarning
  /// Scores of the causes, for the stages churned, lost and never; nil elsewhere.
  public var causes: CauseProfile?
  /// The same scores for every stage, so that those who left can be compared with those who stayed.
  public var causeScores: CauseProfile
  public var isOnCadence: Bool
  /// The curve point that speaks of his lapse: how many like him came back by themselves.
  public var naturalRate: Percent?
  /// Likely to come back by himself (自然回流倾向).
  public var isNatural: Bool
  /// Days since the membership ended; negative while it is valid.
  public var lapseDays: Int?
  public var topCategory: String?
  /// Category of the latest valid order.
  public var lastCategory: String?
  /// Recall touches of the last 30 days, not failed.
  public var touches30d: Int
  public var lastTouchDays: Int?
  /// Recall touches since his last activity.
  public var unanswered: Int
  /// The latest order creation or active event, else the registration.
  public var lastActivityAt: Instant
  /// What he did on the path of new users within 30 days of his registration.
  public var pathSteps: PathSteps

  public init(
    user: User, stage: LifecycleStage, rDays: Int? = nil, keyDays: Int = 0,
    gapMedian: Double? = nil, registeredDays: Int = 0, ordersCount: Int = 0,
    ordersCreated: Int = 0, lifetimeValue: Money = .zero, tier: String = "none",
    rfm: RFMProfile? = nil, cartItems: Int = 0, cartValue: Money = .zero,
    cartAgeHours: Int? = nil, sessionsTotal: Int = 0, sessions30d: Int = 0,
    warning: ChurnWarning = ChurnWarning(hits: []), causes: CauseProfile? = nil,
    causeScores: CauseProfile? = nil, isOnCadence: Bool = false, naturalRate: Percent? = nil,
    isNatural: Bool = false,
    lapseDays: Int? = nil, topCategory: String? = nil, lastCategory: String? = nil,
    touches30d: Int = 0, lastTouchDays: Int? = nil, unanswered: Int = 0,
    lastActivityAt: Instant? = nil, pathSteps: PathSteps = []
  ) {
    self.user = user
    self.stage = stage
    self.rDays = rDays
    self.keyDays = keyDays
    self.gapMedian = gapMedian
    self.registeredDays = registeredDays
    self.ordersCount = ordersCount
    self.ordersCreated = ordersCreated
    self.lifetimeValue = lifetimeValue
    self.tier = tier
    self.rfm = rfm
    self.cartItems = cartItems
    self.cartValue = cartValue
    self.cartAgeHours = cartAgeHours
    self.sessionsTotal = sessionsTotal
    self.sessions30d = sessions30d
    self.warning = warning
    self.causes = causes
    self.causeScores = causeScores ?? causes ?? CauseProfile()
    self.isOnCadence = isOnCadence
    self.naturalRate = naturalRate
    self.isNatural = isNatural
    self.lapseDays = lapseDays
    self.topCategory = topCategory
    self.lastCategory = lastCategory
    self.touches30d = touches30d
    self.lastTouchDays = lastTouchDays
    self.unanswered = unanswered
    self.lastActivityAt = lastActivityAt ?? user.registeredAt
    self.pathSteps = pathSteps
  }
}

/// Recency, frequency and monetary value of one user with what follows from them.
public struct RFMProfile: Hashable, Sendable {
  /// Days since the last order of the window.
  public var recencyDays: Int
  public var frequency: Int
  public var monetary: Money
  /// 1 to 5 each.
  public var rScore: Int
  public var fScore: Int
  public var mScore: Int
  public var cell: RFMCell
  public var grid: RFMGrid

  public init(
    recencyDays: Int, frequency: Int, monetary: Money, rScore: Int, fScore: Int, mScore: Int,
    cell: RFMCell, grid: RFMGrid
  ) {
    self.recencyDays = recencyDays
    self.frequency = frequency
    self.monetary = monetary
    self.rScore = rScore
    self.fScore = fScore
    self.mScore = mScore
    self.cell = cell
    self.grid = grid
  }
}

/// The eight cells (八类) of high and low in each dimension.
public enum RFMCell: String, Sendable, CaseIterable, Codable {
  case importantValue = "important_value"
  case importantKeep = "important_keep"
  case importantDevelop = "important_develop"
  case importantRetain = "important_retain"
  case generalValue = "general_value"
  case generalKeep = "general_keep"
  case generalDevelop = "general_develop"
  case generalRetain = "general_retain"
}

/// The named grid of recency against frequency and monetary value.
public enum RFMGrid: String, Sendable, CaseIterable, Codable {
  case newCustomer = "new_customer"
  case potentialLoyal = "potential_loyal"
  case champion, promising, loyal
  case aboutToSleep = "about_to_sleep"
  case needAttention = "need_attention"
  case hibernating
  case atRisk = "at_risk"
  case cantLose = "cant_lose"
  case lost
}

extension RFMCell: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .importantValue: language.pick(zh: "重要价值", en: "important value")
    case .importantKeep: language.pick(zh: "重要保持", en: "important keep")
    case .importantDevelop: language.pick(zh: "重要发展", en: "important develop")
    case .importantRetain: language.pick(zh: "重要挽留", en: "important retain")
    case .generalValue: language.pick(zh: "一般价值", en: "general value")
    case .generalKeep: language.pick(zh: "一般保持", en: "general keep")
    case .generalDevelop: language.pick(zh: "一般发展", en: "general develop")
    case .generalRetain: language.pick(zh: "一般挽留", en: "general retain")
    }
  }
}

/// The early warning of one user: the rules that hold, with their evidence.
public struct ChurnWarning: Hashable, Sendable {
  public enum Level: String, Sendable, CaseIterable, Codable, Comparable {
    case none, yellow, orange, red

    private var rank: Int {
      switch self {
      case .none: 0
      case .yellow: 1
      case .orange: 2
      case .red: 3
      }
    }

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  public struct Hit: Hashable, Sendable {
    /// `EW1` to `EW7`.
    public var rule: String
    public var weight: Int
    /// The numbers that made the rule hold, in English and Chinese.
    public var zh: String
    public var en: String

    public init(rule: String, weight: Int, zh: String, en: String) {
      self.rule = rule
      self.weight = weight
      self.zh = zh
      self.en = en
    }
  }

  /// In rule order.
  public var hits: [Hit]

  public init(hits: [Hit]) {
    self.hits = hits
  }

  /// Sum of the weights, at most 100.
  public var score: Int { min(100, hits.reduce(0) { $0 + $1.weight }) }

  public var level: Level {
    switch score {
    case 60...: .red
    case 40...: .orange
    case 20...: .yellow
    default: .none
    }
  }
}

/// Points for each cause and what follows.
public struct CauseProfile: Hashable, Sendable {
  /// One lane per cause in table order, so that a million profiles need no array each.
  private var lanes: SIMD16<UInt8>

  /// No points at all.
  public init() {
    lanes = .zero
  }

  /// - Parameter scores: In the order of ``ChurnCause/scored``, 0 to 100 each.
  public init(scores: [Int]) {
    lanes = .zero
    for (lane, score) in scores.prefix(ChurnCause.scored.count).enumerated() {
      lanes[lane] = UInt8(clamping: score)
    }
  }

  /// In the order of ``ChurnCause/scored``, 0 to 100 each.
  public var scores: [Int] { ChurnCause.scored.indices.map { Int(lanes[$0]) } }

  public func score(_ cause: ChurnCause) -> Int {
    ChurnCause.scored.firstIndex(of: cause).map { Int(lanes[$0]) } ?? 0
  }

  /// The highest score of at least 40, ties in table order; else unknown.
  public var primary: ChurnCause {
    let best = lanes.max()
    guard best >= 40 else { return .unknown }
    return ChurnCause.scored.first { score($0) == Int(best) } ?? .unknown
  }
}
