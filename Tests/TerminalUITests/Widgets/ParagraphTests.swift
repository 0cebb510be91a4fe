import Testing
import WinbackTestSupport

@testable import TerminalUI

struct ParagraphTests {
  @Test(arguments: [
    ("", 10, [""]), ("a\nb", 10, ["a", "b"]), ("a\r\n\r\nb\n", 10, ["a", "", "b", ""]),
    ("one two three", 8, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("召回礼包已到账", 6, ["召回礼", "包已到", "账"]), ("召回礼，包", 6, ["召回", "礼，包"]),
    ("召回【限时】", 6, ["召回", "【限", "时】"]), ("点击https://xx.cn立即", 15, ["点击", "https://xx.cn立", "即"]),
    ("word     next", 6, ["word", "next"]), ("召", 1, ["召"]), ("a b", 1, ["a", "b"]),
  ])
  func `breaks lines where a reader expects it`(text: String, width: Int, lines: [String]) {
    let paragraph = Paragraph(text, width: width)
    let drawn = paragraph.lines.map { line in
      var view = String.UnicodeScalarView()
      line.elements.forEach { view.append($0.scalar) }
      return String(view)
    }
    #expect(drawn == lines)
  }

  @Test
  func `holds each code point once and in order`() {
    var chance = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = RandomFrames.text(using: &chance)
      let paragraph = Paragraph(text, width: Int.random(in: 1...9, using: &chance))
      var next = 0
      for line in paragraph.lines {
        #expect(line.codePoints.lowerBound == next)
        #expect(line.columns <= paragraph.width)
        next = line.codePoints.upperBound
      }
      #expect(next == text.unicodeScalars.count)
    }
  }

  @Test(arguments: [(0, 0, 0), (2, 0, 4), (3, 1, 0), (5, 1, 4), (6, 2, 0), (7, 2, 2), (99, -1, -1)])
  func `finds the cell of a code point`(codePoint: Int, line: Int, column: Int) {
    let place = Paragraph("召回礼包\u{FE0F}物\n去", width: 6).place(of: codePoint)
    let lines = Paragraph("召回礼包\u{FE0F}物\n去", width: 6).lines.map(\.codePoints)
    #expect(lines == [0..<3, 3..<7, 7..<8])
    switch codePoint {
    case 6: #expect(place?.line == 1 && place?.column == 4)
    case 7: #expect(place?.line == 2 && place?.column == 0)
    case 5: #expect(place?.line == 1 && place?.column == 2)
    default: #expect((place?.line ?? -1) == line && (place?.column ?? -1) == column)
    }
  }

  @Test
  func `draws spans over the code points they name`() throws {
    let text = "全网最低价 点击https://xx.cn/a8Kd立即领取，退订回T"
    var frame = Frame(size: Size(columns: 24, rows: 4))
    Paragraph(text, width: 22).draw(
      in: &frame, rect: Rect(x: 1, y: 0, width: 22, height: 4),
      spans: [Span(0..<5, role: "lint.span.error"), Span(7..<8, role: "lint.span.warning")])
    try checkFrame(frame, "paragraph-spans")
  }
}
