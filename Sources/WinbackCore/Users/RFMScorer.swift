/// Scores a population by recency, frequency and monetary value (RFM 分层).
///
/// Built once from all raw rows; scoring a row then costs a few comparisons.
public struct RFMScorer: Sendable {
  /// The raw values of one user over the valid orders of the window.
  public struct Row: Hashable, Sendable {
    public var recencyDays: Int
    public var frequency: Int
    public var monetary: Money

    public init(recencyDays: Int, frequency: Int, monetary: Money) {
      self.recencyDays = recencyDays
      self.frequency = frequency
      self.monetary = monetary
    }
  }

  public struct Scores: Hashable, Sendable {
    public var r: Int
    public var f: Int
    public var m: Int

    public init(r: Int, f: Int, m: Int) {
      self.r = r
      self.f = f
      self.m = m
    }
  }

  /// Users scored.
  public let count: Int
  /// Fewer than 25 users: the scores say little (small population).
  public var isSmall: Bool { count < 25 }

  private let split: Settings.RFMSplit
  private let recency: Dimension
  private let frequency: Dimension
  private let monetary: Dimension

  public init(_ rows: [Row], rule: Settings.RFM) {
    count = rows.count
    split = rule.split
    var cuts: (recency: [Int64], frequency: [Int64], monetary: [Int64])?
    if case .breaks(let recency, let frequency, let monetary) = rule.scoring {
      cuts = (recency.map { -$0 }, frequency, monetary)
    }
    // Recency is counted backwards, so that larger is better in every dimension.
    recency = Dimension(rows.map { Int64(-$0.recencyDays) }, breaks: cuts?.recency)
    frequency = Dimension(rows.map { Int64($0.frequency) }, breaks: cuts?.frequency)
    monetary = Dimension(rows.map(\.monetary.minor), breaks: cuts?.monetary)
  }

  /// The scores of a row, 1 to 5 each.
  public func scores(_ row: Row) -> Scores {
    Scores(
      r: recency.score(Int64(-row.recencyDays)), f: frequency.score(Int64(row.frequency)),
      m: monetary.score(row.monetary.minor))
  }

  /// The scores of a row with its cell and its place in the grid.
  public func profile(_ row: Row) -> RFMProfile {
    let scores = scores(row)
    let cell = RFMCell.of(
      recency: recency.isHigh(Int64(-row.recencyDays), score: scores.r, split: split),
      frequency: frequency.isHigh(Int64(row.frequency), score: scores.f, split: split),
      monetary: monetary.isHigh(row.monetary.minor, score: scores.m, split: split))
    return RFMProfile(
      recencyDays: row.recencyDays, frequency: row.frequency, monetary: row.monetary,
      rScore: scores.r, fScore: scores.f, mScore: scores.m, cell: cell, grid: RFMGrid.of(scores))
  }
}

/// One dimension: where its scores change, larger values being better.
private struct Dimension: Sendable {
  private let count: Int
  /// A value scores one more for each of these that it passes.
  private let cuts: [Int64]
  /// With fixed breaks a cut is passed by reaching it, with quintiles by being strictly better.
  private let reachingSuffices: Bool
  private let isFlat: Bool
  private let scoreSum: Int
  /// Twice the median.
  private let doubledMedian: Int64

  init(_ values: [Int64], breaks: [Int64]?) {
    let sorted = values.sorted()
    let count = sorted.count
    self.count = count
    reachingSuffices = breaks != nil
    isFlat = breaks == nil && sorted.first == sorted.last
    // 1 + floor(5·b/n) reaches k exactly when the ceil((k−1)·n/5)-th worst value is strictly worse.
    cuts = breaks ?? (count == 0 ? [] : (1...4).map { sorted[($0 * count + 4) / 5 - 1] })
    doubledMedian =
      count == 0
      ? 0 : count % 2 == 1 ? 2 * sorted[count / 2] : sorted[count / 2 - 1] + sorted[count / 2]
    var sum = 0
    for value in sorted {
      sum += Self.score(value, cuts: cuts, reachingSuffices: reachingSuffices, isFlat: isFlat)
    }
    scoreSum = sum
  }

  func score(_ value: Int64) -> Int {
    Self.score(value, cuts: cuts, reachingSuffices: reachingSuffices, isFlat: isFlat)
  }

  func isHigh(_ value: Int64, score: Int, split: Settings.RFMSplit) -> Bool {
    switch split {
    case .mean: score * count > scoreSum
    case .median: 2 * value > doubledMedian
    case .score(let least): score >= least
    }
  }

  private static func score(
    _ value: Int64, cuts: [Int64], reachingSuffices: Bool, isFlat: Bool
  ) -> Int {
    if isFlat { return 3 }
    var score = 1
    for cut in cuts where value > cut || (reachingSuffices && value == cut) { score += 1 }
    return min(score, 5)
  }
}

extension RFMCell {
  /// The cell of high and low in each dimension.
  public static func of(recency: Bool, frequency: Bool, monetary: Bool) -> RFMCell {
    switch (recency, frequency, monetary) {
    case (true, true, true): .importantValue
    case (false, true, true): .importantKeep
    case (true, false, true): .importantDevelop
    case (false, false, true): .importantRetain
    case (true, true, false): .generalValue
    case (false, true, false): .generalKeep
    case (true, false, false): .generalDevelop
    case (false, false, false): .generalRetain
    }
  }
}

extension RFMGrid {
  /// The named place of a recency score against the mean of the other two, rounded up from a half.
  public static func of(_ scores: RFMScorer.Scores) -> RFMGrid {
    let frequencyAndValue = (scores.f + scores.m + 1) / 2
    switch (scores.r, frequencyAndValue) {
    case (5, ...1): return .newCustomer
    case (5, ...3): return .potentialLoyal
    case (5, _): return .champion
    case (4, ...1): return .promising
    case (4, ...3): return .potentialLoyal
    case (4, _): return .loyal
    case (3, ...2): return .aboutToSleep
    case (3, 3): return .needAttention
    case (3, _): return .loyal
    case (2, ...2): return .hibernating
    case (1, ...1): return .lost
    case (1, 2): return .hibernating
    case (_, ...4): return .atRisk
    default: return .cantLose
    }
  }
}
