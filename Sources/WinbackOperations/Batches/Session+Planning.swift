public import WinbackCore
import WinbackStore

/// Making drafts and taking batches back to drafts.
extension Session {
  /// Plans a draft from a strategy.
  ///
  /// - Parameters:
  ///   - size: The most people who shall get a message; nil takes all who may.
  ///   - sendAt: When sending shall begin; nil means once approved.
  ///   - asOf: The instant of the data; the submission computes everything anew by the clock.
  /// - Throws: ``IdentityError``, ``LookupError``, ``BatchError``.
  @discardableResult
  public func planBatch(
    strategy: Strategy.ID, size: Int? = nil, sendAt: Instant? = nil, asOf: Instant? = nil
  ) throws -> Batch {
    try requireWritable()
    let author = try actor(.author)
    if let size, size < 1 { throw BatchError.sizeNotPositive(size) }
    let planner = try BatchPlanner(strategy, session: self, sendAt: sendAt)
    try check(sendAt, on: planner.strategy.channel)
    let snapshot = try snapshot(asOf: asOf ?? defaultInstant())
    let now = clock.now()
    for number in try nextNumbers(at: now) {
      let id = batchID(number, at: now)
      let plan = try planner.plan(id, sizeLimit: size, over: snapshot)
      var batch = Batch(
        id: id, strategy: planner.strategy.id, segment: planner.strategy.segment,
        channel: planner.strategy.channel, template: planner.template.id,
        purpose: planner.strategy.purpose, creator: author.person.id, authors: [author.person.id],
        createdAt: now, asOf: snapshot.asOf, sendAt: sendAt, sizeLimit: size)
      try planner.describe(plan, in: &batch)
      do {
        try store.insert(
          batch,
          act: AuditAct(
            at: now, actor: author.person.id.text, action: "batch.plan", object: "batch/\(id)",
            detail: .object([
              "strategy": .text(batch.strategy.text),
              "segment_size": .integer(Int64(batch.segmentSize)),
              "recipients": .integer(Int64(batch.recipients)), "as_of": .text(batch.asOf.rfc3339),
            ])))
        return batch
      } catch StoreError.refused {
        // Somebody took the number in this moment; the next one is free.
        continue
      }
    }
    throw BatchError.changedMeanwhile(batchID(1, at: now))
  }

  /// Plans the same again, as a new draft of the acting author.
  public func cloneBatch(_ id: Batch.ID, sendAt: Instant? = nil) throws -> Batch {
    let (batch, _) = try storedBatch(id)
    return try planBatch(strategy: batch.strategy, size: batch.sizeLimit, sendAt: sendAt)
  }

  /// Makes a batch a draft again, planned anew from the files as they are; all approvals are void.
  ///
  /// - Parameters:
  ///   - size: Another most number of people; nil keeps the present one.
  ///   - sendAt: Another send time; nil keeps the present one.
  @discardableResult
  public func editBatch(_ id: Batch.ID, size: Int? = nil, sendAt: Instant? = nil) throws
    -> BatchReply
  {
    try requireWritable()
    try expireOverdueBatches()
    let author = try actor(.author)
    let (seen, _) = try storedBatch(id)
    guard seen.state.after(.edit) != nil else { throw BatchError.state(id, seen.state, .edit) }
    if let size, size < 1 { throw BatchError.sizeNotPositive(size) }
    let wantedAt = sendAt ?? seen.sendAt
    let planner = try BatchPlanner(seen.strategy, session: self, sendAt: wantedAt)
    if sendAt != nil { try check(sendAt, on: planner.strategy.channel) }
    let snapshot = try snapshot(asOf: defaultInstant())
    let plan = try planner.plan(id, sizeLimit: size ?? seen.sizeLimit, over: snapshot)
    var draft = seen
    draft.sizeLimit = size ?? seen.sizeLimit
    draft.sendAt = wantedAt
    draft.asOf = snapshot.asOf
    draft.authors.insert(author.person.id)
    draft.channel = planner.strategy.channel
    draft.segment = planner.strategy.segment
    draft.template = planner.template.id
    draft.purpose = planner.strategy.purpose
    try planner.describe(plan, in: &draft)
    let stored = try thaw(seen, as: draft, .edit, by: author, note: "")
    return .backToDraft(id, version: stored.version)
  }

