import TerminalUI
import WinbackOperations

/// What stands over a screen and takes the keys.
enum Dialog: Hashable, Sendable {
  case help(Picker)
  case palette(Picker)
  case sort(Picker)
  case confirm(Confirmation)
  case reason(ReasonForm)
  case approve(ApprovalForm)
  case fix(FixForm)
}

/// A filtered choice among named things.
struct Picker: Hashable, Sendable {
  var field = TextInput()
  var cursor = 0
}

/// A question whose sentence names what will happen; nothing happens by default.
struct Confirmation: Hashable, Sendable {
  enum Deed: Hashable, Sendable {
    case quit
    case act(Act)
  }

  var title: Phrase
  var lines: [Phrase]
  /// The button, which says what happens.
  var button: Phrase
  var deed: Deed
  /// Whether the focus stands on the button; it starts on cancel.
  var isArmed = false
}

/// A text that goes with an act on a batch.
struct ReasonForm: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case reject, withdraw, cancel, submit
  }

  var purpose: Purpose
  var batch: String
  var title: Phrase
  var lines: [Phrase]
  var button: Phrase
  /// Whether nothing happens while the text is empty.
  var isRequired: Bool
  var field = TextInput()
  /// What is missing, after a first try.
  var fault: Phrase?

  /// The act with the text typed.
  var act: Act {
    let text = field.text
    let act: BatchAct =
      switch purpose {
      case .reject: .reject(reason: text)
      case .withdraw: .withdraw(reason: text)
      case .cancel: .cancel(reason: text)
      case .submit: .submit(note: text)
      }
    return .batch(act, id: batch)
  }
}

/// The approval of one batch: bound to what was on the screen when it was opened.
struct ApprovalForm: Hashable, Sendable {
  enum Focus: Hashable, Sendable, CaseIterable {
    case cancel, count, note, approve
  }

  var batch: String
  var version: Int
  var contentHash: String
  var messagesHash: String
  var recipients: Int
  var focus = Focus.cancel
  var count = TextInput()
  var note = TextInput()
  /// Which sample is shown, from 0.
  var sample = 0
  /// The frozen plan is no longer the one that was opened.
  var isOutdated = false
  /// What was wrong with the last key.
  var fault: Phrase?

  init(_ view: BatchView) {
    batch = view.summary.id
    version = view.version
    contentHash = view.contentHash
    messagesHash = view.messagesHash
    recipients = view.summary.recipients
  }

  /// The number typed, commas left out; nil when it is none.
  var typed: Int? { Int(count.text.filter { $0 != "," && $0 != "，" }) }

  /// Whether the operator typed exactly the number of recipients.
  var isConfirmed: Bool { !isOutdated && typed == recipients }

  /// Whether `view` is still the plan that was opened.
  func matches(_ view: BatchView) -> Bool {
    view.version == version && view.contentHash == contentHash
      && view.messagesHash == messagesHash && view.summary.recipients == recipients
  }
}

/// The automatic fixes of a template, shown as a difference before they are written.
struct FixForm: Hashable, Sendable {
  var fix: TemplateFix
  var isArmed = false
  var top = 0
}
