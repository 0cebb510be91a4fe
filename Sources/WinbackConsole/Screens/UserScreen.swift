import TerminalUI
import WinbackCore
import WinbackOperations

/// One user: who he is, every message he was ever sent or not sent, and why.
struct UserScreen: Screen {
  let kind = Place.Kind.user

  let bindings = [
    Binding(
      [.enter, .character("b")], "open-batch", zh: "所属批次", en: "its batch", pinyin: "sspc",
      hint: 10,
      refusal: { state in
        touch(state)?.batchID == nil
          ? Phrase(zh: "这条记录不属于任何批次", en: "this message belongs to no batch") : nil
      }
    ) { state, _ in
      guard let id = touch(state)?.batchID else { return [] }
      state.open(.batch(id))
      return []
    },
    Binding(
      [.tab, .character("i")], "profile", zh: "资料/历史", en: "profile/history", pinyin: "zlls",
      hint: 20
    ) {
      state, _ in
      // The pane that has the body on a narrow screen: 0 the history, 1 the profile.
      state.list.sample = 1 - min(1, state.list.sample)
      state.list.top = 0
      return []
    },
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String { place.subject ?? "" }

  func needs(_ state: ConsoleState) -> [Request] { [.user(Self.id(state))] }

  func rowCount(_ state: ConsoleState) -> Int? {
    showsProfile(state) ? nil : touches(state).count
  }

  func rowID(_ state: ConsoleState, at index: Int) -> String? { nil }

  func lineCount(_ state: ConsoleState) -> Int {
    state.user(Self.id(state)).value.map { profile($0, state, width: state.body.width).lines.count }
      ?? 0
  }

  func rowArea(_ state: ConsoleState) -> Rect {
    showsProfile(state) ? layout(state).body : ListView.rows(of: layout(state).history)
  }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let fetched = state.user(Self.id(state))
    guard let view = ListView.explained(fetched, state, in: state.body, on: &frame) else { return }
    let layout = layout(state)
    drawHead(view, state, on: &frame)
    if showsProfile(state) {
      profile(view, state, width: layout.body.width)
        .draw(on: &frame, in: layout.body, top: state.list.top)
      return
    }
    drawHistory(view, state, in: layout.history, on: &frame)
    if state.isWide {
      Panes(layout.body, leftColumns: layout.history.width + 1)
        .drawDivider(state.session.glyphs, on: &frame)
    }
    guard layout.message.height > 0 else { return }
    message(view, state, width: layout.message.width)
      .draw(on: &frame, in: layout.message, top: 0)
  }

  // MARK: - Parts

  private func showsProfile(_ state: ConsoleState) -> Bool { state.list.sample == 1 }

  private func layout(_ state: ConsoleState) -> (body: Rect, history: Rect, message: Rect) {
    let body = state.body.splitTop(2).rest
    if state.isWide {
      let panes = Panes(body, leftColumns: body.width / 2)
      return (body, panes.left, panes.right)
    }
    guard body.height >= 12 else {
      return (body, body, Rect(x: 0, y: body.bottom, width: 0, height: 0))
    }
    let (history, message) = body.splitTop(body.height - 9)
    return (body, history, message)
  }

  private func drawHead(_ view: UserView, _ state: ConsoleState, on frame: inout Frame) {
    let row = view.row
    let days = row.rDays.map { state.say(zh: "\($0) 天未活跃", en: "\($0) days away") } ?? ""
    frame.put(
      [
        (row.name + "  ", "text.strong"), (row.phone + "  ", "text"),
        (row.stageLabel + "  ", "text"), (days + "  ", "text.muted"),
        (
          state.say(zh: "订单 \(row.orders)  消费 ", en: "orders \(row.orders)  value ")
            + state.money(row.lifetimeValue), "number"
        ),
      ], x: 1, y: state.body.y, width: state.body.width - 2)
    let segments =
      view.segments.isEmpty ? state.say(zh: "无", en: "none") : view.segments.joined(separator: ", ")
    frame.put(
      state.say(zh: "注册 ", en: "registered ") + state.date(view.registeredAt)
        + state.say(zh: "  所属分群: ", en: "  segments: ") + segments,
      x: 1, y: state.body.y + 1, role: "text.muted", width: state.body.width - 2)
  }

