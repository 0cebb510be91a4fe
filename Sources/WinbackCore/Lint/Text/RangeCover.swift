/// Answers whether a range lies inside, or touches, one of many.
///
/// Texts of a megabyte may hold a hundred thousand links and slots, so many ranges are searched by
/// halving; the few of a usual message are walked through.
struct RangeCover: Sendable {
  /// By start, none empty.
  private let ranges: [Range<Int>]
  /// The furthest end of the ranges up to each of them; empty where there are few.
  private let ends: [Int]

  private static let few = 8

  init(_ given: [Range<Int>]) {
    let filled = given.contains(where: \.isEmpty) ? given.filter { !$0.isEmpty } : given
    guard filled.count > Self.few else {
      ranges = filled
      ends = []
      return
    }
    ranges = filled.sorted { $0.lowerBound < $1.lowerBound }
    var furthest = Int.min
    ends = ranges.map {
      furthest = max(furthest, $0.upperBound)
      return furthest
    }
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// Whether `range` lies wholly inside one of the ranges.
  func contains(_ range: Range<Int>) -> Bool {
    if ends.isEmpty {
      return ranges.contains {
        $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
      }
    }
    let count = count(startingBefore: range.lowerBound + 1)
    return count > 0 && ends[count - 1] >= range.upperBound
  }

  /// Whether `range`, not empty, shares a place with one of the ranges.
  func overlaps(_ range: Range<Int>) -> Bool {
    if ends.isEmpty { return ranges.contains { $0.overlaps(range) } }
    let count = count(startingBefore: range.upperBound)
    return !range.isEmpty && count > 0 && ends[count - 1] > range.lowerBound
  }

  private func count(startingBefore bound: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
