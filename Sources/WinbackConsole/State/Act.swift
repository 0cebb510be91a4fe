import TerminalUI
import WinbackCore
import WinbackOperations

/// Something that changes the workspace or the session.
enum Act: Hashable, Sendable {
  case batch(BatchAct, id: String)
  case plan(strategy: String)
  case proposeFix(template: String, rule: String?)
  case applyFix(TemplateFix)
  case setOperator(String)
  case loadTheme(String)
}

/// What came of an act.
enum Outcome: Equatable, Sendable {
  /// Done; the sentence is in the session's language.
  case done(String)
  case planned(batch: String)
  case proposed(TemplateFix)
  case fixed
  case became(ConsoleOperator)
  case theme(Theme)
}

/// One thing that happened, to which the console reacts.
enum Message: Sendable {
  case key(Key)
  case resized(Size)
  /// The clock moved on.
  case ticked(Instant)
  /// The terminal draws these signs in step.
  case glyphs(Glyphs)
  /// Something in the workspace changed under us.
  case filesChanged
  case answered(Int, Request, Result<Reply, ConsoleFailure>)
  case acted(Int, Act, Result<Outcome, ConsoleFailure>)
}

/// A refusal or failure in words.
struct ConsoleFailure: Error, Hashable, Sendable {
  let phrase: Phrase
}

/// Something the runtime must do.
enum Effect: Equatable, Sendable {
  case fetch(Request, number: Int, ConsoleContext)
  /// Nobody waits for this request any longer.
  case drop(number: Int)
  case act(Act, number: Int, ConsoleContext)
  case use(Theme)
  /// Hands text to the terminal's clipboard.
  case copy(String)
  case suspend
  case quit
}
