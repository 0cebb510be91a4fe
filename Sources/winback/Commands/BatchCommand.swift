import ArgumentParser
import Foundation
import WinbackCore
import WinbackOperations

/// `winback batch`
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: Said.words(zh: "发送批次", en: "Batches of messages."),
    subcommands: [
      Plan.self, List.self, Show.self, Samples.self, Submit.self, Approve.self, Reapprove.self,
      Unapprove.self, Reject.self, Withdraw.self, Edit.self, Clone.self, Cancel.self, Pause.self,
      Resume.self, Resolve.self,
    ])

  /// `winback batch plan`
  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(
        zh: "从策略建立草稿，显示剔除漏斗", en: "Make a draft from a strategy, with its exclusions."))
    @Argument(help: ArgumentHelp(Said.words(zh: "策略名", en: "The strategy."))) var strategy: String
    @Option(help: ArgumentHelp(Said.words(zh: "最多人数", en: "At most so many people.")))
    var size: Int?
    @Option(
      help: ArgumentHelp(Said.words(zh: "不早于此刻发送", en: "Not sent before."), valueName: "rfc3339"))
    var sendAt: Instant?
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try options.session()
      let batch = try session.planBatch(
        strategy: Strategy.ID(strategy), size: size, sendAt: sendAt, asOf: options.instant(session))
      try BatchOutput.show(batch.id, session, json: options.json)
    }
  }

  /// `winback batch list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "列出批次", en: "List the batches."))
    @Option(help: ArgumentHelp(Said.words(zh: "只列此状态", en: "Only this state.")))
    var state: BatchState?
    @Flag(help: ArgumentHelp(Said.words(zh: "只列等我决定的", en: "Only those that need my decision.")))
    var mine = false
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try options.session()
      let batches = try session.batchSummaries(Said.language).filter {
        (state == nil || $0.state == state?.rawValue) && (!mine || $0.needsMyDecision)
      }
      if options.json { return try MachineOutput.print(batches.map(BatchDocument.init)) }
      var table = TextTable([
        (Said.words(zh: "批次", en: "batch"), .left), (Said.words(zh: "状态", en: "state"), .left),
        (Said.words(zh: "策略", en: "strategy"), .left), (Said.words(zh: "渠道", en: "channel"), .left),
        (Said.words(zh: "人数", en: "people"), .right), (Said.words(zh: "费用", en: "cost"), .right),
        (Said.words(zh: "风险", en: "risk"), .left), (Said.words(zh: "批准", en: "approvals"), .left),
        (Said.words(zh: "作者", en: "author"), .left),
      ])
      for batch in batches {
        table.add([
          batch.id, batch.stateLabel, batch.strategy, batch.channel.words(Said.language),
          Count.grouped(batch.recipients), batch.cost.description, batch.riskLabel,
          "\(batch.approvalsGiven)/\(batch.approvalsNeeded)", batch.author,
        ])
      }
      print(table.text)
    }
  }

  /// `winback batch show`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "审批人须看到的一切", en: "Everything an approver must see."))
    @Argument(help: ArgumentHelp(Said.words(zh: "批次号", en: "The batch."))) var id: String
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try BatchOutput.show(Batch.ID(id), try options.session(), json: options.json)
    }
  }

  /// `winback batch samples`
  struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "样例文案，最坏的在前", en: "Sample messages, the worst first."))
    @Argument(help: ArgumentHelp(Said.words(zh: "批次号", en: "The batch."))) var id: String
    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      var user: User.ID
      var destination: String
      var text: String
      var units: Int
      var parts: Int
      var note: String
    }

    func run() throws {
      let view = try options.session().batchView(Batch.ID(id), Said.language)
      if options.json {
        return try MachineOutput.print(
          view.samples.map {
            Row(
              user: $0.userID, destination: $0.destination, text: $0.text, units: $0.units,
              parts: $0.parts, note: $0.note)
          })
      }
      for sample in view.samples {
        print(
          "\(sample.userID)  \(TextTable.safe(sample.name))  \(sample.destination)  \(sample.note)")
        print("  " + TextTable.safe(sample.text))
      }
    }
  }

  /// An act on one batch that takes a reason or note.
  struct Act: ParsableArguments {
    @Argument(help: ArgumentHelp(Said.words(zh: "批次号", en: "The batch."))) var id: String
    @OptionGroup var options: GlobalOptions

    /// Does `act` and says what it did; as JSON, how the batch stands now.
    func run(_ act: (Session, Batch.ID) throws -> any Worded) throws {
      let session = try options.session()
      let reply = try act(session, Batch.ID(id))
      if options.json { return try BatchOutput.show(Batch.ID(id), session, json: true) }
      print(reply.words(Said.language))
    }
  }

  struct Submit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "提交审批：冻结名单和文案并签名", en: "Submit: freeze people and texts, and sign."))
    @Option(help: ArgumentHelp(Said.words(zh: "给审批人的说明", en: "A note for the approvers.")))
    var note = ""
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.submitBatch($1, note: note) } }
  }

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "批准：人数必须一致", en: "Approve; the count must be right."))
    @Option(help: ArgumentHelp(Said.words(zh: "将收到消息的人数", en: "How many will get a message.")))
    var count: Int
    @Option(help: ArgumentHelp(Said.words(zh: "说明", en: "A note."))) var note = ""
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.approveBatch($1, count: count, note: note) } }
  }

  struct Reapprove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(
        zh: "暂停超过 24 小时后重新批准", en: "Approve again what was paused for over 24 hours."))
    @Option(help: ArgumentHelp(Said.words(zh: "将收到消息的人数", en: "How many will get a message.")))
    var count: Int
    @Option(help: ArgumentHelp(Said.words(zh: "说明", en: "A note."))) var note = ""
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.approveBatch($1, count: count, note: note) } }
  }

  struct Unapprove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "60 秒内收回自己的批准", en: "Take your approval back within 60 seconds."))
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.unapproveBatch($1) } }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "驳回", en: "Reject."))
    @Option(help: ArgumentHelp(Said.words(zh: "原因", en: "Why."))) var reason: String
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.rejectBatch($1, reason: reason) } }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "撤回成草稿；批准作废", en: "Back to draft; approvals are void."))
    @Option(help: ArgumentHelp(Said.words(zh: "原因", en: "Why."))) var reason = ""
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.withdrawBatch($1, reason: reason) } }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "重新打开为草稿的新版本", en: "Reopen as a new version of the draft."))
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.editBatch($1) } }
  }

  struct Clone: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "复制成新的草稿", en: "Copy into a new draft."))
    @OptionGroup var act: Act
    func run() throws {
      try act.run { session, id in
        let draft = try session.cloneBatch(id)
        return BatchReply.planned(draft.id, recipients: draft.recipients, of: draft.segmentSize)
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "取消；已发出的不能收回", en: "Cancel; what has gone stays gone."))
    @Option(help: ArgumentHelp(Said.words(zh: "原因", en: "Why."))) var reason: String
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.cancelBatch($1, reason: reason) } }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "暂停", en: "Pause."))
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.pauseBatch($1) } }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "继续", en: "Resume."))
    @OptionGroup var act: Act
    func run() throws { try act.run { try $0.resumeBatch($1) } }
  }

  struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Said.words(zh: "由人判定一条未知结果", en: "Settle a message whose outcome is unknown."))
    enum Outcome: String, ExpressibleByArgument, CaseIterable {
      case sent
      case notSent = "not_sent"
    }
    @Option(help: ArgumentHelp(Said.words(zh: "触达号（幂等键）", en: "The message's key."))) var touch:
      String
    @Option(help: ArgumentHelp(Said.words(zh: "sent 或 not_sent", en: "sent or not_sent.")))
    var outcome: Outcome
    @Option(help: ArgumentHelp(Said.words(zh: "依据", en: "How you know."))) var reason: String
    @OptionGroup var act: Act
    func run() throws {
      try act.run {
        try $0.resolve($1, touch: touch, wasSent: outcome == .sent, reason: reason)
      }
    }
  }
}
