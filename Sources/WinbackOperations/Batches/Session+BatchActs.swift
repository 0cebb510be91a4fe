import Foundation
public import WinbackCore
import WinbackStore

/// What every act on a batch needs: who acts, on what he saw, signed and audited.
extension Session {
  /// The batch as stored, with all its approvals.
  ///
  /// - Throws: ``LookupError``.
  func storedBatch(_ id: Batch.ID) throws -> (batch: Batch, approvals: [Approval]) {
    guard let found = try store.batch(id) else { throw LookupError.batch(id.text) }
    return found
  }

  /// The acting operator if he has one of `roles`; the refusal names the first.
  func actor(anyOf roles: [Operator.Role]) throws -> (person: Operator, key: KeyFile) {
    for role in roles.dropFirst() {
      if let found = try? actor(role) { return found }
    }
    return try actor(roles[0])
  }

  /// The signature over an act on the batch as `batch` shows it.
  func sign(
    _ action: BatchAction, of batch: Batch, by actor: (person: Operator, key: KeyFile),
    at now: Instant
  ) throws -> String {
    try actor.key.sign(
      SignedStatement(
        action: action.rawValue, at: now, batch: batch.id,
        contentHash: batch.frozen?.contentHash ?? "",
        messagesHash: batch.frozen?.messagesHash ?? "", operatorID: actor.person.id,
        recipients: batch.recipients, version: batch.version
      ).json)
  }

  /// The audit entry of an act.
  func act(
    _ action: BatchAction, of batch: Batch, by actor: Operator.ID?, at now: Instant,
    note: String = "", more: [String: CanonicalJSON] = [:]
  ) -> AuditAct {
    act(named: action.rawValue, of: batch, by: actor, at: now, note: note, more: more)
  }

  func act(
    named action: String, of batch: Batch, by actor: Operator.ID?, at now: Instant,
    note: String = "", more: [String: CanonicalJSON] = [:]
  ) -> AuditAct {
    var detail: [String: CanonicalJSON] = [
      "version": .integer(Int64(batch.version)),
      "recipients": .integer(Int64(batch.recipients)),
    ]
    if let frozen = batch.frozen { detail["content_hash"] = .text(frozen.contentHash) }
    if !note.isEmpty { detail["note"] = .text(note) }
    return AuditAct(
      at: now, actor: actor?.text ?? "system", action: "batch.\(action)",
      object: "batch/\(batch.id)", detail: .object(detail.merging(more) { $1 }))
  }

  /// Refuses when the batch in the transaction is not the one that was looked at.
  static func requireUnchanged(_ change: BatchChange, _ seen: Batch) throws {
    guard change.batch == seen else { throw BatchError.changedMeanwhile(seen.id) }
  }

  /// Changes the state of a batch by an act that freezes nothing.
  @discardableResult
  func perform(
    _ action: BatchAction, on seen: Batch, by actor: (person: Operator, key: KeyFile)?,
    note: String = "", more: [String: CanonicalJSON] = [:],
    _ also: (inout BatchChange) throws -> Void = { _ in }
  ) throws -> Batch {
    guard let next = seen.state.after(action) else {
      throw BatchError.state(seen.id, seen.state, action)
    }
    let now = clock.now()
    let signature = try actor.map { try sign(action, of: seen, by: $0, at: now) } ?? ""
    let stored = try store.change(
      seen.id,
      act: act(action, of: seen, by: actor?.person.id, at: now, note: note, more: more)
    ) { change in
      try Self.requireUnchanged(change, seen)
      change.batch.state = next
      change.note = note
      change.signature = signature
      try also(&change)
    }
    guard let stored else { throw LookupError.batch(seen.id.text) }
    return stored
  }

  // MARK: - Acts

  /// Refuses a batch for good; it stays in the list.
  @discardableResult
  public func rejectBatch(_ id: Batch.ID, reason: String) throws -> BatchReply {
    try requireWritable()
    try expireOverdueBatches()
    let approver = try actor(.approver)
    let (seen, _) = try storedBatch(id)
    let reason = reason.trimmed
    guard seen.state.after(.reject) != nil else { throw BatchError.state(id, seen.state, .reject) }
    guard !reason.isEmpty else { throw BatchError.reasonMissing(.reject) }
    try perform(.reject, on: seen, by: approver, note: reason) { $0.cancelsWaiting = true }
    return .rejected(id)
  }

