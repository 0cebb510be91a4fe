import TerminalUI
import WinbackCore

/// Draws a list, or why there is none: loading, failed, empty and no match look different.
enum ListView {
  /// Draws `rows`, which the cursor of the place on the screen moves among.
  ///
  /// - Parameter empty: What to say when there is nothing at all, and how to make something.
  static func draw<Row>(
    _ fetched: Fetched<[Row]>, _ state: ConsoleState, columns: [Table.Column], in area: Rect,
    on frame: inout Frame, empty: (title: Phrase, hint: Phrase), row: (Row) -> Table.Row
  ) {
    guard let rows = explained(fetched, state, in: area, on: &frame) else { return }
    guard !rows.isEmpty else {
      drawNothing(state, empty: empty, in: area, on: &frame)
      return
    }
    Table(columns: columns, glyphs: state.session.glyphs, gap: area.width < 60 ? 1 : 2).draw(
      in: &frame, rect: area, count: rows.count,
      scrolling: Scrolling(cursor: state.list.cursor, top: state.list.top)
    ) { row(rows[$0]) }
  }

  /// The value, or nil after saying that it is loading or why it failed.
  static func explained<Value>(
    _ fetched: Fetched<Value>, _ state: ConsoleState, in area: Rect, on frame: inout Frame
  ) -> Value? {
    switch fetched {
    case .ready(let value): return value
    case .loading:
      say(
        [(state.say(zh: "加载中...", en: "loading..."), "text.muted")], in: area, on: &frame)
    case .failed(let phrase):
      say(
        [
          (state.say(zh: "✗ 未能读取", en: "✗ could not be read"), "toast.error"),
          (phrase.words(state.language), "text"),
          (state.say(zh: "R 重试", en: "R tries again"), "text.muted"),
        ], in: area, on: &frame)
    }
    return nil
  }

  private static func drawNothing(
    _ state: ConsoleState, empty: (title: Phrase, hint: Phrase), in area: Rect,
    on frame: inout Frame
  ) {
    let filter = state.place == .users ? state.userSearch : state.list.filter
    if filter.isEmpty {
      say(
        [
          (empty.title.words(state.language), "text.strong"),
          (empty.hint.words(state.language), "text.muted"),
        ], in: area, on: &frame)
    } else {
      say(
        [
          (state.say(zh: "没有匹配「\(filter)」的行", en: "nothing matches \"\(filter)\""), "text.strong"),
          (state.say(zh: "Esc 清除筛选", en: "Esc clears the filter"), "text.muted"),
        ], in: area, on: &frame)
    }
  }

  /// Paragraphs in the upper part of an area that has nothing else to show.
  static func say(_ texts: [(String, Role)], in area: Rect, on frame: inout Frame) {
    var y = area.y + min(2, max(0, area.height - 3) / 2)
    for (text, role) in texts {
      let paragraph = Paragraph(text, width: max(4, area.width - 6))
      let room = Rect(x: area.x + 3, y: y, width: area.width - 6, height: area.bottom - y)
      y += paragraph.draw(in: &frame, rect: room, role: role)
    }
  }

  /// The area of the rows of a table drawn in `area`: without its header.
  static func rows(of area: Rect) -> Rect { area.splitTop(1).rest }

  /// Rows that hold every word of `filter` in one of their texts; a leading `!` inverts.
  static func matches(_ filter: String, _ texts: [String]) -> Bool {
    var words = filter.lowercased().split(separator: " ")
    let isInverted = words.first.map { $0.hasPrefix("!") && $0.count > 1 } ?? false
    if isInverted { words[0] = words[0].dropFirst() }
    let all = texts.joined(separator: " ").lowercased()
    let found = words.allSatisfy { $0.isEmpty || all.contains($0) }
    return found != isInverted
  }
}

/// A wide screen's two panes and the divider between them.
struct Panes {
  var left: Rect
  var right: Rect

  init(_ body: Rect, leftColumns: Int) {
    left = Rect(x: body.x, y: body.y, width: leftColumns - 1, height: body.height)
    right = Rect(
      x: body.x + leftColumns + 2, y: body.y, width: body.width - leftColumns - 3,
      height: body.height)
  }

  func drawDivider(_ glyphs: Glyphs, on frame: inout Frame) {
    frame.fill(
      Rect(x: right.x - 2, y: right.y, width: 1, height: right.height), role: "border",
      scalar: glyphs.vertical)
  }
}
