import Testing
import TerminalUI
import WinbackTestSupport

struct ChangesTests {
  @Test
  func `names the run of each row that differs, in whole characters`() {
    var earlier = Frame(size: Size(columns: 8, rows: 3))
    earlier.put("召回礼包", x: 0, y: 0, role: "text")
    earlier.put("same", x: 0, y: 1, role: "text")
    var later = earlier
    later.put("x", x: 3, y: 0, role: "text")
    later.paint(Rect(x: 2, y: 2, width: 3, height: 1), role: "match")
    let changes = later.changes(since: earlier)
    #expect(changes.map(\.row) == [0, 2])
    #expect(changes.map(\.columns) == [2..<4, 2..<5])
    #expect(later.changes(since: later).isEmpty)
    #expect(later.changes(since: nil).count == 3)
  }

  @Test(arguments: [UInt64(7), 8, 9])
  func `covers every difference`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let size = Size(columns: 20, rows: 4)
    for _ in 0..<100 {
      let one = RandomFrames.frame(size: size, using: &chance)
      let other = RandomFrames.frame(size: size, using: &chance)
      let changes = other.changes(since: one)
      for y in 0..<size.rows {
        let run = changes.first { $0.row == y }?.columns ?? 0..<0
        for x in 0..<size.columns where !run.contains(x) { #expect(one[x, y] == other[x, y]) }
        guard !run.isEmpty else { continue }
        #expect(other[run.lowerBound, y].scalar != nil && one[run.lowerBound, y].scalar != nil)
      }
    }
  }
}
