import TerminalUI
import WinbackCore
import WinbackOperations

/// What every screen has around it: rows 1 and 2, the line being typed, the message line, the keys.
enum Chrome {
  /// Rows below the tabs that a line being typed, or a filter in force, takes from the screen.
  static func promptRows(_ state: ConsoleState) -> Int {
    if state.prompt?.kind == .predicate { return 3 }
    if state.prompt?.kind == .filter || !state.list.filter.isEmpty { return 1 }
    if state.place == .users || state.prompt?.kind == .userSearch { return 1 }
    return 0
  }

  static func drawHead(_ state: ConsoleState, on frame: inout Frame) {
    drawCrumbs(state, on: &frame)
    frame.fill(Rect(x: 0, y: 1, width: state.size.columns, height: 1), role: "tab")
    for (tab, text, x) in tabs(state) {
      frame.put(text, x: x, y: 1, role: tab == state.tab ? "tab.active" : "tab")
    }
    PromptView.draw(state, on: &frame)
  }

  // MARK: - Row 1

  private static func drawCrumbs(_ state: ConsoleState, on frame: inout Frame) {
    let columns = state.size.columns
    frame.fill(Rect(x: 0, y: 0, width: columns, height: 1), role: "header")
    let badge =
      state.session.isDemo
      ? state.say(zh: "[演示]", en: "[DEMO]") : state.say(zh: "[生产]", en: "[PROD]")
    let mode =
      state.session.isReadOnly
      ? state.say(zh: "只读", en: "read-only") : state.say(zh: "读写", en: "rw")
    let name = state.session.person?.name ?? state.say(zh: "无操作员", en: "no operator")
    let clock = state.time(state.now)
    // The badge, the mode and the clock always show; the name gives way on a narrow screen.
    let fixed = DisplayWidth.of(badge) + DisplayWidth.of(mode) + clock.count + 4
    let nameRoom = min(DisplayWidth.of(name), max(4, columns - fixed - (columns < 60 ? 18 : 30)))
    let right: [Page.Piece] = [
      (badge, state.session.isDemo ? "header.env.test" : "header.env.prod"), (" ", "header"),
      (mode, state.session.isReadOnly ? "header.readonly" : "header"), (" ", "header"),
      (name.cut(to: nameRoom), "header"), (" ", "header"), (clock, "header"), (" ", "header"),
    ]
    let width = right.reduce(0) { $0 + DisplayWidth.of($1.text) }
    frame.put(right, x: columns - width, y: 0)
    let separator = " \(Character(state.session.glyphs.crumb)) "
    var names = state.trail.map { Screens.of($0.kind).crumb(state, $0) }
    let room = columns - width - 2
    let workspace = state.session.workspaceName
    var root = workspace.isEmpty ? "winback" : "winback \(workspace)"
    func total() -> Int {
      names.reduce(DisplayWidth.of(root)) { $0 + 3 + DisplayWidth.of($1) }
    }
    if total() > room { root = "winback" }
    while names.count > 1, total() > room { names.removeFirst() }
    // On a narrow screen the name of the place matters more than the program's.
    var pieces: [Page.Piece] = []
    if total() <= room { pieces.append((root, "crumb")) }
    for (index, name) in names.enumerated() {
      if !pieces.isEmpty { pieces.append((separator, "crumb")) }
      pieces.append((name, index == names.count - 1 ? "crumb.active" : "crumb"))
    }
    frame.put(pieces, x: 1, y: 0, width: room)
  }

  // MARK: - Row 2

  /// The tabs with their texts and columns; on a narrow screen only the open one has its name.
  private static func tabs(_ state: ConsoleState) -> [(tab: Tab, text: String, x: Int)] {
    for style in [TabStyle.full, .short, .digits] {
      var x = 0
      var laid: [(Tab, String, Int)] = []
      for tab in Tab.allCases {
        let title = tab.title.words(state.language)
        let count = count(of: tab, state)
        let text =
          switch style {
          case .full: " \(tab.rawValue) \(title)\(count.map { "(\($0))" } ?? "") "
          case .short:
            " \(tab.rawValue) \(title)\(tab == .batches ? count.map { "(\($0))" } ?? "" : "") "
          case .digits: tab == state.tab ? " \(tab.rawValue) \(title) " : " \(tab.rawValue) "
          }
        laid.append((tab, text, x))
        x += DisplayWidth.of(text)
      }
      if x <= state.size.columns || style == .digits { return laid }
    }
    return []
  }

  private enum TabStyle { case full, short, digits }

  private static func count(of tab: Tab, _ state: ConsoleState) -> Int? {
    switch tab {
    case .segments: state.segments.value?.count
    case .templates: state.templates.value?.count
    case .batches:
      // Only what waits for this operator is worth a number here.
      state.batches.value.map { $0.count(where: \.needsMyDecision) }.flatMap { $0 > 0 ? $0 : nil }
    case .overview, .users, .results: nil
    }
  }

