import TerminalUI
import WinbackCore
import WinbackOperations

/// The first screen: what waits for a decision, what runs, how the users stand.
struct OverviewScreen: Screen {
  let kind = Place.Kind.overview

  let bindings = [
    Binding([.enter], "open", zh: "打开", en: "open", pinyin: "dk", hint: 10, refusal: noBatch) {
      state, _ in
      guard let batch = selected(state) else { return [] }
      state.open(.batch(batch.id))
      return []
    }
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.overview.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] { [.overview] }

  func rowCount(_ state: ConsoleState) -> Int? { batches(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let batches = batches(state)
    return batches.indices.contains(index) ? batches[index].id : nil
  }

  func rowArea(_ state: ConsoleState) -> Rect {
    // Both lists and the rule between them; the cursor moves through both.
    layout(state).lists
  }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    guard let view = ListView.explained(state.overview, state, in: state.body, on: &frame) else {
      return
    }
    let layout = layout(state)
    drawLists(view, state, in: layout.lists, on: &frame)
    figures(view, state, width: layout.figures.width).draw(
      on: &frame, in: layout.figures, top: 0)
    if state.isWide {
      Panes(state.body, leftColumns: layout.lists.width + 1)
        .drawDivider(state.session.glyphs, on: &frame)
    }
  }

  // MARK: - Batches

  private func layout(_ state: ConsoleState) -> (lists: Rect, figures: Rect) {
    let body = state.body
    if state.isWide {
      let panes = Panes(body, leftColumns: body.width * 11 / 20)
      return (panes.left, panes.right)
    }
    let view = state.overview.value
    let wanted = 2 + max(1, view?.waiting.count ?? 0) + max(1, view?.running.count ?? 0)
    let (lists, rest) = body.splitTop(min(wanted, body.height > 12 ? body.height / 2 : body.height))
    return (lists, rest)
  }

  private func drawLists(
    _ view: OverviewView, _ state: ConsoleState, in area: Rect, on frame: inout Frame
  ) {
    var lines: [(row: Int?, pieces: [Page.Piece])] = []
    var page = Page(width: area.width, glyphs: state.session.glyphs)
    page.heading(
      state.say(zh: "待我处理 \(view.waiting.count)", en: "Waiting for me: \(view.waiting.count)"))
    lines.append((nil, page.lines[0]))
    if view.waiting.isEmpty {
      lines.append(
        (nil, [(state.say(zh: "   没有等待您决定的批次", en: "   no batch waits for you"), "text.muted")]))
    }
    for (index, batch) in view.waiting.enumerated() {
      lines.append((index, waiting(batch, state, area.width)))
    }
    page.heading(state.say(zh: "运行中 \(view.running.count)", en: "Running: \(view.running.count)"))
    lines.append((nil, page.lines[1]))
    if view.running.isEmpty {
      lines.append(
        (
          nil,
          [
            (
              state.say(zh: "   没有发送中或排期的批次", en: "   nothing is sending or scheduled"),
              "text.muted"
            )
          ]
        ))
    }
    for (index, batch) in view.running.enumerated() {
      lines.append((view.waiting.count + index, running(batch, state, area.width)))
    }
    let cursorLine = lines.firstIndex { $0.row == state.list.cursor } ?? 0
    let top = max(0, cursorLine - area.height + 1)
    for (offset, line) in lines.dropFirst(top).prefix(area.height).enumerated() {
      let y = area.y + offset
      let isCursor = line.row == state.list.cursor
      if line.row != nil {
        let sign = isCursor ? " \(Character(state.session.glyphs.cursor)) " : "   "
        frame.put(sign, x: area.x, y: y, role: "row")
        frame.put(line.pieces, x: area.x + 3, y: y, width: area.width - 3)
        if isCursor {
          frame.paint(Rect(x: area.x, y: y, width: area.width, height: 1), role: "row.cursor")
        }
      } else {
        frame.put(line.pieces, x: area.x, y: y, width: area.width)
      }
    }
  }

