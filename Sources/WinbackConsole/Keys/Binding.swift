import TerminalUI
import WinbackCore

/// One command: its keys, its words, and what it does.
///
/// The table of bindings handles the keys, draws the footer, writes the help and names the commands
/// of `:` and of the palette, so none of them can tell of a key that does not exist.
struct Binding: Sendable {
  /// What a command takes after its name.
  enum Argument: Hashable, Sendable {
    case operatorID, theme, language, batch, user, segment, template, predicate
  }

  var keys: [Key]
  /// How the keys are written; made from ``keys`` unless two keys in a row are meant.
  var keysShown: String
  /// The command's name after `:`.
  var name: String
  /// Two to four words for footer, help and palette.
  var title: Phrase
  /// Initials of the Chinese title's syllables, for the palette.
  var pinyin: String
  /// Place in the footer, small ones first; nil keeps it out.
  var hint: Int?
  /// Changes the workspace, so it is refused in a read-only session.
  var isWrite: Bool
  var argument: Argument?
  /// Why the command cannot be run now.
  var refusal: @Sendable (ConsoleState) -> Phrase?
  var run: @Sendable (inout ConsoleState, String) -> [Effect]

  init(
    _ keys: [Key], shown: String? = nil, _ name: String, zh: String, en: String,
    pinyin: String = "", hint: Int? = nil, isWrite: Bool = false, argument: Argument? = nil,
    refusal: @escaping @Sendable (ConsoleState) -> Phrase? = { _ in nil },
    run: @escaping @Sendable (inout ConsoleState, String) -> [Effect]
  ) {
    self.keys = keys
    keysShown = shown ?? keys.prefix(2).map(\.description).joined(separator: " ")
    self.name = name
    title = Phrase(zh: zh, en: en)
    self.pinyin = pinyin
    self.hint = hint
    self.isWrite = isWrite
    self.argument = argument
    self.refusal = refusal
    self.run = run
  }

  /// Why the command cannot be run in `state`; nil when it can.
  func refusal(in state: ConsoleState) -> Phrase? {
    if isWrite {
      if state.session.isReadOnly {
        return Phrase(
          zh: "只读模式 (--read-only): 此处不能改动", en: "read-only session: nothing can be changed here")
      }
      if let acting = state.acting {
        return Phrase(
          zh: "上一个操作尚未完成 (#\(acting.number))，请稍候",
          en: "the last act (#\(acting.number)) has not finished yet")
      }
    }
    return refusal(state)
  }
}

extension ConsoleState {
  /// The bindings in force: the screen's own before the global ones.
  var bindings: [Binding] { screen.bindings + GlobalBindings.all }

  /// The command that `key` runs here; a screen's key hides the global one.
  func binding(for key: Key) -> Binding? {
    bindings.first { $0.keys.contains(key) }
  }

  /// Runs `binding`, or says why it cannot be run.
  mutating func run(_ binding: Binding, argument: String = "") -> [Effect] {
    if let refusal = binding.refusal(in: self) {
      tell(
        .warning, zh: "\(binding.title.zh)已停用: \(refusal.zh)",
        en: "\(binding.title.en) is off: \(refusal.en)")
      return []
    }
    return binding.run(&self, argument)
  }
}
