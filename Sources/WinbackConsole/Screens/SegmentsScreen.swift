import TerminalUI
import WinbackCore
import WinbackOperations

/// All segments with their counts; beside or below them what the one under the cursor holds.
struct SegmentsScreen: Screen {
  let kind = Place.Kind.segments

  let bindings = [
    Binding(
      [.enter], "open", zh: "详情", en: "details", pinyin: "xq", hint: 10,
      refusal: {
        selected($0) == nil ? Phrase(zh: "没有选中的分群", en: "no segment is under the cursor") : nil
      }
    ) { state, _ in
      guard let segment = selected(state) else { return [] }
      state.open(.segment(segment.name))
      return []
    },
    Binding(
      [.character("m")], "members", zh: "成员", en: "members", pinyin: "cy", hint: 20,
      refusal: { state in
        guard let segment = selected(state) else {
          return Phrase(zh: "没有选中的分群", en: "no segment is under the cursor")
        }
        return segment.fault == nil
          ? nil : Phrase(zh: "分群定义有错", en: "the segment's definition is faulty")
      }
    ) { state, _ in
      guard let segment = selected(state) else { return [] }
      state.open(.members(.segment(segment.name)))
      return []
    },
    Binding([.character("w")], "predicate", zh: "条件", en: "predicate", pinyin: "tj", hint: 30) {
      state, _ in
      state.beginPrompt(.predicate)
      return []
    },
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.segments.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] {
    guard state.isWide, let segment = Self.selected(state), segment.fault == nil else {
      return [.segments]
    }
    return [.segments, .segment(segment.name)]
  }

  func rowCount(_ state: ConsoleState) -> Int? { Self.rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = Self.rows(state)
    return rows.indices.contains(index) ? rows[index].name : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { state.segments.value?.count ?? 0 }

  func sortColumns(_ state: ConsoleState) -> [Phrase] { [Text.name, Text.count, Text.source] }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: layout(state).list) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let (list, detail) = layout(state)
    ListView.draw(
      state.segments.map { _ in Self.rows(state) }, state, columns: columns(state), in: list,
      on: &frame, empty: (Text.none, Text.howToMake)
    ) { segment in
      let marks = state.list.marks
      let count = segment.count.map { Count.grouped($0) } ?? "-"
      let share = segment.count.map { Percent($0, of: segment.of).shown } ?? ""
      let note =
        if let fault = segment.fault { "✗ " + fault } else if segment.isBuiltIn {
          state.say(zh: "内置", en: "built in")
        } else { state.say(zh: "自定义", en: "own") }
      return Table.Row(
        [
          Table.Cell(segment.title), Table.Cell(count, role: "number"), Table.Cell(share),
          Table.Cell(note, role: segment.fault == nil ? "text.muted" : "lint.error"),
        ], isMarked: marks.contains(segment.name))
    }
    drawDetail(state, in: detail, on: &frame)
  }

  // MARK: - Layout

  private func layout(_ state: ConsoleState) -> (list: Rect, detail: Rect) {
    let body = state.body
    if state.isWide {
      let panes = Panes(body, leftColumns: min(64, body.width / 2))
      return (panes.left, panes.right)
    }
    guard body.height >= 16 else { return (body, Rect(x: 0, y: body.bottom, width: 0, height: 0)) }
    let (list, detail) = body.splitTop(body.height - 5)
    return (list, detail)
  }

  private func columns(_ state: ConsoleState) -> [Table.Column] {
    let sort = state.list.sort ?? ListState.Sort(column: 1, isDescending: true)
    func order(_ column: Int) -> Table.Column.Sort? {
      sort.column == column ? (sort.isDescending ? .descending : .ascending) : nil
    }
    return [
      Table.Column(
        Text.name.words(state.language), width: .flexible(minimum: 14, weight: 2), sort: order(0)),
      Table.Column(
        Text.count.words(state.language), width: .fixed(10), alignment: .right, sort: order(1)),
      Table.Column(
        Text.share.words(state.language), width: .fixed(7), alignment: .right, priority: 2),
      Table.Column(
        Text.source.words(state.language), width: .flexible(minimum: 8, weight: 1), sort: order(2),
        priority: 1),
    ]
  }

  private func drawDetail(_ state: ConsoleState, in area: Rect, on frame: inout Frame) {
    guard area.height > 0, let segment = Self.selected(state) else { return }
    if state.isWide {
      Panes(state.body, leftColumns: min(64, state.body.width / 2))
        .drawDivider(state.session.glyphs, on: &frame)
      SegmentPage.make(segment.name, summary: segment, state, width: area.width)
        .draw(on: &frame, in: area, top: 0)
      return
    }
    var page = Page(width: area.width, glyphs: state.session.glyphs)
    page.heading(segment.title)
    page.field(Text.rule.words(state.language), segment.predicate, labelWidth: 6)
    if let fault = segment.fault { page.text("✗ " + fault, role: "lint.error") }
    page.draw(on: &frame, in: area, top: 0)
  }

  // MARK: - Rows

  /// The segments that fit the filter, in the chosen order.
  static func rows(_ state: ConsoleState) -> [SegmentSummary] {
    let list = state.lists[.segments] ?? ListState()
    let rows = (state.segments.value ?? []).filter {
      ListView.matches(list.filter, [$0.name, $0.title, $0.predicate])
    }
    let sort = list.sort ?? ListState.Sort(column: 1, isDescending: true)
    return rows.sorted(by: sort) { left, right in
      switch sort.column {
      case 0: left.title < right.title
      case 2: (left.isBuiltIn ? 1 : 0, left.name) < (right.isBuiltIn ? 1 : 0, right.name)
      default: (left.count ?? -1) < (right.count ?? -1)
      }
    }
  }

  static func selected(_ state: ConsoleState) -> SegmentSummary? {
    let rows = rows(state)
    let cursor = state.lists[.segments]?.cursor ?? 0
    return rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  private enum Text {
    static let name = Phrase(zh: "名称", en: "Name")
    static let count = Phrase(zh: "人数", en: "Users")
    static let share = Phrase(zh: "占比", en: "Share")
    static let source = Phrase(zh: "来源", en: "Source")
    static let rule = Phrase(zh: "规则", en: "Rule")
    static let none = Phrase(zh: "还没有分群", en: "there are no segments yet")
    static let howToMake = Phrase(
      zh: "在 segments/ 下新建一个 YAML 文件 (name, title, where)，或按 w 试一个条件",
      en: "add a YAML file in segments/ (name, title, where), or try a predicate with w")
  }
}

extension Fetched {
  func map<Other>(_ transform: (Value) -> Other) -> Fetched<Other> {
    switch self {
    case .loading: .loading
    case .failed(let phrase): .failed(phrase)
    case .ready(let value): .ready(transform(value))
    }
  }
}

extension Array {
  /// Sorted, equal elements in their old order, in the direction that `sort` asks for.
  func sorted(by sort: ListState.Sort, _ precedes: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted { left, right in
      if precedes(left.element, right.element) { return !sort.isDescending }
      if precedes(right.element, left.element) { return sort.isDescending }
      return left.offset < right.offset
    }.map(\.element)
  }
}
