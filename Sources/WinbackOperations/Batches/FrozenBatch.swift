import WinbackCore
import WinbackStore

/// What was frozen of a batch, read back and found to be what its hashes say.
struct FrozenBatch {
  let batch: Batch
  let frozen: Batch.Frozen
  let policy: DispatchPolicy
  let template: CanonicalJSON
  let flow: CanonicalJSON

  /// Reads the documents and compares the batch's own row with them; messages are checked apart.
  ///
  /// - Throws: ``BatchError/tampered(_:_:)``.
  init(_ batch: Batch, in store: WorkspaceStore) throws {
    self.batch = batch
    func refuse(_ what: BatchError.Tampering) -> BatchError { .tampered(batch.id, what) }
    guard let frozen = batch.frozen else { throw refuse(.content) }
    self.frozen = frozen
    guard frozen.content.sha256 == frozen.contentHash else { throw refuse(.content) }
    func document(_ kind: String) throws -> CanonicalJSON {
      guard let hash = frozen.content[kind]?.asText else { throw refuse(.content) }
      guard let found = try store.document(sha256: hash) else {
        throw refuse(.documentMissing(kind: kind))
      }
      guard Digest.sha256(found.json) == hash, let json = CanonicalJSON(json: found.json) else {
        throw refuse(.documentChanged(kind: kind))
      }
      return json
    }
    template = try document("template")
    flow = try document("flow")
    guard let policy = DispatchPolicy(try document("policy")) else {
      throw refuse(.documentChanged(kind: "policy"))
    }
    self.policy = policy
    for (name, isRight) in columns(frozen.content) where !isRight {
      throw refuse(.column("batch.\(name)"))
    }
  }

  /// The columns that are frozen elsewhere too, and whether they agree.
  private func columns(_ content: CanonicalJSON) -> [(String, Bool)] {
    let schedule = content["schedule"]
    func time(_ key: String) -> String? { schedule?[key]?.asText }
    return [
      ("channel", batch.channel == policy.channel),
      ("purpose", batch.purpose == policy.purpose),
      ("authors", batch.authors == policy.authors),
      ("recipients", batch.recipients == policy.recipients),
      ("control_size", batch.controlSize == policy.controlSize),
      ("risk", batch.risk.approvalsNeeded == policy.approvalsNeeded),
      ("send_at", batch.sendAt?.rfc3339 == time("start_at")),
      ("expires_at", batch.expiresAt?.rfc3339 == time("expires_at")),
      ("template", batch.template.text == template["id"]?.asText),
      ("strategy", batch.strategy.text == flow["id"]?.asText),
      ("segment", batch.segment == flow["segment"]?["name"]?.asText),
      ("as_of", batch.asOf.rfc3339 == flow["segment"]?["as_of"]?.asText),
    ]
  }

  /// Reads every row and proves that together they are what was approved.
  ///
  /// - Parameter keepsFingerprints: Whether the caller wants to know the rows again.
  /// - Returns: The fingerprints of all messages.
  /// - Throws: ``BatchError/tampered(_:_:)`` naming the row where one can be named.
  @discardableResult
  func checkRows(in store: WorkspaceStore, keepsFingerprints: Bool = false) throws -> Set<UInt64> {
    // A text is read up to its first zero byte only, so that what follows one would go unseen.
    if let (user, column) = try store.zeroByte(in: batch.id) {
      throw BatchError.tampered(batch.id, .recipient(user, columns: [column]))
    }
    var hashes = RowHashes()
    var fingerprints: Set<UInt64> = []
    if keepsFingerprints { fingerprints.reserveCapacity(batch.recipients) }
    var odd: (user: User.ID, columns: [String])?
    try store.forEachRecipient(of: batch.id) { row in
      let digest = hashes.add(row)
      if let columns = impossible(row), odd == nil { odd = (row.user, columns) }
      if keepsFingerprints, !row.isControl {
        fingerprints.insert(row.fingerprint(textSHA256: digest))
      }
    }
    func refuse(_ what: BatchError.Tampering) -> BatchError { .tampered(batch.id, what) }
    let found = hashes.finish()
    let isAudience = frozen.content["audience"]?.asText == found.audience
    let isMessages = frozen.messagesHash == found.messages
    if !isAudience || !isMessages {
      if let changed = try store.changedRecipients(of: batch.id, limit: 1).first {
        throw refuse(.recipient(changed.user, columns: changed.columns))
      }
      if found.count != batch.recipients {
        throw refuse(.recipientCount(found: found.count, approved: batch.recipients))
      }
      throw refuse(isAudience ? .messages : .audience)
    }
    if let odd { throw refuse(.recipient(odd.user, columns: odd.columns)) }
    return fingerprints
  }

  /// Columns beside the hashed ones whose values no act of ours leaves behind.
  private func impossible(_ row: Recipient) -> [String]? {
    let fields = [
      ("user_id", row.user.text), ("arm", row.arm), ("plan", row.plan),
      ("destination", row.destination),
    ]
    // The hashes join fields by tabs and rows by newlines: with these inside, two rows can pass for
    // another two.
    for (name, value) in fields where value.utf8.contains(where: { $0 < 32 }) { return [name] }
    let isKept = row.state == .control
    if row.isControl != isKept { return ["state"] }
    if row.isControl { return row.text.isEmpty && row.destination.isEmpty ? nil : ["arm"] }
    let key = IdempotencyKey.of(
      batch: row.batch.text, user: row.user, step: row.step, channel: row.channel)
    if row.key != key { return ["idempotency_key"] }
    if row.state == .pending {
      // What waits for a second try has the gateway's refusal as its reason.
      let isUntouched = row.intendedAt == nil && row.settledAt == nil && row.providerID == nil
      return row.attempt > 0 ? row.reason == nil ? ["state"] : nil : isUntouched ? nil : ["state"]
    }
    switch batch.state {
    case .submitted, .approved, .scheduled: return ["state"]
    // Only the cancelling of the whole batch cancels a message.
    case .sending, .paused: return row.state == .cancelled ? ["state"] : nil
    default: return nil
    }
  }
}

/// The two hashes over the rows of a batch, built row by row.
struct RowHashes {
  private var audience = AudienceHash()
  private var messages = MessagesHash()
  private var last: User.ID?
  private var count = 0

  /// Adds the next row by user id and step; gives the digest of its text.
  mutating func add(_ row: Recipient) -> String {
    if row.user != last {
      audience.add(
        user: row.user, arm: row.arm, channel: row.isControl ? "" : row.channel.rawValue,
        plan: row.isControl ? "" : row.plan)
      last = row.user
    }
    guard !row.isControl else { return "" }
    let digest = Digest.sha256(row.text)
    messages.add(
      user: row.user, step: row.step, channel: row.channel, destination: row.destination,
      textSHA256: digest)
    count += 1
    return digest
  }

  consuming func finish() -> (audience: String, messages: String, count: Int) {
    let count = count
    return (audience.finish(), messages.finish(), count)
  }
}
