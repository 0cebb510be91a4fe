import Foundation
import GRDB
import WinbackCore

/// A stored batch.
enum BatchRow {
  static let columns = [
    "batch_id", "version", "state", "strategy", "segment", "channel", "template", "purpose",
    "creator", "authors", "created_at", "as_of", "submitted_at", "send_at", "expires_at",
    "paused_at", "segment_size", "recipients", "control_size", "risk", "cost_minor", "waterfall",
    "content_hash", "messages_hash", "content", "parts", "note", "size_limit",
  ]
  static let select = "SELECT \(columns.joined(separator: ", ")) FROM batch"
  static let insert =
    "INSERT INTO batch (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  static let update =
    "UPDATE batch SET \(columns.dropFirst().map { "\($0) = ?" }.joined(separator: ", ")) WHERE batch_id = ?"

  static func values(_ batch: Batch) throws -> [(any DatabaseValueConvertible)?] {
    [
      batch.id.text, batch.version, batch.state.rawValue, batch.strategy.text, batch.segment,
      batch.channel.rawValue, batch.template.text, batch.purpose.rawValue, batch.creator.text,
      try json(batch.authors.map(\.text).sorted()), batch.createdAt.seconds, batch.asOf.seconds,
      batch.submittedAt?.seconds, batch.sendAt?.seconds, batch.expiresAt?.seconds,
      batch.pausedAt?.seconds, batch.segmentSize, batch.recipients, batch.controlSize,
      batch.risk.name, batch.cost.minor, try json(batch.waterfall), batch.frozen?.contentHash,
      batch.frozen?.messagesHash, batch.frozen?.content.string, batch.frozen?.parts, batch.note,
      batch.sizeLimit,
    ]
  }

  static func batch(_ row: Row) throws -> Batch {
    func instant(_ index: Int) -> Instant? { (row[index] as Int64?).map { Instant(seconds: $0) } }
    let contentText: String? = row[24]
    var frozen: Batch.Frozen?
    if let contentText, let contentHash: String = row[22], let messagesHash: String = row[23] {
      frozen = Batch.Frozen(
        contentHash: contentHash, messagesHash: messagesHash,
        content: CanonicalJSON(json: contentText) ?? .null, parts: row[25] ?? 0)
    }
    let authors = try JSONDecoder().decode([String].self, from: Data((row[9] as String).utf8))
    return Batch(
      id: Batch.ID(row[0]), version: row[1],
      // The schema lets no other texts in.
      state: BatchState(rawValue: row[2]) ?? .cancelled, strategy: Strategy.ID(row[3]),
      segment: row[4], channel: Channel(rawValue: row[5]) ?? .sms,
      template: MessageTemplate.ID(row[6]), purpose: Touch.Purpose(rawValue: row[7]) ?? .recall,
      creator: Operator.ID(row[8]), authors: Set(authors.map { Operator.ID($0) }),
      createdAt: Instant(seconds: row[10]), asOf: Instant(seconds: row[11]),
      submittedAt: instant(12), sendAt: instant(13), expiresAt: instant(14), pausedAt: instant(15),
      sizeLimit: row[27], segmentSize: row[16], recipients: row[17], controlSize: row[18],
      risk: BatchRisk(name: row[19]) ?? .critical, cost: Money(minor: row[20]),
      waterfall: try JSONDecoder().decode(
        [Batch.Exclusion].self, from: Data((row[21] as String).utf8)),
      frozen: frozen, note: row[26])
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// A stored message.
enum RecipientRow {
  static let columns = [
    "batch_id", "user_id", "step_no", "arm", "channel", "plan", "destination", "text", "units",
    "parts", "state", "reason", "idempotency_key", "attempt", "intended_at", "settled_at",
    "provider_id", "seal",
  ]
  static let select = "SELECT \(columns.joined(separator: ", ")) FROM recipient"
  static let selectWithRow = "SELECT \(columns.joined(separator: ", ")), row FROM recipient"
  static let insert =
    "INSERT INTO recipient (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"

  static func values(_ message: Recipient) -> [(any DatabaseValueConvertible)?] {
    [
      message.batch.text, message.user.text, message.step, message.arm, message.channel.rawValue,
      message.plan, message.destination, message.text, message.units, message.parts,
      message.state.rawValue, message.reason, message.key, message.attempt,
      message.intendedAt?.seconds, message.settledAt?.seconds, message.providerID, message.seal,
    ]
  }

  static func recipient(_ row: Row) -> Recipient {
    Recipient(
      batch: Batch.ID(row[0]), user: User.ID(row[1]), step: row[2], arm: row[3],
      // The schema lets no other texts in.
      channel: Channel(rawValue: row[4]) ?? .sms, plan: row[5], destination: row[6], text: row[7],
      units: row[8], parts: row[9], state: RecipientState(rawValue: row[10]) ?? .unknown,
      reason: row[11], attempt: row[13],
      intendedAt: (row[14] as Int64?).map { Instant(seconds: $0) },
      settledAt: (row[15] as Int64?).map { Instant(seconds: $0) }, providerID: row[16],
      key: row[12])
  }
}

/// A stored approval.
enum ApprovalRow {
  static let select = """
    SELECT batch_id, version, operator_id, at, content_hash, messages_hash, recipients, note,
      signature, is_void
    FROM approval
    """

  static func approval(_ row: Row) -> Approval {
    Approval(
      batch: Batch.ID(row[0]), version: row[1], operatorID: Operator.ID(row[2]),
      at: Instant(seconds: row[3]), contentHash: row[4], messagesHash: row[5], recipients: row[6],
      note: row[7], signature: row[8], isVoid: row[9])
  }
}
