/// When in their life users leave (流失关键节点): the hazard per day since registration.
///
/// It tells where warnings and onboarding help belong.
public struct ChurnNodes: Hashable, Sendable {
  /// A range of days between registration and the last key day.
  public struct Bucket: Hashable, Sendable {
    public var from: Int
    /// Inclusive; nil means without end.
    public var to: Int?
    /// Users whose last key day lies in this bucket or later.
    public var atRisk: Int
    /// Users of the bucket who are churned or lost.
    public var ended: Int

    public init(from: Int, to: Int?, atRisk: Int = 0, ended: Int = 0) {
      self.from = from
      self.to = to
      self.atRisk = atRisk
      self.ended = ended
    }

    /// Days in the bucket; nil without end.
    public var width: Int? { to.map { $0 - from + 1 } }

    /// Share of those at risk who leave, per day; nil without end or without anyone at risk.
    public var hazardPerDay: Double? {
      guard let width, atRisk > 0 else { return nil }
      return Double(ended) / Double(atRisk) / Double(width)
    }
  }

  public var buckets: [Bucket]
  /// Fewest users at risk for a bucket to be the key node.
  public var minRisk: Int

  public init(buckets: [Bucket] = ChurnNodes.empty, minRisk: Int) {
    self.buckets = buckets
    self.minRisk = minRisk
  }

  public static let empty: [Bucket] = [
    Bucket(from: 0, to: 0), Bucket(from: 1, to: 3), Bucket(from: 4, to: 7),
    Bucket(from: 8, to: 14), Bucket(from: 15, to: 30), Bucket(from: 31, to: 60),
    Bucket(from: 61, to: 90), Bucket(from: 91, to: 180), Bucket(from: 181, to: nil),
  ]

  /// The bounded bucket with the highest hazard above 0 and enough users; ties to the earlier one.
  public var keyNode: Bucket? {
    var best: Bucket?
    for bucket in buckets where bucket.atRisk >= minRisk && bucket.ended > 0 {
      guard bucket.to != nil, bucket.atRisk > 0 else { continue }
      if best.map({ $0.isLessHazardous(than: bucket) }) ?? true { best = bucket }
    }
    return best
  }

  /// Counts a user with a key day who is not closed.
  ///
  /// - Parameters:
  ///   - days: Last key day − registration day; below 0 he belongs to no bucket.
  ///   - hasEnded: His stage is churned or lost.
  public mutating func add(days: Int, hasEnded: Bool) {
    for place in buckets.indices where days >= buckets[place].from {
      buckets[place].atRisk += 1
      if hasEnded, buckets[place].to.map({ days <= $0 }) ?? true { buckets[place].ended += 1 }
    }
  }

  mutating func merge(_ other: ChurnNodes) {
    for place in buckets.indices {
      buckets[place].atRisk += other.buckets[place].atRisk
      buckets[place].ended += other.buckets[place].ended
    }
  }
}

extension ChurnNodes.Bucket {
  /// Compares the exact fractions, so that equal hazards are equal.
  fileprivate func isLessHazardous(than other: Self) -> Bool {
    guard let width, let otherWidth = other.width else { return false }
    return ended * other.atRisk * otherWidth < other.ended * atRisk * width
  }
}
