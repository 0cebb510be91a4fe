import TerminalUI
import WinbackCore
import WinbackOperations

/// The text of one batch, shared by its own screen and the pane beside the queue.
enum BatchPage {
  /// The role of a state's name; unknown states look like text.
  static func role(of state: String) -> Role {
    switch state {
    case "draft": "state.draft"
    case "submitted": "state.pending"
    case "approved", "scheduled": "state.approved"
    case "rejected": "state.rejected"
    case "sending", "paused": "state.sending"
    case "completed": "state.sent"
    case "cancelled": "state.suppressed"
    case "expired": "state.expired"
    default: "text"
    }
  }

  static func make(_ view: BatchView, sample: Int, _ state: ConsoleState, width: Int) -> Page {
    var page = Page(width: width, glyphs: state.session.glyphs)
    let summary = view.summary
    page.heading("\(summary.id)  v\(view.version)  \(summary.stateLabel)")
    page.text(view.sentence, role: "text.strong")
    if let stale = view.stale { page.text("✗ " + stale, role: "lint.error") }
    if summary.needsMyDecision {
      page.text(
        state.say(
          zh: "! 等待您的决定: a 批准，r 驳回", en: "! Waits for your decision: a approves, r rejects"),
        role: "state.pending")
    } else if let refusal = view.approvalRefusal, summary.state == "submitted" {
      page.text(
        state.say(zh: "您不能批准: ", en: "You may not approve it: ") + refusal, role: "text.muted")
    }
    addProgress(view, to: &page, state)
    addRecipients(view, to: &page, state)
    addSample(view, sample, to: &page, state)
    addFindings(view, to: &page, state)
    addFigures(view, to: &page, state)
    addApprovals(view, to: &page, state)
    return page
  }

  // MARK: - Sections

  /// Once anything left: counts of the ledger that sum to the approved total.
  private static func addProgress(_ view: BatchView, to page: inout Page, _ state: ConsoleState) {
    let progress = view.summary.progress
    let done = progress.total - progress.pending - progress.inFlight
    guard done > 0 || ["sending", "paused", "completed", "cancelled"].contains(view.summary.state),
      progress.total > 0
    else { return }
    page.heading(
      state.say(
        zh: "发送进度 (台账)  \(Count.grouped(done))/\(Count.grouped(progress.total))",
        en: "Progress (from the ledger)  \(Count.grouped(done))/\(Count.grouped(progress.total))"))
    let share = Double(done) / Double(progress.total)
    page.line([
      (
        " " + state.session.glyphs.bar(share, columns: min(50, page.width - 12)) + " ",
        "progress.done"
      ),
      (Percent(done, of: progress.total).shown, "number"),
    ])
    page.items(counts(of: progress, state))
  }

  /// The counts that are not zero, which sum to the approved total, and the control group.
  static func counts(of progress: BatchProgress, _ state: ConsoleState) -> [String] {
    let counts: [(String, Int)] = [
      (state.say(zh: "等待", en: "waiting"), progress.pending),
      (state.say(zh: "发送中", en: "in flight"), progress.inFlight),
      (state.say(zh: "已发", en: "sent"), progress.sent),
      (state.say(zh: "失败", en: "failed"), progress.failed),
      (state.say(zh: "跳过", en: "skipped"), progress.skipped),
      (state.say(zh: "未知", en: "unknown"), progress.unknown),
      (state.say(zh: "取消", en: "cancelled"), progress.cancelled),
      (state.say(zh: "对照组不发", en: "held back"), progress.control),
    ]
    return counts.filter { $0.1 > 0 }.map { "\($0.0) \(Count.grouped($0.1))" }
  }

  private static func addRecipients(_ view: BatchView, to page: inout Page, _ state: ConsoleState) {
    page.heading(
      state.say(
        zh: "人数  分群「\(view.summary.segment)」\(Count.grouped(view.segmentSize)) 人",
        en: "Recipients  segment \(view.summary.segment): \(Count.grouped(view.segmentSize))"))
    let rest = NamedCount(
      name: "recipients", label: state.say(zh: "= 将要发送", en: "= to be sent"),
      count: view.summary.recipients)
    let removed = view.waterfall.filter { $0.count > 0 }.map {
      NamedCount(name: $0.name, label: "- " + $0.label, count: $0.count)
    }
    page.bars(removed + [rest], total: view.segmentSize)
  }

  private static func addSample(
    _ view: BatchView, _ index: Int, to page: inout Page, _ state: ConsoleState
  ) {
    guard !view.samples.isEmpty else { return }
    let index = min(index, view.samples.count - 1)
    let sample = view.samples[index]
    page.heading(
      state.say(
        zh: "样例 \(index + 1)/\(view.samples.count) (最差的在前, ] 下一条)",
        en: "Sample \(index + 1)/\(view.samples.count) (worst first, ] next)"))
    let size =
      sample.parts > 0
      ? state.say(
        zh: "  \(sample.units) 字 \(sample.parts) 条",
        en: "  \(sample.units) units, \(sample.parts) part(s)")
      : ""
    page.text(
      "\(sample.userID) \(sample.name) \(sample.destination)\(size)  \(sample.note)",
      role: "text.muted")
    page.text(Visible(sample.text).text, role: "text.strong", indent: 3)
  }

