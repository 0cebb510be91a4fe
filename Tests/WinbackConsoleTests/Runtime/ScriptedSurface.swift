import Foundation
import TerminalUI

@testable import WinbackConsole

/// A terminal that types a script and keeps what it was shown.
final class ScriptedSurface: TerminalSurface {
  let size: Size
  private(set) var frames: [Frame] = []
  private(set) var themes: [String] = []
  let wake: @Sendable () -> Void
  private var script: [(after: String, keys: [TerminalInput])]
  private let signal: Signal

  /// Each part of the script is typed once its text is on the screen.
  init(columns: Int, rows: Int, script: [(after: String, keys: [TerminalInput])]) {
    size = Size(columns: columns, rows: rows)
    self.script = script
    let signal = Signal()
    self.signal = signal
    wake = { signal.raise() }
  }

  func poll(timeout: Duration) -> [TerminalInput] {
    guard let next = script.first else { return [.hangup] }
    guard frames.last?.text.contains(next.after) == true else {
      // A reply wakes the loop; without one within seconds the test fails by its last frame.
      return signal.wait(seconds: 10) ? [] : [.hangup]
    }
    return script.removeFirst().keys
  }

  func paint(_ frame: Frame) { frames.append(frame) }
  func use(_ theme: Theme) { themes.append(theme.name) }
  func copy(_ text: String) {}
  func suspend() {}
}

/// A flag that one thread raises and another waits for.
final class Signal: Sendable {
  private let condition = NSCondition()
  // Only touched while `condition` is locked, so no two threads reach it at once.
  nonisolated(unsafe) private var isRaised = false

  func raise() {
    condition.lock()
    isRaised = true
    condition.signal()
    condition.unlock()
  }

  /// Waits for the flag and lowers it; false when the time is over.
  func wait(seconds: Double) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    let end = Date(timeIntervalSinceNow: seconds)
    while !isRaised {
      guard condition.wait(until: end) else { return false }
    }
    isRaised = false
    return true
  }
}
