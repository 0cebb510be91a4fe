/// Counts the episodes of a return curve as users stream by, in memory that does not grow with them.
///
/// An episode is at risk for all N up to some bound and returned for all N from another one on, so
/// each costs two marks in an array of differences.
struct ReturnCurveTally: Sendable {
  private let rule: Settings.Curve
  /// How many more (fewer) episodes are at risk, and returned, from one N to the next.
  private var atRiskSteps: [Int]
  private var returnedSteps: [Int]
  /// Number of gaps by their length in days.
  private var gaps: [Int] = []

  init(rule: Settings.Curve) {
    self.rule = rule
    let count = rule.step > 0 && rule.from <= rule.to ? (rule.to - rule.from) / rule.step + 1 : 0
    atRiskSteps = Array(repeating: 0, count: count + 1)
    returnedSteps = Array(repeating: 0, count: count + 1)
  }

  /// Adds every episode of a user who is not closed.
  ///
  /// - Parameter recallDays: Business days of his recall touches that did not fail, ascending.
  mutating func add(keyDays: [BusinessDay], recallDays: [BusinessDay], today: BusinessDay) {
    var touch = recallDays.startIndex
    for place in keyDays.indices {
      let day = keyDays[place]
      let next = place + 1 < keyDays.count ? keyDays[place + 1] : nil
      let gap = next.map { $0 - day }
      if let gap { countGap(gap) }
      // The largest N for which the follow-up is over and he has not been back before it.
      var bound = today - day - rule.horizon
      if let gap { bound = min(bound, gap - 1) }
      while touch < recallDays.endIndex, recallDays[touch] <= day { touch += 1 }
      if rule.naturalOnly, touch < recallDays.endIndex,
        next.map({ recallDays[touch] <= $0 }) ?? true
      {
        bound = min(bound, recallDays[touch] - day - rule.horizon - 1)
      }
      count(gap: gap, bound: bound)
    }
  }

  mutating func merge(_ other: ReturnCurveTally) {
    for place in atRiskSteps.indices {
      atRiskSteps[place] += other.atRiskSteps[place]
      returnedSteps[place] += other.returnedSteps[place]
    }
    if gaps.count < other.gaps.count {
      gaps += Array(repeating: 0, count: other.gaps.count - gaps.count)
    }
    for (gap, count) in other.gaps.enumerated() { gaps[gap] += count }
  }

  /// The curve, ended before the first N with too few episodes at risk.
  func curve() -> ReturnCurve {
    var points: [ReturnCurve.Point] = []
    var atRisk = 0
    var returned = 0
    for place in 0..<(atRiskSteps.count - 1) {
      atRisk += atRiskSteps[place]
      returned += returnedSteps[place]
      guard atRisk >= rule.minEpisodes else { break }
      points.append(
        ReturnCurve.Point(n: rule.from + place * rule.step, atRisk: atRisk, returned: returned))
    }
    return ReturnCurve(points: points, gapP80: gapPercentile(80), gapP90: gapPercentile(90))
  }

  private mutating func countGap(_ gap: Int) {
    if gap >= gaps.count { gaps += Array(repeating: 0, count: gap + 1 - gaps.count) }
    gaps[gap] += 1
  }

  private mutating func count(gap: Int?, bound: Int) {
    guard bound >= rule.from, atRiskSteps.count > 1 else { return }
    let end = min((bound - rule.from) / rule.step + 1, atRiskSteps.count - 1)
    atRiskSteps[0] += 1
    atRiskSteps[end] -= 1
    guard let gap else { return }
    let missing = gap - rule.horizon - rule.from
    let start = missing > 0 ? (missing + rule.step - 1) / rule.step : 0
    guard start < end else { return }
    returnedSteps[start] += 1
    returnedSteps[end] -= 1
  }

  /// Nearest rank: the smallest gap that at least `percent` of all gaps do not exceed.
  private func gapPercentile(_ percent: Int) -> Int? {
    let total = gaps.reduce(0, +)
    guard total > 0 else { return nil }
    let rank = (percent * total + 99) / 100
    var seen = 0
    for (gap, count) in gaps.enumerated() {
      seen += count
      if seen >= rank { return gap }
    }
    return nil
  }
}
