/// Bars with a label and a value, one a row.
public struct BarChart: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public var label: String
    /// Not negative.
    public var value: Double
    /// The value in words, drawn after the bar.
    public var text: String
    public var role: Role

    public init(_ label: String, value: Double, text: String, role: Role = "progress.done") {
      self.label = label
      self.value = value
      self.text = text
      self.role = role
    }
  }

  public var items: [Item]
  /// The value of a full bar; nil takes the greatest.
  public var maximum: Double?
  public var glyphs: Glyphs

  public init(_ items: [Item], maximum: Double? = nil, glyphs: Glyphs) {
    self.items = items
    self.maximum = maximum
    self.glyphs = glyphs
  }

  /// Draws one row an item: the label, the bar, the value right-aligned.
  public func draw(in frame: inout Frame, rect: Rect) {
    let labels = items.map { DisplayWidth.of($0.label) }.max() ?? 0
    let texts = items.map { DisplayWidth.of($0.text) }.max() ?? 0
    let label = min(labels, rect.width / 3)
    let bar = rect.width - label - texts - 2
    let full = maximum ?? items.map(\.value).max() ?? 0
    for (index, item) in items.prefix(rect.height).enumerated() {
      let y = rect.y + index
      frame.put(item.label, x: rect.x, y: y, role: "text", width: label)
      if bar > 0 {
        let drawn = glyphs.bar(full > 0 ? item.value / full : 0, columns: bar, restBlank: true)
        frame.put(drawn, x: rect.x + label + 1, y: y, role: item.role, width: bar)
      }
      let room = min(texts, max(0, rect.width - label - 1))
      frame.put(
        item.text, x: rect.right - room, y: y, role: "number", width: room, alignment: .right)
    }
  }
}

/// Upright bars side by side, from the bottom of a rectangle.
public struct Histogram: Hashable, Sendable {
  /// Not negative, in order.
  public var values: [Double]
  /// The value of a full bar; nil takes the greatest.
  public var maximum: Double?
  public var glyphs: Glyphs
  public var role: Role
  /// The bars with another role, such as the one under a cursor.
  public var highlighted: [Int: Role]

  public init(
    _ values: [Double], maximum: Double? = nil, glyphs: Glyphs, role: Role = "progress.done",
    highlighted: [Int: Role] = [:]
  ) {
    self.values = values
    self.maximum = maximum
    self.glyphs = glyphs
    self.role = role
    self.highlighted = highlighted
  }

  /// The columns of one bar and the blank after it where `count` bars share `width` columns.
  public static func pitch(count: Int, width: Int) -> (bar: Int, gap: Int) {
    guard count > 0 else { return (0, 0) }
    let pitch = max(1, width / count)
    return pitch >= 3 ? (min(pitch - 1, 6), 1) : (pitch, 0)
  }

  /// Draws as many bars from the left as fit.
  public func draw(in frame: inout Frame, rect: Rect) {
    guard rect.height > 0, !glyphs.levels.isEmpty else { return }
    let full = maximum ?? values.max() ?? 0
    let pitch = Histogram.pitch(count: values.count, width: rect.width)
    let steps = glyphs.levels.count
    for (index, value) in values.enumerated() {
      let x = rect.x + index * (pitch.bar + pitch.gap)
      guard x + pitch.bar <= rect.right else { return }
      let role = highlighted[index] ?? self.role
      let filled = full > 0 ? Glyphs.steps(value / full, of: rect.height * steps) : 0
      for level in 0..<rect.height {
        let inCell = min(steps, filled - level * steps)
        guard inCell > 0 else { break }
        frame.fill(
          Rect(x: x, y: rect.bottom - 1 - level, width: pitch.bar, height: 1), role: role,
          scalar: glyphs.levels[inCell - 1])
      }
    }
  }
}

/// Values in one row, each a sign of its height.
public enum Sparkline {
  /// The last `columns` of `values`, scaled to the greatest; shorter when there are fewer values.
  public static func text(_ values: [Double], columns: Int, glyphs: Glyphs) -> String {
    let shown = values.suffix(max(0, columns))
    let full = shown.max() ?? 0
    var text = String.UnicodeScalarView()
    for value in shown { text.append(full > 0 ? glyphs.level(value / full) : " ") }
    return String(text)
  }
}

