import TerminalUI
import Testing

struct KeyTableTests {
  private enum Command: Hashable, Sendable {
    case open, submit, sort
  }

  private let table = KeyTable<Command>([
    .init([.character("s")], .submit, label: "提交", hint: 1, disabledReason: "lint 错误"),
    .init([.enter, .character("l")], .open, label: "打开", help: "打开当前行", hint: 0),
    .init([.character("o")], .sort, label: "排序", hint: 2),
  ])

  @Test
  func `finds commands and says why one is off`() {
    #expect(table.lookup(.character("l")) == .command(.open))
    #expect(table.lookup(.character("s")) == .disabled(reason: "lint 错误"))
    #expect(table.lookup(.tab) == .unbound)
    #expect(table.conflicts.isEmpty)
    #expect(table.helpRows.map(\.keys) == ["s", "Enter l", "o"])
  }

  @Test(arguments: [(80, ["打开", "提交", "排序"]), (19, ["打开", "提交"]), (6, ["提交"]), (3, [])])
  func `shows the hints that fit whole`(width: Int, labels: [String]) {
    #expect(table.hints(width: width).map(\.label) == labels)
  }

  @Test
  func `draws the footer from the table`() {
    var frame = Frame(size: Size(columns: 40, rows: 1))
    table.drawFooter(in: &frame, x: 0, y: 0, width: 40)
    #expect(frame.text(row: 0).hasPrefix(" Enter 打开  s 提交  o 排序 "))
    #expect(frame[1, 0].role == "footer.key")
    #expect(frame[13, 0].role == "text.disabled")
  }
}
