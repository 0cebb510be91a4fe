import TerminalUI
import WinbackCore

/// Draws the dialog over the screen.
enum DialogView {
  static func draw(_ dialog: Dialog, _ state: ConsoleState, on frame: inout Frame) {
    switch dialog {
    case .help(let picker): drawHelp(picker, state, on: &frame)
    case .palette(let picker): drawPalette(picker, state, on: &frame)
    case .sort(let picker): drawSort(picker, state, on: &frame)
    case .confirm(let question): drawQuestion(question, state, on: &frame)
    case .reason(let form): drawReason(form, state, on: &frame)
    case .approve(let form): ApprovalView.draw(form, state, on: &frame)
    case .fix(let form): drawFix(form, state, on: &frame)
    }
  }

  // MARK: - Choices

  /// A line of a choice: what it is, what is beside it where there is room, and why it is off.
  private struct Row {
    var text: String
    var detail: String
    var isDisabled = false
  }

  private static func drawHelp(_ picker: Picker, _ state: ConsoleState, on frame: inout Frame) {
    let rows = state.helpRows(picker).map { binding in
      let refusal = binding.refusal(in: state)
      let command = binding.name.isEmpty ? "" : ":\(binding.name)"
      return Row(
        text: binding.keysShown.padded(to: 11) + " " + binding.title.words(state.language),
        detail: refusal.map { "- " + $0.words(state.language) } ?? command,
        isDisabled: refusal != nil)
    }
    let title = state.say(
      zh: "帮助: 输入以筛选，Enter 执行，Esc 关闭", en: "Help: type to filter, Enter runs, Esc closes")
    drawPicker(picker, rows, textWidth: 34, title: title, state, on: &frame)
  }

  private static func drawPalette(_ picker: Picker, _ state: ConsoleState, on frame: inout Frame) {
    let rows = state.paletteRows(picker).map { row in
      switch row {
      case .command(let binding):
        let refusal = binding.refusal(in: state)
        return Row(
          text: binding.title.words(state.language),
          detail: refusal.map { "- " + $0.words(state.language) }
            ?? ":\(binding.name)".padded(to: 18) + " " + binding.keysShown,
          isDisabled: refusal != nil)
      case .place(let place, let label):
        return Row(text: "\(place.tab.title.words(state.language)): \(label)", detail: "")
      }
    }
    let title = state.say(zh: "命令面板", en: "Palette")
    drawPicker(picker, rows, textWidth: 26, title: title, state, on: &frame)
  }

  /// Details stand beside the rows; on a narrow screen that of the cursor's row stands below them.
  private static func drawPicker(
    _ picker: Picker, _ rows: [Row], textWidth: Int, title: String, _ state: ConsoleState,
    on frame: inout Frame
  ) {
    let inner = box(title, columns: 84, rows: state.size.rows - 6, state, on: &frame)
    let (top, rest) = inner.splitTop(1)
    frame.put("> ", x: top.x, y: top.y, role: "dialog.title")
    PromptView.drawField(
      picker.field, x: top.x + 2, y: top.y, width: top.width - 2, hasCursor: true, on: &frame)
    guard !rows.isEmpty else {
      frame.put(
        state.say(zh: "没有匹配的命令", en: "no such command"), x: rest.x, y: rest.y, role: "dialog",
        width: rest.width)
      return
    }
    let isNarrow = state.size.columns < 60
    let (list, below) = rest.splitTop(isNarrow ? rest.height - 2 : rest.height)
    var scrolling = Scrolling(cursor: picker.cursor)
    scrolling.settle(count: rows.count, height: list.height)
    for index in scrolling.visible(count: rows.count, height: list.height) {
      let row = rows[index]
      let y = list.y + index - scrolling.top
      let isCursor = index == scrolling.cursor
      let role: Role = isCursor ? "row.cursor" : row.isDisabled ? "text.disabled" : "dialog"
      frame.fill(Rect(x: list.x, y: y, width: list.width, height: 1), role: role)
      let sign = isCursor ? String(Character(state.session.glyphs.cursor)) : " "
      let hasDetail = !isNarrow && !row.detail.isEmpty
      let text = hasDetail ? row.text.padded(to: textWidth) + " " + row.detail : row.text
      frame.put(sign + " " + text, x: list.x, y: y, role: role, width: list.width)
    }
    if isNarrow {
      Paragraph(rows[scrolling.cursor].detail, width: below.width)
        .draw(in: &frame, rect: below, role: "text.muted")
    }
  }

  private static func drawSort(_ picker: Picker, _ state: ConsoleState, on frame: inout Frame) {
    let rows = state.sortRows
    let title = state.say(zh: "排序 (再选一次反向)", en: "Sort (again reverses)")
    let inner = box(title, columns: 34, rows: rows.count, state, on: &frame)
    for (index, phrase) in rows.enumerated().prefix(inner.height) {
      let isCursor = index == picker.cursor
      var text = (isCursor ? String(Character(state.session.glyphs.cursor)) : " ") + " "
      text += phrase.words(state.language)
      if let sort = state.list.sort, sort.column == index {
        let glyphs = state.session.glyphs
        text += " \(Character(sort.isDescending ? glyphs.descending : glyphs.ascending))"
      }
      let role: Role = isCursor ? "row.cursor" : "dialog"
      let y = inner.y + index
      frame.fill(Rect(x: inner.x, y: y, width: inner.width, height: 1), role: role)
      frame.put(text, x: inner.x, y: y, role: role, width: inner.width)
    }
  }

