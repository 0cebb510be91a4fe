public import WinbackCore
import WinbackStore

/// Freezing a draft for its approvers.
extension Session {
  /// Works the audience of a draft out anew, freezes everything and asks for approval.
  ///
  /// - Parameter note: Why; required where the copy has warnings.
  /// - Throws: ``BatchError`` with what stands against it; nothing is stored then.
  @discardableResult
  public func submitBatch(_ id: Batch.ID, note: String = "") throws -> BatchReply {
    try requireWritable()
    let author = try actor(.author)
    let (seen, _) = try storedBatch(id)
    guard seen.state.after(.submit) != nil else { throw BatchError.state(id, seen.state, .submit) }
    let planner = try BatchPlanner(seen.strategy, session: self, sendAt: seen.sendAt)
    try check(seen.sendAt, on: planner.strategy.channel)
    let note = note.trimmed
    let findings = planner.findings
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else { throw BatchError.lint(id, errors) }
    let warnings = findings.filter { $0.severity == .warning }.map(\.rule)
    guard warnings.isEmpty || !note.isEmpty else {
      throw BatchError.noteMissing(id, warnings: Array(Set(warnings)).sorted())
    }
    let gateway = try gatewayName(of: planner.strategy.channel)
    let now = clock.now()
    // Submitting goes by the clock, whatever instant the console shows; its own snapshot stays.
    let snapshot =
      try knownSnapshot(asOf: now)
      ?? AudienceSnapshot.derive(from: store, settings: planner.settings, asOf: now)
    let plan = try planner.plan(id, sizeLimit: seen.sizeLimit, over: snapshot)
    guard plan.recipients > 0 else { throw BatchError.noRecipients(id, plan.exclusions) }

    var batch = seen
    batch.state = .submitted
    batch.version = seen.version + 1
    batch.authors.insert(author.person.id)
    batch.asOf = plan.asOf
    batch.submittedAt = now
    batch.expiresAt = (seen.sendAt ?? now).adding(hours: Batch.submittedHours)
    batch.channel = planner.strategy.channel
    batch.segment = planner.strategy.segment
    batch.template = planner.template.id
    batch.purpose = planner.strategy.purpose
    batch.note = note
    try planner.describe(plan, in: &batch)
    let able = try approvers(besides: batch.authors)
    guard able.count >= batch.risk.approvalsNeeded else {
      throw BatchError.tooFewApprovers(
        id, needed: batch.risk.approvalsNeeded, able: able.map(\.name))
    }
    let frozen = try freeze(plan, planner, batch, gateway: gateway)
    batch.frozen = frozen
    let signature = try sign(.submit, of: batch, by: author, at: now)
    let stored = try store.freeze(
      id, recipients: plan.rows,
      act: act(
        .submit, of: batch, by: author.person.id, at: now, note: note,
        more: ["messages_hash": .text(frozen.messagesHash)])
    ) { change in
      try Self.requireUnchanged(change, seen)
      change.batch = batch
      change.voidedApprovals = Set(change.approvals.map(\.operatorID))
      change.note = note
      change.signature = signature
    }
    guard stored != nil else { throw LookupError.batch(id.text) }
    return .submitted(
      id, recipients: batch.recipients, needed: batch.risk.approvalsNeeded,
      approvers: able.map(\.name))
  }

  /// Stores the documents and makes the content that approvals name.
  private func freeze(
    _ plan: AudiencePlan, _ planner: BatchPlanner, _ batch: Batch, gateway: String
  ) throws -> Batch.Frozen {
    let settings = planner.settings
    let channel = batch.channel
    let heeds = DispatchPolicy.heedsRecallRules(batch.purpose)
    let policy = DispatchPolicy(
      channel: channel, purpose: batch.purpose, gateway: gateway,
      costPerThousand: AudiencePlan.price(of: channel, settings),
      caps: heeds ? FrequencyCap.usual : [],
      window: SendWindow.usual(channel).bounded(for: channel), calendar: settings.calendar,
      zone: settings.zone.identifier, blockedRegions: settings.callBlockedRegions,
      holdoutBP: heeds ? settings.globalHoldoutBP : 0,
      approvalsNeeded: batch.risk.approvalsNeeded, authors: batch.authors,
      recipients: batch.recipients, controlSize: batch.controlSize)
    let template = FrozenDocuments.template(planner.template)
    let flow = FrozenDocuments.flow(planner.strategy, plan)
    try store.save(document: template, kind: "template", name: planner.template.id.text)
    try store.save(document: policy.json, kind: "policy", name: batch.id.text)
    try store.save(document: flow, kind: "flow", name: planner.strategy.id.text)
    var hashes = RowHashes()
    for row in plan.rows { _ = hashes.add(row) }
    let found = hashes.finish()
    let content = BatchContent(
      audience: found.audience, budget: planner.strategy.budget,
      experiment: plan.assignment.json, flow: .text(flow.sha256), plan: .null,
      policy: .text(policy.json.sha256), schedule: FrozenDocuments.schedule(batch),
      template: .text(template.sha256))
    return Batch.Frozen(
      contentHash: content.hash, messagesHash: found.messages, content: content.json,
      parts: plan.parts)
  }

  /// Who may approve a batch of `authors`: verified approvers who are none of them, by id.
  func approvers(besides authors: Set<Operator.ID>) throws -> [Operator] {
    let chain = try trustChain()
    return try store.operators().compactMap { record in
      guard !authors.contains(record.operator.id),
        let person = try? chain.verified(record.operator.id), !person.isRevoked,
        person.roles.contains(.approver)
      else { return nil }
      return person
    }
  }
}
