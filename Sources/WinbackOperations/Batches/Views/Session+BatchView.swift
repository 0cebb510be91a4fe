public import WinbackCore
import WinbackStore

/// What an approver must see of one batch.
extension Session {
  /// Opens a batch.
  ///
  /// A frozen one shows what was frozen, a draft what the files and data of its instant give now; what
  /// stands against planning it is told as ``BatchView/stale``.
  ///
  /// - Throws: ``LookupError``.
  public func batchView(_ id: Batch.ID, _ language: Language) throws -> BatchView {
    try expireOverdueBatches()
    let (batch, approvals) = try storedBatch(id)
    let now = clock.now()
    let people = BatchPeople(
      names: Dictionary(
        try operators().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
      me: try actingPerson())
    let counts = try store.progress(of: id)
    let summary = BatchSummary(
      batch, approvals: approvals, counts: counts, people: people, at: now, language)
    let content =
      batch.frozen == nil
      ? try draftContent(batch, language) : try frozenContent(batch, language)
    let valid = batch.counted(approvals, at: now)
    let price = settings.channels[batch.channel]?.costPerThousand ?? batch.channel.costPerThousand
    let parts = content.digest.parts
    func hundredths(_ parts: Int) -> Int { Int(content.price ?? price.minor) * parts / 10 }
    let starts = batchStart(batch, lastApproval: valid.map(\.at).max())
    let timing = BatchTiming(batch, startsAt: starts)
    return BatchView(
      summary: summary,
      sentence: BatchSentence(
        batch, author: people.name(batch.creator), parts: content.digest.partsTotal,
        timing: timing, problem: content.problem, settings: settings
      ).words(language),
      version: batch.version, segmentSize: batch.segmentSize,
      waterfall: batch.waterfall.map {
        NamedCount(
          name: $0.reason, label: SkipReason(rawValue: $0.reason)?.words(language) ?? $0.reason,
          count: $0.count)
      },
      samples: try samples(content.digest, language), findings: content.findings,
      partsTotal: content.digest.partsTotal,
      costSpread: CostSpread(
        low: hundredths(parts.low), median: hundredths(parts.middle), high: hundredths(parts.high)),
      startsAt: timing.startsAt, ratePerSecond: BatchTiming.usualRate,
      finishesAt: timing.finishesAt, controlSize: batch.controlSize,
      detectableUpliftBP: SampleSize().smallestUpliftBP(
        control: Double(content.baselineBP ?? BatchTiming.usualReturnBP) / 10_000,
        controls: batch.controlSize, treated: batch.recipients),
      contentHash: batch.frozen?.contentHash ?? "",
      messagesHash: batch.frozen?.messagesHash ?? "", asOf: batch.asOf, stale: content.stale,
      approvals: approvals.map { approval in
        ApprovalRow(
          operatorID: approval.operatorID.text, operatorName: people.name(approval.operatorID),
          at: approval.at, isValid: valid.contains(approval), note: approval.note)
      },
      approvers: ((try? approvers(besides: batch.authors)) ?? [])
        .filter { person in !valid.contains { $0.operatorID == person.id } }.map(\.name),
      approvalRefusal: approvalRefusal(batch, approvals, people.me, at: now, language),
      history: try history(of: batch, people, language) + content.remarks)
  }

  /// What is shown of the rows and documents.
  private struct Content {
    var digest: BatchDigest
    var findings: [PreviewFinding]
    var problem: String
    var baselineBP: Int?
    /// Minor units for 1000 parts, as frozen.
    var price: Int64?
    var stale: String?
    var remarks: [String] = []
  }

  private func draftContent(_ batch: Batch, _ language: Language) throws -> Content {
    let planner: BatchPlanner
    do {
      planner = try BatchPlanner(batch.strategy, session: self, sendAt: batch.sendAt)
    } catch let error as any Worded {
      return Content(
        digest: BatchDigest(recipients: 0, fallbackUsers: []), findings: [], problem: "",
        stale: error.words(language))
    }
    var linter = linter(language)
    linter.sendDay = planner.linter.sendDay
    let base = [
      "\(try store.factsVersion())", "\(try store.touchVersion())",
      "\(planner.strategy.hashValue)", "\(planner.template.hashValue)",
      "\(planner.settings.hashValue)",
      playbook().catalogue.definitionHash(of: planner.strategy.segment) ?? "",
    ].joined(separator: "|")
    let key = BatchDigestCache.Key(batch: batch.id, version: batch.version, content: base)
    let digest = try digests.digest(key) {
      let plan = try planner.plan(
        batch.id, sizeLimit: batch.sizeLimit, over: try snapshot(asOf: batch.asOf))
      var digest = BatchDigest(recipients: plan.recipients, fallbackUsers: plan.fallbackUsers)
      for row in plan.rows { digest.add(row) }
      digest.finish()
      return digest
    }
    return Content(
      digest: digest, findings: linter.shown(planner.template, facts: planner.facts),
      problem: planner.strategy.problem)
  }

  private func frozenContent(_ batch: Batch, _ language: Language) throws -> Content {
    let frozen: FrozenBatch
    do {
      frozen = try FrozenBatch(batch, in: store)
    } catch let error as BatchError {
      // What cannot be trusted is not shown as if it could.
      return Content(
        digest: BatchDigest(recipients: 0, fallbackUsers: []), findings: [], problem: "",
        stale: error.words(language))
    }
    var fallbackUsers: [User.ID] = []
    if case .list(let users)? = frozen.flow["fallback_samples"] {
      fallbackUsers = users.compactMap(\.asText).map { User.ID($0) }
    }
    let key = BatchDigestCache.Key(
      batch: batch.id, version: batch.version, content: frozen.frozen.contentHash)
    let digest = try digests.digest(key) {
      var digest = BatchDigest(recipients: batch.recipients, fallbackUsers: fallbackUsers)
      try store.forEachRecipient(of: batch.id) { digest.add($0) }
      digest.finish()
      return digest
    }
    var linter = linter(language)
    linter.sendDay = BusinessDay(
      batch.sendAt ?? batch.submittedAt ?? clock.now(), in: settings.zone)
    var content = Content(
      digest: digest, findings: [], problem: frozen.flow["problem"]?.asText ?? "",
      baselineBP: frozen.flow["measure"]?["baseline_bp"]?.asInteger.map { Int($0) },
      price: frozen.policy.costPerThousand.minor)
    if let template = FrozenDocuments.template(frozen.template) {
      content.findings = linter.shown(
        template, facts: BatchPlanner.facts(template, plan: nil, wasSentRecently: nil))
    }
    let present = playbook().template(batch.template).map { FrozenDocuments.template($0).sha256 }
    if !batch.state.isFinal, present != frozen.template.sha256 {
      content.remarks.append(
        language.pick(
          zh: "模板文件在提交后改过；本批次仍按提交时的内容发送",
          en: "the template file has changed since; this batch still goes out as it was submitted"))
    }
    return content
  }

  private func samples(_ digest: BatchDigest, _ language: Language) throws -> [SampleMessage] {
    let users = try store.users(of: digest.samples.map(\.message.user))
    return digest.samples.map { message, note in
      SampleMessage(
        userID: message.user, name: users[message.user]?.name.map(Masked.name) ?? "",
        destination: Masked.destination(message.destination), text: message.text,
        units: message.units, parts: message.channel.isSMS ? message.parts : 0,
        note: note.words(parts: message.parts, language))
    }
  }

  /// When sending can begin: as planned, else after the cooling time; then within the hours.
  private func batchStart(_ batch: Batch, lastApproval: Instant?) -> Instant? {
    let isOpen = [.draft, .submitted, .approved, .scheduled].contains(batch.state)
    guard isOpen else { return batch.sendAt }
    let earliest = [batch.sendAt, lastApproval?.adding(seconds: Batch.coolingSeconds)]
      .compactMap { $0 }.max()
    guard let earliest else { return nil }
    return SendWindow.usual(batch.channel).bounded(for: batch.channel)
      .nextAllowed(from: earliest, in: settings.zone, calendar: settings.calendar)
  }

  private func approvalRefusal(
    _ batch: Batch, _ approvals: [Approval], _ me: Operator?, at now: Instant,
    _ language: Language
  ) -> String? {
    guard let frozen = batch.frozen, batch.state == .submitted || batch.state == .paused else {
      return BatchError.state(batch.id, batch.state, .approve).words(language)
    }
    guard let me else { return IdentityError.noOperator.words(language) }
    return ApprovalRules.refusal(
      by: me, authors: batch.authors, present: frozen.contentHash, named: frozen.contentHash,
      earlier: approvals, at: now)?.words(language)
  }

  private func history(
    of batch: Batch, _ people: BatchPeople, _ language: Language
  ) throws -> [String] {
    try store.acts(of: batch.id).map { act in
      let name = String(act.action.dropFirst("batch.".count))
      let who =
        act.actor == "system"
        ? language.pick(zh: "系统", en: "system") : people.name(Operator.ID(act.actor))
      let time = act.at.rfc3339(in: settings.zone)
      let what = BatchAction(rawValue: name)?.words(language) ?? Self.otherAct(name, language)
      return "\(time.dropFirst(5).prefix(5)) \(time.dropFirst(11).prefix(5)) \(who) \(what) "
        + "v\(act.version)" + (act.note.isEmpty ? "" : ": \(act.note)")
    }
  }

  /// Acts that are no step from state to state.
  private static func otherAct(_ name: String, _ language: Language) -> String {
    switch name {
    case "plan": language.pick(zh: "起草", en: "plan")
    case "reapprove": language.pick(zh: "再次批准", en: "approve again")
    case "unapprove": language.pick(zh: "收回批准", en: "take approval back")
    default: name
    }
  }
}

extension TemplateLinter {
  /// What lint says of a template as written, for a screen.
  func shown(_ template: MessageTemplate, facts: LintFacts) -> [PreviewFinding] {
    let subject = subject(of: template, facts: facts)
    let shift = subject.prefix.unicodeScalars.count
    return findings(template, facts: facts).map {
      PreviewFinding($0, in: subject, shift: shift, language)
    }
  }
}

extension BatchDigest.Note {
  func words(parts: Int, _ language: Language) -> String {
    switch self {
    case .longest: language.pick(zh: "最长", en: "longest")
    case .mostParts: language.pick(zh: "分成 \(parts) 条", en: "\(parts) parts")
    case .fallback: language.pick(zh: "用了缺省文字", en: "fallback used")
    case .rareCharacter: language.pick(zh: "含罕见字符", en: "rare character")
    case .ordinary: ""
    }
  }
}
