import Foundation
import TerminalUI
import Testing
import WinbackCore
import WinbackOperations

@testable import WinbackConsole

/// Moving, filtering, going back: one step at a time, and never out of the program by accident.
struct NavigationTests {
  static let places: [(keys: String, place: Place)] = [
    ("", .overview), ("2", .segments), ("2 j Enter", .segment("recall_pool")),
    ("2 j m", .members(.segment("recall_pool"))),
    ("2 j Enter m", .members(.segment("recall_pool"))),
    ("2 j Enter q", .segments), ("2 j Enter Esc", .segments), ("2 Esc", .segments),
    ("2 j Enter 4 2", .segment("recall_pool")), ("2 j Enter 4 2 2", .segments),
    ("2 j Enter 4 [", .segment("recall_pool")), ("2 j Enter 4 [ [", .segments),
    ("2 j Enter 4 [ ]", .batches), ("5 Enter Enter", .batch("B-1185")), ("4 n", .strategies),
    ("6 Enter", .batch("B-1185")), ("1 Enter", .batch("B-1188")),
    ("3 Enter", .template("sms_coupon")),
  ]

  @Test(arguments: places)
  func `goes where the keys lead`(keys: String, place: Place) {
    #expect(Bench().steps(keys).state.place == place)
  }

  static let cursors: [(keys: String, cursor: Int)] = [
    ("j j", 2), ("j j k", 1), ("Down Up Up", 0), ("G", 10), ("G g g", 0), ("g j", 1),
    ("End Home", 0),
    ("Ctrl-D Ctrl-U", 0), ("PgDn", 10), ("j g x g", 1), ("G j j", 10),
  ]

  @Test(arguments: cursors)
  func `moves the cursor`(keys: String, cursor: Int) {
    let bench = Bench().steps("2").steps(keys)
    #expect(bench.state.list.cursor == cursor)
  }

  @Test
  func `scrolls to members far down and asks for their page`() throws {
    let bench = Bench().steps("2 j m G")
    #expect(bench.state.list.cursor == 639)
    #expect(bench.frame.text.contains("640/640"))
    #expect(!bench.frame.text.contains("加载中"))
  }

  @Test
  func `keeps the cursor on its row when the order changes`() {
    let bench = Bench().steps("2 j")
    #expect(bench.state.list.cursorID == "recall_pool")
    bench.steps("O")
    #expect(bench.state.list.cursorID == "recall_pool")
    #expect(SegmentsScreen.selected(bench.state)?.name == "recall_pool")
  }

  @Test
  func `undoes one thing at each Esc and never quits`() {
    let bench = Bench().steps("2 Space / x Enter")
    #expect(bench.state.list.marks.count == 1 && bench.state.list.filter == "x")
    bench.steps("Esc")
    #expect(bench.state.list.marks.isEmpty && bench.state.list.filter == "x")
    bench.steps("Esc")
    #expect(bench.state.list.filter.isEmpty)
    bench.steps("Esc Esc Esc Ctrl-C")
    #expect(bench.state.place == .segments && bench.state.dialog == nil)
    #expect(bench.effects.allSatisfy { $0 != .quit })
  }

  @Test
  func `restores the filter that Esc gives up editing`() {
    let bench = Bench().steps("2 / 流 Enter / 失 Esc")
    #expect(bench.state.list.filter == "流")
  }

  @Test
  func `asks at the root before it quits`() {
    #expect(Bench().steps("q").state.dialog != nil)
    #expect(!Bench().steps("q Enter").effects.contains(.quit))
    #expect(Bench().steps("q y").effects.contains(.quit))
    #expect(Bench().steps(": q Enter").effects.contains(.quit))
  }

  @Test
  func `refuses a paste outside inputs and runs none of its keys`() {
    let bench = Bench().steps("4 paste:axd")
    #expect(bench.state.dialog == nil && bench.state.place == .batches)
    #expect(bench.message.contains("未执行粘贴"))
    #expect(Bench().steps("2 / paste:流失").state.list.filter == "流失")
  }

  @Test
  func `moves, opens and switches by the mouse`() {
    let bench = Bench().steps("2")
    bench.send(.key(.mouse(Key.Mouse(action: .press, x: 10, y: 5))))
    #expect(bench.state.list.cursor == 2)
    bench.send(.key(.mouse(Key.Mouse(action: .wheelDown, x: 10, y: 5))))
    #expect(bench.state.list.cursor == 5)
    bench.send(.key(.mouse(Key.Mouse(action: .press, x: 32, y: 1))))
    #expect(bench.state.tab == .batches)
    let footer = bench.frame.text(row: 23)
    let place = footer.range(of: "? 帮助").map { footer[..<$0.lowerBound] } ?? ""
    bench.send(
      .key(.mouse(Key.Mouse(action: .press, x: DisplayWidth.of(String(place)), y: 23))))
    #expect(bench.state.dialog == .help(Picker()))
  }

  @Test
  func `still takes keys when the screen is too small`() {
    let bench = Bench(20, 5)
    bench.steps("2 j")
    bench.send(.resized(Size(columns: 80, rows: 24)))
    #expect(bench.state.place == .segments)
  }
}

extension NavigationTests {
  @Test
  func `mends a typed predicate in its place`() {
    let bench = Bench().steps("2 w").type("tier = 1").steps("Enter w").type("0").steps("Enter")
    #expect(bench.state.trail == [.segments, .members(.predicate("tier = 10"))])
  }

  @Test
  func `moves through a long queue`() {
    let bench = Bench().steps("4")
    let many = (0..<5_000).map { index in
      var batch = Fixture.batches(.zh)[index % 8]
      batch.id = "B-\(10_000 + index)"
      return batch
    }
    bench.isHeld = true
    bench.send(.filesChanged)
    for case .fetch(.batches, let number, _) in bench.held {
      bench.send(.answered(number, .batches, .success(.batches(many))))
    }
    #expect(bench.state.screen.rowCount(bench.state) == 5_000)
    bench.steps(Array(repeating: "j", count: 50).joined(separator: " "))
    #expect(bench.frame.text.contains("51/5,000"))
  }
}
