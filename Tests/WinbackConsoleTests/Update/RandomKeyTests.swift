import TerminalUI
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackConsole

/// Whatever is typed, at whatever size, the console neither stops nor draws a broken row.
struct RandomKeyTests {
  private static let words = [
    "1", "2", "3", "4", "5", "6", "j", "k", "g", "G", "/", ":", "?", "q", "o", "O", "Space", "V",
    "U", "y",
    "R", "[", "]", "n", "N", "f", "F", "a", "r", "p", "x", "s", "W", "d", "z", "m", "w", "b", "i",
    "0", "7",
    ",", "Enter", "Enter", "Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Del", "Up", "Down",
    "Left",
    "Right", "Home", "End", "PgUp", "PgDn", "Ctrl-D", "Ctrl-U", "Ctrl-P", "Ctrl-W", "paste:召回\n👩‍👩‍👧",
    "召",
    "\"", "t",
  ]

  @Test(arguments: 0..<12)
  func `survives random keys, sizes and late answers`(seed: Int) {
    var chance = SeededGenerator(seed: UInt64(seed))
    let moods: [FixtureBackend.Mood] = [.normal, .normal, .empty, .failing]
    let bench = Bench(
      80, 24, seed % 2 == 0 ? .zh : .en, moods[seed / 2 % 4], isReadOnly: seed % 5 == 0)
    for step in 0..<400 {
      switch Int.random(in: 0..<40, using: &chance) {
      case 0:
        let size = Size(
          columns: Int.random(in: 0...140, using: &chance),
          rows: Int.random(in: 0...50, using: &chance))
        bench.send(.resized(size))
      case 1: bench.send(.filesChanged)
      case 2: bench.isHeld = true
      case 3: bench.release()
      case 4:
        let mouse = Key.Mouse(
          action: .press, x: Int.random(in: 0..<140, using: &chance),
          y: Int.random(in: 0..<50, using: &chance))
        bench.send(.key(.mouse(mouse)))
      default:
        bench.send(
          .key(Bench.key(Self.words[Int.random(in: 0..<Self.words.count, using: &chance)])))
      }
      if step % 10 == 0 {
        let frame = bench.frame
        #expect(frame.size == bench.state.size)
        #expect(FrameText.faults(of: frame).isEmpty)
      }
    }
  }
}
