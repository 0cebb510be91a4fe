import TerminalUI
import WinbackCore
import WinbackOperations

/// The queue of batches: what needs this operator's decision first, then by the time of sending.
struct BatchesScreen: Screen {
  let kind = Place.Kind.batches

  let bindings =
    [
      Binding(
        [.enter], "open", zh: "打开", en: "open", pinyin: "dk", hint: 10,
        refusal: {
          selected($0) == nil
            ? Phrase(zh: "没有选中的批次", en: "no batch is under the cursor") : nil
        }
      ) { state, _ in
        guard let batch = selected(state) else { return [] }
        state.open(.batch(batch.id))
        return []
      },
      Binding(
        [.character("n")], "new", zh: "新建批次", en: "new batch", pinyin: "xjpc", hint: 30,
        isWrite: true
      ) { state, _ in
        state.open(.strategies)
        return []
      },
    ] + BatchBindings.all

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.batches.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] {
    guard let batch = Self.selected(state) else { return [.batches] }
    // What an approver must see is there before `a` is pressed.
    return [.batches, .batch(batch.id)]
  }

  func rowCount(_ state: ConsoleState) -> Int? { Self.rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = Self.rows(state)
    return rows.indices.contains(index) ? rows[index].id : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { state.batches.value?.count ?? 0 }

  func sortColumns(_ state: ConsoleState) -> [Phrase] {
    [Text.queue, Text.batch, Text.users, Text.state, Text.author, Text.waiting]
  }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: list(state)) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    ListView.draw(
      state.batches.map { _ in Self.rows(state) }, state, columns: columns(state), in: list(state),
      on: &frame, empty: (Text.none, Text.howToMake)
    ) { batch in
      let waited = batch.state == "submitted" ? batch.submittedAt.map { state.age(of: $0) } : nil
      return Table.Row(
        [
          Table.Cell(batch.id, role: "id"),
          Table.Cell(Self.stateText(batch), role: BatchPage.role(of: batch.state)),
          Table.Cell(Count.grouped(batch.recipients), role: "number"),
          Table.Cell(batch.channel.words(state.language)),
          Table.Cell(batch.riskLabel),
          Table.Cell(batch.strategy),
          Table.Cell(waited ?? "-"),
          Table.Cell(batch.author),
        ], isMarked: state.list.marks.contains(batch.id))
    }
    guard state.isWide, let batch = Self.selected(state) else { return }
    let panes = panes(state)
    panes.drawDivider(state.session.glyphs, on: &frame)
    guard
      let view = ListView.explained(
        state.batch(batch.id), state, in: panes.right, on: &frame)
    else { return }
    BatchPage.make(view, sample: 0, state, width: panes.right.width)
      .draw(on: &frame, in: panes.right, top: 0)
  }

  /// The state with a sign: what waits for this operator stands out without colour.
  private static func stateText(_ batch: BatchSummary) -> String {
    var more = ""
    if batch.state == "submitted" { more = " \(batch.approvalsGiven)/\(batch.approvalsNeeded)" }
    let progress = batch.progress
    if batch.state == "sending" || batch.state == "paused", progress.total > 0 {
      // Rounded down: 100 % is shown for all only.
      more = " \((progress.total - progress.pending - progress.inFlight) * 100 / progress.total)%"
    }
    return (batch.needsMyDecision ? "! " : "  ") + batch.stateLabel + more
  }

  private func panes(_ state: ConsoleState) -> Panes {
    Panes(state.body, leftColumns: min(66, state.body.width / 2))
  }

  private func list(_ state: ConsoleState) -> Rect {
    state.isWide ? panes(state).left : state.body
  }

  private func columns(_ state: ConsoleState) -> [Table.Column] {
    let language = state.language
    func order(_ column: Int) -> Table.Column.Sort? {
      guard let sort = state.list.sort, sort.column == column else { return nil }
      return sort.isDescending ? .descending : .ascending
    }
    return [
      Table.Column(
        Text.batch.words(language), width: .flexible(minimum: 14, weight: 1), sort: order(1)),
      Table.Column(
        Text.state.words(language), width: .fixed(language == .zh ? 12 : 15), sort: order(3)),
      Table.Column(
        Text.users.words(language), width: .fixed(9), alignment: .right, sort: order(2)),
      Table.Column(Text.channel.words(language), width: .fixed(8), priority: 2),
      Table.Column(Text.risk.words(language), width: .fixed(language == .zh ? 4 : 8), priority: 3),
      Table.Column(
        Text.strategy.words(language), width: .flexible(minimum: 10, weight: 2), priority: 1),
      Table.Column(Text.waiting.words(language), width: .fixed(8), sort: order(5), priority: 4),
      Table.Column(Text.author.words(language), width: .fixed(8), sort: order(4), priority: 5),
    ]
  }

  static func rows(_ state: ConsoleState) -> [BatchSummary] { state.queue.rows }

  static func selected(_ state: ConsoleState) -> BatchSummary? {
    let rows = rows(state)
    let cursor = state.lists[.batches]?.cursor ?? 0
    return rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  private enum Text {
    static let queue = Phrase(zh: "待我处理优先", en: "my decisions first")
    static let batch = Phrase(zh: "批次", en: "Batch")
    static let state = Phrase(zh: "  状态", en: "  State")
    static let users = Phrase(zh: "人数", en: "Users")
    static let channel = Phrase(zh: "渠道", en: "Channel")
    static let risk = Phrase(zh: "风险", en: "Risk")
    static let strategy = Phrase(zh: "策略", en: "Strategy")
    static let waiting = Phrase(zh: "已等", en: "Waited")
    static let author = Phrase(zh: "提交人", en: "Author")
    static let none = Phrase(zh: "还没有批次", en: "there are no batches yet")
    static let howToMake = Phrase(
      zh: "按 n 从一个策略生成草稿，或 winback batch plan STRATEGY",
      en: "n plans a draft from a strategy, and so does winback batch plan STRATEGY")
  }
}

extension Instant {
  /// Later than every instant that occurs, to put what has no time last.
  static let distant = Instant(seconds: 253_402_300_799)
}
