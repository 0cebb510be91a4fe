/// Derives every field of every user in one pass over the users and one over what was kept of them.
///
/// Users may come in any order; ids are unique. Only the profile and some 40 bytes are kept of each.
///
///     var builder = PopulationBuilder(settings: settings, asOf: asOf)
///     for history in histories { builder.add(history) }
///     let population = builder.finish()
public struct PopulationBuilder: Sendable {
  private let settings: Settings
  private let asOf: Instant
  private var timeline: Timeline
  private var profiles: [UserProfile] = []
  /// What the second pass needs of each profile, in the same order.
  private var pending: [Pending] = []
  private var curve: ReturnCurveTally
  private var nodes: ChurnNodes
  private var flow = ChurnFlow()
  private var recorded: CausePoints.Absences = []

  private struct Pending: Sendable {
    var rfm: RFMScorer.Row?
    var points: CausePoints
  }

  public init(settings: Settings, asOf: Instant) {
    self.settings = settings
    self.asOf = asOf
    timeline = Timeline(settings: settings, asOf: asOf)
    curve = ReturnCurveTally(rule: settings.curve)
    nodes = ChurnNodes(minRisk: settings.nodeMinRisk)
  }

  /// Reserves room for `count` users.
  public mutating func reserve(_ count: Int) {
    profiles.reserveCapacity(count)
    pending.reserveCapacity(count)
  }

  /// Takes one user; one who registers after the instant does not exist yet and is left out.
  public mutating func add(_ history: UserHistory) {
    guard history.user.registeredAt <= asOf else { return }
    timeline.load(history)
    noteRecordedTypes()
    let profile = UserProfile(timeline, history, settings: settings)
    let isClosed = profile.stage == .closed
    pending.append(
      Pending(
        rfm: isClosed ? nil : rfmRow(),
        points: CausePoints(timeline, history, settings: settings)))
    profiles.append(profile)
    guard !isClosed, let last = timeline.keyDays.last else { return }
    curve.add(keyDays: timeline.keyDays, recallDays: recallDays(), today: timeline.today)
    flow.add(
      keyDays: timeline.keyDays, churnDays: settings.stageDays.churn, today: timeline.today)
    nodes.add(
      days: last - timeline.registeredDay,
      hasEnded: profile.stage == .churned || profile.stage == .lost)
  }

  /// Takes over what another builder of the same settings and instant has gathered.
  ///
  /// Lets several tasks derive disjoint groups of users.
  public mutating func merge(_ other: consuming PopulationBuilder) {
    curve.merge(other.curve)
    nodes.merge(other.nodes)
    flow.merge(other.flow)
    recorded.formUnion(other.recorded)
    profiles.append(contentsOf: other.profiles)
    pending.append(contentsOf: other.pending)
  }

  /// Scores everyone against everyone and sorts by id.
  public consuming func finish() -> Population {
    let rule = settings.rfm
    let scorer = RFMScorer(pending.compactMap(\.rfm), rule: rule)
    let curve = curve.curve()
    for place in profiles.indices {
      let scores = pending[place].points.profile(recorded: recorded)
      profiles[place].causeScores = scores
      if profiles[place].stage.isGone { profiles[place].causes = scores }
      profiles[place].rfm = pending[place].rfm.map(scorer.profile)
      let point = profiles[place].rDays.flatMap(curve.point)
      profiles[place].naturalRate = point?.rate
      profiles[place].isNatural =
        profiles[place].isOnCadence || point.map(isNatural) ?? false
    }
    let isSorted = profiles.indices.dropFirst().allSatisfy {
      profiles[$0 - 1].user.id < profiles[$0].user.id
    }
    if !isSorted { profiles.sort { $0.user.id < $1.user.id } }
    return Population(
      asOf: asOf, profiles: profiles,
      summary: PopulationSummary(profiles, curve: curve, nodes: nodes, flow: flow))
  }

  private mutating func noteRecordedTypes() {
    for event in timeline.events {
      switch event.kind {
      case .coreValue: recorded.insert(.coreValue)
      case .onboardingDone: recorded.insert(.onboardingDone)
      case .reward: recorded.insert(.reward)
      default: break
      }
    }
  }

  /// The raw values over the window; nil without a valid order in it.
  private func rfmRow() -> RFMScorer.Row? {
    let window = settings.rfm.windowDays
    var row: RFMScorer.Row?
    for order in timeline.paid {
      let days = timeline.today - order.day
      guard window == 0 || days < window else { continue }
      row = RFMScorer.Row(
        recencyDays: min(days, row?.recencyDays ?? days), frequency: (row?.frequency ?? 0) + 1,
        monetary: (row?.monetary ?? .zero) + order.net)
    }
    return row
  }

  private func recallDays() -> [BusinessDay] {
    guard !timeline.contacts.isEmpty else { return [] }
    return timeline.contacts.filter(\.isRecall).map { timeline.day($0.at) }.sorted()
  }

  /// At least 30 like him, and at least the cut of them came back by themselves.
  private func isNatural(_ point: ReturnCurve.Point) -> Bool {
    point.atRisk >= 30 && 10_000 * point.returned >= settings.naturalCutBP * point.atRisk
  }
}

/// Every user as of an instant, with what is true of all together.
public struct Population: Sendable {
  public let asOf: Instant
  /// By id in byte order; closed accounts are included with stage closed.
  public let profiles: [UserProfile]
  public let summary: PopulationSummary

  public init(asOf: Instant, profiles: [UserProfile], summary: PopulationSummary) {
    self.asOf = asOf
    self.profiles = profiles
    self.summary = summary
  }

  /// Derives everything from histories in memory.
  public init(_ histories: some Sequence<UserHistory>, settings: Settings, asOf: Instant) {
    var builder = PopulationBuilder(settings: settings, asOf: asOf)
    for history in histories { builder.add(history) }
    self = builder.finish()
  }

  /// The profile of a user, found by halving; nil when there is no such user.
  public func profile(_ id: User.ID) -> UserProfile? {
    var low = 0
    var high = profiles.count
    while low < high {
      let middle = (low + high) / 2
      if profiles[middle].user.id < id { low = middle + 1 } else { high = middle }
    }
    return low < profiles.count && profiles[low].user.id == id ? profiles[low] : nil
  }
}
