import Testing
import WinbackCore
import WinbackStore

struct ScalarEditTests {
  @Test(arguments: [
    ("# top\nbody: 旧  # why\nkind: notice\n", "# top\nbody: \"新\"  # why\nkind: notice\n"),
    ("body: |\n  一\n  二\n\n# next\nkind: notice\n", "body: \"新\"\n\n# next\nkind: notice\n"),
    ("kind: notice\nbody: >-\n  一\n  二\n", "kind: notice\nbody: \"新\"\n"),
    ("body: \"a # b\"\nlink: x\n", "body: \"新\"\nlink: x\n"),
    ("body: 'it''s'   # note\n", "body: \"新\"  # note\n"),
  ])
  func `replaces one text and keeps the rest`(before: String, after: String) {
    #expect(ScalarEdit.replace("body", with: "新", in: before) == after)
  }

  @Test(arguments: ["a\nb\tc", "引\"号\\", "\u{1}\u{85}\u{2028}", "x: y # z", ""])
  func `writes any text so that it reads back`(text: String) throws {
    let edited = try #require(ScalarEdit.replace("body", with: text, in: "body: x\nkind: y\n"))
    let value = try YAMLFile.read(edited, file: "f.yaml")
    guard case .mapping(let entries) = value.content,
      case .scalar(let content, _) = entries[0].value.content
    else {
      Issue.record("no scalar")
      return
    }
    #expect(content == text)
  }

  @Test func `leaves a value alone that another refers to`() {
    #expect(ScalarEdit.replace("body", with: "新", in: "body: &x 旧\nother: *x\n") == nil)
  }
}
