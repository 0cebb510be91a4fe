import TerminalUI
import WinbackCore
import WinbackOperations

/// The members of a segment or of a typed predicate, read in pages and sorted by any column.
struct MembersScreen: Screen {
  let kind = Place.Kind.members

  let bindings = [
    Binding(
      [.enter], "open", zh: "用户页", en: "user", pinyin: "yhy", hint: 10,
      refusal: { state in
        state.screen.rowID(state, at: state.list.cursor) == nil
          ? Phrase(zh: "没有选中的用户", en: "no user is under the cursor") : nil
      }
    ) { state, _ in
      guard let id = state.screen.rowID(state, at: state.list.cursor) else { return [] }
      state.open(.user(User.ID(id)))
      return []
    },
    Binding([.character("w")], "predicate", zh: "条件", en: "predicate", pinyin: "tj", hint: 30) {
      state, _ in
      state.beginPrompt(.predicate)
      return []
    },
    Binding([.character("o")], "sort", zh: "排序", en: "sort", pinyin: "px", hint: 20) { state, _ in
      state.dialog = .sort(Picker(cursor: state.list.sort?.column ?? 0))
      return []
    },
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    switch place {
    case .members(.segment): state.say(zh: "成员", en: "members")
    case .members(.predicate(let text)): text
    default: ""
    }
  }

  func needs(_ state: ConsoleState) -> [Request] {
    guard case .members(let source) = state.place else { return [] }
    // The page of the first visible row and the page of the last, which often are the same.
    let first = state.list.top / Request.pageSize
    let last = (state.list.top + state.pageHeight) / Request.pageSize
    return Array(Set([first, last])).sorted().map { page in
      .members(source, Self.sort(state), offset: page * Request.pageSize)
    }
  }

  func rowCount(_ state: ConsoleState) -> Int? {
    for request in needs(state) {
      if let page = state.members(request).value { return page.total }
    }
    // Between two pages the last known total keeps the cursor in its place.
    return known(state) ?? 0
  }

  func rowID(_ state: ConsoleState, at index: Int) -> String? { row(state, at: index)?.id.text }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: state.body) }

  func sortColumns(_ state: ConsoleState) -> [Phrase] {
    MemberSort.Field.allCases.map(Self.title)
  }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let body = state.body
    guard let first = needs(state).first else { return }
    if known(state) == nil {
      _ = ListView.explained(state.members(first), state, in: body, on: &frame)
      return
    }
    let count = rowCount(state) ?? 0
    guard count > 0 else {
      ListView.say(
        [
          (state.say(zh: "没有用户符合", en: "no user matches"), "text.strong"),
          (
            state.say(zh: "q 返回，w 换一个条件", en: "q goes back; w there tries another predicate"),
            "text.muted"
          ),
        ], in: body, on: &frame)
      return
    }
    UserTable.table(state, sort: Self.sort(state), width: body.width).draw(
      in: &frame, rect: body, count: count,
      scrolling: Scrolling(cursor: state.list.cursor, top: state.list.top)
    ) { index in
      guard let row = row(state, at: index) else {
        return Table.Row([Table.Cell(state.say(zh: "加载中...", en: "loading..."), role: "text.muted")]
        )
      }
      return UserTable.row(row, state)
    }
  }

  /// The order asked for; by value at first, as that is what a recall looks for.
  static func sort(_ state: ConsoleState) -> MemberSort {
    guard let sort = state.list.sort else {
      return MemberSort(field: .lifetimeValue, isDescending: true)
    }
    return MemberSort(
      field: MemberSort.Field.allCases[sort.column], isDescending: sort.isDescending)
  }

  private func row(_ state: ConsoleState, at index: Int) -> UserRow? {
    guard case .members(let source) = state.place, index >= 0 else { return nil }
    let offset = index / Request.pageSize * Request.pageSize
    guard let page = state.members(.members(source, Self.sort(state), offset: offset)).value,
      page.rows.indices.contains(index - offset)
    else { return nil }
    return page.rows[index - offset]
  }

  private func known(_ state: ConsoleState) -> Int? {
    guard case .members(let source) = state.place else { return nil }
    for (request, answer) in state.answers {
      if case .members(source, _, _) = request, case .members(let page) = answer.reply {
        return page.total
      }
    }
    return nil
  }

  static func title(_ field: MemberSort.Field) -> Phrase {
    switch field {
    case .id: Phrase(zh: "编号", en: "Id")
    case .name: Phrase(zh: "姓名", en: "Name")
    case .stage: Phrase(zh: "阶段", en: "Stage")
    case .rDays: Phrase(zh: "未活跃天数", en: "Days away")
    case .orders: Phrase(zh: "订单", en: "Orders")
    case .lifetimeValue: Phrase(zh: "累计消费", en: "Value")
    case .tier: Phrase(zh: "层级", en: "Tier")
    case .region: Phrase(zh: "地区", en: "Region")
    }
  }
}

/// Users in rows, for members and for the search.
enum UserTable {
  static func table(_ state: ConsoleState, sort: MemberSort?, width: Int) -> Table {
    func column(
      _ field: MemberSort.Field, _ width: Table.Column.Width, _ alignment: Alignment = .left,
      priority: Int = 0
    ) -> Table.Column {
      Table.Column(
        MembersScreen.title(field).words(state.language), width: width, alignment: alignment,
        sort: sort?.field == field ? (sort?.isDescending == true ? .descending : .ascending) : nil,
        priority: priority)
    }
    return Table(
      columns: [
        column(.id, .flexible(minimum: 9, weight: 1)),
        column(.name, .fixed(8)),
        Table.Column(
          Phrase(zh: "手机号", en: "Phone").words(state.language), width: .fixed(11), priority: 3),
        column(.stage, .fixed(10), priority: 1),
        column(.rDays, .fixed(state.language == .zh ? 12 : 11), .right, priority: 2),
        column(.orders, .fixed(8), .right, priority: 4),
        column(.lifetimeValue, .fixed(12), .right),
        column(.tier, .fixed(8), priority: 5),
        column(.region, .fixed(8), priority: 6),
      ], glyphs: state.session.glyphs, gap: 1)
  }

  static func row(_ row: UserRow, _ state: ConsoleState) -> Table.Row {
    Table.Row(
      [
        Table.Cell(row.id.text, role: "id"), Table.Cell(row.name), Table.Cell(row.phone),
        Table.Cell(row.stageLabel), Table.Cell(row.rDays.map { Count.grouped($0) } ?? "-"),
        Table.Cell(Count.grouped(row.orders)), Table.Cell(state.money(row.lifetimeValue)),
        Table.Cell(row.tierLabel), Table.Cell(row.region),
      ], isMarked: state.list.marks.contains(row.id.text))
  }
}
