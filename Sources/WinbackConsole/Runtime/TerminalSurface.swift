public import TerminalUI

/// The terminal as the console uses it; used from the runtime's own thread only, but for `wake`.
public protocol TerminalSurface: AnyObject {
  /// The size now.
  var size: Size { get }
  /// Ends a `poll` that waits, from any thread; wakes that come together count once.
  var wake: @Sendable () -> Void { get }
  /// Waits until there is input, a wake or `timeout` has passed, and gives all input there is.
  func poll(timeout: Duration) -> [TerminalInput]
  /// Shows `frame` in the colours of the theme in use.
  func paint(_ frame: Frame)
  /// Draws with other colours from now on.
  func use(_ theme: Theme)
  /// Hands text to the terminal's clipboard.
  func copy(_ text: String)
  /// Gives the terminal back, stops the process, and takes the terminal again when it goes on;
  /// raising SIGTSTP is enough where the terminal handles that signal.
  func suspend()
}

/// What comes from a terminal.
public enum TerminalInput: Sendable, Hashable {
  case key(Key)
  case resized(Size)
  /// Something else wrote on the terminal, or the process was stopped: everything is painted anew.
  case exposed
  /// The terminal turned out to draw another set of signs in step.
  case glyphs(Glyphs)
  /// Files of the workspace changed.
  case filesChanged
  /// The terminal is gone or the process was asked to end.
  case hangup
}
