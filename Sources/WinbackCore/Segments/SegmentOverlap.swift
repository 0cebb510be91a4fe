/// How far two segments hold the same users.
public struct SegmentOverlap: Sendable, Equatable {
  public let a: Int
  public let b: Int
  public let both: Int

  public init(a: Int, b: Int, both: Int) {
    self.a = a
    self.b = b
    self.both = both
  }

  public init(_ left: Bitmap, _ right: Bitmap) {
    self.init(a: left.count, b: right.count, both: left.countInCommon(with: right))
  }

  /// |A∩B| of |A∪B|; its value is nil when both segments are empty.
  public var share: Percent { Percent(both, of: a + b - both) }

  /// The Jaccard index; nil when both segments are empty.
  public var jaccard: Double? { share.value }
}

/// The overlaps of each segment with each.
public struct OverlapMatrix: Sendable, Equatable {
  public let names: [String]
  private let counts: [Int]
  /// Row by row, the upper triangle mirrored.
  private let both: [Int]

  public init(_ segments: [(name: String, members: Bitmap)]) {
    names = segments.map(\.name)
    counts = segments.map(\.members.count)
    var both = [Int](repeating: 0, count: segments.count * segments.count)
    for row in segments.indices {
      both[row * segments.count + row] = counts[row]
      for column in segments.indices.dropFirst(row + 1) {
        let common = segments[row].members.countInCommon(with: segments[column].members)
        both[row * segments.count + column] = common
        both[column * segments.count + row] = common
      }
    }
    self.both = both
  }

  /// The overlap of the segments at two places of ``names``.
  public subscript(row: Int, column: Int) -> SegmentOverlap {
    SegmentOverlap(
      a: counts[row], b: counts[column], both: both[row * names.count + column])
  }
}
