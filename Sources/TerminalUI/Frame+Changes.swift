extension Frame {
  /// A run of cells in one row that differs between two frames.
  public struct Change: Hashable, Sendable {
    public var row: Int
    /// Whole characters: neither end cuts a double-width one in either frame.
    public var columns: Range<Int>
  }

  /// The smallest run in each row that covers all cells that differ from `earlier`.
  ///
  /// All rows, whole, when there is no earlier frame or one of another size.
  public func changes(since earlier: Frame?) -> [Change] {
    guard let earlier, earlier.size == size else {
      return (0..<size.rows).map { Change(row: $0, columns: 0..<size.columns) }
    }
    return (0..<size.rows).compactMap { y in
      guard var first = (0..<size.columns).first(where: { self[$0, y] != earlier[$0, y] }),
        var last = (0..<size.columns).last(where: { self[$0, y] != earlier[$0, y] })
      else { return nil }
      while first > 0, self[first, y].scalar == nil || earlier[first, y].scalar == nil {
        first -= 1
      }
      while last + 1 < size.columns,
        self[last + 1, y].scalar == nil || earlier[last + 1, y].scalar == nil
      {
        last += 1
      }
      return Change(row: y, columns: first..<last + 1)
    }
  }
}
