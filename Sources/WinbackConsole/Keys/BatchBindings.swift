import TerminalUI
import WinbackCore
import WinbackOperations

/// What an operator may do to a batch, in the queue and on its page.
///
/// Whatever leaves the building or cannot be undone asks first and names its numbers.
enum BatchBindings {
  static let all: [Binding] = [
    Binding(
      [.character("a")], "approve", zh: "批准", en: "approve", pinyin: "pz", hint: 12, isWrite: true,
      refusal: approvalRefusal
    ) { state, _ in
      guard let view = state.openBatch else { return [] }
      state.dialog = .approve(ApprovalForm(view))
      return []
    },
    Binding(
      [.character("r")], "reject", zh: "驳回", en: "reject", pinyin: "bh", hint: 14, isWrite: true,
      refusal: { state in
        needs(state, ["submitted", "approved", "scheduled"])
      }
    ) { state, _ in
      guard let batch = state.openSummary else { return [] }
      state.askReason(.reject, of: batch.id)
      return []
    },
    Binding(
      [.character("p")], "pause", zh: "暂停/继续", en: "pause/resume", pinyin: "ztjx", hint: 16,
      isWrite: true, refusal: { needs($0, ["sending", "paused"]) }
    ) { state, _ in
      state.askToPause()
      return []
    },
    Binding(
      [.character("x")], "cancel-batch", zh: "取消批次", en: "cancel batch", pinyin: "qxpc", hint: 18,
      isWrite: true,
      refusal: {
        needs($0, ["draft", "submitted", "approved", "scheduled", "sending", "paused"])
      }
    ) { state, _ in
      guard let batch = state.openSummary else { return [] }
      state.askReason(.cancel, of: batch.id)
      return []
    },
    Binding(
      [.character("s")], "submit", zh: "提交审批", en: "submit", pinyin: "tjsp", hint: 13,
      isWrite: true,
      refusal: { state in
        if let refusal = needs(state, ["draft"]) { return refusal }
        guard let view = state.openBatch else { return stillLoading }
        let errors = view.findings.count { $0.severity == .error }
        return errors == 0
          ? nil
          : Phrase(zh: "文案有 \(errors) 个 lint 错误", en: "lint has \(errors) error(s) in the text")
      }
    ) { state, _ in
      guard let batch = state.openSummary else { return [] }
      state.askReason(.submit, of: batch.id)
      return []
    },
    Binding(
      [.character("W")], "withdraw", zh: "撤回修改", en: "withdraw", pinyin: "chxg", isWrite: true,
      refusal: { needs($0, ["submitted", "approved", "scheduled"]) }
    ) { state, _ in
      guard let batch = state.openSummary else { return [] }
      state.askReason(.withdraw, of: batch.id)
      return []
    },
    Binding(
      [.character("d")], "dispatch", zh: "开始发送", en: "start sending", pinyin: "ksfs", hint: 15,
      isWrite: true, refusal: { needs($0, ["approved", "scheduled"]) }
    ) { state, _ in
      state.askToDispatch()
      return []
    },
    Binding(
      [.character("z")], "unapprove", zh: "收回批准", en: "take approval back", pinyin: "shpz",
      hint: 17, isWrite: true,
      refusal: { state in
        if let refusal = needs(state, ["submitted", "approved", "scheduled"]) { return refusal }
        guard let view = state.openBatch else { return stillLoading }
        let id = state.session.person?.id
        return view.approvals.contains { $0.operatorID == id && $0.isValid }
          ? nil : Phrase(zh: "您没有批准过这个方案", en: "you have not approved this plan")
      }
    ) { state, _ in
      state.askToUnapprove()
      return []
    },
  ]

  private static let stillLoading = Phrase(zh: "批次仍在加载", en: "the batch is still loading")

  /// Refused unless the batch is in one of `states`.
  private static func needs(_ state: ConsoleState, _ states: [String]) -> Phrase? {
    guard let batch = state.openSummary else {
      return Phrase(zh: "没有选中的批次", en: "no batch is chosen")
    }
    guard states.contains(batch.state) else {
      return Phrase(
        zh: "\(batch.id) 现在是「\(batch.stateLabel)」",
        en: "\(batch.id) is \(batch.stateLabel) now")
    }
    return nil
  }

  private static let approvalRefusal: @Sendable (ConsoleState) -> Phrase? = { state in
    guard let batch = state.openSummary else {
      return Phrase(zh: "没有选中的批次", en: "no batch is chosen")
    }
    // What is not on the screen cannot be approved.
    guard let view = state.openBatch else { return stillLoading }
    if let refusal = view.approvalRefusal { return Phrase(zh: refusal, en: refusal) }
    if let stale = view.stale { return Phrase(zh: stale, en: stale) }
    return needs(state, ["submitted", "approved", "paused"])
  }
}

extension ConsoleState {
  /// The batch that the keys are about: the one that is open, or under the cursor of the queue.
  var openSummary: BatchSummary? {
    switch place {
    case .batch(let id): batch(id).value?.summary
    case .batches: BatchesScreen.selected(self)
    default: nil
    }
  }

  var openBatch: BatchView? { openSummary.flatMap { batch($0.id).value } }

