public import WinbackCore

/// One line of the batch queue.
public struct BatchSummary: Sendable, Equatable {
  public var id: String
  public var strategy: String
  public var segment: String
  public var channel: Channel
  public var template: String
  public var recipients: Int
  /// Machine name of the state (`draft` … `expired`) and its label in the session's language.
  public var state: String
  public var stateLabel: String
  /// low, medium, high or critical, and its label.
  public var risk: String
  public var riskLabel: String
  public var approvalsNeeded: Int
  public var approvalsGiven: Int
  public var author: String
  public var submittedAt: Instant?
  public var sendAt: Instant?
  public var cost: Money
  /// Submitted, and this session's operator may approve and has not.
  public var needsMyDecision: Bool
  /// Recipients by ledger state; they sum to `recipients` once frozen.
  public var progress: BatchProgress

  public init(
    id: String, strategy: String, segment: String, channel: Channel, template: String,
    recipients: Int, state: String, stateLabel: String, risk: String, riskLabel: String,
    approvalsNeeded: Int, approvalsGiven: Int, author: String, submittedAt: Instant?,
    sendAt: Instant?, cost: Money, needsMyDecision: Bool, progress: BatchProgress
  ) {
    self.id = id
    self.strategy = strategy
    self.segment = segment
    self.channel = channel
    self.template = template
    self.recipients = recipients
    self.state = state
    self.stateLabel = stateLabel
    self.risk = risk
    self.riskLabel = riskLabel
    self.approvalsNeeded = approvalsNeeded
    self.approvalsGiven = approvalsGiven
    self.author = author
    self.submittedAt = submittedAt
    self.sendAt = sendAt
    self.cost = cost
    self.needsMyDecision = needsMyDecision
    self.progress = progress
  }
}

/// Where the recipients of a batch stand, counted from the ledger.
public struct BatchProgress: Sendable, Equatable, Codable {
  public var pending = 0
  public var inFlight = 0
  public var sent = 0
  public var failed = 0
  public var skipped = 0
  public var unknown = 0
  public var cancelled = 0
  /// Kept back on purpose; never sent to.
  public var control = 0

  public init() {}

  /// Everyone who was to get a message.
  public var total: Int { pending + inFlight + sent + failed + skipped + unknown + cancelled }
}

/// One message as it would go out, destination masked.
public struct SampleMessage: Sendable, Equatable {
  public var userID: User.ID
  public var name: String
  public var destination: String
  public var text: String
  public var units: Int
  public var parts: Int
  /// Why this one is shown early (longest, most parts, fallback used), in the session's language.
  public var note: String

  public init(
    userID: User.ID, name: String, destination: String, text: String, units: Int, parts: Int,
    note: String
  ) {
    self.userID = userID
    self.name = name
    self.destination = destination
    self.text = text
    self.units = units
    self.parts = parts
    self.note = note
  }
}

/// An approval as a screen shows it.
public struct ApprovalRow: Sendable, Equatable {
  public var operatorID: String
  public var operatorName: String
  public var at: Instant
  public var isValid: Bool
  public var note: String

  public init(operatorID: String, operatorName: String, at: Instant, isValid: Bool, note: String) {
    self.operatorID = operatorID
    self.operatorName = operatorName
    self.at = at
    self.isValid = isValid
    self.note = note
  }
}

/// Cost of one message over a batch, in hundredths of a minor unit.
public struct CostSpread: Sendable, Equatable {
  public var low: Int
  public var median: Int
  public var high: Int

  public init(low: Int, median: Int, high: Int) {
    self.low = low
    self.median = median
    self.high = high
  }
}

/// Everything an approver must see before he approves.
public struct BatchView: Sendable, Equatable {
  public var summary: BatchSummary
  /// Who asks to send what to how many on which channel, when and at what cost.
  public var sentence: String
  public var version: Int
  public var segmentSize: Int
  /// Exclusions in order; together with the recipients they sum to the segment's size.
  public var waterfall: [NamedCount]
  /// Samples, the worst first.
  public var samples: [SampleMessage]
  public var findings: [PreviewFinding]
  public var partsTotal: Int
  public var costSpread: CostSpread
  public var startsAt: Instant?
  public var ratePerSecond: Int
  public var finishesAt: Instant?
  public var controlSize: Int
  /// The smallest uplift this size can detect, in basis points; nil when it can detect nothing.
  public var detectableUpliftBP: Int?
  public var contentHash: String
  public var messagesHash: String
  public var asOf: Instant
  /// Why the frozen content no longer matches its inputs; nil while it does.
  public var stale: String?
  public var approvals: [ApprovalRow]
  /// Who could still approve, by name.
  public var approvers: [String]
  /// Why this session's operator may not approve; nil when he may.
  public var approvalRefusal: String?
  /// Notes and decisions, oldest first: who, when, what.
  public var history: [String]

  public init(
    summary: BatchSummary, sentence: String, version: Int, segmentSize: Int,
    waterfall: [NamedCount], samples: [SampleMessage], findings: [PreviewFinding], partsTotal: Int,
    costSpread: CostSpread, startsAt: Instant?, ratePerSecond: Int,
    finishesAt: Instant?, controlSize: Int, detectableUpliftBP: Int?, contentHash: String,
    messagesHash: String, asOf: Instant, stale: String?, approvals: [ApprovalRow],
    approvers: [String], approvalRefusal: String?, history: [String]
  ) {
    self.summary = summary
    self.sentence = sentence
    self.version = version
    self.segmentSize = segmentSize
    self.waterfall = waterfall
    self.samples = samples
    self.findings = findings
    self.partsTotal = partsTotal
    self.costSpread = costSpread
    self.startsAt = startsAt
    self.ratePerSecond = ratePerSecond
    self.finishesAt = finishesAt
    self.controlSize = controlSize
    self.detectableUpliftBP = detectableUpliftBP
    self.contentHash = contentHash
    self.messagesHash = messagesHash
    self.asOf = asOf
    self.stale = stale
    self.approvals = approvals
    self.approvers = approvers
    self.approvalRefusal = approvalRefusal
    self.history = history
  }
}
