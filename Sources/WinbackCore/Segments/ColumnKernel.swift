/// Tests a column 64 rows at a time and packs the answers into a bit word.
///
/// The test is inlined into a loop over 64 values that the compiler vectorises; eight answers of
/// 0 or 1 are packed by one multiplication.
enum ColumnKernel {
  @inline(__always)
  static func words<Element: BitwiseCopyable>(
    _ values: Span<Element>, _ test: (Element) -> UInt8
  ) -> [UInt64] {
    let rowCount = values.count
    return [UInt64](unsafeUninitializedCapacity: (rowCount + 63) / 64) { words, count in
      count = words.count
      forEachWord(values, test) { index, word in words.initializeElement(at: index, to: word) }
    }
  }

  /// Calls `body` with the answers for each 64 rows, in order; rows past the end answer 0.
  @inline(__always)
  static func forEachWord<Element: BitwiseCopyable>(
    _ values: Span<Element>, _ test: (Element) -> UInt8, _ body: (Int, UInt64) -> Void
  ) {
    let full = values.count / 64
    let rest = values.count - full * 64
    values.withUnsafeBufferPointer { rows in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { scratch in
        // Safe: both have a base address unless there is no row, and then no loop runs.
        guard var row = rows.baseAddress, let lanes = scratch.baseAddress else { return }
        let answers = UnsafeMutableRawPointer(lanes).bindMemory(to: UInt8.self, capacity: 64)
        for index in 0..<full {
          for bit in 0..<64 { answers[bit] = test(row[bit]) }
          body(index, packed(answers))
          row += 64
        }
        if rest > 0 {
          for bit in 0..<64 { answers[bit] = bit < rest ? test(row[bit]) : 0 }
          body(full, packed(answers))
        }
      }
    }
  }

  /// Gathers the lowest bit of each of 64 bytes, the first byte into the lowest bit.
  @inline(__always)
  private static func packed(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt64 {
    let lanes = UnsafeRawPointer(bytes)
    var word: UInt64 = 0
    for eight in 0..<8 {
      let lane = UInt64(
        littleEndian: lanes.load(fromByteOffset: eight &* 8, as: UInt64.self))
      word |= ((lane &* 0x0102_0408_1020_4080) >> 56) << UInt64(eight &* 8)
    }
    return word
  }

  @inline(__always)
  private static func rows<Element: BitwiseCopyable & Sendable>(
    _ column: ColumnStorage<Element>, _ test: (Element) -> UInt8
  ) -> Bitmap {
    Bitmap(rowCount: column.count, words: column.withSpan { words($0, test) })
  }

  /// Rows whose whole number lies in `range`.
  ///
  /// One comparison where one is enough: without the instructions of later processors, ordering
  /// 64-bit numbers is what costs most.
  static func rows<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of column: ColumnStorage<Element>, in range: ClosedRange<Int64>
  ) -> Bitmap {
    guard let low = Element(nearest: range.lowerBound, goingUp: true),
      let high = Element(nearest: range.upperBound, goingUp: false)
    else { return Bitmap(rowCount: column.count) }
    if low == high { return rows(column) { $0 == low ? 1 : 0 } }
    if high == .max { return rows(column) { $0 >= low ? 1 : 0 } }
    if low == .min { return rows(column) { $0 <= high ? 1 : 0 } }
    return rows(column) { ($0 >= low ? 1 : 0) & ($0 <= high ? 1 : 0) }
  }

  /// Rows whose whole number is one of `values`.
  static func rows<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of column: ColumnStorage<Element>, among values: [Int64]
  ) -> Bitmap {
    let wanted = Set(values.compactMap { Element(exactly: $0) })
    guard let last = wanted.first else { return Bitmap(rowCount: column.count) }
    let few = Array(wanted) + Array(repeating: last, count: max(0, 4 - wanted.count))
    let (a, b, c, d) = (few[0], few[1], few[2], few[3])
    switch wanted.count {
    case 1: return rows(column) { $0 == a ? 1 : 0 }
    case 2: return rows(column) { ($0 == a ? 1 : 0) | ($0 == b ? 1 : 0) }
    case 3: return rows(column) { ($0 == a ? 1 : 0) | ($0 == b ? 1 : 0) | ($0 == c ? 1 : 0) }
    case 4:
      return rows(column) {
        ($0 == a ? 1 : 0) | ($0 == b ? 1 : 0) | ($0 == c ? 1 : 0) | ($0 == d ? 1 : 0)
      }
    default: return rows(column) { wanted.contains($0) ? 1 : 0 }
    }
  }

  /// Rows whose number lies in `range`.
  static func rows(of column: ColumnStorage<Double>, in range: ClosedRange<Double>) -> Bitmap {
    let (low, high) = (range.lowerBound, range.upperBound)
    return rows(column) { ($0 >= low ? 1 : 0) & ($0 <= high ? 1 : 0) }
  }

  /// Rows whose code has a 1 in `table`; every code lies inside it.
  static func rows(of codes: ColumnStorage<UInt32>, table: [UInt8]) -> Bitmap {
    guard !table.isEmpty else { return Bitmap(rowCount: codes.count) }
    return rows(codes) { table[Int($0)] }
  }
}

extension FixedWidthInteger {
  /// `value`, or the nearest representable number on the side asked for; nil when there is none.
  fileprivate init?(nearest value: Int64, goingUp: Bool) {
    if let exact = Self(exactly: value) {
      self = exact
    } else if value > Int64(clamping: Self.max), !goingUp {
      self = .max
    } else if value < Int64(clamping: Self.min), goingUp {
      self = .min
    } else {
      return nil
    }
  }
}
