import Testing
import WinbackTestSupport

@testable import TerminalUI

struct FrameTests {
  @Test(arguments: [
    ("召回礼包", 4, "召~ ", 3), ("召回礼包", 5, "召回~", 5), ("abcdef", 4, "abc~", 4),
    ("a召回", 3, "a~ ", 2), ("召回", 4, "召回", 4), ("召", 1, "~", 1), ("a", 1, "a", 1),
    ("", 3, "   ", 0), ("a\tb", 3, "a b", 3), ("a\r\nb", 3, "a b", 3),
  ])
  func `ends text that does not fit in a mark and splits no character`(
    text: String, width: Int, drawn: String, used: Int
  ) {
    var frame = Frame(size: Size(columns: width, rows: 1))
    #expect(frame.put(text, x: 0, y: 0, role: "text") == used)
    #expect(frame.text == drawn)
    #expect(FrameText.faults(of: frame).isEmpty)
  }

  @Test(arguments: [
    (-1, "召回", " 回  "), (-2, "召回x", "回x "), (-3, "ab召", "   "), (-9, "ab", "    "),
    (2, "召回", "  ~"), (3, "召", "   ~"),
  ])
  func `skips what lies outside the frame`(x: Int, text: String, drawn: String) {
    var frame = Frame(size: Size(columns: 4, rows: 1))
    frame.put(text, x: x, y: 0, role: "text")
    #expect(frame.text.hasPrefix(drawn.trimmingTrailingBlanks))
    #expect(FrameText.faults(of: frame).isEmpty)
  }

  @Test
  func `blanks the other half of a character that loses one`() {
    var frame = Frame(size: Size(columns: 6, rows: 1))
    frame.put("召回礼", x: 0, y: 0, role: "text")
    frame.put("x", x: 1, y: 0, role: "id")
    frame.put("y", x: 4, y: 0, role: "id")
    #expect(frame.text == " x回y ")
    #expect(FrameText.faults(of: frame).isEmpty)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `keeps every row whole whatever is drawn where`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let frame = RandomFrames.frame(using: &chance)
      #expect(FrameText.faults(of: frame) == [])
    }
  }

  @Test
  func `says itself as characters, roles and a legend`() throws {
    var frame = Frame(size: Size(columns: 12, rows: 3))
    frame.put("▸ 召回", x: 0, y: 0, role: "row.cursor", width: 6)
    frame.put("ok", x: 2, y: 1, role: "state.approved")
    frame.cursor = (2, 1)
    try checkFrame(frame, "describe")
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
