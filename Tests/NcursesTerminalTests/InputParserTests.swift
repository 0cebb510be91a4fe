import Testing
import WinbackTestSupport

@testable import NcursesTerminal
@testable import TerminalUI

struct InputParserTests {
  private func keys(_ text: String) -> [Key] {
    var parser = InputParser()
    let events = parser.feed(Array(text.utf8)) + parser.flush()
    return events.compactMap { event in
      if case .key(let key) = event { key } else { nil }
    }
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;5B", .down), ("\u{1B}[C", .right),
    ("\u{1B}OD", .left), ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home),
    ("\u{1B}[7~", .home), ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end),
    ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
    ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[[A", .function(1)),
    ("\u{1B}[11~", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)),
    ("\u{1B}[24~", .function(12)), ("\u{1B}[1;2R", .function(3)), ("\u{1B}", .escape),
    ("\u{1B}x", .alt("x")), ("\u{1B}召", .alt("召")), ("\u{1B}[", .alt("[")), ("\u{1B}O", .alt("O")),
    ("\u{1B}]", .alt("]")), ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace),
    ("\u{8}", .backspace), ("\u{3}", .control("c")), ("\u{1A}", .control("z")),
    ("\0", .control(" ")),
    ("\u{1C}", .control("\\")), ("召", .character("召")), (" ", .character(" ")),
    ("👨‍👩‍👧", .character("👨‍👩‍👧")), ("\u{1B}[13;2u", .enter), ("\u{1B}[27u", .escape),
    ("\u{1B}[112;5u", .control("p")), ("\u{1B}[27;5;112~", .control("p")),
    ("\u{1B}[9;2u", .backTab),
    ("\u{1B}Oq", .character("1")), ("\u{1B}OM", .enter),
    ("\u{1B}[<0;12;5M", .mouse(Key.Mouse(action: .press, x: 11, y: 4))),
    ("\u{1B}[<0;212;105m", .mouse(Key.Mouse(action: .release, x: 211, y: 104))),
    ("\u{1B}[<32;1;1M", .mouse(Key.Mouse(action: .drag, x: 0, y: 0))),
    ("\u{1B}[<64;1;1M", .mouse(Key.Mouse(action: .wheelUp, x: 0, y: 0))),
    ("\u{1B}[<65;3;2M", .mouse(Key.Mouse(action: .wheelDown, x: 2, y: 1))),
    ("\u{1B}[M !!", .mouse(Key.Mouse(action: .press, x: 0, y: 0))),
    ("\u{1B}[200~q\r\n召\u{1B}[A回\u{1B}[201~", .paste("q\r\n召\u{1B}[A回")),
    ("\u{1B}[200~never ended", .paste("never ended")),
  ])
  func `knows every form of a key`(bytes: String, key: Key) {
    #expect(keys(bytes) == [key])
    // The same one byte at a time.
    var parser = InputParser()
    var events: [InputParser.Event] = []
    for byte in bytes.utf8 { events += parser.feed([byte]) }
    events += parser.flush()
    #expect(events == [.key(key)] || bytes == "👨‍👩‍👧")
    #expect(!parser.isWaiting)
  }

  @Test(arguments: [
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[99~", "\u{1B}[?1;2c", "\u{1B}[>41;330;0c",
    "\u{1B}]11;rgb:0/0/0\u{7}",
    "\u{1B}P1+r\u{1B}\\", "\u{1B}[<35;4;4M", "\u{1B}[<2;4;4M", "\u{1B}[57441u", "\u{1B}[E",
  ])
  func `swallows what means nothing`(bytes: String) {
    #expect(keys(bytes + "j") == [.character("j")])
  }

  @Test
  func `keeps apart what comes together`() {
    #expect(
      keys("jj\u{1B}[A\u{1B}[Bx\u{1B}\r\u{1B}\u{1B}") == [
        .character("j"), .character("j"), .up, .down, .character("x"), .escape, .enter, .escape,
        .escape,
      ])
  }

  @Test
  func `drops bytes that are no text and keeps a character in two reads`() {
    var parser = InputParser()
    #expect(parser.feed([0x61, 0xFF, 0x62]) == [.key(.character("a")), .key(.character("b"))])
    #expect(parser.feed([0xE5, 0x8F]) == [])
    #expect(parser.isWaiting)
    #expect(parser.feed([0xAC]) == [.key(.character("召"))])
  }

  @Test
  func `reads answers only where a question was asked`() {
    var parser = InputParser()
    #expect(parser.feed(Array("\u{1B}[?2026;2$y".utf8)) == [.mode(2026, state: 2)])
    parser.expectsCursor = true
    #expect(parser.feed(Array("\u{1B}[1;3R".utf8)) == [.cursorColumn(3)])
    #expect(parser.feed(Array("\u{1B}[1;2R".utf8)) == [.key(.function(3))])
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `gets through any bytes and keeps none`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let likely = Array("\u{1B}\u{1B}\u{1B}[O]P<>?0123456789;:~MmRuyABZ\u{7}\\q".utf8)
    for _ in 0..<2_000 {
      var parser = InputParser()
      parser.expectsCursor = Bool.random(using: &chance)
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        _ = parser.feed(
          (0..<Int.random(in: 0...9, using: &chance)).map { _ in
            Bool.random(using: &chance)
              ? likely[Int.random(in: 0..<likely.count, using: &chance)]
              : UInt8.random(in: 0...255, using: &chance)
          })
      }
      _ = parser.flush()
      #expect(!parser.isWaiting)
      #expect(parser.feed([0x6A]) == [.key(.character("j"))])
    }
  }

  @Test
  func `prefers the terminal's own description`() {
    var parser = InputParser()
    parser.described = [Array("\u{1B}[224z".utf8): .function(1)]
    #expect(parser.feed(Array("\u{1B}[224z".utf8)) == [.key(.function(1))])
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("召回", "5Y+s5Zue")])
  func `writes base64`(text: String, encoded: String) {
    #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == encoded)
  }
}
