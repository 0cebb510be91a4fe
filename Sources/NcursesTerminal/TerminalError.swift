/// Why the console cannot use a terminal.
///
/// Facts only: whoever starts the console words them, because he knows the commands to offer instead.
public enum TerminalError: Error, Hashable, Sendable {
  /// Input or output is a file, a pipe or closed.
  case notATerminal
  /// The terminal library does not know this value of `TERM`; empty when it is not set.
  case unknownTerminal(String)
  /// The terminal is known but cannot move its cursor, as `dumb` cannot.
  case unusableTerminal(String)
  /// The locale's characters are not UTF-8 and no UTF-8 locale is installed.
  case notUTF8(codeset: String)
  /// The operating system refused what the console needs.
  case system(errno: Int32)
}
