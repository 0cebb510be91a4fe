/// A set of rows of a ``UserColumns``, one bit a row.
///
/// Bits past the last row are zero, always. Operations take two bitmaps of the same number of rows.
public struct Bitmap: Hashable, Sendable {
  public let rowCount: Int
  /// 64 rows a word, the lowest bit first.
  private(set) var words: [UInt64]

  /// The empty set, or the set of all rows.
  public init(rowCount: Int, isFull: Bool = false) {
    self.rowCount = rowCount
    words = [UInt64](repeating: isFull ? .max : 0, count: (rowCount + 63) / 64)
    clearTail()
  }

  /// Takes ready words; bits past the last row are dropped.
  ///
  /// - Precondition: there are exactly as many words as `rowCount` needs.
  init(rowCount: Int, words: [UInt64]) {
    precondition(words.count == (rowCount + 63) / 64)
    self.rowCount = rowCount
    self.words = words
    clearTail()
  }

  /// The set of the given rows, each in `0..<rowCount`.
  public init(rowCount: Int, rows: some Sequence<Int>) {
    self.init(rowCount: rowCount)
    for row in rows { insert(row) }
  }

  /// The number of members; a pass over the words.
  public var count: Int {
    var total = 0
    for index in words.indices { total &+= words[index].nonzeroBitCount }
    return total
  }

  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  public func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  public mutating func insert(_ row: Int) {
    precondition((0..<rowCount).contains(row))
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  /// The members in ascending order.
  public var members: Members { Members(words: words) }

  public func and(_ other: Bitmap) -> Bitmap { with(self) { $0.formAnd(other) } }
  public func or(_ other: Bitmap) -> Bitmap { with(self) { $0.formOr(other) } }
  /// The members of this set that are not in `other`.
  public func andNot(_ other: Bitmap) -> Bitmap {
    with(self) { $0.combine(other) { $0 & ~$1 } }
  }

  /// Keeps only the rows that are in `other` too.
  public mutating func formAnd(_ other: Bitmap) { combine(other) { $0 & $1 } }
  /// Adds the rows of `other`.
  public mutating func formOr(_ other: Bitmap) { combine(other) { $0 | $1 } }

  /// All rows that are not members.
  public var inverted: Bitmap {
    var result = self
    for index in words.indices { result.words[index] = ~words[index] }
    result.clearTail()
    return result
  }

  /// The number of rows in both sets, without building the intersection.
  public func countInCommon(with other: Bitmap) -> Int {
    precondition(rowCount == other.rowCount)
    var total = 0
    for index in words.indices { total &+= (words[index] & other.words[index]).nonzeroBitCount }
    return total
  }

  private func with(_ copy: Bitmap, _ change: (inout Bitmap) -> Void) -> Bitmap {
    var copy = copy
    change(&copy)
    return copy
  }

  @inline(__always)
  private mutating func combine(_ other: Bitmap, _ join: (UInt64, UInt64) -> UInt64) {
    precondition(rowCount == other.rowCount)
    words.withUnsafeMutableBufferPointer { own in
      other.words.withUnsafeBufferPointer { others in
        for index in 0..<own.count { own[index] = join(own[index], others[index]) }
      }
    }
  }

  private mutating func clearTail() {
    let used = rowCount & 63
    if used != 0 { words[words.count - 1] &= (1 << UInt64(used)) - 1 }
  }

  /// The rows of a bitmap, ascending.
  public struct Members: Sequence, IteratorProtocol, Sendable {
    private let words: [UInt64]
    private var index = 0
    private var rest: UInt64

    init(words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    public mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else {
          index = words.count
          return nil
        }
        rest = words[index]
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return index << 6 + bit
    }
  }
}
