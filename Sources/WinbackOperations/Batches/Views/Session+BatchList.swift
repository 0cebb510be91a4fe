public import WinbackCore
import WinbackStore

/// The queue of batches.
extension Session {
  /// All batches, newest first; what nobody decided on in time is ended before.
  public func batchSummaries(_ language: Language) throws -> [BatchSummary] {
    try expireOverdueBatches()
    let now = clock.now()
    let approvals = try store.approvalsOfAll()
    let progress = try store.progressOfAll()
    let people = BatchPeople(
      names: Dictionary(
        try operators().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
      me: try actingPerson())
    return try store.batches().map {
      BatchSummary(
        $0, approvals: approvals[$0.id] ?? [], counts: progress[$0.id] ?? [:], people: people,
        at: now, language)
    }
  }

  /// The session's operator as stored; nil when none is named or he is not registered.
  func actingPerson() throws -> Operator? {
    guard let id = operatorID else { return nil }
    return try operators().first { $0.id.text == id }
  }
}

/// Who is called what, and who looks.
struct BatchPeople {
  var names: [Operator.ID: String]
  var me: Operator?

  func name(_ id: Operator.ID) -> String { names[id] ?? id.text }
}

extension Batch {
  /// The approvals that count at `now`; of a batch that is over, those that counted at the last of
  /// them, for they do not lapse any longer.
  func counted(_ approvals: [Approval], at now: Instant) -> [Approval] {
    let moment = state.isFinal ? approvals.map(\.at).max() ?? now : now
    return ApprovalRules.valid(approvals, for: frozen?.contentHash ?? "", at: moment)
  }
}

extension BatchSummary {
  init(
    _ batch: Batch, approvals: [Approval], counts: [RecipientState: Int], people: BatchPeople,
    at now: Instant, _ language: Language
  ) {
    let hash = batch.frozen?.contentHash ?? ""
    let isMine =
      batch.state == .submitted
      && people.me.map {
        ApprovalRules.refusal(
          by: $0, authors: batch.authors, present: hash, named: hash, earlier: approvals, at: now)
          == nil
      } ?? false
    self.init(
      id: batch.id.text, strategy: batch.strategy.text, segment: batch.segment,
      channel: batch.channel, template: batch.template.text, recipients: batch.recipients,
      state: batch.state.rawValue, stateLabel: batch.state.words(language),
      risk: batch.risk.name, riskLabel: batch.risk.words(language),
      approvalsNeeded: batch.risk.approvalsNeeded,
      approvalsGiven: batch.counted(approvals, at: now).count,
      author: people.name(batch.creator), submittedAt: batch.submittedAt, sendAt: batch.sendAt,
      cost: batch.cost, needsMyDecision: isMine, progress: BatchProgress(counts))
  }
}

extension BatchProgress {
  init(_ counts: [RecipientState: Int]) {
    self.init()
    pending = counts[.pending] ?? 0
    inFlight = counts[.inFlight] ?? 0
    sent = counts[.sent] ?? 0
    failed = counts[.failed] ?? 0
    skipped = counts[.skipped] ?? 0
    unknown = counts[.unknown] ?? 0
    cancelled = counts[.cancelled] ?? 0
    control = counts[.control] ?? 0
  }
}