  /// The tab drawn at column `x` of row 2.
  static func tab(at x: Int, _ state: ConsoleState) -> Tab? {
    tabs(state).last { $0.x <= x && x < $0.x + DisplayWidth.of($0.text) }?.tab
  }

  // MARK: - The last two rows

  static func drawFoot(_ state: ConsoleState, on frame: inout Frame) {
    let y = state.size.rows - 2
    let columns = state.size.columns
    if state.prompt?.kind == .command {
      PromptView.drawCommand(state, y: y, on: &frame)
    } else {
      let position = position(state)
      let room = columns - 2 - (position.isEmpty ? 0 : DisplayWidth.of(position) + 1)
      let (text, role) = message(state)
      frame.put(text, x: 1, y: y, role: role, width: room)
      frame.put(
        position, x: columns - 1 - DisplayWidth.of(position), y: y, role: "text.muted")
    }
    frame.fill(Rect(x: 0, y: y + 1, width: columns, height: 1), role: "footer")
    for hint in hints(state) {
      let key = hint.binding.keys.first?.description ?? ""
      frame.put(key, x: hint.x, y: y + 1, role: "footer.key")
      frame.put(
        hint.binding.title.words(state.language), x: hint.x + DisplayWidth.of(key) + 1, y: y + 1,
        role: "footer")
    }
  }

  private static func message(_ state: ConsoleState) -> (String, Role) {
    if let notice = state.notice { return (notice.words(state.language), notice.role) }
    if let acting = state.acting {
      return (
        "\(Character(state.session.glyphs.spinner[0])) "
          + state.say(zh: "正在处理 (#\(acting.number))...", en: "working (#\(acting.number))..."),
        "spinner"
      )
    }
    if state.chord != nil {
      return (state.say(zh: "g- 再按 g 到开头", en: "g- press g again for the top"), "text.muted")
    }
    if state.size.columns < 60 {
      return (state.say(zh: "截至 ", en: "as of ") + state.dateTime(state.asOf), "text.muted")
    }
    return (
      state.say(
        zh: "数据截至 \(state.dateTime(state.asOf))，R 刷新",
        en: "data as of \(state.dateTime(state.asOf)), R refreshes"), "text.muted"
    )
  }

  /// Where the operator stands in a list or text, and how much is marked.
  private static func position(_ state: ConsoleState) -> String {
    var parts: [String] = []
    if !state.list.marks.isEmpty {
      let count = state.list.marks.count
      parts.append(state.say(zh: "已选 \(count)", en: "\(count) marked"))
    }
    if let count = state.screen.rowCount(state) {
      if count > 0 {
        parts.append("\(Count.grouped(state.list.cursor + 1))/\(Count.grouped(count))")
      }
    } else {
      let lines = state.screen.lineCount(state)
      let height = state.pageHeight
      if lines > height {
        let last = min(lines, state.list.top + height)
        parts.append(
          state.say(zh: "行 ", en: "lines ") + "\(state.list.top + 1)-\(last)/\(lines)")
      }
    }
    return parts.joined(separator: "  ")
  }

  /// The keys of the last row, at most eight, and their columns.
  private static func hints(_ state: ConsoleState) -> [(binding: Binding, x: Int)] {
    var ranked: [Binding] = []
    var taken: Set<Key> = []
    for binding in state.bindings {
      guard binding.hint != nil, let key = binding.keys.first, taken.insert(key).inserted else {
        continue
      }
      ranked.append(binding)
    }
    ranked.sort { ($0.hint ?? 0, $0.name) < ($1.hint ?? 0, $1.name) }
    // The last two, help and back, show however narrow the screen is.
    let last = ranked.suffix(2)
    func width(_ binding: Binding) -> Int {
      DisplayWidth.of(binding.keys.first?.description ?? "") + 1
        + DisplayWidth.of(binding.title.words(state.language)) + 2
    }
    var room = state.size.columns - 1 - last.reduce(0) { $0 + width($1) }
    var shown: [Binding] = []
    for binding in ranked.dropLast(2) where shown.count < 6 {
      if binding.refusal(in: state) != nil { continue }
      guard width(binding) <= room else { continue }
      room -= width(binding)
      shown.append(binding)
    }
    var x = 1
    return (shown + last).map { binding in
      defer { x += width(binding) }
      return (binding, x)
    }
  }

  /// The command whose hint is drawn at column `x` of the last row.
  static func hint(at x: Int, _ state: ConsoleState) -> Binding? {
    hints(state).last { $0.x <= x }?.binding
  }
}
