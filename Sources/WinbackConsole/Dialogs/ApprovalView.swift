import TerminalUI
import WinbackCore
import WinbackOperations

/// Draws the approval: the evidence above, the number to type and the buttons always in sight.
enum ApprovalView {
  static func draw(_ form: ApprovalForm, _ state: ConsoleState, on frame: inout Frame) {
    let columns = state.size.columns >= 110 ? 90 : 76
    let width = DialogView.textWidth(state, columns: columns)
    let view = state.batch(form.batch).value
    let head = form.isOutdated ? outdated(form, width, state) : sentence(view, width, state)
    let evidence = form.isOutdated ? [] : self.evidence(form, view, width, state)
    // Of the evidence as much as fits; the whole of it is on the batch's page below.
    let room = max(0, state.size.rows - 8 - head.count)
    let shown = room < 2 ? [] : Array(evidence.prefix(room - 1))
    let inner = DialogView.box(
      state.say(zh: "批准发送 \(form.batch)", en: "Approve \(form.batch)"), columns: columns,
      rows: head.count + (shown.isEmpty ? 0 : shown.count + 1) + 2, buttons: buttons(form, state),
      focus: focus(form), isDanger: true, state, on: &frame)
    var y = inner.y
    for line in head.prefix(max(1, inner.height - 2)) {
      frame.put(
        line, x: inner.x, y: y, role: form.isOutdated ? "dialog.danger" : "dialog",
        width: inner.width)
      y += 1
    }
    if !shown.isEmpty { y += 1 }
    for line in shown {
      frame.put(line, x: inner.x, y: y, width: inner.width)
      y += 1
    }
    drawInput(form, in: inner, state, on: &frame)
  }

  private static func buttons(
    _ form: ApprovalForm, _ state: ConsoleState
  ) -> [DialogBox.Button] {
    [
      form.isOutdated
        ? DialogView.cancel(state, zh: "重新查看 Esc", en: "Look again Esc") : DialogView.cancel(state),
      DialogBox.Button(button(form, state), kind: .danger, isEnabled: form.isConfirmed),
    ]
  }

  private static func focus(_ form: ApprovalForm) -> Int? {
    if form.isOutdated { return 0 }
    switch form.focus {
    case .cancel: return 0
    case .approve: return 1
    case .count, .note: return nil
    }
  }

  // MARK: - Evidence

  private static func sentence(_ view: BatchView?, _ width: Int, _ state: ConsoleState) -> [String]
  {
    let text = view?.sentence ?? state.say(zh: "加载中...", en: "loading...")
    return Paragraph(text, width: width).lines.map(\.text)
  }

  private static func outdated(
    _ form: ApprovalForm, _ width: Int, _ state: ConsoleState
  ) -> [String] {
    let reason = state.batch(form.batch).value.flatMap { $0.approvalRefusal ?? $0.stale }
    let text = state.say(
      zh: "方案已变，重新查看。您打开时的方案 v\(form.version) 已不是现在的方案，输入的人数已清除，没有批准任何内容。",
      en:
        "The plan has changed; look at it again. It is no longer version \(form.version) that you "
        + "opened. The number typed was cleared and nothing was approved.")
    return Paragraph(text + (reason.map { " " + $0 } ?? ""), width: width).lines.map(\.text)
  }

  private static func evidence(
    _ form: ApprovalForm, _ view: BatchView?, _ width: Int, _ state: ConsoleState
  ) -> [[Page.Piece]] {
    guard let view else { return [] }
    var lines: [[Page.Piece]] = []
    func field(_ label: String, _ value: String, limit: Int = 2) {
      let room = width - 8
      for (index, line) in Paragraph(value, width: room).lines.prefix(limit).enumerated() {
        lines.append([
          (index == 0 ? label.padded(to: 8) : "        ", "text.muted"), (line.text, "dialog"),
        ])
      }
    }
    let removed = view.waterfall.filter { $0.count > 0 }
      .map { "\($0.label) \(Count.grouped($0.count))" }.joined(separator: "  ")
    let errors = view.findings.count { $0.severity == .error }
    let warnings = view.findings.count { $0.severity == .warning }
    // A tall screen has room for three samples, any other for one; `s` leafs through them.
    let count = min(view.samples.count, state.size.rows >= 34 ? 3 : 1)
    for offset in 0..<count {
      let index = (form.sample + offset) % view.samples.count
      let sample = view.samples[index]
      field(
        state.say(zh: "样例", en: "Sample"),
        "\(index + 1)/\(view.samples.count)  \(sample.userID) \(sample.name)  \(sample.note)"
          + (offset == 0 && view.samples.count > count
            ? state.say(zh: "  (s 换)", en: "  (s next)") : ""),
        limit: 1)
      for line in Paragraph(Visible(sample.text).text, width: width - 2).lines.prefix(4) {
        lines.append([("  " + line.text, "text.strong")])
      }
    }
    field(
      state.say(zh: "剔除", en: "Left out"),
      removed.isEmpty ? state.say(zh: "无", en: "nobody") : removed)
    field(
      "lint",
      state.say(
        zh: "\(errors) 错 \(warnings) 警", en: "\(errors) error(s), \(warnings) warning(s)"))
    field(
      state.say(zh: "费用", en: "Cost"),
      "\(state.money(view.summary.cost))  "
        + state.say(
          zh: "\(Count.grouped(view.partsTotal)) 条计费  每人 ",
          en: "\(Count.grouped(view.partsTotal)) parts  each ")
        + "\(state.price(hundredths: view.costSpread.low))-\(state.price(hundredths: view.costSpread.high))"
    )
    field(state.say(zh: "时间", en: "Time"), BatchPage.timing(view, state))
    field(
      state.say(zh: "方案", en: "Plan"),
      "v\(view.version)  \(view.contentHash.prefix(8))  \(view.messagesHash.prefix(8))  "
        + state.say(zh: "截至 ", en: "as of ") + state.dateTime(view.asOf))
    return lines
  }

