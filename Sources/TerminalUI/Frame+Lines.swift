extension Frame {
  /// Draws text aligned within `width` columns; the rest of them keeps what it holds.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, role: Role, width: Int, alignment: Alignment
  ) -> Int {
    let offset = alignment.offset(of: DisplayWidth.of(text), in: width)
    return offset + put(text, x: x + offset, y: y, role: role, width: width - offset)
  }

  /// Draws pieces of text one after another, cut where `width` columns end.
  ///
  /// - Returns: The columns used.
  @discardableResult
  public mutating func put(
    _ pieces: [(text: String, role: Role)], x: Int, y: Int, width: Int = .max
  ) -> Int {
    let width = min(width, size.columns - x)
    var used = 0
    for (index, piece) in pieces.enumerated() {
      let room = width - used
      guard room > 0 else { break }
      let columns = DisplayWidth.of(piece.text)
      let hasMore = pieces[(index + 1)...].contains { !$0.text.isEmpty }
      if hasMore && used + columns == width {
        // What follows is lost, so the mark has to stand here.
        used += put(piece.text + " ", x: x + used, y: y, role: piece.role, width: width - used)
        break
      }
      used += put(piece.text, x: x + used, y: y, role: piece.role, width: room)
      // A piece that was cut ends in the mark; before a double-width character a column may be left.
      if columns > room { break }
    }
    return used
  }

  /// Draws a horizontal rule with a title in it: `-- title -----`.
  public mutating func rule(
    _ title: String = "", x: Int, y: Int, width: Int, glyphs: Glyphs, role: Role = "border",
    titleRole: Role = "title"
  ) {
    fill(Rect(x: x, y: y, width: width, height: 1), role: role, scalar: glyphs.horizontal)
    guard !title.isEmpty, width >= 8 else { return }
    put(" \(title) ", x: x + 2, y: y, role: titleRole, width: width - 4)
  }

  /// Draws the border of `rect`.
  public mutating func border(_ rect: Rect, glyphs: Glyphs, role: Role = "border") {
    guard rect.width >= 2, rect.height >= 2, glyphs.corners.count == 4 else { return }
    let (right, bottom) = (rect.right - 1, rect.bottom - 1)
    for y in [rect.y, bottom] {
      fill(
        Rect(x: rect.x, y: y, width: rect.width, height: 1), role: role, scalar: glyphs.horizontal)
    }
    for x in [rect.x, right] {
      fill(
        Rect(x: x, y: rect.y + 1, width: 1, height: rect.height - 2), role: role,
        scalar: glyphs.vertical)
    }
    let places = [(rect.x, rect.y), (right, rect.y), (rect.x, bottom), (right, bottom)]
    for (place, corner) in zip(places, glyphs.corners) {
      fill(Rect(x: place.0, y: place.1, width: 1, height: 1), role: role, scalar: corner)
    }
  }
}
