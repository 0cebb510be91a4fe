public import WinbackCore
import WinbackStore

/// A second person's consent to exactly one content.
extension Session {
  /// Approves a submitted batch, or approves a paused one again.
  ///
  /// - Parameters:
  ///   - count: The recipients as the approver typed them.
  ///   - contentHash: The content he saw; nil means the present one.
  ///   - messagesHash: The messages he saw; nil means the present ones.
  /// - Throws: ``BatchError``; nothing is stored then.
  @discardableResult
  public func approveBatch(
    _ id: Batch.ID, count: Int, contentHash: String? = nil, messagesHash: String? = nil,
    note: String = ""
  ) throws -> BatchReply {
    try requireWritable()
    try expireOverdueBatches()
    let (seen, approvals) = try storedBatch(id)
    guard seen.state == .paused || seen.state.after(.approve) != nil, let frozen = seen.frozen
    else {
      throw BatchError.state(id, seen.state, .approve)
    }
    let now = clock.now()
    let approver: (person: Operator, key: KeyFile)
    do {
      approver = try actor(.approver)
    } catch IdentityError.lacksRole {
      throw BatchError.approval(id, .role)
    }
    let namesPresent = (messagesHash ?? frozen.messagesHash) == frozen.messagesHash
    let refusal = ApprovalRules.refusal(
      by: approver.person, authors: seen.authors, present: frozen.contentHash,
      named: namesPresent ? contentHash ?? frozen.contentHash : "", earlier: approvals, at: now)
    if let refusal { throw BatchError.approval(id, refusal) }
    guard count == seen.recipients else {
      throw BatchError.wrongCount(id, typed: count, actual: seen.recipients)
    }
    // What he consents to must be what is stored.
    let whole = try FrozenBatch(seen, in: store)
    try whole.checkRows(in: store)

    var approval = Approval(
      batch: id, version: seen.version, operatorID: approver.person.id,
      at: Self.approvalTime(now, after: approvals, by: approver.person.id),
      contentHash: frozen.contentHash, messagesHash: frozen.messagesHash,
      recipients: seen.recipients, note: note.trimmed)
    approval.signature = try approver.key.sign(approval.statement.json)
    let valid = try validApprovals(approvals + [approval], of: whole, at: now).count
    let needed = whole.policy.approvalsNeeded
    let stored = try store.change(
      id,
      act: act(
        named: seen.state == .paused ? "reapprove" : "approve", of: seen, by: approver.person.id,
        at: now, note: note.trimmed)
    ) { [approval] change in
      try Self.requireUnchanged(change, seen)
      guard change.approvals == approvals else { throw BatchError.changedMeanwhile(id) }
      change.newApproval = approval
      change.note = approval.note
      change.signature = approval.signature
      if seen.state == .submitted, valid >= needed {
        change.batch.state = seen.sendAt == nil ? .approved : .scheduled
      }
    }
    guard stored != nil else { throw LookupError.batch(id.text) }
    return seen.state == .paused
      ? .approvedAgain(id, given: valid, needed: needed)
      : .approved(
        id, given: valid, needed: needed, startsAt: seen.sendAt, settings.zone)
  }

  /// Takes the acting approver's own approval back, within the cooling time of the last one.
  ///
  /// While approvals are still missing nothing can start, so then it may be taken back at any time.
  @discardableResult
  public func unapproveBatch(_ id: Batch.ID) throws -> BatchReply {
    try requireWritable()
    try expireOverdueBatches()
    let approver = try actor(.approver)
    let (seen, approvals) = try storedBatch(id)
    guard [.submitted, .approved, .scheduled].contains(seen.state), let frozen = seen.frozen else {
      throw BatchError.state(id, seen.state, .withdraw)
    }
    let now = clock.now()
    let valid = ApprovalRules.valid(approvals, for: frozen.contentHash, at: now)
    guard valid.contains(where: { $0.operatorID == approver.person.id }) else {
      throw BatchError.notApprovedBy(id, approver.person.id)
    }
    let last = valid.map(\.at).max() ?? now
    guard seen.state == .submitted || now <= last.adding(seconds: Batch.coolingSeconds) else {
      throw BatchError.tooLateToTakeBack(id)
    }
    let signature = try approver.key.sign(
      SignedStatement(
        action: "unapprove", at: now, batch: id, contentHash: frozen.contentHash,
        messagesHash: frozen.messagesHash, operatorID: approver.person.id,
        recipients: seen.recipients, version: seen.version
      ).json)
    try store.change(
      id, act: act(named: "unapprove", of: seen, by: approver.person.id, at: now)
    ) { change in
      try Self.requireUnchanged(change, seen)
      change.voidedApprovals = [approver.person.id]
      change.signature = signature
      // Too few approvals leave a batch submitted.
      change.batch.state = .submitted
    }
    return .approvalTakenBack(id)
  }

  /// The approvals that count at `now`, each proven: signed by an approver whose rights lead to the
  /// root key, who is none of the authors and has not taken it back.
  ///
  /// - Throws: ``BatchError/tampered(_:_:)`` for a signature or rights that do not hold.
  func validApprovals(_ approvals: [Approval], of frozen: FrozenBatch, at now: Instant) throws
    -> [Approval]
  {
    let batch = frozen.batch
    let counting = ApprovalRules.valid(approvals, for: frozen.frozen.contentHash, at: now)
    guard !counting.isEmpty else { return [] }
    let chain = try trustChain()
    let acts = try store.acts(of: batch.id)
    // Whoever holds a key is one person, whatever names it was registered under.
    var keys = Set(
      try operators().filter { frozen.policy.authors.contains($0.id) }.map(\.publicKey))
    return try counting.filter { approval in
      let id = approval.operatorID
      let person: Operator
      do {
        person = try chain.verified(id)
      } catch {
        throw BatchError.tampered(batch.id, .approver(id))
      }
      guard let key = PublicKey(person.publicKey),
        key.verifies(approval.signature, of: approval.statement.json),
        approval.messagesHash == frozen.frozen.messagesHash,
        approval.recipients == frozen.policy.recipients
      else { throw BatchError.tampered(batch.id, .approval(by: id)) }
      guard approval.version == batch.version else {
        throw BatchError.tampered(batch.id, .column("batch.version"))
      }
      // By the order of the acts: a clock that was set back must not revive it.
      let given = acts.lastIndex { $0.signature == approval.signature } ?? acts.startIndex
      let isTakenBack = acts[given...].contains {
        $0.action == "batch.unapprove" && $0.actor == id.text
      }
      return !person.isRevoked && person.roles.contains(.approver)
        && !frozen.policy.authors.contains(id) && !isTakenBack
        && keys.insert(person.publicKey).inserted
    }
  }

  /// Two approvals of one person never bear the same second.
  private static func approvalTime(
    _ now: Instant, after approvals: [Approval], by person: Operator.ID
  ) -> Instant {
    let last = approvals.filter { $0.operatorID == person }.map(\.at).max()
    return last.map { max(now, $0.adding(seconds: 1)) } ?? now
  }
}