  // MARK: - The number

  private static func drawInput(
    _ form: ApprovalForm, in inner: Rect, _ state: ConsoleState, on frame: inout Frame
  ) {
    let y = inner.bottom - 2
    let label = state.say(zh: "输入人数确认 ", en: "Type the number ")
    let used = frame.put(
      label, x: inner.x, y: y, role: form.focus == .count ? "dialog.title" : "dialog")
    let fieldWidth = max(8, Count.grouped(form.recipients).count + 2)
    PromptView.drawField(
      form.count, x: inner.x + used, y: y, width: fieldWidth,
      role: form.fault == nil ? "input" : "input.invalid",
      hasCursor: form.focus == .count && !form.isOutdated, on: &frame)
    let hint = hint(form, state)
    let hintX = inner.x + used + fieldWidth + 1
    frame.put(hint.0, x: hintX, y: y, role: hint.1, width: inner.right - hintX)
    let noteLabel = state.say(zh: "备注 (可空)  ", en: "Note (optional) ")
    let noteUsed = frame.put(
      noteLabel, x: inner.x, y: y + 1, role: form.focus == .note ? "dialog.title" : "dialog")
    PromptView.drawField(
      form.note, x: inner.x + noteUsed, y: y + 1, width: inner.width - noteUsed,
      hasCursor: form.focus == .note && !form.isOutdated, on: &frame)
    if let fault = form.fault {
      // The row between the fields and the buttons is kept free for this.
      frame.put(
        "✗ " + fault.words(state.language), x: inner.x, y: y + 2, role: "toast.error",
        width: inner.width)
    }
  }

  /// What the button does: the last vote needed lets the batch go, an earlier one is only a vote.
  static func button(_ form: ApprovalForm, _ state: ConsoleState) -> String {
    let count = Count.grouped(form.recipients)
    let summary = state.batch(form.batch).value?.summary
    let given = (summary?.approvalsGiven ?? 0) + 1
    let needed = summary?.approvalsNeeded ?? 1
    guard given < needed else {
      return state.say(zh: "发送 \(count) 条", en: "Send \(count) messages")
    }
    return state.say(
      zh: "批准发送 \(count) 条 (第 \(given)/\(needed) 票)",
      en: "Approve \(count) messages (vote \(given) of \(needed))")
  }

  private static func hint(_ form: ApprovalForm, _ state: ConsoleState) -> (String, Role) {
    if form.isOutdated { return (state.say(zh: "已停用", en: "disabled"), "text.disabled") }
    if form.isConfirmed {
      return (
        "✓ " + state.say(zh: "人数一致，Enter 执行", en: "matches; Enter carries it out"), "toast.ok"
      )
    }
    let wanted = String(form.recipients)
    let typed = form.typed.map(String.init) ?? ""
    if typed.isEmpty {
      return (
        state.say(
          zh: "共 \(Count.grouped(form.recipients)) 人",
          en: "of recipients: \(Count.grouped(form.recipients))"),
        "text.muted"
      )
    }
    if wanted.hasPrefix(typed) {
      let missing = wanted.count - typed.count
      return (state.say(zh: "还差 \(missing) 位", en: "\(missing) digit(s) to go"), "text.muted")
    }
    return ("✗ " + state.say(zh: "人数不一致", en: "wrong"), "input.invalid")
  }
}
