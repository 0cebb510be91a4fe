/// What is true of all users together at an instant.
public struct PopulationSummary: Hashable, Sendable {
  /// How the scored users spread over the scores.
  public struct RFM: Hashable, Sendable {
    public var scored = 0
    /// Users by score, 1 to 5, zeros included.
    public var rScore = Self.noScores
    public var fScore = Self.noScores
    public var mScore = Self.noScores
    /// Orders and value within the window.
    public var sumF = 0
    public var sumM = Money.zero

    public init() {}

    /// Fewer than 25 users: the scores say little (small population).
    public var isSmall: Bool { scored < 25 }

    private static let noScores = Dictionary(uniqueKeysWithValues: (1...5).map { ($0, 0) })

    mutating func count(_ profile: RFMProfile) {
      scored += 1
      rScore[profile.rScore, default: 0] += 1
      fScore[profile.fScore, default: 0] += 1
      mScore[profile.mScore, default: 0] += 1
      sumF += profile.frequency
      sumM += profile.monetary
    }
  }

  /// Users, closed accounts included.
  public var users = 0
  /// Counts; a value that nobody has is absent.
  public var stages: [LifecycleStage: Int] = [:]
  public var tiers: [String: Int] = [:]
  public var cells: [RFMCell: Int] = [:]
  public var grid: [RFMGrid: Int] = [:]
  public var warnLevels: [ChurnWarning.Level: Int] = [:]
  /// Primary causes of the churned, the lost and the never active.
  public var causes: [ChurnCause: Int] = [:]
  public var rfm = RFM()
  public var lifetimeValueTotal = Money.zero
  public var curve: ReturnCurve
  public var nodes: ChurnNodes
  public var churnFlow: ChurnFlow
  /// One per cause, in table order.
  public var hypotheses: [CauseHypothesis]

  /// Sums up profiles; what streams by with the key days comes ready.
  public init(_ profiles: [UserProfile], curve: ReturnCurve, nodes: ChurnNodes, flow: ChurnFlow) {
    self.curve = curve
    self.nodes = nodes
    churnFlow = flow
    hypotheses = ChurnCause.scored.map { CauseHypothesis(cause: $0) }
    users = profiles.count
    // By index, because a copy of a profile costs more than the counting.
    for place in profiles.indices {
      stages[profiles[place].stage, default: 0] += 1
      tiers[profiles[place].tier, default: 0] += 1
      warnLevels[profiles[place].warning.level, default: 0] += 1
      lifetimeValueTotal += profiles[place].lifetimeValue
      if let scores = profiles[place].rfm {
        cells[scores.cell, default: 0] += 1
        grid[scores.grid, default: 0] += 1
        rfm.count(scores)
      }
      if let scores = profiles[place].causes { causes[scores.primary, default: 0] += 1 }
      countCauses(profiles[place].causeScores, stage: profiles[place].stage)
    }
  }

  private mutating func countCauses(_ profile: CauseProfile, stage: LifecycleStage) {
    let isGone = stage.isGone
    guard isGone || stage.isComparedAsActive else { return }
    for (place, score) in profile.scores.enumerated() {
      let hit = score >= 40 ? 1 : 0
      if isGone {
        hypotheses[place].churnedCount += 1
        hypotheses[place].churnedHits += hit
      } else {
        hypotheses[place].activeCount += 1
        hypotheses[place].activeHits += hit
      }
    }
  }
}
