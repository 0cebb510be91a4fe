/// What a business says of itself in `winback.yaml`; every computation takes it as input.
///
/// A key that the file leaves out has the default of its app type.
public struct Settings: Hashable, Sendable {
  /// The event that says "still with us": a valid order, a session, or any activity.
  public enum KeyAction: String, Sendable, CaseIterable, Codable {
    case order, session, any
  }

  /// Days without key action at which a stage begins; strictly ascending.
  public struct StageDays: Hashable, Sendable {
    public var active: Int
    public var silent: Int
    public var churn: Int
    public var lost: Int

    public init(active: Int, silent: Int, churn: Int, lost: Int) {
      self.active = active
      self.silent = silent
      self.churn = churn
      self.lost = lost
    }
  }

  /// How the eight cells split a dimension into high and low.
  public enum RFMSplit: Hashable, Sendable {
    /// Score above the mean of all scores.
    case mean
    /// Raw value strictly better than the median.
    case median
    /// Score of at least the given number.
    case score(Int)
  }

  /// How raw values become scores 1 to 5.
  public enum RFMScoring: Hashable, Sendable {
    case quintiles
    /// Four ascending cut points per dimension, raw values: a score is 1 + the number of cuts reached
    /// (for recency: not exceeded, so cuts stand in ascending days and score downwards).
    case breaks(recency: [Int64], frequency: [Int64], monetary: [Int64])
  }

  public struct RFM: Hashable, Sendable {
    /// Only orders of the last so many days count; 0 means all.
    public var windowDays: Int
    public var split: RFMSplit
    public var scoring: RFMScoring

    public init(windowDays: Int = 365, split: RFMSplit = .mean, scoring: RFMScoring = .quintiles) {
      self.windowDays = windowDays
      self.split = split
      self.scoring = scoring
    }
  }

  /// A value tier and its lower bound of lifetime value.
  public struct Tier: Hashable, Sendable {
    public var name: String
    public var minimum: Money

    public init(name: String, minimum: Money) {
      self.name = name
      self.minimum = minimum
    }
  }

  /// Where and how the return-rate-by-gap curve is computed.
  public struct Curve: Hashable, Sendable {
    public var from: Int
    public var to: Int
    public var step: Int
    /// Days of follow-up after each gap.
    public var horizon: Int
    public var minEpisodes: Int
    public var naturalOnly: Bool

    public init(
      from: Int = 7, to: Int = 182, step: Int = 7, horizon: Int = 90, minEpisodes: Int = 30,
      naturalOnly: Bool = true
    ) {
      self.from = from
      self.to = to
      self.step = step
      self.horizon = horizon
      self.minEpisodes = minEpisodes
      self.naturalOnly = naturalOnly
    }
  }

  public struct Period: Hashable, Sendable {
    public var from: BusinessDay
    /// Inclusive.
    public var to: BusinessDay

    public init(from: BusinessDay, to: BusinessDay) {
      self.from = from
      self.to = to
    }
  }

  public struct Release: Hashable, Sendable {
    public var date: BusinessDay
    public var removedFeatures: [String]

    public init(date: BusinessDay, removedFeatures: [String]) {
      self.date = date
      self.removedFeatures = removedFeatures
    }
  }

  /// Who this business is and where its trust begins.
  public struct Workspace: Hashable, Sendable {
    /// Names the workspace in key folders; letters, digits and hyphens.
    public var id: String
    /// Whether it holds made-up users only.
    public var isDemo: Bool
    /// The operator taken when none is named.
    public var defaultOperator: String?
    /// The public key of the first admin, `ed25519:` and base64; every right derives from it.
    public var trustRoot: String?
    /// The Unix group that shares `data/`; nil keeps it to one user.
    public var dataGroup: String?

    public init(
      id: String = "", isDemo: Bool = false, defaultOperator: String? = nil,
      trustRoot: String? = nil, dataGroup: String? = nil
    ) {
      self.id = id
      self.isDemo = isDemo
      self.defaultOperator = defaultOperator
      self.trustRoot = trustRoot
      self.dataGroup = dataGroup
    }
  }

