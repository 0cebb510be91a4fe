import Testing
import WinbackCore
import WinbackStore

struct YAMLFileTests {
  @Test func `keeps the place of every value`() throws {
    let value = try YAMLFile.read("a: 1\nb:\n  - x\n  - \"30\"\n", file: "f.yaml")
    guard case .mapping(let entries) = value.content,
      case .list(let items) = entries[1].value.content
    else {
      Issue.record("not a mapping with a list")
      return
    }
    #expect(entries[0].location == FileLocation(file: "f.yaml", line: 1, column: 1))
    #expect(entries[0].value.location == FileLocation(file: "f.yaml", line: 1, column: 4))
    #expect(items[1].location == FileLocation(file: "f.yaml", line: 4, column: 5))
    guard case .scalar("30", isQuoted: true) = items[1].content else {
      Issue.record("the quoted number is no quoted scalar")
      return
    }
  }

  @Test(arguments: [
    ("", 1, "empty"), ("a: [1\nb: 2", 2, "syntax"), ("a: 1\na: 2\n", 1, "twice"),
    ("a: *nowhere\n", 1, "syntax"), ("\t- x", 1, "syntax"),
  ])
  func `reports what cannot be read with its line`(text: String, line: Int, word: String) {
    let fault = #expect(throws: SettingsFault.self) { try YAMLFile.read(text, file: "f.yaml") }
    #expect(fault?.location.line == line)
    #expect(fault?.en.contains(word) == true)
  }

  @Test func `refuses anchors that expand without end`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    #expect(throws: SettingsFault.self) { try YAMLFile.read(text, file: "f.yaml") }
  }
}
