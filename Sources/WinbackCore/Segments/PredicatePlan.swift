/// A predicate bound to columns: each distinct test is one kernel, and what joins them works on words.
///
/// Made once by ``SegmentCatalogue/plan(for:over:)`` and run as often as wanted.
public struct PredicatePlan: Sendable {
  indirect enum Step: Sendable {
    case leaf(Int)
    /// A segment that may be named many times and is evaluated once.
    case shared(Int)
    case and([Step])
    case or([Step])
    case not(Step)
  }

  struct Leaf: Sendable {
    /// The normal form of the test.
    var text: ExactText
    var run: @Sendable () -> Bitmap
  }

  var root: Step
  var leaves: [Leaf]
  /// In an order in which each uses only earlier ones.
  var shared: [Step]
  let rowCount: Int

  /// The rows that match.
  public func run() -> Bitmap {
    var cache = LeafCache()
    return run(cache: &cache)
  }

  /// The rows that match, taking the answers of known tests from `cache` and adding new ones.
  ///
  /// - Precondition: the cache has only been used with the columns of this plan.
  public func run(cache: inout LeafCache) -> Bitmap {
    var results: [Bitmap?] = Array(repeating: nil, count: leaves.count)
    var segments: [Bitmap] = []
    for step in shared { segments.append(evaluate(step, &results, segments, &cache)) }
    return evaluate(root, &results, segments, &cache)
  }

  private func evaluate(
    _ step: Step, _ results: inout [Bitmap?], _ segments: [Bitmap], _ cache: inout LeafCache
  ) -> Bitmap {
    switch step {
    case .leaf(let index):
      if let known = results[index] { return known }
      let result = cache.rows(leaves[index].text, leaves[index].run)
      results[index] = result
      return result
    case .shared(let index):
      return segments[index]
    case .and(let parts):
      var result = evaluate(parts[0], &results, segments, &cache)
      for part in parts.dropFirst() {
        result.formAnd(evaluate(part, &results, segments, &cache))
      }
      return result
    case .or(let parts):
      var result = evaluate(parts[0], &results, segments, &cache)
      for part in parts.dropFirst() {
        result.formOr(evaluate(part, &results, segments, &cache))
      }
      return result
    case .not(let part):
      return evaluate(part, &results, segments, &cache).inverted
    }
  }
}

/// The rows of single tests over one ``UserColumns``, kept while an operator types.
///
/// Holds at most ``limit`` answers; the one used longest ago goes first.
public struct LeafCache: Sendable {
  private var known: [ExactText: (rows: Bitmap, usedAt: Int)] = [:]
  private var clock = 0
  public let limit: Int

  public init(limit: Int = 64) {
    self.limit = limit
  }

  public var count: Int { known.count }

  mutating func rows(_ text: ExactText, _ compute: () -> Bitmap) -> Bitmap {
    clock += 1
    if let entry = known[text] {
      known[text]?.usedAt = clock
      return entry.rows
    }
    let rows = compute()
    if known.count >= limit, let oldest = known.min(by: { $0.value.usedAt < $1.value.usedAt }) {
      known[oldest.key] = nil
    }
    if limit > 0 { known[text] = (rows, clock) }
    return rows
  }
}