  /// Days that do not follow the week: holidays, and workdays that make up for them (调休).
  public struct WorkCalendar: Hashable, Sendable {
    public var holidays: Set<BusinessDay>
    /// A day that is also a holiday is a workday.
    public var workdays: Set<BusinessDay>

    public init(holidays: Set<BusinessDay> = [], workdays: Set<BusinessDay> = []) {
      self.holidays = holidays
      self.workdays = workdays
    }
  }

  /// How one channel is used here.
  public struct ChannelUse: Hashable, Sendable {
    /// The gateway that sends on it.
    public var gateway: String
    /// Price of 1000 units; nil takes the catalogue's.
    public var costPerThousand: Money?

    public init(gateway: String = "outbox", costPerThousand: Money? = nil) {
      self.gateway = gateway
      self.costPerThousand = costPerThousand
    }
  }

  public var workspace = Workspace()
  public var calendar = WorkCalendar()
  /// The channels this business sends on; a channel that is absent is down.
  public var channels: [Channel: ChannelUse] = [:]
  /// What a new user costs; nil when not known.
  public var acquisitionCost: Money?
  /// Gross margin in basis points of net order value; nil when not known.
  public var marginBP: Int?
  /// Where calls do not get through.
  public var callBlockedRegions: Set<String> = ["CN-65"]
  /// Share kept from every recall, in basis points.
  public var globalHoldoutBP = 500
  /// Salt of every draw of arms; a workspace never changes it.
  public var experimentSalt = "winback"

  /// The default instant of every computation; nil means now.
  public var asOf: Instant?
  public var name: String
  public var appType: AppType
  public var zone: Zone
  public var currency: String
  public var keyAction: KeyAction
  public var stageDays: StageDays
  public var newDays: Int
  public var matureCount: Int
  public var careDays: Int
  public var rfm: RFM
  /// Ascending by minimum.
  public var tiers: [Tier]
  public var valueBasis: Set<Order.Kind>
  public var curve: Curve
  public var nodeMinRisk: Int
  /// Percent of natural returners at which a user counts as natural, in basis points.
  public var naturalCutBP: Int
  public var finiteNeedCategories: Set<String>
  public var competitorPeriods: [Period]
  public var releases: [Release]

  public init(appType: AppType = .ecommerce) {
    asOf = nil
    name = ""
    self.appType = appType
    zone = .shanghai
    currency = "CNY"
    newDays = 30
    matureCount = 5
    careDays = 30
    rfm = RFM()
    tiers = [
      Tier(name: "low", minimum: Money(minor: 1)), Tier(name: "mid", minimum: Money(minor: 20_000)),
      Tier(name: "high", minimum: Money(minor: 100_000)),
    ]
    valueBasis = [.purchase, .membership]
    curve = Curve()
    nodeMinRisk = 30
    naturalCutBP = 3000
    finiteNeedCategories = []
    competitorPeriods = []
    releases = []
    keyAction = Settings.defaultKeyAction(appType)
    stageDays = Settings.defaultStageDays(appType)
  }

  /// The key action that is usual for the app type.
  public static func defaultKeyAction(_ appType: AppType) -> KeyAction {
    switch appType {
    case .ecommerce: .order
    case .social, .tool, .recruiting: .session
    case .other: .any
    }
  }

  /// The thresholds that are usual for the app type.
  public static func defaultStageDays(_ appType: AppType) -> StageDays {
    switch appType {
    case .ecommerce: StageDays(active: 30, silent: 60, churn: 90, lost: 180)
    case .social: StageDays(active: 3, silent: 7, churn: 14, lost: 60)
    case .tool: StageDays(active: 7, silent: 14, churn: 30, lost: 90)
    case .recruiting: StageDays(active: 14, silent: 30, churn: 60, lost: 180)
    case .other: StageDays(active: 7, silent: 14, churn: 30, lost: 90)
    }
  }
}
