import TerminalUI

/// A table for people: columns as wide as their widest cell, counted in terminal columns.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let titles: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    titles = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row with one cell a column; control characters become blanks.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { Self.safe($0) })
  }

  /// The table with its header; without rows just the header.
  var text: String {
    var widths = titles.map { DisplayWidth.of($0) }
    for row in rows {
      for (index, cell) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    return ([titles] + rows).map { row in
      let cells = row.enumerated().map { index, cell in
        let blanks = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
        return alignments[index] == .right ? blanks + cell : cell + blanks
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    .joined(separator: "\n")
  }

  /// `text` without characters that could move a terminal's cursor.
  static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let value = scalar.value
          let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
          let isDirection =
            (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value)
            || (0x2066...0x2069).contains(value)
          return isControl || isDirection ? " " : scalar
        }))
  }
}
