import NcursesTerminal
import TerminalUI
import WinbackConsole

/// The operator's terminal and the watched folders, as the console's loop wants them.
final class ConsoleTerminal: TerminalSurface {
  private let terminal: Terminal
  private let watch: FolderWatch?
  private var theme: Theme
  private let depth: ColorDepth

  /// - Parameters:
  ///   - depth: The colours to draw with, at most those of the terminal.
  ///   - watch: Reports changes of the workspace; nil watches nothing.
  init(_ terminal: Terminal, theme: Theme, depth: ColorDepth, watch: FolderWatch?) {
    self.terminal = terminal
    self.theme = theme
    self.depth = depth
    self.watch = watch
    if let watch { terminal.watch(watch.descriptor) }
  }

  var size: Size { terminal.size }

  /// The signs that this terminal draws in step, as far as is known at the start.
  var glyphs: Glyphs {
    Glyphs.choose(ambiguousIsWide: terminal.ambiguousIsWide, hasSymbols: terminal.hasSymbols)
  }

  var wake: @Sendable () -> Void {
    let waker = terminal.waker
    return { waker.wake() }
  }

  func poll(timeout: Duration) -> [TerminalInput] {
    terminal.poll(timeout: timeout).compactMap { input in
      switch input {
      case .key(let key): .key(key)
      case .resize(let size): .resized(size)
      case .suspendResumed: .exposed
      case .terminate: .hangup
      case .ambiguousIsWide: .glyphs(glyphs)
      case .fileDescriptorReady: watch?.hasChanges() == true ? .filesChanged : nil
      // Nothing to report: the loop looks into its mailbox after every poll.
      case .wake: nil
      }
    }
  }

  func paint(_ frame: Frame) {
    terminal.paint(frame, theme: theme, depth: depth)
  }

  func use(_ theme: Theme) {
    self.theme = theme
  }

  func copy(_ text: String) {
    _ = terminal.copy(text)
  }

  func suspend() {
    terminal.suspend()
  }
}
