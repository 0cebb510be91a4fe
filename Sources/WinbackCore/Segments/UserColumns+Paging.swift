extension UserColumns {
  /// A page of members in the order of a field.
  ///
  /// Equal values stand in byte order of the ids, in both directions; missing values come last. Only
  /// what lies near the page is sorted. Memory: a few times the page.
  ///
  /// - Parameter field: nil or a field that these columns lack means by id alone.
  /// - Returns: Row indices, at most `limit`.
  public func page(
    of members: Bitmap, sortedBy field: SegmentField?, descending: Bool = false, offset: Int,
    limit: Int
  ) -> [Int] {
    guard offset >= 0, limit > 0 else { return [] }
    guard let field, let column = column(field) else {
      return Self.rows(of: members, offset: offset, limit: limit)
    }
    let known =
      column.validity == nil ? members : members.and(column.known(rowCount: rowCount))
    let knownCount = known.count
    var page: [Int] = []
    if offset < knownCount {
      let ranks = offset..<(offset + min(limit, knownCount - offset))
      page = Self.sortedRows(of: known, knownCount, column.values, descending, ranks)
    }
    if page.count < limit {
      page += Self.rows(
        of: members.andNot(known), offset: max(0, offset - knownCount), limit: limit - page.count)
    }
    return page
  }

  /// Members in byte order of their ids.
  private static func rows(of members: Bitmap, offset: Int, limit: Int) -> [Int] {
    var rest = offset
    var page: [Int] = []
    for (index, word) in members.words.enumerated() {
      let inWord = word.nonzeroBitCount
      if rest >= inWord {
        rest -= inWord
        continue
      }
      var bits = word
      while bits != 0, page.count < limit {
        if rest == 0 { page.append(index << 6 + bits.trailingZeroBitCount) } else { rest -= 1 }
        bits &= bits - 1
      }
      if page.count == limit { break }
    }
    return page
  }

  private static func sortedRows(
    of members: Bitmap, _ count: Int, _ values: UserColumn.Values, _ descending: Bool,
    _ ranks: Range<Int>
  ) -> [Int] {
    switch values {
    case .integers(let storage):
      return storage.withSpan { span in
        nearestRows(of: members, count, span, descending, ranks)
          ?? select(members, ranks) { key(Int64(span[$0]), descending) }
      }
    case .amounts(let storage):
      return storage.withSpan { span in
        nearestRows(of: members, count, span, descending, ranks)
          ?? select(members, ranks) { key(span[$0], descending) }
      }
    case .decimals(let storage):
      return storage.withSpan { span in
        nearestRows(of: members, count, span, descending, ranks)
          ?? select(members, ranks) { key(span[$0], descending) }
      }
    case .texts(let storage, _):
      return storage.withSpan { span in
        nearestRows(of: members, count, span, descending, ranks)
          ?? select(members, ranks) { key(Int64(span[$0]), descending) }
      }
    case .flags(let storage):
      let set = Bitmap(rowCount: members.rowCount, words: storage.copied())
      let first = descending ? members.and(set) : members.andNot(set)
      let firstCount = first.count
      let page = rows(of: first, offset: ranks.lowerBound, limit: ranks.count)
      guard page.count < ranks.count else { return page }
      return page
        + rows(
          of: members.andNot(first), offset: max(0, ranks.lowerBound - firstCount),
          limit: ranks.count - page.count)
    }
  }

  private static func nearestRows<Element: Comparable & BitwiseCopyable>(
    of members: Bitmap, _ count: Int, _ values: Span<Element>, _ descending: Bool,
    _ ranks: Range<Int>
  ) -> [Int]? {
    descending
      ? PageGuess.rows(of: members, count, values, ranks) { $0 > $1 }
      : PageGuess.rows(of: members, count, values, ranks) { $0 < $1 }
  }

  /// A number that ascends where the value ascends, or descends.
  @inline(__always)
  private static func key(_ value: Int64, _ descending: Bool) -> UInt64 {
    let key = UInt64(bitPattern: value) ^ (1 << 63)
    return descending ? ~key : key
  }

  @inline(__always)
  private static func key(_ value: Double, _ descending: Bool) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    let key = bits >> 63 == 1 ? ~bits : bits | 1 << 63
    return descending ? ~key : key
  }

  /// The members at the given ranks, by key, then by row.
  ///
  /// - Precondition: `ranks` is not empty and ends at most at the number of members.
  @inline(__always)
  private static func select(
    _ members: Bitmap, _ ranks: Range<Int>, _ key: (Int) -> UInt64
  ) -> [Int] {
    var bounds = (low: UInt64.max, high: UInt64.min)
    for row in members.members {
      let key = key(row)
      bounds = (min(bounds.low, key), max(bounds.high, key))
    }
    let first = keyAndSmaller(at: ranks.lowerBound, members, bounds, key)
    let last = keyAndSmaller(at: ranks.upperBound - 1, members, bounds, key)
    var skipped = ranks.lowerBound - first.smaller
    var wantedOfLast = ranks.upperBound - last.smaller
    var found: [(key: UInt64, row: Int)] = []
    found.reserveCapacity(ranks.count)
    for row in members.members {
      let key = key(row)
      guard key >= first.key, key <= last.key else { continue }
      if key == last.key {
        guard wantedOfLast > 0 else { continue }
        wantedOfLast -= 1
      }
      if key == first.key, skipped > 0 {
        skipped -= 1
        continue
      }
      found.append((key, row))
    }
    return found.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.map(\.row)
  }

  /// The key at a rank and how many members have a smaller one.
  ///
  /// Counts the keys of ever narrower ranges, 4,096 buckets at a time.
  @inline(__always)
  private static func keyAndSmaller(
    at rank: Int, _ members: Bitmap, _ bounds: (low: UInt64, high: UInt64), _ key: (Int) -> UInt64
  ) -> (key: UInt64, smaller: Int) {
    var (low, high) = bounds
    var smaller = 0
    while low < high {
      let shift = UInt64(max(0, 52 - (high - low).leadingZeroBitCount))
      var counts = [Int](repeating: 0, count: 4096)
      for row in members.members {
        let key = key(row)
        if key >= low, key <= high { counts[Int((key - low) >> shift)] += 1 }
      }
      var bucket = 0
      while smaller + counts[bucket] <= rank {
        smaller += counts[bucket]
        bucket += 1
      }
      low += UInt64(bucket) << shift
      let (end, overflow) = low.addingReportingOverflow((1 << shift) - 1)
      high = overflow ? high : min(high, end)
    }
    return (low, smaller)
  }
}
