/// A frame as text for golden files: its characters, then its roles, one letter a cell.
///
///     12x2 cursor 3,1
///     |▸ 召回      |
///     |  ok        |
///
///     |aaaaaabbbbbb|
///     |..aa........|
///
///     . bg
///     a row.cursor
///     b row
///
/// The bars show where a row ends, blanks included. Letters are given in order of first appearance,
/// so that the text of a frame never depends on frames drawn before it.
public enum FrameText {
  public static func describe(_ frame: Frame) -> String {
    var head = "\(frame.size.columns)x\(frame.size.rows)"
    if let cursor = frame.cursor { head += " cursor \(cursor.x),\(cursor.y)" }
    var lines = [head]
    var letters: [Role: Character] = ["bg": "."]
    var legend: [(letter: Character, role: Role)] = []
    var usesBackground = false
    var map: [String] = []
    for y in 0..<frame.size.rows {
      lines.append("|\(frame.text(row: y))|")
      var row = ""
      for x in 0..<frame.size.columns {
        let role = frame[x, y].role
        usesBackground = usesBackground || role == "bg"
        if letters[role] == nil {
          letters[role] = letter(legend.count)
          legend.append((letter(legend.count), role))
        }
        row.append(letters[role] ?? "?")
      }
      map.append("|\(row)|")
    }
    lines.append("")
    lines += map
    lines.append("")
    if usesBackground { lines.append(". bg") }
    lines += legend.map { "\($0.letter) \($0.role)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where a frame is not made of whole characters that fill each row exactly; empty for a sound one.
  public static func faults(of frame: Frame) -> [String] {
    var faults: [String] = []
    for y in 0..<frame.size.rows {
      var columns = 0
      for x in 0..<frame.size.columns {
        guard let scalar = frame[x, y].scalar else {
          if columns != x + 1 { faults.append("row \(y), column \(x): half without a character") }
          continue
        }
        if columns != x { faults.append("row \(y), column \(x): the character before overlaps") }
        let width = DisplayWidth.of(scalar)
        if width == 0 { faults.append("row \(y), column \(x): a scalar without width") }
        columns = x + width
      }
      let width = DisplayWidth.of(frame.text(row: y))
      if columns != frame.size.columns || width != frame.size.columns {
        faults.append("row \(y) is \(width) columns wide, not \(frame.size.columns)")
      }
    }
    return faults
  }

  /// Letters first, digits, then any other visible ASCII but the point, which is the background.
  private static func letter(_ index: Int) -> Character {
    index < alphabet.count ? alphabet[index] : "?"
  }

  private static let alphabet: [Character] = {
    let first = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return first + "#$%&*+,-/:;<=>@^_~!".map { $0 }
  }()
}
