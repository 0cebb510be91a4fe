import TerminalUI

/// A line being typed below or above a screen.
struct Prompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Narrows the list as it is typed.
    case filter
    /// A named command, with completion.
    case command
    /// A predicate with its live count.
    case predicate
    /// A search over all users.
    case userSearch
  }

  var kind: Kind
  var field: TextInput
  /// What the line held before, for Esc.
  var before = ""
  /// The completion under Tab.
  var choice: Int?
}
