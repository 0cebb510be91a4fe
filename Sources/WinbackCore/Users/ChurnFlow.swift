/// How many users reached the churn threshold in each of the last weeks, the returned included.
public struct ChurnFlow: Hashable, Sendable {
  /// Newest first; a week is seven business days, the first one ends today.
  public private(set) var weeks: [Int]

  public init(weeks: Int = 8) {
    self.weeks = Array(repeating: 0, count: weeks)
  }

  /// Counts every day on which a user who is not closed had been away for `churnDays`.
  mutating func add(keyDays: [BusinessDay], churnDays: Int, today: BusinessDay) {
    // Later key days end the look back first, and old ones cannot matter.
    for place in stride(from: keyDays.count - 1, through: 0, by: -1) {
      let reached = keyDays[place] + churnDays
      let week = (today - reached) / 7
      guard week < weeks.count else { return }
      let isAwayThen = place + 1 == keyDays.count || keyDays[place + 1] >= reached
      if reached <= today, isAwayThen { weeks[week] += 1 }
    }
  }

  mutating func merge(_ other: ChurnFlow) {
    for place in weeks.indices { weeks[place] += other.weeks[place] }
  }
}
