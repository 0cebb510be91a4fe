import TerminalUI
import WinbackCore
import WinbackOperations

/// One template filled for a sample user, with the marks of lint under the very characters.
struct TemplateScreen: Screen {
  let kind = Place.Kind.template

  let bindings = [
    Binding(
      [.character("n")], "next-finding", zh: "下一处", en: "next", pinyin: "xyc", hint: 10,
      refusal: noFindings
    ) { state, _ in jump(&state, by: 1) },
    Binding(
      [.character("N")], "previous-finding", zh: "上一处", en: "previous", pinyin: "syc",
      refusal: noFindings
    ) { state, _ in jump(&state, by: -1) },
    Binding(
      [.character("f")], "fix", zh: "修复", en: "fix", pinyin: "xf", hint: 20, isWrite: true,
      refusal: { state in
        guard let finding = selected(state) else {
          return Phrase(zh: "先用 n 选一处问题", en: "choose a finding with n first")
        }
        return finding.fix == nil
          ? Phrase(zh: "这一处 (\(finding.rule)) 只能由人来改", en: "only a person can mend \(finding.rule)")
          : nil
      }
    ) { state, _ in
      guard let name = state.place.subject, let finding = selected(state) else { return [] }
      return state.begin(.proposeFix(template: name, rule: finding.rule))
    },
    Binding(
      [.character("F")], "fix-all", zh: "全部修复", en: "fix all", pinyin: "qbxf", hint: 30,
      isWrite: true,
      refusal: { state in
        view(state)?.findings.contains { $0.fix != nil } ?? false
          ? nil : Phrase(zh: "没有可以自动修复的问题", en: "nothing here can be fixed automatically")
      }
    ) { state, _ in
      guard let name = state.place.subject else { return [] }
      return state.begin(.proposeFix(template: name, rule: nil))
    },
    Binding(
      [.character("]")], "next-sample", zh: "下一个样例", en: "next sample", pinyin: "xygyl", hint: 35
    ) {
      state, _ in
      state.list.sample += 1
      state.list.top = 0
      return []
    },
    Binding(
      [.character("[")], "previous-sample", zh: "上一个样例", en: "previous sample", pinyin: "sygyl",
      refusal: { $0.list.sample == 0 ? Phrase(zh: "已是第一个样例", en: "this is the first sample") : nil }
    ) { state, _ in
      state.list.sample -= 1
      state.list.top = 0
      return []
    },
  ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String {
    let name = place.subject ?? ""
    return state.templates.value?.first { $0.name == name }?.title ?? name
  }

  func needs(_ state: ConsoleState) -> [Request] {
    [.templates, .preview(state.place.subject ?? "", .sample(state.list.sample))]
  }

  func lineCount(_ state: ConsoleState) -> Int {
    Self.view(state).map { Self.page($0, state).page.lines.count } ?? 0
  }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let name = state.place.subject ?? ""
    let fetched = state.preview(name, .sample(state.list.sample))
    guard let view = ListView.explained(fetched, state, in: state.body, on: &frame) else { return }
    Self.page(view, state).page.draw(on: &frame, in: state.body, top: state.list.top)
  }

  private static func page(_ view: TemplatePreview, _ state: ConsoleState) -> PreviewPage {
    PreviewPage(view, selected: state.list.cursor - 1, state, width: state.body.width)
  }

  static func view(_ state: ConsoleState) -> TemplatePreview? {
    state.preview(state.place.subject ?? "", .sample(state.list.sample)).value
  }

  /// The finding chosen with n; the list's cursor counts them from 1, 0 is none.
  static func selected(_ state: ConsoleState) -> PreviewFinding? {
    guard let findings = view(state)?.findings else { return nil }
    let index = state.list.cursor - 1
    return findings.indices.contains(index) ? findings[index] : nil
  }

  /// Goes to the next finding and brings its first line onto the screen.
  private static func jump(_ state: inout ConsoleState, by step: Int) -> [Effect] {
    guard let view = view(state), !view.findings.isEmpty else { return [] }
    let count = view.findings.count
    let from = state.list.cursor == 0 ? (step > 0 ? -1 : 0) : state.list.cursor - 1
    state.list.cursor = (from + step + count) % count + 1
    let page = page(view, state)
    let line = page.findingLines[state.list.cursor - 1]
    if line < state.list.top || line + 2 >= state.list.top + state.pageHeight {
      // Keep the text on the screen as long as finding and text fit together.
      state.list.top = max(0, line + 3 - state.pageHeight)
    }
    return []
  }

  private static let noFindings: @Sendable (ConsoleState) -> Phrase? = { state in
    view(state)?.findings.isEmpty ?? true
      ? Phrase(zh: "没有检查结果", en: "lint found nothing") : nil
  }
}
