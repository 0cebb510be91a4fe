/// Finds the first rows of an order without looking twice at those far behind.
///
/// A sample says which value the last wanted row has about; one pass at the speed of a test keeps
/// what is not behind it, which is little, and only that is sorted. Where the sample misled, the
/// caller must count instead.
enum PageGuess {
  private static let sampleSize = 8192
  /// Below this many members the sample is the whole.
  private static let fewestMembers = 4 * sampleSize

  /// The members at `ranks` in the order of `isBefore`, ties by row.
  ///
  /// - Parameter count: The number of members.
  /// - Returns: nil when guessing does not pay or failed.
  @inline(__always)
  static func rows<Element: Comparable & BitwiseCopyable>(
    of members: Bitmap, _ count: Int, _ values: Span<Element>, _ ranks: Range<Int>,
    isBefore: (Element, Element) -> Bool
  ) -> [Int]? {
    let wanted = ranks.upperBound
    guard count >= fewestMembers, wanted <= count / 8 else { return nil }
    let sample = sample(of: members, count, values).sorted(by: isBefore)
    let share = Int(Double(wanted) / Double(count) * Double(sample.count))
    let place = share + 3 * Int(Double(share).squareRoot()) + 3
    guard place < sample.count else { return nil }
    let bound = sample[place]

    var before: [(value: Element, row: Int)] = []
    // Rows of the bound itself come in the order wanted, so no more of them are needed than rows.
    var ties: [Int] = []
    let limit = max(1 << 16, 4 * wanted)
    ColumnKernel.forEachWord(values) {
      isBefore(bound, $0) ? 0 : 1
    } _: { index, word in
      var bits = word & members.words[index]
      guard bits != 0, before.count <= limit else { return }
      while bits != 0 {
        let row = index << 6 + bits.trailingZeroBitCount
        bits &= bits - 1
        let value = values[row]
        if value == bound {
          if ties.count < wanted { ties.append(row) }
        } else {
          before.append((value, row))
        }
      }
    }
    guard before.count <= limit, before.count + ties.count >= wanted else { return nil }
    before.sort {
      isBefore($0.value, $1.value) || ($0.value == $1.value && $0.row < $1.row)
    }
    return Array((before.map(\.row) + ties)[ranks])
  }

  /// Values of members from all over the rows.
  private static func sample<Element: BitwiseCopyable>(
    of members: Bitmap, _ count: Int, _ values: Span<Element>
  ) -> [Element] {
    let words = members.words.count
    let perWord = min(1, Double(count) / Double(words))
    let step = max(1, Int(Double(words) * perWord / Double(sampleSize)))
    var sample: [Element] = []
    sample.reserveCapacity(2 * sampleSize)
    for index in stride(from: 0, to: words, by: step) where members.words[index] != 0 {
      sample.append(values[index << 6 + members.words[index].trailingZeroBitCount])
    }
    return sample
  }
}
