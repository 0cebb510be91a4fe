extension UserColumns {
  /// How often each value occurs among members, and how many members have none.
  public struct Tally<Value: Hashable & Sendable>: Sendable, Equatable {
    public var counts: [Value: Int] = [:]
    public var missing = 0

    public init() {}
  }

  /// Counts the values of a text field; everyone is missing where these columns lack it.
  public func tally(texts field: SegmentField, among members: Bitmap) -> Tally<String> {
    var tally = Tally<String>()
    guard let column = column(field), case .texts(let codes, let texts) = column.values else {
      tally.missing = members.count
      return tally
    }
    let known = members.and(column.known(rowCount: rowCount))
    tally.missing = members.count - known.count
    var counts = [Int](repeating: 0, count: texts.count)
    codes.withSpan { span in
      for row in known.members { counts[Int(span[row])] += 1 }
    }
    for (code, count) in counts.enumerated() where count > 0 {
      tally.counts[texts[UInt32(code)]] = count
    }
    return tally
  }

  /// Counts the values of a whole-number field after `group` put them into groups.
  public func tally<Group: Hashable & Sendable>(
    integers field: SegmentField, among members: Bitmap, by group: (Int) -> Group
  ) -> Tally<Group> {
    var tally = Tally<Group>()
    guard let column = column(field), case .integers(let values) = column.values else {
      tally.missing = members.count
      return tally
    }
    let known = members.and(column.known(rowCount: rowCount))
    tally.missing = members.count - known.count
    values.withSpan { span in
      for row in known.members { tally.counts[group(Int(span[row])), default: 0] += 1 }
    }
    return tally
  }

  /// Counts members by two whole-number fields of values 1 to `size`.
  ///
  /// - Returns: `counts[a - 1][b - 1]`, and the members that lack either value or lie outside.
  public func heat(
    _ first: SegmentField, _ second: SegmentField, size: Int, among members: Bitmap
  ) -> (counts: [[Int]], missing: Int) {
    var counts = Array(repeating: Array(repeating: 0, count: size), count: size)
    guard let one = column(first), case .integers(let ones) = one.values,
      let two = column(second), case .integers(let twos) = two.values
    else { return (counts, members.count) }
    let known = members.and(one.known(rowCount: rowCount)).and(two.known(rowCount: rowCount))
    var counted = 0
    ones.withSpan { ones in
      twos.withSpan { twos in
        for row in known.members {
          let (a, b) = (Int(ones[row]), Int(twos[row]))
          guard (1...size).contains(a), (1...size).contains(b) else { continue }
          counts[a - 1][b - 1] += 1
          counted += 1
        }
      }
    }
    return (counts, members.count - counted)
  }
}
