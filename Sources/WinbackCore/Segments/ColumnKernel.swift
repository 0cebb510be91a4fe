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
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { scratch in
        let bytes = UnsafeMutableRawBufferPointer(scratch)
        let full = rowCount / 64
        for word in 0..<full {
          let base = word &* 64
          for bit in 0..<64 { bytes[bit] = test(values[base &+ bit]) }
          words.initializeElement(at: word, to: packed(scratch))
        }
        if full < words.count {
          for eight in 0..<8 { scratch[eight] = 0 }
          for bit in 0..<(rowCount - full * 64) { bytes[bit] = test(values[full * 64 + bit]) }
          words.initializeElement(at: full, to: packed(scratch))
        }
      }
    }
  }

  /// Gathers the lowest bit of each of 64 bytes, the first byte into the lowest bit.
  @inline(__always)
  private static func packed(_ bytes: UnsafeMutableBufferPointer<UInt64>) -> UInt64 {
    var word: UInt64 = 0
    for eight in 0..<8 {
      let lanes = UInt64(littleEndian: bytes[eight])
      word |= ((lanes &* 0x0102_0408_1020_4080) >> 56) << UInt64(eight &* 8)
    }
    return word
  }

  /// Rows whose whole number lies in `range`.
  static func rows<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of column: ColumnStorage<Element>, in range: ClosedRange<Int64>
  ) -> Bitmap {
    guard let low = Element(nearest: range.lowerBound, goingUp: true),
      let high = Element(nearest: range.upperBound, goingUp: false)
    else { return Bitmap(rowCount: column.count) }
    return Bitmap(
      rowCount: column.count,
      words: column.withSpan { span in
        words(span) { ($0 >= low ? 1 : 0) & ($0 <= high ? 1 : 0) }
      })
  }

  /// Rows whose whole number is one of `values`.
  static func rows<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of column: ColumnStorage<Element>, among values: [Int64]
  ) -> Bitmap {
    let wanted = Set(values.compactMap { Element(exactly: $0) })
    if wanted.count <= 4 {
      return wanted.reduce(Bitmap(rowCount: column.count)) { result, value in
        result.or(rows(of: column, in: Int64(value)...Int64(value)))
      }
    }
    return Bitmap(
      rowCount: column.count,
      words: column.withSpan { span in words(span) { wanted.contains($0) ? 1 : 0 } })
  }

  /// Rows whose number lies in `range`.
  static func rows(of column: ColumnStorage<Double>, in range: ClosedRange<Double>) -> Bitmap {
    let (low, high) = (range.lowerBound, range.upperBound)
    return Bitmap(
      rowCount: column.count,
      words: column.withSpan { span in
        words(span) { ($0 >= low ? 1 : 0) & ($0 <= high ? 1 : 0) }
      })
  }

  /// Rows whose code has a 1 in `table`; a code past its end has none.
  static func rows(of codes: ColumnStorage<UInt32>, table: [UInt8]) -> Bitmap {
    guard !table.isEmpty else { return Bitmap(rowCount: codes.count) }
    return Bitmap(
      rowCount: codes.count,
      words: codes.withSpan { span in words(span) { table[Int($0)] } })
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
