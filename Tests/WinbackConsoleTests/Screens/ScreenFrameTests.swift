import TerminalUI
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackConsole

/// Every screen at three sizes in both languages, compared with frames that were reviewed by eye.
struct ScreenFrameTests {
  /// A screen by the keys that lead to it.
  static let screens = [
    ("overview", ""), ("segments", "2"), ("segment", "2 j Enter"), ("members", "2 j m"),
    ("templates", "3"), ("template", "3 Enter n"), ("batches", "4"), ("batch", "4 j Enter"),
    ("strategies", "4 n"), ("users", "5"), ("user", "5 Enter"), ("results", "6"),
  ]
  static let sizes = [(80, 24), (120, 36), (40, 12)]

  @Test(arguments: screens, [Language.zh, .en])
  func `draws every screen at every size`(screen: (String, String), language: Language) throws {
    for (columns, rows) in Self.sizes {
      let bench = Bench(columns, rows, language).steps(screen.1)
      try checkFrame(bench.frame, "\(screen.0)-\(columns)x\(rows)-\(language)")
    }
  }

  @Test(arguments: ["overview", "segments", "templates", "batches", "users", "results"])
  func `tells empty from loading from failed`(name: String) throws {
    let keys = try #require(Self.screens.first { $0.0 == name }?.1)
    try checkFrame(Bench(80, 24, .zh, .empty).steps(keys).frame, "\(name)-empty")
    try checkFrame(Bench(80, 24, .zh, .failing).steps(keys).frame, "\(name)-failed")
    try checkFrame(Bench(80, 24, .zh, isHeld: true).steps(keys).frame, "\(name)-loading")
  }

  @Test
  func `shows a read-only session and refuses to change anything`() throws {
    let bench = Bench(80, 24, .zh, isReadOnly: true).steps("4 a")
    try checkFrame(bench.frame, "batches-read-only")
  }

  @Test(arguments: [(39, 12), (40, 11), (30, 5)])
  func `says the size it needs when there is too little room`(columns: Int, rows: Int) throws {
    let frame = Bench(columns, rows).frame
    #expect(FrameText.faults(of: frame).isEmpty)
    #expect(frame.text(row: 0).contains("40x12"))
  }

  @Test
  func `keeps every row as wide as the frame at any size`() {
    for (_, keys) in Self.screens {
      for (columns, rows) in [(41, 13), (59, 17), (79, 23), (99, 24), (100, 25), (133, 50)] {
        let frame = Bench(columns, rows).steps(keys).frame
        #expect(FrameText.faults(of: frame).isEmpty)
      }
    }
  }
}
