import Foundation
import TerminalUI
import WinbackCore
import WinbackOperations

@testable import WinbackConsole

/// Drives the console by key scripts; answers come at once unless held back.
final class Bench {
  var state: ConsoleState
  let backend: FixtureBackend
  /// Requests and acts are kept instead of answered.
  var isHeld = false
  private(set) var held: [Effect] = []
  /// What the runtime would have had to do, answers left out.
  private(set) var effects: [Effect] = []

  init(
    _ columns: Int = 80, _ rows: Int = 24, _ language: Language = .zh,
    _ mood: FixtureBackend.Mood = .normal, isReadOnly: Bool = false, isHeld: Bool = false,
    person: ConsoleOperator? = Fixture.operators[0]
  ) {
    backend = FixtureBackend(mood)
    self.isHeld = isHeld
    let session = ConsoleSession(
      workspaceName: "鲜选", isDemo: true, isReadOnly: isReadOnly, person: person, zone: .shanghai,
      currency: "¥", language: language)
    state = ConsoleState(
      session: session, size: Size(columns: columns, rows: rows), now: Fixture.now)
    follow(state.start())
  }

  var frame: Frame { draw(state) }

  /// Presses keys named in `script`: single characters, `Enter`, `Esc`, `Ctrl-D`, `paste:text`, …
  @discardableResult
  func steps(_ script: String) -> Bench {
    for word in script.split(separator: " ") { send(.key(Self.key(String(word)))) }
    return self
  }

  /// Types `text` character by character, blanks included.
  @discardableResult
  func type(_ text: String) -> Bench {
    for character in text { send(.key(.character(character))) }
    return self
  }

  func send(_ message: Message) {
    follow(update(&state, message))
  }

  /// Answers what was held back, in order.
  func release() {
    isHeld = false
    let waiting = held
    held = []
    follow(waiting)
  }

  private func follow(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .fetch(let request, let number, let context):
        guard !isHeld else {
          held.append(effect)
          continue
        }
        let result = Result<Reply, any Error> { try backend.answer(request, context) }
        send(.answered(number, request, result.worded))
      case .act(let act, let number, let context):
        guard !isHeld else {
          held.append(effect)
          continue
        }
        let result = Result<Outcome, any Error> { try backend.outcome(of: act, context) }
        send(.acted(number, act, result.worded))
      case .drop(let number):
        held.removeAll {
          if case .fetch(_, number, _) = $0 { true } else { false }
        }
        self.effects.append(effect)
      case .use, .copy, .suspend, .quit:
        self.effects.append(effect)
      }
    }
  }

  static func key(_ word: String) -> Key {
    let named: [String: Key] = [
      "Enter": .enter, "Esc": .escape, "Tab": .tab, "Shift-Tab": .backTab, "Space": .character(" "),
      "Backspace": .backspace, "Up": .up, "Down": .down, "Left": .left, "Right": .right,
      "Home": .home, "End": .end, "PgUp": .pageUp, "PgDn": .pageDown, "Del": .delete,
    ]
    if let key = named[word] { return key }
    if word.hasPrefix("Ctrl-"), let letter = word.last {
      return .control(Character(letter.lowercased()))
    }
    if word.hasPrefix("paste:") { return .paste(String(word.dropFirst(6))) }
    return .character(word.first ?? " ")
  }
}

extension Bench {
  /// The message line.
  var message: String { frame.text(row: state.size.rows - 2) }
}

/// The role of the first character of `text` where it is drawn; nil when it is not.
func role(of text: String, in frame: Frame) -> Role? {
  for y in 0..<frame.size.rows {
    let row = frame.text(row: y)
    guard let range = row.range(of: text) else { continue }
    return frame[DisplayWidth.of(String(row[..<range.lowerBound])), y].role
  }
  return nil
}
