import TerminalUI
import Testing
import WinbackCore
import WinbackOperations

@testable import WinbackConsole

/// The marks of lint stand under the very characters, however wide these are.
struct PreviewMarkTests {
  private func marks(
    _ text: String, _ range: Range<Int>, _ severity: PreviewFinding.Severity = .error,
    width: Int = 40
  ) -> [String] {
    let finding = PreviewFinding(
      rule: "r", severity: severity, range: range, message: "m", reason: "", fix: nil)
    let view = TemplatePreview(
      name: "t", title: "t", channel: .sms, kind: "marketing", source: "", text: text,
      variables: [],
      findings: [finding], units: 1, parts: 1, encoding: "UCS-2", costHundredths: 0, user: nil,
      missing: [])
    let page = PreviewPage(view, selected: nil, Bench().state, width: width).page
    let lines = page.lines.map { $0.map(\.text).joined() }
    return Array(lines.dropFirst().prefix { !$0.hasPrefix("--") })
  }

  @Test(arguments: [
    ("abc", 1..<2, ["  x".padded(to: 4)]), ("全网最低", 1..<3, ["   xxxx  "]),
    ("e\u{301}全b", 2..<3, ["  xx "]), ("👨‍👩‍👧最", 5..<6, ["   xx"]), ("ab", 2..<2, ["   x"]),
    ("最低", 1..<1, ["   xx"]),
  ])
  func `marks the columns of the range`(text: String, range: Range<Int>, expected: [String]) {
    let lines = marks(text, range)
    #expect(lines.count == 2)
    let mark = lines.last?.replacingCarets ?? ""
    #expect(mark.trimmedRight == expected.joined().trimmedRight)
  }

  @Test
  func `marks both rows of a range that is broken between them`() {
    let lines = marks("一二三四五六七八九十", 3..<7, width: 12)
    #expect(lines == [" 一二三四五", "       xxxx", " 六七八九十", " xxxx      "])
  }

  @Test
  func `writes invisible characters out`() {
    let lines = marks("a\u{200B}b", 1..<2)
    #expect(lines == [" a<200B>b", "  xxxxxx "])
    #expect(Visible("👨‍👩‍👧\u{FEFF}").text == "👨‍👩‍👧<FEFF>")
  }
}

extension String {
  fileprivate var trimmedRight: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// A place behind the last character is marked by a caret whatever the severity.
  fileprivate var replacingCarets: String { map { $0 == "^" ? "x" : String($0) }.joined() }
}
