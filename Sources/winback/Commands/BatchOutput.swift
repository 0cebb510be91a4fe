import WinbackCore
import WinbackOperations

/// A batch as the command line shows it.
enum BatchOutput {
  static func show(_ id: Batch.ID, _ session: Session, json: Bool) throws {
    let view = try session.batchView(id, Said.language)
    if json { return try MachineOutput.print(BatchDocument(view)) }
    let summary = view.summary
    print("\(summary.id)  \(summary.stateLabel)  v\(view.version)")
    print(view.sentence)
    print("")
    var waterfall = TextTable([
      (Said.words(zh: "剔除", en: "kept out"), .left), (Said.words(zh: "人数", en: "people"), .right),
    ])
    waterfall.add([
      Said.words(zh: "分群 ", en: "segment ") + summary.segment, Count.grouped(view.segmentSize),
    ])
    for item in view.waterfall { waterfall.add(["- " + item.label, Count.grouped(item.count)]) }
    waterfall.add([
      Said.words(zh: "= 将收到", en: "= to get a message"), Count.grouped(summary.recipients),
    ])
    print(waterfall.text + "\n")
    print(
      Said.words(
        zh: "费用 \(summary.cost)  共 \(view.partsTotal) 条  风险\(summary.riskLabel)",
        en: "cost \(summary.cost)  \(view.partsTotal) parts  risk \(summary.riskLabel)"))
    print(
      Said.words(zh: "批准 ", en: "approvals ")
        + "\(summary.approvalsGiven)/\(summary.approvalsNeeded)"
        + (view.approvers.isEmpty || summary.approvalsGiven >= summary.approvalsNeeded
          ? ""
          : Said.words(zh: "  可批准：", en: "  may approve: ") + view.approvers.joined(separator: ", "))
    )
    if let stale = view.stale { print(Said.words(zh: "已过时：", en: "stale: ") + stale) }
    for finding in view.findings {
      print("\(finding.severity.rawValue) \(finding.rule): \(finding.message)")
    }
    let progress = summary.progress
    if progress.total > 0 {
      print(
        Said.words(
          zh: "待发 \(progress.pending)  发送中 \(progress.inFlight)  已发 \(progress.sent)  "
            + "失败 \(progress.failed)  未发 \(progress.skipped)  未知 \(progress.unknown)  "
            + "取消 \(progress.cancelled)",
          en: "waiting \(progress.pending)  in flight \(progress.inFlight)  sent \(progress.sent)  "
            + "failed \(progress.failed)  not sent \(progress.skipped)  unknown \(progress.unknown)  "
            + "cancelled \(progress.cancelled)"))
    }
    for sample in view.samples.prefix(3) {
      print("")
      print("\(sample.userID)  \(sample.destination)  \(sample.note)")
      print("  " + TextTable.safe(sample.text))
    }
    if !view.history.isEmpty { print("") }
    for line in view.history { print(TextTable.safe(line)) }
  }
}

/// A batch for machines.
struct BatchDocument: Encodable {
  var id: String
  var state: String
  var strategy: String
  var segment: String
  var channel: Channel
  var template: String
  var recipients: Int
  var costMinor: Int64
  var risk: String
  var approvalsNeeded: Int
  var approvalsGiven: Int
  var author: String
  var submittedAt: Instant?
  var sendAt: Instant?
  var needsMyDecision: Bool
  var progress: BatchProgress
  var version: Int?
  var segmentSize: Int?
  var waterfall: [NamedCount]?
  var contentHash: String?
  var messagesHash: String?
  var parts: Int?
  var controlSize: Int?
  var stale: String?

  enum CodingKeys: String, CodingKey {
    case id, state, strategy, segment, channel, template, recipients, risk, author, progress
    case version, waterfall, parts, stale
    case costMinor = "cost_minor"
    case approvalsNeeded = "approvals_needed"
    case approvalsGiven = "approvals_given"
    case submittedAt = "submitted_at"
    case sendAt = "send_at"
    case needsMyDecision = "needs_my_decision"
    case segmentSize = "segment_size"
    case contentHash = "content_hash"
    case messagesHash = "messages_hash"
    case controlSize = "control_size"
  }

  init(_ summary: BatchSummary) {
    id = summary.id
    state = summary.state
    strategy = summary.strategy
    segment = summary.segment
    channel = summary.channel
    template = summary.template
    recipients = summary.recipients
    costMinor = summary.cost.minor
    risk = summary.risk
    approvalsNeeded = summary.approvalsNeeded
    approvalsGiven = summary.approvalsGiven
    author = summary.author
    submittedAt = summary.submittedAt
    sendAt = summary.sendAt
    needsMyDecision = summary.needsMyDecision
    progress = summary.progress
  }

  init(_ view: BatchView) {
    self.init(view.summary)
    version = view.version
    segmentSize = view.segmentSize
    waterfall = view.waterfall
    contentHash = view.contentHash
    messagesHash = view.messagesHash
    parts = view.partsTotal
    controlSize = view.controlSize
    stale = view.stale
  }
}
