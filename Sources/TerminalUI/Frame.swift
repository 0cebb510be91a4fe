/// One picture of the terminal: a grid of cells, drawn anew for every change of state.
///
/// Every row is exactly as wide as the frame: a double-width character takes a cell and leaves its
/// neighbour as continuation, and overwriting either half blanks the other.
public struct Frame: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    /// The scalar to draw; nil in the right half of a double-width character.
    public var scalar: Unicode.Scalar?
    public var role: Role

    public init(_ scalar: Unicode.Scalar?, role: Role) {
      self.scalar = scalar
      self.role = role
    }
  }

  public let size: Size
  private var cells: [Cell]
  /// Where the terminal shows its cursor; nil hides it.
  public var cursor: (x: Int, y: Int)? {
    get { cursorCell.map { ($0 % max(1, size.columns), $0 / max(1, size.columns)) } }
    set {
      cursorCell = newValue.flatMap { place in
        (0..<size.columns).contains(place.x) && (0..<size.rows).contains(place.y)
          ? place.y * size.columns + place.x : nil
      }
    }
  }
  private var cursorCell: Int?

  public init(size: Size, role: Role = "bg") {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(
      repeating: Cell(" ", role: role), count: max(0, size.columns) * max(0, size.rows))
  }

  public var bounds: Rect { Rect(x: 0, y: 0, width: size.columns, height: size.rows) }

  /// The cell at column `x` of row `y`, both within the frame.
  public subscript(x: Int, y: Int) -> Cell { cells[y * size.columns + x] }

  /// Draws `text` in one row, cut where `width` columns or the frame end.
  ///
  /// Text that does not fit ends in `~`. What is drawn is ``Drawing``'s: a control character is a
  /// blank, so no text can move the terminal's cursor. Columns left of the frame are skipped.
  ///
  /// - Returns: The columns used from `x` on, those left of the frame included.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, role: Role, width: Int = .max, marksCut: Bool = true
  ) -> Int {
    guard (0..<size.rows).contains(y), x < size.columns else { return 0 }
    let limit = min(width, size.columns - x)
    guard limit > 0 else { return 0 }
    var used = 0
    // The last element drawn that leaves room for the mark.
    var roomy = 0
    for drawn in Drawing(text) {
      if used + drawn.columns > limit {
        guard marksCut else { break }
        blank(from: x + roomy, to: x + used, y: y, role: role)
        set("~", columns: 1, x: x + roomy, y: y, role: role)
        return roomy + 1
      }
      set(drawn.scalar, columns: drawn.columns, x: x + used, y: y, role: role)
      used += drawn.columns
      if used < limit { roomy = used }
    }
    return used
  }

  /// Fills `rect` with `scalar`, one column wide; any other scalar becomes a blank.
  public mutating func fill(_ rect: Rect, role: Role, scalar: Unicode.Scalar = " ") {
    let scalar = WidthClass(scalar) == .single ? scalar : " "
    for y in max(0, rect.y)..<max(0, rect.y, min(size.rows, rect.bottom)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.right)) {
        set(scalar, columns: 1, x: x, y: y, role: role)
      }
    }
  }

  /// Gives the cells of `rect` another role and leaves their characters.
  ///
  /// Both halves of a double-width character that the edge of `rect` cuts may differ then; the
  /// terminal shows the role of the left half.
  public mutating func paint(_ rect: Rect, role: Role) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.rows, rect.bottom)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.right)) {
        cells[y * size.columns + x].role = role
      }
    }
  }

  /// The characters of row `y` as text, exactly ``size`` columns wide.
  public func text(row y: Int) -> String {
    var text = String.UnicodeScalarView()
    for x in 0..<size.columns {
      if let scalar = self[x, y].scalar { text.append(scalar) }
    }
    return String(text)
  }

  /// All rows, joined by line feeds.
  public var text: String { (0..<size.rows).map { text(row: $0) }.joined(separator: "\n") }

  private mutating func blank(from start: Int, to end: Int, y: Int, role: Role) {
    for x in start..<max(start, end) { set(" ", columns: 1, x: x, y: y, role: role) }
  }

  /// Draws one scalar; of a double-width one half outside the frame only a blank remains.
  private mutating func set(_ scalar: Unicode.Scalar, columns: Int, x: Int, y: Int, role: Role) {
    if columns == 2 && (x == -1 || x == size.columns - 1) {
      set(" ", columns: 1, x: max(0, x), y: y, role: role)
      return
    }
    guard x >= 0, x + columns <= size.columns else { return }
    let index = y * size.columns + x
    // The other half of a double-width character that loses one half becomes a blank.
    if cells[index].scalar == nil, x > 0 { cells[index - 1].scalar = " " }
    let after = index + columns
    if x + columns < size.columns, cells[after].scalar == nil { cells[after].scalar = " " }
    cells[index] = Cell(scalar, role: role)
    if columns == 2 { cells[index + 1] = Cell(nil, role: role) }
  }
}
