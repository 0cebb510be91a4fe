import TerminalUI

/// What a key does: to a dialog, to a line being typed, to the list, or as a command.
extension ConsoleState {
  mutating func press(_ key: Key) -> [Effect] {
    let hadNotice = notice
    notice = nil
    // Two keys work whatever is in the way, as in every terminal program.
    if key == .control("z") { return [.suspend] }
    if dialog != nil { return pressInDialog(key) }
    if prompt != nil, case .mouse = key {} else if prompt != nil { return pressInPrompt(key) }
    if let chord {
      self.chord = nil
      if chord == "g", key == .character("g") { return moveCursor(to: 0) }
      if key == .escape { return [] }
    } else if key == .character("g") {
      chord = "g"
      return []
    }
    switch key {
    case .paste(let text):
      tell(
        .warning, zh: "未执行粘贴的 \(text.count) 个字符: 这里不是输入框 (/ 过滤, : 命令)",
        en: "pasted text (\(text.count) characters) ignored: no input here (/ filter, : command)")
      return []
    case .mouse(let mouse):
      notice = hadNotice
      return click(mouse)
    case .escape, .control("c"):
      return stepOut()
    default: break
    }
    guard let binding = binding(for: key) else { return [] }
    return run(binding)
  }

  /// Esc: undoes one thing at a time and never quits.
  mutating func stepOut() -> [Effect] {
    if !list.marks.isEmpty {
      list.marks = []
    } else if !list.filter.isEmpty {
      list.filter = ""
    } else if place == .users, !userSearch.isEmpty {
      userSearch = ""
    } else if !goUp() {
      tell(.info, zh: "已在最上层; q 退出", en: "this is the top; q quits")
    }
    return []
  }

  // MARK: - Moving

  /// Moves the cursor, or the text where there are no rows, by `step`.
  mutating func moveCursor(by step: Int) -> [Effect] {
    if screen.rowCount(self) != nil {
      list.cursor += step
      list.cursorID = nil
    } else {
      list.top += step
    }
    return []
  }

  mutating func moveCursor(to index: Int) -> [Effect] {
    if screen.rowCount(self) != nil {
      list.cursor = index
      list.cursorID = nil
    } else {
      list.top = index
    }
    return []
  }

  /// Rows of the list or text that are on the screen.
  var pageHeight: Int { max(1, screen.rowArea(self).height) }

  // MARK: - Marks

  mutating func toggleMark() -> [Effect] {
    guard let id = screen.rowID(self, at: list.cursor) else { return [] }
    if list.marks.remove(id) == nil { list.marks.insert(id) }
    return moveCursor(by: 1)
  }

  mutating func markAll() -> [Effect] {
    for index in 0..<min(screen.rowCount(self) ?? 0, 20_000) {
      if let id = screen.rowID(self, at: index) { list.marks.insert(id) }
    }
    return []
  }

  // MARK: - Mouse

  mutating func click(_ mouse: Key.Mouse) -> [Effect] {
    switch mouse.action {
    case .wheelUp: return moveCursor(by: -3)
    case .wheelDown: return moveCursor(by: 3)
    case .press: break
    case .release, .drag: return []
    }
    if mouse.y == 1 {
      if let tab = Chrome.tab(at: mouse.x, self) { show(tab) }
      return []
    }
    if mouse.y == size.rows - 1 {
      guard let binding = Chrome.hint(at: mouse.x, self) else { return [] }
      return run(binding)
    }
    let area = screen.rowArea(self)
    guard let count = screen.rowCount(self), (area.y..<area.bottom).contains(mouse.y),
      (area.x..<area.right).contains(mouse.x)
    else { return [] }
    let index = list.top + mouse.y - area.y
    guard index < count else { return [] }
    if index == list.cursor, let enter = binding(for: .enter) { return run(enter) }
    return moveCursor(to: index)
  }
}