  private func waiting(_ batch: BatchSummary, _ state: ConsoleState, _ width: Int) -> [Page.Piece] {
    let people = state.say(
      zh: "\(Count.grouped(batch.recipients)) 人", en: "\(Count.grouped(batch.recipients)) users")
    let age =
      batch.submittedAt.map { state.say(zh: "已等 ", en: "waited ") + state.age(of: $0) } ?? ""
    return [
      (batch.id + "  ", "id"), (batch.channel.words(state.language) + "  ", "text"),
      (people + "  ", "number"), (batch.riskLabel + "  ", "state.pending"),
      (age + "  ", "text.muted"), (batch.strategy, "text"),
    ]
  }

  private func running(_ batch: BatchSummary, _ state: ConsoleState, _ width: Int) -> [Page.Piece] {
    let progress = batch.progress
    let done = progress.total - progress.pending - progress.inFlight
    let share = progress.total > 0 ? Double(done) / Double(progress.total) : 0
    let bar = width >= 60 ? state.session.glyphs.bar(share, columns: 16) + " " : ""
    let failed = progress.failed + progress.unknown
    return [
      (batch.id + "  ", "id"), (batch.stateLabel + "  ", BatchPage.role(of: batch.state)),
      (bar, "progress.done"),
      ("\(Count.grouped(done))/\(Count.grouped(progress.total))  ", "number"),
      (
        failed > 0 ? state.say(zh: "失败/未知 \(failed)  ", en: "failed/unknown \(failed)  ") : "",
        "state.failed"
      ),
      (batch.strategy, "text"),
    ]
  }

  private func batches(_ state: ConsoleState) -> [BatchSummary] {
    guard let view = state.overview.value else { return [] }
    return view.waiting + view.running
  }

  private static func selected(_ state: ConsoleState) -> BatchSummary? {
    guard let view = state.overview.value else { return nil }
    let batches = view.waiting + view.running
    return batches.indices.contains(state.list.cursor) ? batches[state.list.cursor] : nil
  }

  private static let noBatch: @Sendable (ConsoleState) -> Phrase? = { state in
    selected(state) == nil ? Phrase(zh: "没有可打开的批次", en: "there is no batch to open") : nil
  }

  // MARK: - Figures

  private func figures(_ view: OverviewView, _ state: ConsoleState, width: Int) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    if !view.faults.isEmpty {
      page.heading(
        state.say(zh: "文件问题 \(view.faults.count)", en: "Faults of files: \(view.faults.count)"))
      for fault in view.faults.prefix(3) { page.text("✗ " + fault, role: "lint.error") }
      if view.faults.count > 3 {
        page.text(
          state.say(zh: "其余见 winback doctor", en: "the others: winback doctor"),
          role: "text.muted")
      }
    }
    page.heading(state.say(zh: "今日触达", en: "Today's messages"))
    if view.today.allSatisfy({ $0.count == 0 }) {
      page.text(state.say(zh: "今天还没有发送", en: "nothing was sent today"), role: "text.muted")
    } else {
      page.items(view.today.map { "\($0.label) \(Count.grouped($0.count))" })
    }
    page.heading(
      state.say(
        zh: "用户 \(Count.grouped(view.users))  召回池 \(Count.grouped(view.recallPool))",
        en: "Users \(Count.grouped(view.users))  recall pool \(Count.grouped(view.recallPool))"))
    if view.users == 0 {
      page.text(
        state.say(
          zh: "还没有用户: winback import --users FILE 导入，或 winback demo 生成示例",
          en: "no users yet: winback import --users FILE, or winback demo for a sample"),
        role: "text.muted")
    } else if state.isWide {
      page.bars(view.stages, total: view.users)
    } else {
      // Bars would push the latest acts off a small screen.
      page.items(
        view.stages.filter { $0.count > 0 }.map { "\($0.label) \(Count.grouped($0.count))" })
    }
    page.heading(state.say(zh: "最近动作", en: "Latest acts"))
    if view.recentActs.isEmpty {
      page.text(state.say(zh: "审计记录为空", en: "the audit trail is empty"), role: "text.muted")
    }
    for act in view.recentActs { page.text(act, role: "text.muted") }
    return page
  }
}
