import Testing

@testable import TerminalUI

struct DrawingTests {
  @Test(arguments: [
    ("召回", "召回", 4), ("café", "café", 4), ("cafe\u{301}", "café", 4), ("か\u{3099}", "が", 2),
    ("ᄒ\u{1161}\u{11AB}", "한", 2), ("⚠️", "⚠", 1), ("👋🏻", "👋", 2), ("👨‍👩‍👧x", "👨x", 3), ("🇨🇳", "CN", 2),
    ("1️⃣", "1", 1), ("a\u{202E}b\u{2066}", "ab", 2), ("a\u{200B}b", "ab", 2),
    ("a\r\nb\tc", "a b c", 5),
    ("\u{1B}[2J", " [2J", 4), ("\u{1FADF}", "\u{FFFD}", 1), ("\u{E000}", "\u{FFFD}", 1),
    ("\u{301}a", "a", 1), ("", "", 0), ("“…”", "“…”", 3), ("，￥【】", "，￥【】", 8), ("x\u{336}", "x", 1),
    ("a\u{2028}b", "a b", 3), ("\u{10FFFF}", "\u{FFFD}", 1), ("\u{20000}", "\u{20000}", 2),
    ("ё\u{301}", "ё", 1), ("🏴\u{E0067}\u{E007F}", "🏴", 2), ("क्\u{200D}ष", "कष", 2),
  ])
  func `draws only what every terminal counts alike`(text: String, drawn: String, columns: Int) {
    var view = String.UnicodeScalarView()
    for element in Drawing(text) { view.append(element.scalar) }
    #expect(Array(view) == Array(drawn.unicodeScalars))
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test
  func `says for which code points each scalar stands`() {
    let places = Drawing("a\r\ne\u{301}👨‍👩🇨\u{200B}").map(\.codePoints)
    #expect(places == [0..<1, 1..<3, 3..<5, 5..<8, 8..<10])
  }

  @Test(arguments: [
    ("召回礼", 5, "召回"), ("召回礼", 6, "召回礼"), ("ab", 0, ""), ("e\u{301}x", 1, "e\u{301}"),
  ])
  func `takes the longest start that fits`(text: String, columns: Int, start: String) {
    #expect(DisplayWidth.prefix(of: text, columns: columns) == start)
  }

  @Test(arguments: [
    ("召回", 6, Alignment.left, "召回  "), ("召回", 6, .right, "  召回"), ("召回", 6, .center, " 召回 "),
    ("召回礼包", 6, .right, "召回~ "), ("x", 0, .left, ""),
  ])
  func `fits text to exactly so many columns`(
    text: String, columns: Int, alignment: Alignment, fitted: String
  ) {
    let actual = DisplayWidth.fitted(text, columns: columns, alignment: alignment)
    #expect(DisplayWidth.of(actual) == columns)
    if alignment == .left || DisplayWidth.of(text) <= columns { #expect(actual == fitted) }
  }

  @Test(arguments: [Glyphs.blocks, .plain, .ascii])
  func `has signs one column wide`(glyphs: Glyphs) {
    for sign in glyphs.all { #expect(DisplayWidth.of(sign) == 1) }
    #expect(glyphs != .ascii || glyphs.all.allSatisfy { $0.isASCII })
  }
}
