import TerminalUI
import WinbackCore
import WinbackOperations

/// Draws the lines an operator types.
enum PromptView {
  static func draw(_ state: ConsoleState, on frame: inout Frame) {
    let rows = Chrome.promptRows(state)
    guard rows > 0 else { return }
    if rows == 3, let prompt = state.prompt {
      drawPredicate(prompt, state, on: &frame)
    } else {
      drawFilter(state, on: &frame)
    }
  }

  /// Draws a field with its cursor; text longer than the room is scrolled to the cursor.
  static func drawField(
    _ field: TextInput, x: Int, y: Int, width: Int, role: Role = "input", hasCursor: Bool,
    on frame: inout Frame
  ) {
    var field = field
    let cursor = field.draw(in: &frame, x: x, y: y, width: width, role: role)
    if hasCursor { frame.cursor = (cursor, y) }
  }

  // MARK: - Filter and search

  private static func drawFilter(_ state: ConsoleState, on frame: inout Frame) {
    let isTyping = state.prompt?.kind == .filter || state.prompt?.kind == .userSearch
    let isSearch = state.place == .users && state.prompt?.kind != .filter
    let text = isSearch ? state.userSearch : state.list.filter
    let field = isTyping ? state.prompt?.field ?? TextInput(text) : TextInput(text)
    let found = state.screen.rowCount(state) ?? 0
    var right = ""
    if let all = state.screen.unfilteredCount(state) {
      // A search shows the first of all that match, a filter all that match of all there are.
      right =
        isSearch
        ? state.say(
          zh: "显示 \(Count.grouped(found))/\(Count.grouped(all))",
          en: "\(Count.grouped(found)) of \(Count.grouped(all)) shown")
        : state.say(
          zh: "匹配 \(Count.grouped(found))/\(Count.grouped(all))",
          en: "\(Count.grouped(found))/\(Count.grouped(all)) match")
    }
    let width = state.size.columns - DisplayWidth.of(right) - 4
    frame.put("/", x: 1, y: 2, role: "footer.key")
    if field.isEmpty && !isTyping {
      let hint = state.say(
        zh: "按编号、姓名、手机号或邮箱搜索", en: "search by id, name, phone or e-mail")
      frame.put(hint, x: 2, y: 2, role: "text.muted", width: width)
    } else {
      drawField(
        field, x: 2, y: 2, width: width, role: isTyping ? "input" : "match",
        hasCursor: isTyping, on: &frame)
    }
    frame.put(right, x: state.size.columns - 1 - DisplayWidth.of(right), y: 2, role: "text.muted")
  }

  // MARK: - Predicate

  /// Row 1 the predicate, row 2 the mark under the fault, row 3 the count or what is wrong.
  private static func drawPredicate(
    _ prompt: Prompt, _ state: ConsoleState, on frame: inout Frame
  ) {
    let label = state.say(zh: "条件 ", en: "where ")
    let x = 1 + DisplayWidth.of(label)
    let width = state.size.columns - x - 1
    frame.put(label, x: 1, y: 2, role: "title")
    let answer = state.count(prompt.field.text)
    let fault = answer.value?.fault
    drawField(
      prompt.field, x: x, y: 2, width: width, role: fault == nil ? "input" : "input.invalid",
      hasCursor: true, on: &frame)
    let choices = state.predicateChoices(prompt)
    var hint = choices.prefix(6).map(\.text).joined(separator: "  ")
    if let fault {
      let column = DisplayWidth.of(prompt.field.text.beginning(ofScalars: fault.position - 1))
      let scrolled = max(0, DisplayWidth.of(prompt.field.beforeCursor) - (width - 1))
      let mark = x + min(width - 1, max(0, column - scrolled))
      frame.put("^", x: mark, y: 3, role: "lint.error")
      let room = state.size.columns - mark - 3
      if DisplayWidth.of(hint) > room { hint = "" }
      frame.put(hint, x: mark + 2, y: 3, role: "text.muted", width: room)
      frame.put(
        "✗ \(fault.code) \(fault.message)", x: 1, y: 4, role: "lint.error",
        width: state.size.columns - 2)
      return
    }
    frame.put(
      hint.isEmpty ? "" : state.say(zh: "Tab: ", en: "Tab: ") + hint, x: x, y: 3,
      role: "text.muted", width: width)
    frame.put(
      countLine(prompt, answer, state), x: 1, y: 4, role: "text", width: state.size.columns - 2)
  }

  private static func countLine(
    _ prompt: Prompt, _ answer: Fetched<PredicateAnswer>, _ state: ConsoleState
  ) -> String {
    if prompt.field.text.trimmed.isEmpty {
      return state.say(
        zh: "例: stage = \"churned\" and lifetime_value >= ¥500",
        en: "such as: stage = \"churned\" and lifetime_value >= ¥500")
    }
    switch answer {
    case .loading: return state.say(zh: "正在计数...", en: "counting...")
    case .failed(let phrase): return "✗ " + phrase.words(state.language)
    case .ready(let answer):
      let count = answer.count ?? 0
      let share = Percent(count, of: answer.of).shown
      return state.say(
        zh: "匹配 \(Count.grouped(count)) / \(Count.grouped(answer.of)) 人 (\(share))  Enter 列出",
        en:
          "\(Count.grouped(count)) of \(Count.grouped(answer.of)) users (\(share))  Enter lists them"
      )
    }
  }

  // MARK: - Command

  static func drawCommand(_ state: ConsoleState, y: Int, on frame: inout Frame) {
    guard let prompt = state.prompt else { return }
    let base = prompt.choice == nil ? prompt.field.text : prompt.before
    let choices = state.commandChoices(base)
    let hint = choices.prefix(12).joined(separator: "  ")
    let width = state.size.columns - 3
    let room = min(width, max(20, width - min(width / 2, DisplayWidth.of(hint) + 7)))
    frame.put(":", x: 1, y: y, role: "footer.key")
    drawField(prompt.field, x: 2, y: y, width: room, hasCursor: true, on: &frame)
    if !hint.isEmpty {
      frame.put(
        "Tab: " + hint, x: 3 + room, y: y, role: "text.muted", width: width - room)
    }
  }
}
