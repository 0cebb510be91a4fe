import TerminalUI
import WinbackCore
import WinbackOperations

/// The strategies a batch can be planned from.
struct StrategiesScreen: Screen {
  let kind = Place.Kind.strategies

  let bindings = [
    Binding(
      [.enter, .character("n")], "plan", zh: "生成草稿", en: "plan a draft", pinyin: "sccg", hint: 10,
      isWrite: true,
      refusal: { state in
        guard let row = selected(state) else {
          return Phrase(zh: "没有选中的策略", en: "no strategy is under the cursor")
        }
        return row.fault.map { Phrase(zh: $0, en: $0) }
      }
    ) { state, _ in
      guard let row = selected(state) else { return [] }
      return state.begin(.plan(strategy: row.name))
    }
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    state.say(zh: "策略", en: "Strategies")
  }

  func needs(_ state: ConsoleState) -> [Request] { [.strategies] }

  func rowCount(_ state: ConsoleState) -> Int? { Self.rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = Self.rows(state)
    return rows.indices.contains(index) ? rows[index].name : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { state.strategies.value?.count ?? 0 }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: state.body) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    ListView.draw(
      state.strategies.map { _ in Self.rows(state) }, state, columns: columns(state),
      in: state.body, on: &frame, empty: (Text.none, Text.howToMake)
    ) { row in
      Table.Row([
        Table.Cell(row.name, role: "id"),
        row.fault.map { Table.Cell("✗ " + $0, role: "lint.error") } ?? Table.Cell(row.problem),
        Table.Cell(row.segment), Table.Cell(row.channel.words(state.language)),
        Table.Cell(row.template),
      ])
    }
  }

  private func columns(_ state: ConsoleState) -> [Table.Column] {
    [
      Table.Column(state.say(zh: "策略", en: "Strategy"), width: .flexible(minimum: 12, weight: 1)),
      Table.Column(state.say(zh: "解决的问题", en: "Problem"), width: .flexible(minimum: 16, weight: 3)),
      Table.Column(
        state.say(zh: "分群", en: "Segment"), width: .flexible(minimum: 10, weight: 1), priority: 2),
      Table.Column(state.say(zh: "渠道", en: "Channel"), width: .fixed(8), priority: 1),
      Table.Column(
        state.say(zh: "模板", en: "Template"), width: .flexible(minimum: 10, weight: 1), priority: 3),
    ]
  }

  static func rows(_ state: ConsoleState) -> [StrategyRow] {
    let filter = state.lists[.strategies]?.filter ?? ""
    return (state.strategies.value ?? []).filter {
      ListView.matches(filter, [$0.name, $0.problem, $0.segment, $0.template])
    }
  }

  static func selected(_ state: ConsoleState) -> StrategyRow? {
    let rows = rows(state)
    let cursor = state.lists[.strategies]?.cursor ?? 0
    return rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  private enum Text {
    static let none = Phrase(zh: "还没有策略", en: "there are no strategies yet")
    static let howToMake = Phrase(
      zh: "在 strategies/ 下新建一个 YAML 文件 (name, problem, segment, channel, template)",
      en: "add a YAML file in strategies/ (name, problem, segment, channel, template)")
  }
}
