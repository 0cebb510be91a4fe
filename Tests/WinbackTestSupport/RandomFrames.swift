public import TerminalUI

/// Random numbers that are the same on every machine (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Frames with whatever operators' texts may hold, drawn over one another at odd columns.
public enum RandomFrames {
  private static let pieces = [
    "召回", "【鲜选】", "，", "a", "Zz", " ", "é", "e\u{301}", "👋🏻", "👨‍👩‍👧", "⚠️", "🇨🇳", "\u{202E}", "\t", "\n",
    "\u{1FADF}", "\u{E000}", "か\u{3099}", "한", "😀", "…", "｡", "x\u{200B}", "\u{1B}[2J", "ﬁ", "ـ",
    "1️⃣",
  ]

  public static func text(using chance: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: 0...12, using: &chance))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &chance)] }.joined()
  }

  public static func frame(using chance: inout some RandomNumberGenerator) -> Frame {
    let size = Size(
      columns: Int.random(in: 1...24, using: &chance), rows: Int.random(in: 1...6, using: &chance))
    return frame(size: size, using: &chance)
  }

  public static func frame(size: Size, using chance: inout some RandomNumberGenerator) -> Frame {
    var frame = Frame(size: size)
    for _ in 0..<Int.random(in: 1...3 * size.rows, using: &chance) {
      let x = Int.random(in: -3...size.columns, using: &chance)
      let y = Int.random(in: -1...size.rows, using: &chance)
      let role = Role.all[Int.random(in: 0..<Role.all.count, using: &chance)]
      if Int.random(in: 0..<5, using: &chance) == 0 {
        let box = Rect(
          x: x, y: y, width: Int.random(in: 0...9, using: &chance),
          height: Int.random(in: 0...3, using: &chance))
        frame.fill(box, role: role, scalar: "#")
      } else {
        frame.put(
          text(using: &chance), x: x, y: y, role: role,
          width: Int.random(in: 0...30, using: &chance))
      }
    }
    return frame
  }
}
