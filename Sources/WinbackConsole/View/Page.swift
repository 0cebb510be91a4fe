import TerminalUI
import WinbackCore
import WinbackOperations

/// A text of headings, paragraphs, fields and bars, laid out for a width and scrolled by lines.
struct Page {
  typealias Piece = (text: String, role: Role)

  let width: Int
  let glyphs: Glyphs
  private(set) var lines: [[Piece]] = []

  init(width: Int, glyphs: Glyphs) {
    self.width = max(10, width)
    self.glyphs = glyphs
  }

  mutating func line(_ pieces: [Piece]) { lines.append(pieces) }

  mutating func blank() { lines.append([]) }

  /// A rule with a title, which begins a section.
  mutating func heading(_ title: String) {
    let rule = String(Character(glyphs.horizontal))
    let room = max(0, width - DisplayWidth.of(title) - 4)
    lines.append([
      (rule + rule + " ", "border"), (title, "title"),
      (" " + String(repeating: rule, count: room), "border"),
    ])
  }

  /// A paragraph, broken into lines.
  mutating func text(_ text: String, role: Role = "text", indent: Int = 1) {
    for line in Paragraph(text, width: width - indent).lines {
      lines.append([(String(repeating: " ", count: indent) + line.text, role)])
    }
  }

  /// Short texts side by side, as many a line as fit; none is broken unless it is wider than the line.
  mutating func items(_ items: [String], role: Role = "text") {
    var line = ""
    for item in items {
      if !line.isEmpty, DisplayWidth.of(line) + 3 + DisplayWidth.of(item) > width - 1 {
        text(line, role: role)
        line = ""
      }
      line += (line.isEmpty ? "" : "   ") + item
    }
    if !line.isEmpty { text(line, role: role) }
  }

  /// A label and its value; a long value goes on under its beginning.
  mutating func field(
    _ label: String, _ value: String, labelWidth: Int, role: Role = "text"
  ) {
    let head = " " + label.padded(to: labelWidth) + " "
    let indent = DisplayWidth.of(head)
    for (index, line) in Paragraph(value, width: width - indent).lines.enumerated() {
      let start = index == 0 ? head : String(repeating: " ", count: indent)
      lines.append([(start, "text.muted"), (line.text, role)])
    }
  }

  /// A bar for each number, with its share of `total` in words.
  mutating func bars(_ items: [NamedCount], total: Int, role: Role = "progress.done") {
    guard !items.isEmpty else { return }
    let labels = min(width / 3, items.map { DisplayWidth.of($0.label) }.max() ?? 0)
    let counts = items.map { Count.grouped($0.count).count }.max() ?? 0
    let full = max(1, items.map(\.count).max() ?? 0)
    let bar = min(40, width - labels - counts - 12)
    for item in items {
      var pieces: [Piece] = [
        (" " + item.label.padded(to: labels) + " ", "text"),
        (Count.grouped(item.count).padded(to: counts, alignedRight: true), "number"),
      ]
      if total > 0 {
        let share = Percent(item.count, of: total).shown
        pieces.append((share.padded(to: 8, alignedRight: true), "text.muted"))
      }
      if bar >= 4 {
        let drawn = glyphs.bar(Double(item.count) / Double(full), columns: bar, restBlank: true)
        pieces.append((" " + drawn, role))
      }
      lines.append(pieces)
    }
  }

  /// Draws the lines from `top` on.
  func draw(on frame: inout Frame, in area: Rect, top: Int) {
    for (row, line) in lines.dropFirst(max(0, top)).prefix(area.height).enumerated() {
      frame.put(line, x: area.x, y: area.y + row, width: area.width)
    }
  }
}

extension Paragraph.Line {
  /// What is drawn of the line.
  var text: String {
    var text = String.UnicodeScalarView()
    for element in elements { text.append(element.scalar) }
    return String(text)
  }
}

extension String {
  /// Filled up with blanks, or cut, to `columns`.
  func padded(to columns: Int, alignedRight: Bool = false) -> String {
    let width = DisplayWidth.of(self)
    if width > columns { return cut(to: columns) }
    let blanks = String(repeating: " ", count: columns - width)
    return alignedRight ? blanks + self : self + blanks
  }

  /// The first `count` code points.
  func beginning(ofScalars count: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars.prefix(max(0, count)))
    return String(view)
  }

  /// The beginning that fits into `columns`, with `~` where something is left out.
  func cut(to columns: Int) -> String {
    guard DisplayWidth.of(self) > columns else { return self }
    guard columns > 0 else { return "" }
    var text = String.UnicodeScalarView()
    var used = 0
    for element in Drawing(self) {
      if used + element.columns > columns - 1 { break }
      text.append(element.scalar)
      used += element.columns
    }
    return String(text) + "~" + String(repeating: " ", count: columns - 1 - used)
  }
}
