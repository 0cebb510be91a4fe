import Foundation
import WinbackCore
import WinbackGateways
import WinbackStore

/// Sends approved batches: proves them whole, then group by group stores the intent, hands over and
/// stores the outcome.
///
/// It stops between groups only. What a crash leaves in flight is never handed over again.
struct Dispatcher {
  /// The most messages whose intent is made durable at once.
  static let groupSize = 256

  let session: Session
  let sender: (person: Operator, key: KeyFile)
  /// The most messages a second; nil for as fast as the gateway goes.
  let rate: Int?
  let gateway: (String) -> (any Gateway)?

  var store: WorkspaceStore { session.store }

  /// The batches to take up now, the longest submitted first.
  func due() throws -> [Batch.ID] {
    let now = session.clock.now()
    return try store.batches().filter { batch in
      switch batch.state {
      case .sending: return true
      case .approved, .scheduled: return try startRefusal(batch, at: now) == nil
      default: return false
      }
    }
    .sorted { ($0.submittedAt ?? $0.createdAt, $0.id) < ($1.submittedAt ?? $1.createdAt, $1.id) }
    .map(\.id)
  }

  /// Why a batch may not start at `now` by its times; nil when it may.
  private func startRefusal(_ batch: Batch, at now: Instant) throws -> BatchError? {
    let zone = session.settings.zone
    if let sendAt = batch.sendAt, sendAt > now { return .notDue(batch.id, at: sendAt, zone) }
    let (_, approvals) = try session.storedBatch(batch.id)
    let last = approvals.filter { !$0.isVoid }.map(\.at).max()
    if let until = last?.adding(seconds: Batch.coolingSeconds), until > now {
      return .cooling(batch.id, until: until, zone)
    }
    return nil
  }

  /// Sends what may be sent now of one batch.
  ///
  /// - Throws: ``BatchError`` when the batch may not start or is not what was approved.
  func send(
    _ id: Batch.ID, progress: (DispatchEvent) -> Void, shouldStop: () -> Bool
  ) throws -> DispatchRun {
    let lock = try BatchLock(id, in: session.folder.data.appending(path: "locks"))
    defer { withExtendedLifetime(lock) {} }
    var (batch, approvals) = try session.storedBatch(id)
    guard batch.state == .sending || batch.state.after(.start) != nil else {
      throw BatchError.state(id, batch.state, .start)
    }
    if batch.state != .sending, let refusal = try startRefusal(batch, at: session.clock.now()) {
      throw refusal
    }
    let frozen = try FrozenBatch(batch, in: store)
    try requireRecordedState(batch)
    let look = LastLook(
      frozen, session: session,
      fingerprints: try frozen.checkRows(in: store, keepsFingerprints: true))
    try requireApprovals(approvals, of: frozen)
    guard let way = gateway(frozen.policy.gateway) else {
      throw BatchError.noGateway(frozen.policy.gateway, frozen.policy.channel)
    }
    if batch.state != .sending {
      let removed = try look.countRemoved(at: session.clock.now())
      guard removed * 100 <= batch.recipients * Batch.mostRemovedPercent else {
        throw BatchError.stale(id, removed: removed, of: batch.recipients)
      }
      batch = try start(batch, approvals)
    }
    var run = DispatchRun(batch: id, state: batch.state)
    try recover(id, through: way, &run)
    let total = try store.progress(of: id)[.pending] ?? 0
    progress(.started(id, total: total))
    try pass(id, look, way, total: total, &run, progress: progress, shouldStop: shouldStop)
    try conclude(id, look, &run)
    progress(.finished(run))
    return run
  }

  /// Refuses a batch whose state is not what the last act in the audit trail left.
  private func requireRecordedState(_ batch: Batch) throws {
    var last = ""
    try store.forEachAuditEntry(of: "batch/\(batch.id)") {
      if $0.action != "batch.resolve" { last = $0.action }
    }
    let fitting: [String] =
      switch batch.state {
      // An approval taken back always leaves the batch submitted.
      case .approved: ["batch.approve"]
      case .scheduled: ["batch.approve", "batch.schedule"]
      case .sending: ["batch.start", "batch.resume"]
      default: []
      }
    guard fitting.contains(last) else {
      throw BatchError.tampered(batch.id, .column("batch.state"))
    }
  }

  /// Counts the valid approvals again, each proven; too few end the batch.
  private func requireApprovals(_ approvals: [Approval], of frozen: FrozenBatch) throws {
    let batch = frozen.batch
    let needed = frozen.policy.approvalsNeeded
    var most = 0
    if batch.state == .sending {
      // Once it runs, what counted when it was let go is enough.
      for act in try store.acts(of: batch.id)
      where ["batch.start", "batch.resume"].contains(act.action) {
        most = max(most, try session.validApprovals(approvals, of: frozen, at: act.at).count)
      }
    } else {
      most = try session.validApprovals(approvals, of: frozen, at: session.clock.now()).count
    }
    guard most < needed else { return }
    let standing = approvals.filter { !$0.isVoid && $0.contentHash == frozen.frozen.contentHash }
    guard standing.count >= needed else {
      // It is not their age: no act of ours leaves such a batch approved.
      throw BatchError.tampered(batch.id, .column("batch.state"))
    }
    if batch.state != .sending {
      try session.perform(.expire, on: batch, by: nil) { $0.cancelsWaiting = true }
    }
    throw BatchError.approvalsLapsed(batch.id, valid: most, needed: needed)
  }

