/// A framed box over the screen with a title and a row of buttons.
public struct DialogBox: Hashable, Sendable {
  public struct Button: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case plain, danger
    }

    public var label: String
    public var kind: Kind
    public var isEnabled: Bool

    public init(_ label: String, kind: Kind = .plain, isEnabled: Bool = true) {
      self.label = label
      self.kind = kind
      self.isEnabled = isEnabled
    }
  }

  public var title: String
  public var buttons: [Button]
  /// The index of the button with focus; nil when something inside has it.
  public var focus: Int?
  public var glyphs: Glyphs
  public var isDangerous: Bool

  public init(
    title: String, buttons: [Button] = [], focus: Int? = 0, glyphs: Glyphs,
    isDangerous: Bool = false
  ) {
    self.title = title
    self.buttons = buttons
    self.focus = focus
    self.glyphs = glyphs
    self.isDangerous = isDangerous
  }

  /// A rectangle for `rows` rows of `columns` columns inside, centred in `bounds` and cut to it.
  public static func rect(
    columns: Int, rows: Int, hasButtons: Bool, in bounds: Rect
  ) -> Rect {
    let width = min(bounds.width, columns + 4)
    let height = min(bounds.height, rows + 2 + (hasButtons ? 2 : 0))
    return Rect(
      x: bounds.x + (bounds.width - width) / 2, y: bounds.y + (bounds.height - height) / 2,
      width: width, height: height)
  }

  /// Draws the box and gives back the rectangle inside it, without the buttons' rows.
  @discardableResult
  public func draw(in frame: inout Frame, rect: Rect) -> Rect {
    frame.fill(rect, role: "dialog")
    frame.border(rect, glyphs: glyphs, role: isDangerous ? "dialog.danger" : "dialog")
    if !title.isEmpty, rect.width >= 8, rect.height >= 1 {
      frame.put(
        " \(title) ", x: rect.x + 3, y: rect.y,
        role: isDangerous ? "dialog.danger" : "dialog.title",
        width: rect.width - 6)
    }
    var inside = rect.inset(x: 2, y: 1)
    if !buttons.isEmpty, inside.height >= 1 {
      drawButtons(in: &frame, x: inside.x, y: inside.bottom - 1, width: inside.width)
      inside = inside.splitTop(inside.height - 2).top
    }
    return inside
  }

  /// The button that a click at column `x` hits, when the click was in the row of buttons.
  public func button(at x: Int, in rect: Rect) -> Int? {
    let inside = rect.inset(x: 2, y: 1)
    return places(x: inside.x, width: inside.width).firstIndex { $0.contains(x) }
  }

  private func drawButtons(in frame: inout Frame, x: Int, y: Int, width: Int) {
    for (index, place) in places(x: x, width: width).enumerated() {
      let button = buttons[index]
      let role: Role =
        if !button.isEnabled {
          "button.disabled"
        } else if index == focus {
          "button.focus"
        } else if button.kind == .danger { "button.danger" } else { "button" }
      let text = text(of: index)
      frame.put(text, x: place.lowerBound, y: y, role: role, width: x + width - place.lowerBound)
    }
  }

  /// Brackets show the focus without colour.
  private func text(of index: Int) -> String {
    index == focus ? "[ \(buttons[index].label) ]" : "( \(buttons[index].label) )"
  }

  private func places(x: Int, width: Int) -> [Range<Int>] {
    let widths = buttons.indices.map { DisplayWidth.of(text(of: $0)) }
    let total = widths.reduce(0, +)
    let gap = widths.count > 1 && total + 3 * (widths.count - 1) <= width ? 3 : 1
    var left = x + max(0, (width - total - gap * (widths.count - 1)) / 2)
    return widths.map { columns in
      let place = left..<left + columns
      left += columns + gap
      return place
    }
  }
}
