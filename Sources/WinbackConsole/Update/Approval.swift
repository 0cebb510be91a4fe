import TerminalUI
import WinbackCore

/// The keys of the approval: nothing is approved but by the exact number, typed by hand.
extension ConsoleState {
  mutating func press(_ key: Key, in form: ApprovalForm) -> [Effect] {
    var form = form
    form.fault = nil
    if acting != nil { return [] }
    if form.isOutdated {
      // The count of the old plan must not approve the new one: the batch is looked at again.
      if key == .enter { dialog = nil }
      return []
    }
    switch key {
    case .tab, .down: form.focus = form.focus.moved(by: 1)
    case .backTab, .up: form.focus = form.focus.moved(by: -1)
    case .paste:
      if form.focus == .note {
        _ = form.note.handle(key)
      } else {
        form.fault = Phrase(
          zh: "人数要亲手输入，不能粘贴", en: "the number must be typed by hand, not pasted")
      }
    case .enter:
      return enter(&form)
    case .character("s") where form.focus != .note:
      form.sample += 1
    case .character("r") where form.focus != .note && form.count.isEmpty:
      askReason(.reject, of: form.batch)
      return []
    default:
      edit(&form, key)
    }
    dialog = .approve(form)
    return []
  }

  private mutating func enter(_ form: inout ApprovalForm) -> [Effect] {
    switch form.focus {
    case .cancel:
      dialog = nil
      return []
    case .count, .note, .approve:
      guard form.isConfirmed, let count = form.typed else {
        form.fault = form.shortfall
        dialog = .approve(form)
        return []
      }
      dialog = .approve(form)
      return begin(
        .batch(
          .approve(
            count: count, contentHash: form.contentHash, messagesHash: form.messagesHash,
            note: form.note.text.trimmed), id: form.batch))
    }
  }

  private mutating func edit(_ form: inout ApprovalForm, _ key: Key) {
    if form.focus == .note {
      _ = form.note.handle(key)
      return
    }
    switch key {
    case .character(let character) where character.isASCII && character.isNumber,
      .character(let character) where character == "," || character == "，":
      // Wherever the focus stands, a digit can only be meant for the number.
      form.focus = .count
      _ = form.count.handle(key)
    case .character:
      if form.focus == .count {
        form.fault = Phrase(zh: "这里只收数字和逗号", en: "digits and commas only")
      }
    default:
      if form.focus == .count { _ = form.count.handle(key) }
    }
  }
}

extension ApprovalForm.Focus {
  func moved(by step: Int) -> Self {
    let all = Self.allCases
    // `allCases` holds every case, so its own index is always found.
    let index = all.firstIndex(of: self)!
    return all[(index + step + all.count) % all.count]
  }
}

extension ApprovalForm {
  /// Why the number typed does not confirm; nil when it does.
  var shortfall: Phrase? {
    if isConfirmed { return nil }
    guard let typed else {
      return Phrase(
        zh: "请输入人数 \(Count.grouped(recipients)) 以确认",
        en: "type the number \(Count.grouped(recipients)) to confirm")
    }
    return Phrase(
      zh: "输入的是 \(Count.grouped(typed))，应为 \(Count.grouped(recipients))",
      en: "you typed \(Count.grouped(typed)); it must be \(Count.grouped(recipients))")
  }
}
