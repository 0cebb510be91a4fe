import TerminalUI
import WinbackCore
import WinbackOperations

/// The lines an operator types: filter, command, predicate, user search.
extension ConsoleState {
  mutating func beginPrompt(_ kind: Prompt.Kind) {
    let before =
      switch kind {
      case .filter: list.filter
      case .userSearch: userSearch
      case .command: ""
      case .predicate: typedPredicate ?? ""
      }
    prompt = Prompt(kind: kind, field: TextInput(before), before: before)
  }

  mutating func pressInPrompt(_ key: Key) -> [Effect] {
    guard var line = prompt else { return [] }
    switch key {
    case .escape, .control("c"):
      prompt = nil
      apply(line.before, to: line.kind)
      return []
    case .enter:
      prompt = nil
      return accept(line)
    case .tab, .backTab:
      complete(&line, backwards: key == .backTab)
      prompt = line
    case .up, .down:
      // The list can be moved through while it is being filtered.
      if line.kind == .filter || line.kind == .userSearch {
        return moveCursor(by: key == .up ? -1 : 1)
      }
    case .backspace where line.field.isEmpty && line.kind != .predicate:
      prompt = nil
      return []
    default:
      guard line.field.handle(key) else { return [] }
      line.choice = nil
      prompt = line
      apply(line.field.text, to: line.kind)
    }
    return []
  }

  /// Shows at once what the text typed so far means.
  private mutating func apply(_ text: String, to kind: Prompt.Kind) {
    switch kind {
    case .filter:
      list.filter = text
    case .userSearch:
      userSearch = text
    case .command, .predicate:
      return
    }
    list.cursor = 0
    list.cursorID = nil
  }

  private mutating func accept(_ line: Prompt) -> [Effect] {
    let text = line.field.text.trimmed
    switch line.kind {
    case .filter, .userSearch:
      return []
    case .command:
      return text.isEmpty ? [] : runCommand(text)
    case .predicate:
      guard !text.isEmpty else { return [] }
      if let fault = count(line.field.text).value?.fault {
        // A faulty predicate stays to be mended; its fault is marked in it.
        prompt = line
        tell(
          .error, zh: "\(fault.code) 第 \(fault.position) 个字符: \(fault.message)",
          en: "\(fault.code) at character \(fault.position): \(fault.message)")
        return []
      }
      // A predicate that is mended takes the place of the one it came from.
      if typedPredicate != nil { trail.removeLast() }
      open(.members(.predicate(text)))
      return []
    }
  }

  /// The typed predicate whose users are listed now.
  private var typedPredicate: String? {
    if case .members(.predicate(let text)) = place { text } else { nil }
  }

  /// Runs what was typed after `:`.
  mutating func runCommand(_ text: String) -> [Effect] {
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    let name = String(parts.first ?? "")
    let argument = parts.count > 1 ? String(parts[1]).trimmed : ""
    let commands = bindings.filter { !$0.name.isEmpty }
    guard let binding = commands.first(where: { $0.name == name }) else {
      let nearest = NearestName.find(name, in: commands.map(\.name))
      tell(
        .error, zh: "没有命令「\(name)」" + (nearest.map { "，是不是 :\($0)" } ?? "，? 查看全部命令"),
        en: "no command \"\(name)\"" + (nearest.map { "; did you mean :\($0)" } ?? "; ? lists them")
      )
      return []
    }
    if let kind = binding.argument, argument.isEmpty {
      tell(
        .warning, zh: ":\(name) 后面要写\(kind.title.zh)", en: ":\(name) needs \(kind.title.en)")
      prompt = Prompt(kind: .command, field: TextInput(name + " "))
      return []
    }
    return run(binding, argument: argument)
  }

  // MARK: - Completion

  /// What could stand at the cursor of a command line: command names, then names and ids.
  func commandChoices(_ text: String) -> [String] {
    guard let space = text.firstIndex(of: " ") else {
      return bindings.map(\.name).filter { !$0.isEmpty && $0.hasPrefix(text) }.uniqued
    }
    let typed = String(text[text.index(after: space)...])
    guard let argument = bindings.first(where: { $0.name == text[..<space] })?.argument else {
      return []
    }
    return choices(for: argument).filter { $0.hasPrefix(typed) }
  }

  private func choices(for argument: Binding.Argument) -> [String] {
    switch argument {
    case .operatorID: operators.map(\.id)
    case .theme: themes
    case .language: Language.allCases.map(\.rawValue)
    case .batch: (batches.value ?? []).map(\.id)
    case .segment: (segments.value ?? []).map(\.name)
    case .template: (templates.value ?? []).map(\.name)
    case .user, .predicate: []
    }
  }

  private func complete(_ line: inout Prompt, backwards: Bool) {
    switch line.kind {
    case .command:
      let base = line.choice == nil ? line.field.text : line.before
      let choices = commandChoices(base)
      guard !choices.isEmpty else { return }
      let next = line.choice.map { $0 + (backwards ? -1 : 1) } ?? 0
      let index = (next + choices.count) % choices.count
      if line.choice == nil { line.before = base }
      let stem = base.firstIndex(of: " ").map { String(base[...$0]) } ?? ""
      line.field = TextInput(stem + choices[index])
      line.choice = index
    case .predicate:
      guard let first = predicateChoices(line).first else { return }
      line.field.replace(first.replacing, with: first.text)
    case .filter, .userSearch:
      return
    }
  }

  /// The continuations offered for a predicate.
  func predicateChoices(_ line: Prompt) -> [PredicateSuggestion] {
    let request = Request.completions(line.field.text, cursor: line.field.scalarCursor)
    return fetched(request) {
      if case .completions(let rows) = $0 { rows } else { nil }
    }.value ?? []
  }
}

extension Binding.Argument {
  var title: Phrase {
    switch self {
    case .operatorID: Phrase(zh: "操作员编号", en: "an operator id")
    case .theme: Phrase(zh: "主题名", en: "a theme name")
    case .language: Phrase(zh: "zh 或 en", en: "zh or en")
    case .batch: Phrase(zh: "批次编号", en: "a batch id")
    case .user: Phrase(zh: "用户编号", en: "a user id")
    case .segment: Phrase(zh: "分群名", en: "a segment name")
    case .template: Phrase(zh: "模板名", en: "a template name")
    case .predicate: Phrase(zh: "条件", en: "a predicate")
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension [String] {
  /// Each text once, in order of first appearance.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