  mutating func askReason(_ purpose: ReasonForm.Purpose, of id: String) {
    guard let summary = openSummary ?? batch(id).value?.summary else { return }
    let progress = summary.progress
    let waiting = Count.grouped(progress.pending)
    let sent = Count.grouped(progress.sent)
    let people = Count.grouped(summary.recipients)
    let warnings = batch(id).value?.findings.count { $0.severity == .warning } ?? 0
    let form: ReasonForm
    switch purpose {
    case .reject:
      form = ReasonForm(
        purpose: purpose, batch: id, title: Phrase(zh: "驳回 \(id)", en: "Reject \(id)"),
        lines: [
          Phrase(
            zh: "\(people) 人都不会收到消息；作者 \(summary.author) 会看到原因。",
            en: "None of the \(people) users gets a message; \(summary.author) will see the reason."
          )
        ], button: Phrase(zh: "驳回", en: "Reject"), isRequired: true)
    case .withdraw:
      form = ReasonForm(
        purpose: purpose, batch: id, title: Phrase(zh: "撤回 \(id) 修改", en: "Withdraw \(id)"),
        lines: [
          Phrase(
            zh: "回到草稿，已有的 \(summary.approvalsGiven) 票批准全部作废。",
            en: "It becomes a draft again; its \(summary.approvalsGiven) approval(s) are void.")
        ], button: Phrase(zh: "撤回", en: "Withdraw"),
        // Sent back by somebody else it means that changes are asked, which must be said.
        isRequired: session.person.map { ![$0.id, $0.name].contains(summary.author) } ?? true)
    case .cancel:
      form = ReasonForm(
        purpose: purpose, batch: id, title: Phrase(zh: "取消 \(id)", en: "Cancel \(id)"),
        lines: [
          Phrase(
            zh: "已发出 \(sent) 条不能收回；其余 \(waiting) 条不再发送。取消后不能恢复。",
            en: "\(sent) messages are out and cannot be recalled; the other \(waiting) will not be "
              + "sent. This cannot be undone.")
        ], button: Phrase(zh: "取消批次", en: "Cancel the batch"), isRequired: true)
    case .submit:
      form = ReasonForm(
        purpose: purpose, batch: id, title: Phrase(zh: "提交 \(id) 审批", en: "Submit \(id)"),
        lines: [
          Phrase(
            zh:
              "\(people) 人，费用 \(money(summary.cost))，需要 \(summary.approvalsNeeded) 票批准。提交后名单与文案冻结。"
              + (warnings > 0 ? "有 \(warnings) 个 lint 警告，请说明为何可以发送。" : ""),
            en:
              "\(people) users, cost \(money(summary.cost)), \(summary.approvalsNeeded) approval(s) "
              + "needed. Recipients and texts are frozen."
              + (warnings > 0 ? " Lint has \(warnings) warning(s): say why they may stand." : ""))
        ], button: Phrase(zh: "提交", en: "Submit"), isRequired: warnings > 0)
    }
    dialog = .reason(form)
  }

  mutating func askToPause() {
    guard let batch = openSummary else { return }
    let isPaused = batch.state == "paused"
    let done = Count.grouped(batch.progress.total - batch.progress.pending)
    let waiting = Count.grouped(batch.progress.pending)
    dialog = .confirm(
      Confirmation(
        title: isPaused
          ? Phrase(zh: "继续 \(batch.id)", en: "Resume \(batch.id)")
          : Phrase(zh: "暂停 \(batch.id)", en: "Pause \(batch.id)"),
        lines: [
          isPaused
            ? Phrase(
              zh: "继续发送尚未处理的 \(waiting) 条；已处理的 \(done) 条不会重发。",
              en: "The \(waiting) messages still waiting go out; the \(done) dealt with are never "
                + "sent again.")
            : Phrase(
              zh: "在下一条之前停下: 已处理 \(done) 条，\(waiting) 条等待，之后可以继续。",
              en:
                "It stops before the next message: \(done) are dealt with, \(waiting) wait. It can "
                + "be resumed.")
        ],
        button: isPaused
          ? Phrase(zh: "继续发送 \(waiting) 条 y", en: "Resume \(waiting) messages y")
          : Phrase(zh: "暂停 y", en: "Pause y"),
        deed: .act(.batch(isPaused ? .resume : .pause, id: batch.id))))
  }

  mutating func askToDispatch() {
    guard let batch = openSummary else { return }
    let people = Count.grouped(batch.recipients)
    let channel = batch.channel
    dialog = .confirm(
      Confirmation(
        title: Phrase(zh: "发送 \(batch.id)", en: "Send \(batch.id)"),
        lines: [
          Phrase(
            zh:
              "开始向 \(people) 人发送\(channel.words(.zh))，费用约 \(money(batch.cost))。发送时会再次检查退订、频控与时间窗。",
            en:
              "Starts sending \(channel.words(.en)) to \(people) users, about \(money(batch.cost)). "
              + "Consent, caps and windows are checked again at each message.")
        ], button: Phrase(zh: "发送 \(people) 条 y", en: "Send \(people) messages y"),
        deed: .act(.batch(.dispatch, id: batch.id))))
  }

  mutating func askToUnapprove() {
    guard let batch = openSummary else { return }
    dialog = .confirm(
      Confirmation(
        title: Phrase(zh: "收回对 \(batch.id) 的批准", en: "Take back the approval of \(batch.id)"),
        lines: [
          Phrase(
            zh: "\(Count.grouped(batch.recipients)) 人的批准作废。只在批准后 60 秒内有效。",
            en: "The approval for \(Count.grouped(batch.recipients)) users becomes void. Possible "
              + "within 60 seconds of it.")
        ], button: Phrase(zh: "收回 y", en: "Take back y"),
        deed: .act(.batch(.unapprove, id: batch.id))))
  }
}