  /// Makes a batch a draft again; all approvals are void.
  ///
  /// Its authors take it back with or without a reason; an approver asks for changes and says which.
  @discardableResult
  public func withdrawBatch(_ id: Batch.ID, reason: String) throws -> BatchReply {
    try requireWritable()
    try expireOverdueBatches()
    let actor = try actor(anyOf: [.author, .approver])
    let (seen, _) = try storedBatch(id)
    guard seen.state.after(.withdraw) != nil else {
      throw BatchError.state(id, seen.state, .withdraw)
    }
    let reason = reason.trimmed
    if reason.isEmpty, !seen.authors.contains(actor.person.id) {
      throw BatchError.reasonMissing(.withdraw)
    }
    let stored = try thaw(seen, as: seen, .withdraw, by: actor, note: reason)
    return .backToDraft(id, version: stored.version)
  }

  /// Stores `draft` in place of what `seen` was, without frozen rows and with no approval left.
  private func thaw(
    _ seen: Batch, as draft: Batch, _ action: BatchAction,
    by actor: (person: Operator, key: KeyFile), note: String
  ) throws -> Batch {
    let now = clock.now()
    let signature = try sign(action, of: seen, by: actor, at: now)
    let stored = try store.freeze(
      seen.id, recipients: [], act: act(action, of: seen, by: actor.person.id, at: now, note: note)
    ) { change in
      try Self.requireUnchanged(change, seen)
      change.voidedApprovals = Set(change.approvals.map(\.operatorID))
      change.batch = draft
      change.batch.state = .draft
      change.batch.version = seen.version + 1
      change.batch.frozen = nil
      change.batch.submittedAt = nil
      change.batch.expiresAt = nil
      change.note = note
      change.signature = signature
    }
    guard let stored else { throw LookupError.batch(seen.id.text) }
    return stored
  }

  /// Refuses a send time that is past or outside the hours of `channel`.
  func check(_ sendAt: Instant?, on channel: Channel) throws {
    guard let sendAt else { return }
    guard sendAt > clock.now() else { throw BatchError.sendTimePast(sendAt) }
    let settings = settings
    let window = SendWindow.usual(channel).bounded(for: channel)
    guard window.allows(sendAt, in: settings.zone, calendar: settings.calendar) else {
      throw BatchError.sendTimeOutside(
        sendAt, channel,
        next: window.nextAllowed(from: sendAt, in: settings.zone, calendar: settings.calendar),
        settings.zone)
    }
  }

  /// Ids are `B-`, the business day and a number of that day.
  private func batchID(_ number: Int, at now: Instant) -> Batch.ID {
    let day = "\(BusinessDay(now, in: settings.zone))".filter { $0 != "-" }
    let digits = String(number)
    return Batch.ID(
      "B-\(day)-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits)
  }

  /// Numbers of the day that are not taken, the lowest first.
  private func nextNumbers(at now: Instant) throws -> Range<Int> {
    let taken = Set(try store.batches().map(\.id))
    var next = 1
    while taken.contains(batchID(next, at: now)) { next += 1 }
    return next..<next + 100
  }
}

extension BatchPlanner {
  /// Writes what a plan comes to into a batch.
  func describe(_ plan: AudiencePlan, in batch: inout Batch) throws {
    batch.segmentSize = plan.segmentSize
    batch.recipients = plan.recipients
    batch.controlSize = plan.controlSize
    batch.waterfall = plan.exclusions
    batch.cost = plan.cost
    batch.risk = try risk(of: plan)
  }
}