/// How far something is, as a bar with its percentage.
public enum ProgressBar {
  /// Draws `########----  64%` in one row; what is done in `progress.done`, the rest in `progress`.
  ///
  /// 100 % is shown for all done only, 0 % for nothing done only.
  public static func draw(
    _ fraction: Double, in frame: inout Frame, x: Int, y: Int, width: Int, glyphs: Glyphs
  ) {
    let columns = width - 5
    guard columns > 0 else {
      frame.put(percentage(fraction), x: x, y: y, role: "progress", width: width)
      return
    }
    let bar = glyphs.bar(fraction, columns: columns)
    frame.put(bar, x: x, y: y, role: "progress", width: columns)
    let done = bar.unicodeScalars.prefix { $0 != glyphs.barRest }.count
    frame.paint(Rect(x: x, y: y, width: done, height: 1), role: "progress.done")
    frame.put(
      percentage(fraction), x: x + columns + 1, y: y, role: "number", width: 4, alignment: .right)
  }

  static func percentage(_ fraction: Double) -> String { "\(Glyphs.steps(fraction, of: 100))%" }
}

/// A grid of values, each cell shaded by its share of the greatest.
public struct HeatMap: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    /// Not negative; nil draws an empty cell.
    public var value: Double?

    public init(_ text: String, value: Double?) {
      self.text = text
      self.value = value
    }
  }

  public var columnTitles: [String]
  public var rowTitles: [String]
  /// Rows of cells, as many as the titles say.
  public var cells: [[Cell]]
  /// The value of the hottest shade; nil takes the greatest.
  public var maximum: Double?
  /// The row and column of the cursor.
  public var cursor: (row: Int, column: Int)? {
    get { cursorRow.flatMap { row in cursorColumn.map { (row, $0) } } }
    set { (cursorRow, cursorColumn) = (newValue?.row, newValue?.column) }
  }
  private var cursorRow: Int?
  private var cursorColumn: Int?

  public init(
    columnTitles: [String], rowTitles: [String], cells: [[Cell]], maximum: Double? = nil
  ) {
    self.columnTitles = columnTitles
    self.rowTitles = rowTitles
    self.cells = cells
    self.maximum = maximum
  }

  /// The roles of the shades, coldest first.
  public static let shades: [Role] = ["heat.0", "heat.1", "heat.2", "heat.3", "heat.4"]

  /// The shade of a share of the greatest value; the coldest stands for nothing at all.
  public static func shade(_ fraction: Double) -> Role {
    shades[Glyphs.steps(fraction, of: shades.count - 1)]
  }

  /// Draws a header row, then one row a row title; cells share the width evenly.
  public func draw(in frame: inout Frame, rect: Rect) {
    let titles = min(rowTitles.map { DisplayWidth.of($0) }.max() ?? 0, rect.width / 3)
    let width = (rect.width - titles - 1) / max(1, columnTitles.count)
    guard width > 0, rect.height > 0 else { return }
    let full = maximum ?? cells.joined().compactMap(\.value).max() ?? 0
    for (index, title) in columnTitles.enumerated() {
      frame.put(
        title, x: rect.x + titles + 1 + index * width, y: rect.y, role: "column", width: width - 1,
        alignment: .right)
    }
    for (row, line) in cells.prefix(max(0, rect.height - 1)).enumerated() {
      let y = rect.y + 1 + row
      if row < rowTitles.count {
        frame.put(rowTitles[row], x: rect.x, y: y, role: "column", width: titles)
      }
      for (column, cell) in line.prefix(columnTitles.count).enumerated() {
        let x = rect.x + titles + 1 + column * width
        let isCursor = row == cursorRow && column == cursorColumn
        let shade = cell.value.map { HeatMap.shade(full > 0 ? $0 / full : 0) } ?? "text.muted"
        let role = isCursor ? "row.cursor" : shade
        frame.fill(Rect(x: x, y: y, width: width, height: 1), role: role)
        frame.put(cell.text, x: x, y: y, role: role, width: width - 1, alignment: .right)
      }
    }
  }
}