  // MARK: - Questions

  private static func drawQuestion(
    _ question: Confirmation, _ state: ConsoleState, on frame: inout Frame
  ) {
    let lines = wrapped(question.lines, width: textWidth(state, columns: 64), state)
    let inner = box(
      question.title.words(state.language), columns: 64, rows: lines.count,
      buttons: [cancel(state), DialogBox.Button(question.button.words(state.language))],
      focus: question.isArmed ? 1 : 0, state, on: &frame)
    put(lines, in: inner, on: &frame)
  }

  private static func drawReason(_ form: ReasonForm, _ state: ConsoleState, on frame: inout Frame) {
    let lines = wrapped(form.lines, width: textWidth(state, columns: 70), state)
    let isReady = !form.isRequired || !form.field.text.trimmed.isEmpty
    let isDanger = form.purpose == .cancel
    let inner = box(
      form.title.words(state.language), columns: 70, rows: lines.count + 2,
      buttons: [
        cancel(state, zh: "返回 Esc", en: "Back Esc"),
        DialogBox.Button(
          form.button.words(state.language) + (state.size.columns < 60 ? "" : " Enter"),
          kind: isDanger ? .danger : .plain,
          isEnabled: isReady),
      ], focus: isReady ? 1 : nil, isDanger: isDanger, state, on: &frame)
    let room = inner.splitTop(inner.height - 2).top
    put(lines, in: room, on: &frame)
    let label =
      form.isRequired
      ? state.say(zh: "原因 (必填)", en: "Reason (required)")
      : state.say(zh: "说明 (可空)", en: "Note (optional)")
    let y = inner.bottom - 1
    let used = frame.put(label + " ", x: inner.x, y: y, role: "dialog", width: inner.width)
    PromptView.drawField(
      form.field, x: inner.x + used, y: y, width: inner.width - used,
      role: form.fault == nil ? "input" : "input.invalid", hasCursor: true, on: &frame)
    if let fault = form.fault {
      frame.put(
        "✗ " + fault.words(state.language), x: inner.x, y: y + 1, role: "toast.error",
        width: inner.width)
    }
  }

  private static func drawFix(_ form: FixForm, _ state: ConsoleState, on frame: inout Frame) {
    let width = textWidth(state, columns: 90)
    var rows: [(String, Role)] = form.fix.changes.flatMap { change in
      Paragraph(change, width: width).lines.map { ($0.text, "dialog") }
    }
    for (sign, text, role) in [
      ("- ", form.fix.before, "diff.remove"), ("+ ", form.fix.after, "diff.add"),
    ] as [(String, String, Role)] {
      for line in Paragraph(text, width: width - 2).lines { rows.append((sign + line.text, role)) }
    }
    let count = form.fix.changes.count
    let inner = box(
      state.say(
        zh: "修复 \(form.fix.template): \(count) 处",
        en: "Fix \(form.fix.template): \(count) change(s)"),
      columns: 90, rows: rows.count,
      buttons: [
        cancel(state), DialogBox.Button(state.say(zh: "写入文件 y", en: "Write the file y")),
      ], focus: form.isArmed ? 1 : 0, state, on: &frame)
    let top = min(form.top, max(0, rows.count - inner.height))
    for (row, line) in rows.dropFirst(top).prefix(inner.height).enumerated() {
      frame.put(line.0, x: inner.x, y: inner.y + row, role: line.1, width: inner.width)
    }
  }

  // MARK: - Boxes

  /// Draws a box above the last two rows and gives back the room inside it.
  static func box(
    _ title: String, columns: Int, rows: Int, buttons: [DialogBox.Button] = [], focus: Int? = nil,
    isDanger: Bool = false, _ state: ConsoleState, on frame: inout Frame
  ) -> Rect {
    let bounds = Rect(x: 1, y: 0, width: state.size.columns - 2, height: state.size.rows - 2)
    let rect = DialogBox.rect(
      columns: columns - 4, rows: rows, hasButtons: !buttons.isEmpty, in: bounds)
    let box = DialogBox(
      title: title, buttons: buttons, focus: focus, glyphs: state.session.glyphs,
      isDangerous: isDanger)
    return box.draw(in: &frame, rect: rect)
  }

  /// Columns of text in a box of at most `columns`.
  static func textWidth(_ state: ConsoleState, columns: Int) -> Int {
    min(columns, state.size.columns - 2) - 4
  }

  /// The button that does nothing; on a narrow screen its key has to do.
  static func cancel(
    _ state: ConsoleState, zh: String = "取消 Esc", en: String = "Cancel Esc"
  ) -> DialogBox.Button {
    DialogBox.Button(state.size.columns < 60 ? "Esc" : state.say(zh: zh, en: en))
  }

  private static func wrapped(
    _ phrases: [Phrase], width: Int, _ state: ConsoleState
  ) -> [String] {
    phrases.flatMap { Paragraph($0.words(state.language), width: width).lines.map(\.text) }
  }

  private static func put(_ lines: [String], in room: Rect, on frame: inout Frame) {
    for (row, line) in lines.prefix(room.height).enumerated() {
      frame.put(line, x: room.x, y: room.y + row, role: "dialog", width: room.width)
    }
  }
}
