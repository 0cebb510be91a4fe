import TerminalUI
import WinbackCore
import WinbackOperations

/// A search over all users.
struct UsersScreen: Screen {
  let kind = Place.Kind.users

  let bindings = [
    Binding([.character("/")], "search", zh: "搜索", en: "search", pinyin: "ss", hint: 5) {
      state, _ in
      state.beginPrompt(.userSearch)
      return []
    },
    Binding(
      [.enter], "open", zh: "打开", en: "open", pinyin: "dk", hint: 10,
      refusal: { state in
        state.screen.rowID(state, at: state.list.cursor) == nil
          ? Phrase(zh: "没有选中的用户", en: "no user is under the cursor") : nil
      }
    ) { state, _ in
      guard let id = state.screen.rowID(state, at: state.list.cursor) else { return [] }
      state.open(.user(User.ID(id)))
      return []
    },
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    Tab.users.title.words(state.language)
  }

  func needs(_ state: ConsoleState) -> [Request] { [.users(state.userSearch)] }

  func rowCount(_ state: ConsoleState) -> Int? { rows(state).count }

  func rowID(_ state: ConsoleState, at index: Int) -> String? {
    let rows = rows(state)
    return rows.indices.contains(index) ? rows[index].id.text : nil
  }

  func unfilteredCount(_ state: ConsoleState) -> Int? { page(state).value?.total }

  func rowArea(_ state: ConsoleState) -> Rect { ListView.rows(of: state.body) }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let table = UserTable.table(state, sort: nil, width: state.body.width)
    ListView.draw(
      page(state).map(\.rows), state, columns: table.columns, in: state.body, on: &frame,
      empty: (Text.none, Text.howToMake)
    ) { UserTable.row($0, state) }
  }

  private func page(_ state: ConsoleState) -> Fetched<MemberPage> {
    state.members(.users(state.userSearch))
  }

  private func rows(_ state: ConsoleState) -> [UserRow] { page(state).value?.rows ?? [] }

  private enum Text {
    static let none = Phrase(zh: "还没有用户", en: "there are no users yet")
    static let howToMake = Phrase(
      zh: "winback import --users FILE 导入，或 winback demo 生成示例",
      en: "winback import --users FILE brings them in; winback demo makes a sample")
  }
}
