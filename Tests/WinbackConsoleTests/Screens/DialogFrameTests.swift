import Synchronization
import TerminalUI
import Testing
import WinbackCore
import WinbackOperations
import WinbackTestSupport

@testable import WinbackConsole

/// Dialogs and typed lines over the screens they belong to.
struct DialogFrameTests {
  static let dialogs = [
    ("help", "4 ? p a u"), ("palette", "Ctrl-P p c"), ("sort", "2 j m o"), ("quit", "q"),
    ("approve", "4 a 9"), ("approve-large", "4 j a 1 2 , 4 8 0"), ("reject", "4 r"),
    ("pause", "1 j j j Enter p"), ("cancel", "1 j j j Enter x"), ("fix", "3 Enter F"),
    ("filter", "2 / 流 失"), ("no-match", "2 / x y z z y"), ("command", ": o p e Tab"),
  ]

  @Test(arguments: dialogs, [Language.zh, .en])
  func `draws every dialog`(dialog: (String, String), language: Language) throws {
    for (columns, rows) in [(80, 24), (40, 12)] {
      let bench = Bench(columns, rows, language).steps(dialog.1)
      try checkFrame(bench.frame, "dialog-\(dialog.0)-\(columns)x\(rows)-\(language)")
    }
  }

  @Test(arguments: [Language.zh, .en])
  func `shows three samples in a tall approval`(language: Language) throws {
    let bench = Bench(120, 36, language).steps("4 a s 1 2")
    try checkFrame(bench.frame, "dialog-approve-120x36-\(language)")
  }

  @Test
  func `marks the fault of a predicate under its character`() throws {
    let bench = Bench().steps("2 w")
    bench.type("tier = \"高\" and ? > 3")
    try checkFrame(bench.frame, "predicate-fault")
    let frame = bench.frame
    let mark = try #require(frame.text(row: 3).firstIndex(of: "^"))
    let column = DisplayWidth.of(String(frame.text(row: 3)[..<mark]))
    #expect(frame[column, 2].scalar == "?")
  }

  @Test
  func `counts a predicate as it is typed`() throws {
    let bench = Bench().steps("2 w")
    bench.type("tier = \"high\" and la")
    try checkFrame(bench.frame, "predicate-count")
  }

  @Test
  func `turns to a changed plan while the approval is open`() throws {
    let bench = Bench().steps("4 a 9")
    bench.backend.batchEdit.withLock { edit in edit = { $0.contentHash = "0000000000" } }
    bench.send(.filesChanged)
    try checkFrame(bench.frame, "approve-outdated")
  }
}