  /// Stops a batch for good; what went out stays out.
  @discardableResult
  public func cancelBatch(_ id: Batch.ID, reason: String) throws -> BatchReply {
    try requireWritable()
    let actor = try actor(anyOf: Self.working)
    let (seen, _) = try storedBatch(id)
    let reason = reason.trimmed
    guard seen.state.after(.cancel) != nil else { throw BatchError.state(id, seen.state, .cancel) }
    guard !reason.isEmpty else { throw BatchError.reasonMissing(.cancel) }
    try perform(.cancel, on: seen, by: actor, note: reason) { $0.cancelsWaiting = true }
    let progress = try store.progress(of: id)
    return .cancelled(
      id,
      gone: (progress[.sent] ?? 0) + (progress[.unknown] ?? 0) + (progress[.inFlight] ?? 0),
      stopped: progress[.cancelled] ?? 0)
  }

  /// Stops a sending batch at its next group of messages.
  @discardableResult
  public func pauseBatch(_ id: Batch.ID, reason: String = "") throws -> BatchReply {
    try requireWritable()
    let actor = try actor(anyOf: Self.working)
    let (seen, _) = try storedBatch(id)
    let now = clock.now()
    try perform(.pause, on: seen, by: actor, note: reason.trimmed) { $0.batch.pausedAt = now }
    return .paused(id, waiting: try store.progress(of: id)[.pending] ?? 0)
  }

  /// Lets a paused batch go on with what still waits.
  ///
  /// - Throws: ``BatchError/approvalsLapsed(_:valid:needed:)`` when it was paused for more than a day
  ///   and has no fresh approvals.
  @discardableResult
  public func resumeBatch(_ id: Batch.ID) throws -> BatchReply {
    try requireWritable()
    try expireOverdueBatches()
    let actor = try actor(anyOf: Self.working)
    let (seen, approvals) = try storedBatch(id)
    guard seen.state.after(.resume) != nil else { throw BatchError.state(id, seen.state, .resume) }
    let now = clock.now()
    if let pausedAt = seen.pausedAt, now > pausedAt.adding(hours: Approval.validHours) {
      let frozen = try FrozenBatch(seen, in: store)
      let valid = try validApprovals(approvals, of: frozen, at: now)
      guard valid.count >= frozen.policy.approvalsNeeded else {
        throw BatchError.approvalsLapsed(
          id, valid: valid.count, needed: frozen.policy.approvalsNeeded)
      }
    }
    try perform(.resume, on: seen, by: actor) { $0.batch.pausedAt = nil }
    return .resumed(id, waiting: try store.progress(of: id)[.pending] ?? 0)
  }

  /// Who may stop a batch, which is nearly everybody, and let it go on.
  private static var working: [Operator.Role] { [.sender, .approver, .author, .admin] }

  // MARK: - Time

  /// Ends what nobody decided on in time, so that it never starts by surprise.
  ///
  /// - Parameter except: A batch that the caller judges himself.
  func expireOverdueBatches(except: Batch.ID? = nil) throws {
    guard !isReadOnly else { return }
    let now = clock.now()
    for batch in try store.batches() where try batch.id != except && isOverdue(batch, at: now) {
      do {
        try perform(.expire, on: batch, by: nil) { $0.cancelsWaiting = true }
      } catch BatchError.changedMeanwhile {
        // Somebody decided in this moment.
        continue
      }
    }
  }

  private func isOverdue(_ batch: Batch, at now: Instant) throws -> Bool {
    guard batch.state.after(.expire) != nil else { return false }
    if let expiresAt = batch.expiresAt, expiresAt <= now, batch.state != .submitted { return true }
    switch batch.state {
    case .submitted:
      return batch.submittedAt.map { now >= $0.adding(hours: Batch.submittedHours) } ?? false
    case .approved, .scheduled:
      let (_, approvals) = try storedBatch(batch.id)
      // Only their age is judged here: changed rows are found out, and named, at the start.
      let standing = approvals.filter { $0.version == batch.version && !$0.isVoid }
      let counting = standing.filter { $0.isValid(for: $0.contentHash, at: now) }
      func people(_ approvals: [Approval]) -> Int { Set(approvals.map(\.operatorID)).count }
      let needed = batch.risk.approvalsNeeded
      return people(standing) >= needed && people(counting) < needed
    default: return false
    }
  }
}

extension String {
  /// Without blanks and line breaks around it.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
