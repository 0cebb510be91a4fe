import TerminalUI

/// Keys while a dialog is open. Esc always closes it and does nothing else.
extension ConsoleState {
  mutating func pressInDialog(_ key: Key) -> [Effect] {
    guard let dialog else { return [] }
    if key == .escape || key == .control("c") {
      self.dialog = nil
      return []
    }
    switch dialog {
    case .help(let picker):
      return pressInPicker(picker, key, rows: helpRows(picker).count) {
        .help($0)
      }
    case .palette(let picker):
      return pressInPicker(picker, key, rows: paletteRows(picker).count) {
        .palette($0)
      }
    case .sort(let picker): return pressInPicker(picker, key, rows: sortRows.count) { .sort($0) }
    case .confirm(let question): return press(key, in: question)
    case .reason(let form): return press(key, in: form)
    case .approve(let form): return press(key, in: form)
    case .fix(let form): return press(key, in: form)
    }
  }

  // MARK: - Help, palette, sort

  private mutating func pressInPicker(
    _ picker: Picker, _ key: Key, rows: Int, _ wrap: (Picker) -> Dialog
  ) -> [Effect] {
    var picker = picker
    let isSort = if case .sort = dialog { true } else { false }
    switch key {
    case .enter:
      return choose(picker.cursor)
    case .down, .control("n"), .tab: picker.cursor += 1
    case .up, .control("p"), .backTab: picker.cursor -= 1
    case .pageDown: picker.cursor += 10
    case .pageUp: picker.cursor -= 10
    case .character("j") where isSort: picker.cursor += 1
    case .character("k") where isSort: picker.cursor -= 1
    case .character("q") where isSort:
      dialog = nil
      return []
    case .mouse(let mouse):
      if mouse.action == .wheelDown { picker.cursor += 1 }
      if mouse.action == .wheelUp { picker.cursor -= 1 }
    default:
      if isSort { return [] }
      if picker.field.handle(key) { picker.cursor = 0 }
    }
    var last = rows - 1
    dialog = wrap(picker)
    // The number of rows may have changed with the text typed.
    switch dialog {
    case .help(let changed): last = helpRows(changed).count - 1
    case .palette(let changed): last = paletteRows(changed).count - 1
    default: break
    }
    picker.cursor = min(max(0, picker.cursor), max(0, last))
    dialog = wrap(picker)
    return []
  }

  private mutating func choose(_ index: Int) -> [Effect] {
    switch dialog {
    case .help(let picker):
      let rows = helpRows(picker)
      guard rows.indices.contains(index) else { return [] }
      dialog = nil
      return runChosen(rows[index])
    case .palette(let picker):
      let rows = paletteRows(picker)
      guard rows.indices.contains(index) else { return [] }
      dialog = nil
      switch rows[index] {
      case .command(let binding): return runChosen(binding)
      case .place(let place, _):
        open(place)
        return []
      }
    case .sort:
      dialog = nil
      guard sortRows.indices.contains(index) else { return [] }
      let isSame = list.sort?.column == index
      list.sort = ListState.Sort(
        column: index, isDescending: isSame ? !(list.sort?.isDescending ?? false) : false)
      return []
    default:
      return []
    }
  }

  /// A command that takes a name is put on the command line, to be finished there.
  private mutating func runChosen(_ binding: Binding) -> [Effect] {
    if binding.argument != nil {
      prompt = Prompt(kind: .command, field: TextInput(binding.name + " "))
      return []
    }
    return run(binding)
  }

  var sortRows: [Phrase] { screen.sortColumns(self) }

  // MARK: - Questions and reasons

  private mutating func press(_ key: Key, in question: Confirmation) -> [Effect] {
    var question = question
    switch key {
    case .character("y"), .character("Y"):
      return carryOut(question)
    case .character("n"), .character("N"), .character("q"):
      dialog = nil
    case .tab, .backTab, .left, .right, .character("h"), .character("l"):
      question.isArmed.toggle()
      dialog = .confirm(question)
    case .enter:
      if question.isArmed { return carryOut(question) }
      dialog = nil
    case .paste:
      tell(.warning, zh: "确认框不接受粘贴", en: "a question cannot be answered by pasting")
    default: break
    }
    return []
  }

  private mutating func carryOut(_ question: Confirmation) -> [Effect] {
    dialog = nil
    switch question.deed {
    case .quit: return [.quit]
    case .act(let act): return begin(act)
    }
  }

  private mutating func press(_ key: Key, in form: ReasonForm) -> [Effect] {
    var form = form
    if key == .enter {
      if form.isRequired && form.field.text.trimmed.isEmpty {
        form.fault = Phrase(zh: "原因必填", en: "a reason is required")
        dialog = .reason(form)
        return []
      }
      dialog = nil
      return begin(form.act)
    }
    if form.field.handle(key) {
      form.fault = nil
      dialog = .reason(form)
    }
    return []
  }

  // MARK: - Fixes

  private mutating func press(_ key: Key, in form: FixForm) -> [Effect] {
    var form = form
    switch key {
    case .character("y"), .character("Y"):
      dialog = nil
      return begin(.applyFix(form.fix))
    case .character("n"), .character("N"), .character("q"):
      dialog = nil
      return []
    case .enter:
      dialog = nil
      return form.isArmed ? begin(.applyFix(form.fix)) : []
    case .tab, .backTab, .left, .right: form.isArmed.toggle()
    case .down, .character("j"): form.top += 1
    case .up, .character("k"): form.top = max(0, form.top - 1)
    default: return []
    }
    dialog = .fix(form)
    return []
  }
}
