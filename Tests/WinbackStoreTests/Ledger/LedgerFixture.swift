import Foundation
import WinbackCore
import WinbackStore
import WinbackTestSupport

/// A ledger in a folder of its own with people and one batch in the state that a test begins at.
struct LedgerFixture {
  let folder: TemporaryFolder
  let store: WorkspaceStore
  let now = Instant(seconds: 1_719_712_800)

  init() throws {
    folder = try TemporaryFolder()
    store = try WorkspaceStore(folder: folder.url)
    for id in ["amy", "bob", "cat"] {
      let person = Operator(
        id: Operator.ID(id), name: id, roles: [.author, .approver, .admin],
        publicKey: "ed25519:\(id)")
      try store.save(
        OperatorRecord(operator: person, signedBy: "amy", signature: "s", at: now),
        act: AuditAct(at: now, actor: "amy", action: "operator.add", object: "operator/\(id)"))
    }
  }

  /// Opens the same files once more, as another process would.
  func reopened() throws -> WorkspaceStore { try WorkspaceStore(folder: folder.url) }

  func act(_ action: String, _ batch: String = "b1", by actor: String = "amy") -> AuditAct {
    AuditAct(at: now, actor: actor, action: action, object: "batch/\(batch)")
  }

  func draft(_ id: String = "b1") -> Batch {
    Batch(
      id: Batch.ID(id), strategy: "s1", segment: "lost", channel: .sms, template: "t1",
      purpose: .recall, creator: "amy", authors: ["amy"], createdAt: now, asOf: now,
      segmentSize: 10, recipients: 0)
  }

  func recipient(
    _ user: String, of batch: String = "b1", state: RecipientState = .pending,
    reason: String? = nil
  ) -> Recipient {
    let wasHandedOver = [.inFlight, .sent, .unknown, .failed].contains(state)
    return Recipient(
      batch: Batch.ID(batch), user: User.ID(user), arm: "A", channel: .sms,
      destination: "+8613800000000", text: "您好 \(user)", units: 5, parts: 1, state: state,
      reason: reason, attempt: wasHandedOver ? 1 : 0, intendedAt: wasHandedOver ? now : nil)
  }

  /// Stores a batch with these messages, frozen, in `state`.
  func begin(
    _ messages: [Recipient], as state: BatchState = .sending, id: String = "b1"
  ) throws {
    try store.insert(draft(id), act: act("batch.plan", id))
    try store.freeze(Batch.ID(id), recipients: messages, act: act("batch.submit", id)) { change in
      change.batch.state = state
      change.batch.version += 1
      change.batch.recipients = messages.count
      change.batch.submittedAt = now
      change.batch.frozen = frozen
    }
  }

  let frozen = Batch.Frozen(
    contentHash: String(repeating: "c", count: 64), messagesHash: String(repeating: "e", count: 64),
    content: .object(["v": .integer(1)]), parts: 1)

  func states(of batch: String = "b1") throws -> [String: RecipientState] {
    var states: [String: RecipientState] = [:]
    try store.forEachRecipient(of: Batch.ID(batch)) { states[$0.user.text] = $0.state }
    return states
  }

  func key(_ user: String, of batch: String = "b1") -> String {
    IdempotencyKey.of(batch: batch, user: User.ID(user), step: 1, channel: .sms)
  }

  func audit() throws -> AuditChain.Result {
    var chain = AuditChain()
    try store.forEachAuditEntry { chain.check($0) }
    return chain.finish(anchoredHead: try store.auditHead()?.hash)
  }
}