  private static func addFindings(_ view: BatchView, to page: inout Page, _ state: ConsoleState) {
    let errors = view.findings.count { $0.severity == .error }
    let warnings = view.findings.count { $0.severity == .warning }
    page.heading(
      state.say(
        zh: "检查  \(errors) 错  \(warnings) 警", en: "Lint  \(errors) error(s)  \(warnings) warning(s)"
      ))
    if view.findings.isEmpty {
      page.text(state.say(zh: "✓ 没有发现问题", en: "✓ nothing was found"), role: "toast.ok")
    }
    for finding in view.findings {
      let (sign, role): (String, Role) =
        switch finding.severity {
        case .error: ("✗", "lint.error")
        case .warning: ("!", "lint.warning")
        case .note: ("i", "lint.info")
        }
      page.text("\(sign) \(finding.message)  [\(finding.rule)]", role: role)
    }
  }

  private static func addFigures(_ view: BatchView, to page: inout Page, _ state: ConsoleState) {
    let width = state.language == .zh ? 8 : 11
    page.heading(state.say(zh: "费用 时间 度量", en: "Money, time, measurement"))
    page.field(
      state.say(zh: "费用", en: "Cost"),
      "\(state.money(view.summary.cost))  "
        + state.say(
          zh: "\(Count.grouped(view.partsTotal)) 条计费  每人 最低/中位/最高 ",
          en: "\(Count.grouped(view.partsTotal)) parts  each low/middle/high ")
        + [view.costSpread.low, view.costSpread.median, view.costSpread.high]
        .map { state.price(hundredths: $0) }.joined(separator: "/"), labelWidth: width)
    page.field(state.say(zh: "时间", en: "Time"), timing(view, state), labelWidth: width)
    page.field(
      state.say(zh: "风险", en: "Risk"),
      state.say(
        zh: "\(view.summary.riskLabel)，需要 \(view.summary.approvalsNeeded) 票批准",
        en: "\(view.summary.riskLabel), \(view.summary.approvalsNeeded) approval(s) needed"),
      labelWidth: width)
    page.field(state.say(zh: "度量", en: "Measurement"), measurement(view, state), labelWidth: width)
    page.field(
      state.say(zh: "数据", en: "Data"),
      state.say(zh: "截至 ", en: "as of ") + state.dateTime(view.asOf)
        // A draft is not frozen and has no hashes yet.
        + (view.contentHash.isEmpty
          ? ""
          : "  #\(view.contentHash.prefix(8)) #\(view.messagesHash.prefix(8))"),
      labelWidth: width)
  }

  static func timing(_ view: BatchView, _ state: ConsoleState) -> String {
    let start =
      view.startsAt.map { state.dateTime($0) } ?? state.say(zh: "批准后", en: "once approved")
    let end =
      view.finishesAt.map {
        state.say(zh: "，约 ", en: ", done about ") + state.dateTime($0)
          + state.say(zh: " 发完", en: "")
      } ?? ""
    return start + end + "  "
      + state.say(zh: "\(view.ratePerSecond)/秒", en: "\(view.ratePerSecond)/s")
  }

  private static func measurement(_ view: BatchView, _ state: ConsoleState) -> String {
    guard view.controlSize > 0 else {
      return state.say(
        zh: "! 没有对照组: 发送后无法知道有没有效果", en: "! no control group: the effect cannot be known")
    }
    let control = state.say(
      zh: "对照组 \(Count.grouped(view.controlSize)) 人，",
      en: "control \(Count.grouped(view.controlSize)), ")
    guard let uplift = view.detectableUpliftBP else {
      return control
        + state.say(zh: "! 人数太少，测不出任何差异", en: "! too few to detect any difference")
    }
    return control
      + state.say(
        zh: "能测出的最小提升 \(state.points(uplift)) 个百分点",
        en: "smallest uplift that can be detected: \(state.points(uplift)) pp")
  }

  private static func addApprovals(_ view: BatchView, to page: inout Page, _ state: ConsoleState) {
    page.heading(
      state.say(
        zh: "审批 \(view.summary.approvalsGiven)/\(view.summary.approvalsNeeded)",
        en: "Approvals \(view.summary.approvalsGiven)/\(view.summary.approvalsNeeded)"))
    for row in view.approvals {
      let valid = row.isValid ? "✓" : state.say(zh: "✗ 已失效", en: "✗ void")
      page.text(
        "\(valid) \(state.dateTime(row.at)) \(row.operatorName) (\(row.operatorID)) \(row.note)",
        role: row.isValid ? "text" : "text.muted")
    }
    if view.summary.approvalsGiven < view.summary.approvalsNeeded {
      page.text(
        view.approvers.isEmpty
          ? state.say(
            zh: "✗ 没有其他人可以批准: 请管理员增加审批人",
            en: "✗ nobody else may approve: an admin must add approvers")
          : state.say(zh: "还可由 ", en: "May still approve: ")
            + view.approvers.joined(separator: ", ")
            + state.say(zh: " 批准", en: ""),
        role: view.approvers.isEmpty ? "lint.error" : "text.muted")
    }
    if !view.history.isEmpty {
      page.heading(state.say(zh: "经过", en: "History"))
      for line in view.history { page.text(line, role: "text.muted") }
    }
  }
}
