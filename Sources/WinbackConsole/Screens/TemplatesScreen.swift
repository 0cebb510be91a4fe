import TerminalUI
import WinbackCore
import WinbackOperations

/// All templates with what lint says; beside them the preview of the one under the cursor.
struct TemplatesScreen: Screen {
  let kind = Place.Kind.templates

  let bindings = [
    Binding(
      [.enter], "open", zh: "预览", en: "preview", pinyin: "yl", hint: 10,
      refusal: {
        selected($0) == nil
          ? Phrase(zh: "没有选中的模板", en: "no template is under the cursor") : nil
      }
    ) { state, _ in
      guard let template = selected(state) else { return [] }
      state.open(.template(template.name))
      return []
    }
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.templates.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] {
    guard state.isWide, let template = Self.selected(state), template.fault == nil else {
      return [.templates]
    }
    return [.templates, .preview(template.name, .sample(0))]
  }

  func rowCount(_ state: ConsoleState) -> Int? { Self.rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = Self.rows(state)
    return rows.indices.contains(index) ? rows[index].name : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { state.templates.value?.count ?? 0 }

  func sortColumns(_ state: ConsoleState) -> [Phrase] {
    [Text.title, Text.channel, Text.lint, Text.parts]
  }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: list(state)) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    ListView.draw(
      state.templates.map { _ in Self.rows(state) }, state, columns: columns(state),
      in: list(state), on: &frame, empty: (Text.none, Text.howToMake)
    ) { template in
      Table.Row(
        [
          Table.Cell(template.title), Table.Cell(template.channel.words(state.language)),
          Self.lint(template, state), Table.Cell(template.parts.map(String.init) ?? "-"),
          Table.Cell(template.name, role: "id"),
        ], isMarked: state.list.marks.contains(template.name))
    }
    guard state.isWide, let template = Self.selected(state) else { return }
    let panes = panes(state)
    panes.drawDivider(state.session.glyphs, on: &frame)
    if let fault = template.fault {
      ListView.say([("✗ " + fault, "lint.error")], in: panes.right, on: &frame)
    } else if let view = ListView.explained(
      state.preview(template.name, .sample(0)), state, in: panes.right, on: &frame)
    {
      PreviewPage(view, selected: nil, state, width: panes.right.width).page
        .draw(on: &frame, in: panes.right, top: 0)
    }
  }

  private func panes(_ state: ConsoleState) -> Panes {
    Panes(state.body, leftColumns: min(60, state.body.width / 2))
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
        Text.title.words(language), width: .flexible(minimum: 12, weight: 2), sort: order(0)),
      Table.Column(Text.channel.words(language), width: .fixed(9), sort: order(1), priority: 1),
      Table.Column(Text.lint.words(language), width: .fixed(11), sort: order(2)),
      Table.Column(
        Text.parts.words(language), width: .fixed(6), alignment: .right, sort: order(3),
        priority: 3),
      Table.Column(
        Text.name.words(language), width: .flexible(minimum: 10, weight: 1), priority: 4),
    ]
  }

  private static func lint(_ template: TemplateSummary, _ state: ConsoleState) -> Table.Cell {
    if template.fault != nil {
      return Table.Cell(state.say(zh: "✗ 文件有误", en: "✗ faulty"), role: "lint.error")
    }
    if template.errors > 0 {
      return Table.Cell(
        state.say(
          zh: "✗ \(template.errors) 错 \(template.warnings) 警",
          en: "✗ \(template.errors)E \(template.warnings)W"), role: "lint.error")
    }
    if template.warnings > 0 {
      return Table.Cell(
        state.say(zh: "! \(template.warnings) 警", en: "! \(template.warnings)W"),
        role: "lint.warning")
    }
    return Table.Cell(state.say(zh: "✓ 通过", en: "✓ clean"), role: "toast.ok")
  }

  static func rows(_ state: ConsoleState) -> [TemplateSummary] {
    let list = state.lists[.templates] ?? ListState()
    let rows = (state.templates.value ?? []).filter {
      ListView.matches(
        list.filter, [$0.name, $0.title, $0.channel.words(.zh), $0.channel.words(.en)])
    }
    guard let sort = list.sort else { return rows }
    return rows.sorted(by: sort) { left, right in
      switch sort.column {
      case 0: left.title < right.title
      case 1: left.channel.rawValue < right.channel.rawValue
      case 2: (left.errors, left.warnings) < (right.errors, right.warnings)
      default: (left.parts ?? 0) < (right.parts ?? 0)
      }
    }
  }

  static func selected(_ state: ConsoleState) -> TemplateSummary? {
    let rows = rows(state)
    let cursor = state.lists[.templates]?.cursor ?? 0
    return rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  private enum Text {
    static let title = Phrase(zh: "标题", en: "Title")
    static let channel = Phrase(zh: "渠道", en: "Channel")
    static let lint = Phrase(zh: "检查", en: "Lint")
    static let parts = Phrase(zh: "条数", en: "Parts")
    static let name = Phrase(zh: "名称", en: "Name")
    static let none = Phrase(zh: "还没有模板", en: "there are no templates yet")
    static let howToMake = Phrase(
      zh: "在 templates/ 下新建一个 YAML 文件，每个文件一条消息",
      en: "add a YAML file in templates/, one message each")
  }
}
