/// The cursor and the first visible row of a list.
public struct Scrolling: Hashable, Sendable {
  public var cursor: Int
  public var top: Int

  public init(cursor: Int = 0, top: Int = 0) {
    self.cursor = cursor
    self.top = top
  }

  /// Brings the cursor among `count` rows and the window of `height` rows around the cursor.
  ///
  /// The window moves as little as it must and never shows blank rows while it could show others.
  public mutating func settle(count: Int, height: Int) {
    cursor = min(max(0, cursor), max(0, count - 1))
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = min(max(0, top), max(0, count - height))
  }

  /// Moves the cursor by `rows`, staying among `count` rows.
  public mutating func move(by rows: Int, count: Int, height: Int) {
    cursor = min(max(0, cursor + rows), max(0, count - 1))
    settle(count: count, height: height)
  }

  /// Shows other rows without moving the cursor more than it must, as a mouse wheel does.
  public mutating func scroll(by rows: Int, count: Int, height: Int) {
    top = min(max(0, top + rows), max(0, count - max(1, height)))
    cursor = min(max(cursor, top), max(0, min(count, top + max(1, height)) - 1))
  }

  /// The rows in a window of `height` rows over `count`.
  public func visible(count: Int, height: Int) -> Range<Int> {
    let start = min(max(0, top), max(0, count))
    return start..<max(start, min(count, start + max(0, height)))
  }
}
