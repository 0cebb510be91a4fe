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
