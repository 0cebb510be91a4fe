public import TerminalUI

/// One thing that ``Terminal/poll(timeout:)`` saw.
public enum Input: Hashable, Sendable {
  case key(Key)
  /// The terminal has another size; frames are drawn for it from now on.
  case resize(Size)
  /// The program was stopped and goes on; everything has to be painted anew.
  case suspendResumed
  /// A signal asks the program to end; the program leaves the terminal and exits.
  case terminate(signal: Int32)
  /// Somebody called ``Waker/wake()``, once or more often.
  case wake
  /// A watched file descriptor can be read.
  case fileDescriptorReady(Int32)
  /// The terminal draws characters of ambiguous width in two columns: box drawing would push rows.
  case ambiguousIsWide
}
