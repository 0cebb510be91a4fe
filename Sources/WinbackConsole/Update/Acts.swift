import TerminalUI
import WinbackCore
import WinbackOperations

/// Acts: begun once, followed until their answer.
extension ConsoleState {
  /// Begins `act` unless another one is under way.
  mutating func begin(_ act: Act) -> [Effect] {
    if let acting {
      tell(
        .warning, zh: "上一个操作尚未完成 (#\(acting.number))，请稍候",
        en: "the last act (#\(acting.number)) has not finished yet")
      return []
    }
    lastNumber += 1
    acting = (lastNumber, act)
    return [.act(act, number: lastNumber, context)]
  }

  /// Takes the result of the act numbered `number`.
  mutating func finish(
    _ act: Act, number: Int, _ result: Result<Outcome, ConsoleFailure>
  ) -> [Effect] {
    guard acting?.number == number else { return [] }
    acting = nil
    switch result {
    case .failure(let failure):
      fail(act, failure.phrase)
      return []
    case .success(let outcome):
      return succeed(outcome)
    }
  }

  private mutating func succeed(_ outcome: Outcome) -> [Effect] {
    switch outcome {
    case .done(let sentence):
      if case .approve = dialog { dialog = nil }
      notice = Notice(level: .ok, phrase: Phrase(zh: sentence, en: sentence))
      outdate()
    case .planned(let id):
      outdate()
      open(.batch(id))
      tell(.ok, zh: "已生成草稿 \(id); s 提交审批", en: "drafted \(id); s submits it for approval")
    case .proposed(let fix):
      if fix.before == fix.after {
        tell(.info, zh: "没有可以自动修复的问题", en: "nothing here can be fixed automatically")
      } else {
        dialog = .fix(FixForm(fix: fix))
      }
    case .fixed:
      tell(.ok, zh: "已写入模板文件", en: "written to the template file")
      outdate()
    case .became(let person):
      session.person = person
      dialog = nil
      outdate()
      tell(
        .ok, zh: "现在以 \(person.name) (\(person.id)) 操作",
        en: "now acting as \(person.name) (\(person.id))")
    case .theme(let theme):
      tell(.ok, zh: "主题: \(theme.name)", en: "theme: \(theme.name)")
      return [.use(theme)]
    }
    return []
  }

  private mutating func fail(_ act: Act, _ phrase: Phrase) {
    notice = Notice(level: .error, phrase: phrase)
    outdate()
    guard case .batch(.approve, let id) = act, case .approve(var form) = dialog, form.batch == id
    else { return }
    // The operator types the number again, having read why.
    form.count = TextInput()
    form.focus = .cancel
    form.fault = phrase
    dialog = .approve(form)
  }

  /// Turns an open approval to "the plan has changed" when a fresh view says so.
  mutating func checkApproval() {
    // While the approval itself is under way a view that already counts it is no surprise.
    guard acting == nil, case .approve(var form) = dialog, !form.isOutdated,
      let view = batch(form.batch).value
    else { return }
    guard !form.matches(view) || view.stale != nil || view.approvalRefusal != nil else { return }
    form.isOutdated = true
    form.count = TextInput()
    form.focus = .cancel
    dialog = .approve(form)
  }
}