  private func drawHistory(
    _ view: UserView, _ state: ConsoleState, in area: Rect, on frame: inout Frame
  ) {
    let columns = [
      Table.Column(state.say(zh: "时间", en: "Time"), width: .fixed(11)),
      Table.Column(state.say(zh: "渠道", en: "Channel"), width: .fixed(8)),
      Table.Column(state.say(zh: "结果", en: "Outcome"), width: .flexible(minimum: 9, weight: 1)),
      Table.Column(
        state.say(zh: "模板", en: "Template"), width: .flexible(minimum: 10, weight: 2), priority: 1),
      Table.Column(
        state.say(zh: "审批人", en: "Approved by"), width: .flexible(minimum: 10, weight: 1),
        priority: 2),
    ]
    ListView.draw(
      Fetched.ready(view.touches), state, columns: columns, in: area, on: &frame,
      empty: (
        Phrase(zh: "从未给这位用户发过消息", en: "this user was never sent a message"),
        Phrase(zh: "Tab 查看资料", en: "Tab shows the profile")
      )
    ) { touch in
      Table.Row([
        Table.Cell(state.dateTime(touch.at)), Table.Cell(touch.channel.words(state.language)),
        Table.Cell(
          Self.sign(touch.outcome) + touch.outcomeLabel, role: Self.role(touch.outcome)),
        Table.Cell(touch.template), Table.Cell(touch.approvers.joined(separator: ", ")),
      ])
    }
  }

  /// The exact text, who approved it and what the provider reported; or the rule that stopped it.
  private func message(_ view: UserView, _ state: ConsoleState, width: Int) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    guard let touch = Self.touch(state) else { return page }
    let batch = touch.batchID ?? state.say(zh: "导入的记录", en: "imported record")
    page.heading("\(batch)  \(touch.outcomeLabel)")
    if let reason = touch.reason {
      page.text(
        state.say(zh: "未发送的原因: ", en: "Not sent because: ") + reason, role: "lint.warning")
    }
    if let text = touch.text {
      page.text(Visible(text).text, role: "text.strong")
    } else if touch.reason == nil {
      page.text(
        state.say(zh: "导入的触达没有原文", en: "imported messages have no text"), role: "text.muted")
    }
    if !touch.approvers.isEmpty {
      page.text(
        state.say(zh: "批准人 ", en: "approved by ") + touch.approvers.joined(separator: ", "),
        role: "text.muted")
    }
    for receipt in touch.receipts {
      page.text(
        state.say(zh: "回执 ", en: "receipt ") + "\(state.dateTime(receipt.at)) \(receipt.label)",
        role: "text.muted")
    }
    return page
  }

  private func profile(_ view: UserView, _ state: ConsoleState, width: Int) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    page.heading(state.say(zh: "触达许可", en: "Consent"))
    for row in view.consents { page.field(row.label, row.value, labelWidth: 16) }
    page.heading(state.say(zh: "资料与指标", en: "Profile and figures"))
    for row in view.fields { page.field(row.label, row.value, labelWidth: 22) }
    return page
  }

  // MARK: - Words

  private static func id(_ state: ConsoleState) -> User.ID { User.ID(state.place.subject ?? "") }

  private func touches(_ state: ConsoleState) -> [TouchRow] {
    state.user(Self.id(state)).value?.touches ?? []
  }

  static func touch(_ state: ConsoleState) -> TouchRow? {
    guard let touches = state.user(id(state)).value?.touches,
      touches.indices.contains(state.list.cursor)
    else { return nil }
    return touches[state.list.cursor]
  }

  private static func sign(_ outcome: String) -> String {
    switch outcome {
    case "sent": "✓ "
    case "failed": "✗ "
    case "unknown": "? "
    case "skipped", "cancelled": "- "
    default: "  "
    }
  }

  private static func role(_ outcome: String) -> Role {
    switch outcome {
    case "sent": "touch.delivered"
    case "failed", "unknown": "touch.failed"
    default: "text.muted"
    }
  }
}