  private func start(_ batch: Batch, _ approvals: [Approval]) throws -> Batch {
    try session.perform(.start, on: batch, by: sender) { change in
      // An approval taken back in this moment must count.
      guard change.approvals == approvals else { throw BatchError.changedMeanwhile(batch.id) }
    }
  }

  /// Settles what an earlier run left in flight: what the gateway has is sent, all else is unknown.
  private func recover(_ id: Batch.ID, through way: any Gateway, _ run: inout DispatchRun) throws {
    let messages = try store.inFlight(of: id)
    guard !messages.isEmpty else { return }
    let taken = try way.taken(of: Set(messages.map(\.key))) ?? []
    let outcomes = messages.map { message in
      taken.contains(message.key)
        ? MessageOutcome(key: message.key, state: .sent)
        : MessageOutcome(key: message.key, state: .unknown, reason: "interrupted")
    }
    try store.settle(outcomes, of: id, at: session.clock.now())
    run.recovered = taken.count
    run.inDoubt = messages.count - taken.count
  }

  /// Goes once over all waiting messages.
  private func pass(
    _ id: Batch.ID, _ look: LastLook, _ way: any Gateway, total: Int, _ run: inout DispatchRun,
    progress: (DispatchEvent) -> Void, shouldStop: () -> Bool
  ) throws {
    look.beginPass()
    var end: Int64 = 0
    var looked = 0
    var watch = FailureWatch()
    var pace = Pace(rate: rate)
    while !shouldStop() {
      let now = session.clock.now()
      let size = min(Self.groupSize, pace.groupLimit)
      let group = try store.claim(id, limit: size, after: end, at: now) { messages, contacts in
        try look.verdicts(messages, contacts, at: now)
      }
      guard let group, group.looked > 0 else { break }
      end = group.end
      looked += group.looked
      try handOver(group.messages, of: id, through: way, &run, &watch)
      progress(.progress(id, looked: looked, total: total, run))
      if let pause = try watch.pause(of: id, in: store) {
        try stop(id, because: pause, &run)
        break
      }
      pace.rest(after: group.messages.count, shouldStop: shouldStop)
    }
  }

  private func handOver(
    _ messages: [Recipient], of id: Batch.ID, through way: any Gateway, _ run: inout DispatchRun,
    _ watch: inout FailureWatch
  ) throws {
    guard !messages.isEmpty else { return }
    let deliveries = way.deliver(
      messages.map {
        OutboundMessage(
          key: $0.key, batch: $0.batch, user: $0.user, step: $0.step, channel: $0.channel,
          destination: $0.destination, text: $0.text,
          at: $0.intendedAt ?? session.clock.now())
      })
    var outcomes: [MessageOutcome] = []
    for (index, message) in messages.enumerated() {
      // A gateway that says nothing of a message leaves it in doubt.
      let delivery =
        index < deliveries.count ? deliveries[index] : .unknown(reason: "no answer")
      outcomes.append(outcome(of: message, delivery, &run))
      if case .accepted = delivery {
        watch.add(isFailure: false)
      } else {
        watch.add(isFailure: true)
      }
    }
    try store.settle(outcomes, of: id, at: session.clock.now())
  }

  private func outcome(
    of message: Recipient, _ delivery: Delivery, _ run: inout DispatchRun
  ) -> MessageOutcome {
    switch delivery {
    case .accepted(let providerID):
      run.sent += 1
      return MessageOutcome(key: message.key, state: .sent, providerID: providerID)
    case .unknown(let reason):
      run.unknown += 1
      return MessageOutcome(key: message.key, state: .unknown, reason: reason)
    case .refused(let reason):
      // Only a clear "not accepted" may be offered again.
      if message.attempt <= LastLook.retrySeconds.count {
        return MessageOutcome(key: message.key, state: .pending, reason: reason)
      }
      run.failed += 1
      return MessageOutcome(key: message.key, state: .failed, reason: reason)
    }
  }

  private func stop(
    _ id: Batch.ID, because pause: AutomaticPause, _ run: inout DispatchRun
  ) throws {
    let now = session.clock.now()
    let (batch, _) = try session.storedBatch(id)
    guard batch.state == .sending else { return }
    try session.perform(.pause, on: batch, by: nil, note: pause.note) {
      $0.batch.pausedAt = now
    }
    run.pause = pause
  }

  /// Finishes a batch of which nothing waits any more, and says where it stands.
  private func conclude(_ id: Batch.ID, _ look: LastLook, _ run: inout DispatchRun) throws {
    let (batch, _) = try session.storedBatch(id)
    let counts = try store.progress(of: id)
    run.waiting = counts[.pending] ?? 0
    run.nextAt = run.waiting > 0 ? look.waitsUntil : nil
    run.state = batch.state
    if batch.state == .sending, run.waiting == 0, counts[.inFlight] ?? 0 == 0 {
      run.state = try session.perform(.finish, on: batch, by: sender).state
    }
  }
}
