import TerminalUI
import WinbackCore
import WinbackOperations

/// What became of the batches that were sent, counted from the ledger.
struct ResultsScreen: Screen {
  let kind = Place.Kind.results

  let bindings = [
    Binding(
      [.enter], "open", zh: "打开批次", en: "open batch", pinyin: "dkpc", hint: 10,
      refusal: { state in
        selected(state) == nil
          ? Phrase(zh: "没有选中的批次", en: "no batch is under the cursor") : nil
      }
    ) { state, _ in
      guard let batch = selected(state) else { return [] }
      state.open(.batch(batch.id))
      return []
    }
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.results.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] { [.batches] }

  func rowCount(_ state: ConsoleState) -> Int? { Self.rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = Self.rows(state)
    return rows.indices.contains(index) ? rows[index].id : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { Self.sent(state).count }

  func sortColumns(_ state: ConsoleState) -> [Phrase] {
    [
      Phrase(zh: "批次", en: "Batch"), Phrase(zh: "已发", en: "Sent"),
      Phrase(zh: "失败率", en: "Failed"), Phrase(zh: "费用", en: "Cost"),
    ]
  }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: layout(state).list) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let (list, detail) = layout(state)
    ListView.draw(
      state.batches.map { _ in Self.rows(state) }, state, columns: columns(state), in: list,
      on: &frame,
      empty: (
        Phrase(zh: "还没有发送过批次", en: "no batch has been sent yet"),
        Phrase(zh: "批准后的批次开始发送，结果就会出现在这里", en: "results appear once an approved batch is sent")
      )
    ) { batch in
      let progress = batch.progress
      return Table.Row([
        Table.Cell(batch.id, role: "id"),
        Table.Cell(batch.stateLabel, role: BatchPage.role(of: batch.state)),
        Table.Cell(Count.grouped(progress.sent), role: "number"),
        Table.Cell(Percent(progress.failed, of: progress.total).shown),
        Table.Cell(Count.grouped(progress.skipped)), Table.Cell(Count.grouped(progress.unknown)),
        Table.Cell(state.money(batch.cost)), Table.Cell(batch.strategy),
      ])
    }
    guard detail.height > 0, let batch = Self.selected(state) else { return }
    if state.isWide {
      Panes(state.body, leftColumns: list.width + 1)
        .drawDivider(state.session.glyphs, on: &frame)
    }
    page(batch, state, width: detail.width).draw(on: &frame, in: detail, top: 0)
  }

  private func layout(_ state: ConsoleState) -> (list: Rect, detail: Rect) {
    let body = state.body
    if state.isWide {
      let panes = Panes(body, leftColumns: body.width * 3 / 5)
      return (panes.left, panes.right)
    }
    guard body.height >= 18 else { return (body, Rect(x: 0, y: body.bottom, width: 0, height: 0)) }
    let (list, detail) = body.splitTop(body.height - 10)
    return (list, detail)
  }

  private func columns(_ state: ConsoleState) -> [Table.Column] {
    func order(_ column: Int) -> Table.Column.Sort? {
      guard let sort = state.list.sort, sort.column == column else { return nil }
      return sort.isDescending ? .descending : .ascending
    }
    return [
      Table.Column(
        state.say(zh: "批次", en: "Batch"), width: .flexible(minimum: 14, weight: 1), sort: order(0)),
      Table.Column(
        state.say(zh: "状态", en: "State"), width: .fixed(state.language == .zh ? 6 : 9), priority: 1),
      Table.Column(
        state.say(zh: "已发", en: "Sent"), width: .fixed(9), alignment: .right, sort: order(1)),
      Table.Column(
        state.say(zh: "失败率", en: "Failed"), width: .fixed(8), alignment: .right, sort: order(2)),
      Table.Column(
        state.say(zh: "跳过", en: "Skipped"), width: .fixed(8), alignment: .right, priority: 3),
      Table.Column(
        state.say(zh: "未知", en: "Unknown"), width: .fixed(7), alignment: .right, priority: 2),
      Table.Column(
        state.say(zh: "费用", en: "Cost"), width: .fixed(11), alignment: .right, sort: order(3),
        priority: 4),
      Table.Column(
        state.say(zh: "策略", en: "Strategy"), width: .flexible(minimum: 8, weight: 1), priority: 5),
    ]
  }

  private func page(_ batch: BatchSummary, _ state: ConsoleState, width: Int) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    let progress = batch.progress
    page.heading("\(batch.id)  \(batch.strategy)")
    let counts: [(String, String, Int)] = [
      ("sent", state.say(zh: "已发", en: "sent"), progress.sent),
      ("failed", state.say(zh: "失败", en: "failed"), progress.failed),
      ("skipped", state.say(zh: "跳过", en: "skipped"), progress.skipped),
      ("unknown", state.say(zh: "未知", en: "unknown"), progress.unknown),
      ("cancelled", state.say(zh: "取消", en: "cancelled"), progress.cancelled),
      ("waiting", state.say(zh: "等待", en: "waiting"), progress.pending + progress.inFlight),
    ]
    page.bars(
      counts.map { NamedCount(name: $0.0, label: $0.1, count: $0.2) }, total: progress.total)
    if progress.control > 0 {
      page.text(
        state.say(
          zh: "对照组 \(Count.grouped(progress.control)) 人未发送",
          en: "control group of \(Count.grouped(progress.control)), not messaged"))
    }
    page.text(
      state.say(
        zh: "以上来自发送台账，合计 \(Count.grouped(progress.total))",
        en: "From the ledger; they sum to \(Count.grouped(progress.total))"), role: "text.muted")
    return page
  }

  private static func sent(_ state: ConsoleState) -> [BatchSummary] {
    (state.batches.value ?? []).filter { batch in
      let progress = batch.progress
      return progress.sent + progress.failed + progress.unknown + progress.skipped > 0
    }
  }

  static func rows(_ state: ConsoleState) -> [BatchSummary] {
    let list = state.lists[.results] ?? ListState()
    let rows = sent(state).filter {
      ListView.matches(list.filter, [$0.id, $0.strategy, $0.segment, $0.stateLabel])
    }
    guard let sort = list.sort else { return rows }
    return rows.sorted(by: sort) { left, right in
      switch sort.column {
      case 0: left.id < right.id
      case 1: left.progress.sent < right.progress.sent
      case 2: share(left) < share(right)
      default: left.cost < right.cost
      }
    }
  }

  private static func share(_ batch: BatchSummary) -> Double {
    Percent(batch.progress.failed, of: batch.progress.total).value ?? 0
  }

  static func selected(_ state: ConsoleState) -> BatchSummary? {
    let rows = rows(state)
    let cursor = state.lists[.results]?.cursor ?? 0
    return rows.indices.contains(cursor) ? rows[cursor] : nil
  }
}
