/// A list in columns with a header, a cursor row and marks.
///
/// Only the visible rows are asked for, so that a list of any length costs what the screen shows.
public struct Table {
  public struct Column: Hashable, Sendable {
    public enum Width: Hashable, Sendable {
      case fixed(Int)
      /// A share of what the fixed columns leave, in proportion to `weight`, at least `minimum`.
      case flexible(minimum: Int, weight: Int)
    }

    public enum Sort: Hashable, Sendable {
      case ascending, descending
    }

    public var title: String
    public var width: Width
    public var alignment: Alignment
    /// The order of the rows, when this column gives it.
    public var sort: Sort?
    /// Columns of the lowest priority are left out first where the table is narrow; 0 always stays.
    public var priority: Int

    public init(
      _ title: String, width: Width, alignment: Alignment = .left, sort: Sort? = nil,
      priority: Int = 0
    ) {
      self.title = title
      self.width = width
      self.alignment = alignment
      self.sort = sort
      self.priority = priority
    }
  }

  public struct Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
    public var text: String
    /// The role of this cell where the row is neither under the cursor nor marked.
    public var role: Role?

    public init(_ text: String, role: Role? = nil) {
      self.text = text
      self.role = role
    }

    public init(stringLiteral value: String) {
      self.init(value)
    }
  }

  public struct Row: Hashable, Sendable {
    /// One cell a column.
    public var cells: [Cell]
    public var isMarked: Bool
    public var role: Role

    public init(_ cells: [Cell], isMarked: Bool = false, role: Role = "row") {
      self.cells = cells
      self.isMarked = isMarked
      self.role = role
    }
  }

  public var columns: [Column]
  public var glyphs: Glyphs
  /// Whether keys go to this table; without focus the cursor row is `row.cursor.blur`.
  public var hasFocus: Bool
  /// Blanks between two columns.
  public var gap: Int

  public init(columns: [Column], glyphs: Glyphs, hasFocus: Bool = true, gap: Int = 2) {
    self.columns = columns
    self.glyphs = glyphs
    self.hasFocus = hasFocus
    self.gap = gap
  }

  /// The columns left of the first cell: a blank, the cursor or mark, a blank.
  public static let gutter = 3

  /// The rows of the list that fit below the header in `rect`.
  public static func capacity(of rect: Rect) -> Int { max(0, rect.height - 1) }

  /// The index of the row that a click at row `y` of the frame hits; nil outside the list.
  public static func row(at y: Int, in rect: Rect, scrolling: Scrolling, count: Int) -> Int? {
    let index = scrolling.top + y - rect.y - 1
    return y > rect.y && y < rect.bottom && index < count ? index : nil
  }

  /// Draws the header and the visible rows of `count`.
  public func draw(
    in frame: inout Frame, rect: Rect, count: Int, scrolling: Scrolling, row: (Int) -> Row
  ) {
    guard rect.height > 0, rect.width > 0 else { return }
    let widths = layout(width: rect.width)
    drawHeader(in: &frame, rect: rect, widths: widths)
    for index in scrolling.visible(count: count, height: Table.capacity(of: rect)) {
      draw(
        row(index), in: &frame, x: rect.x, y: rect.y + 1 + index - scrolling.top,
        width: rect.width, widths: widths, isCursor: index == scrolling.cursor)
    }
  }

  /// The width of each column in a table of `width` columns; 0 for one that is left out.
  public func layout(width: Int) -> [Int] {
    var shown = Array(columns.indices)
    func need(_ indices: [Int]) -> Int {
      indices.reduce(Table.gutter + gap * max(0, indices.count - 1)) {
        $0 + minimum(columns[$1])
      }
    }
    while need(shown) > width,
      let worst = shown.filter({ columns[$0].priority > 0 })
        .max(by: { (columns[$0].priority, $0) < (columns[$1].priority, $1) })
    {
      shown.removeAll { $0 == worst }
    }
    var free = max(0, width - need(shown))
    var weight = shown.reduce(0) { $0 + self.weight(columns[$1]) }
    var widths = [Int](repeating: 0, count: columns.count)
    for index in shown {
      let own = self.weight(columns[index])
      let share = weight > 0 ? free * own / weight : 0
      widths[index] = minimum(columns[index]) + share
      free -= share
      weight -= own
    }
    return widths
  }

  private func minimum(_ column: Column) -> Int {
    switch column.width {
    case .fixed(let columns): max(0, columns)
    case .flexible(let minimum, _): max(0, minimum)
    }
  }

  private func weight(_ column: Column) -> Int {
    switch column.width {
    case .fixed: 0
    case .flexible(_, let weight): max(0, weight)
    }
  }

  private func drawHeader(in frame: inout Frame, rect: Rect, widths: [Int]) {
    frame.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), role: "column")
    var x = rect.x + Table.gutter
    for (column, width) in zip(columns, widths) where width > 0 {
      var title = column.title
      if let sort = column.sort {
        title += " \(Character(sort == .ascending ? glyphs.ascending : glyphs.descending))"
      }
      frame.put(
        title, x: x, y: rect.y, role: column.sort == nil ? "column" : "column.sort",
        width: min(width, rect.right - x), alignment: column.alignment)
      x += width + gap
    }
  }

  private func draw(
    _ row: Row, in frame: inout Frame, x left: Int, y: Int, width: Int, widths: [Int],
    isCursor: Bool
  ) {
    let own: Role? =
      if isCursor { hasFocus ? "row.cursor" : "row.cursor.blur" } else if row.isMarked {
        "row.marked"
      } else { nil }
    let role = own ?? row.role
    frame.fill(Rect(x: left, y: y, width: width, height: 1), role: role)
    if row.isMarked { frame.put(String(glyphs.mark), x: left, y: y, role: role, width: width) }
    if isCursor {
      frame.put(String(glyphs.cursor), x: left + 1, y: y, role: role, width: width - 1)
    }
    var x = left + Table.gutter
    for (index, columnWidth) in widths.enumerated() where columnWidth > 0 {
      guard index < row.cells.count, x < left + width else { break }
      let cell = row.cells[index]
      frame.put(
        cell.text, x: x, y: y, role: own ?? cell.role ?? role,
        width: min(columnWidth, left + width - x), alignment: columns[index].alignment)
      x += columnWidth + gap
    }
  }
}
