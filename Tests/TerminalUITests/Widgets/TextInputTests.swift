import TerminalUI
import Testing

struct TextInputTests {
  @Test(arguments: [
    ([Key.character("礼")], "召回礼", 3), ([.backspace], "召", 1), ([.home, .delete], "回", 0),
    ([.left, .character("x")], "召x回", 2), ([.home, .left, .backspace], "召回", 0),
    ([.end, .right, .delete], "召回", 2), ([.paste("a\r\nb\tc")], "召回a b c", 7),
    ([.character("👨"), .character("\u{200D}"), .character("👩")], "召回👨‍👩", 3),
    ([.character("e"), .character("\u{301}"), .backspace], "召回", 2),
    ([.control("u")], "", 0), ([.home, .control("k")], "", 0),
    ([.paste("ab cd "), .control("w")], "召回ab ", 5),
  ])
  func `edits by characters`(keys: [Key], text: String, cursor: Int) {
    var input = TextInput("召回")
    for key in keys {
      let isHandled = input.handle(key)
      #expect(isHandled)
    }
    #expect(input.text == text)
    #expect(input.cursor == cursor)
  }

  @Test(arguments: [Key.enter, .escape, .up, .tab, .function(1), .control("p"), .alt("x")])
  func `leaves other keys to others`(key: Key) {
    var input = TextInput("召回")
    let isHandled = input.handle(key)
    #expect(!isHandled)
    #expect(input.text == "召回")
  }

  @Test
  func `shows the part around the cursor`() {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    var input = TextInput("召回abc礼包")
    let end = input.draw(in: &frame, x: 0, y: 0, width: 8)
    #expect(end == 7)
    #expect(frame.text == "abc礼包 ")
    _ = input.handle(.home)
    let home = input.draw(in: &frame, x: 0, y: 0, width: 8)
    #expect(home == 0)
    #expect(frame.text == "召回abc ")
    _ = input.handle(.right)
    let second = input.draw(in: &frame, x: 0, y: 0, width: 8)
    #expect(second == 2)
  }
}
