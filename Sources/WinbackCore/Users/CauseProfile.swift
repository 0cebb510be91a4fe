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
