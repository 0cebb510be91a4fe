import GRDB
public import WinbackCore

/// An act to be recorded in the same transaction as what it did.
public struct AuditAct: Hashable, Sendable {
  public var at: Instant
  public var actor: String
  public var action: String
  public var object: String
  public var detail: CanonicalJSON

  public init(
    at: Instant, actor: String, action: String, object: String, detail: CanonicalJSON = .object([:])
  ) {
    self.at = at
    self.actor = actor
    self.action = action
    self.object = object
    self.detail = detail
  }
}

/// The audit trail: appended to by every act, never changed.
extension WorkspaceStore {
  /// Records an act that changes nothing else.
  public func record(_ act: AuditAct) throws {
    try writeLedger { try Self.append(act, to: $0) }
  }

  /// Calls `body` with every entry in order, in one transaction and constant memory.
  ///
  /// - Parameter object: Only the entries of this object; nil for all.
  public func forEachAuditEntry(
    of object: String? = nil, _ body: (AuditEntry) throws -> Void
  ) throws {
    try readLedger { database in
      let rows = try Row.fetchCursor(
        database,
        sql: Self.auditSelect + (object == nil ? "" : " WHERE object = ?") + " ORDER BY seq",
        arguments: object.map { [$0] } ?? [])
      while let row = try rows.next() { try body(try Self.entry(row)) }
    }
  }

  /// The newest entries, newest first.
  public func latestAuditEntries(_ count: Int) throws -> [AuditEntry] {
    try readLedger { database in
      try Row.fetchAll(
        database, sql: Self.auditSelect + " ORDER BY seq DESC LIMIT ?", arguments: [count]
      ).map(Self.entry)
    }
  }

  /// The number and hash of the newest entry; nil while there is none.
  public func auditHead() throws -> (seq: Int64, hash: String)? {
    try readLedger { try Self.head($0) }
  }

  private static let auditSelect =
    "SELECT seq, at, actor, action, object, detail, prev_hash, hash FROM audit"

  private static func entry(_ row: Row) throws -> AuditEntry {
    let detail: String = row[5]
    return AuditEntry(
      seq: row[0], at: Instant(seconds: row[1]), actor: row[2], action: row[3], object: row[4],
      // What cannot be read back hashes to something else, which the check reports.
      detail: CanonicalJSON(json: detail) ?? .text(detail), prevHash: row[6], hash: row[7])
  }

  static func head(_ database: Database) throws -> (seq: Int64, hash: String)? {
    try Row.fetchOne(database, sql: "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
      .map { ($0[0], $0[1]) }
  }

  /// Appends within a transaction that is already open.
  static func append(_ act: AuditAct, to database: Database) throws {
    let entry = AuditEntry(
      after: try head(database), at: act.at, actor: act.actor, action: act.action,
      object: act.object, detail: act.detail)
    try database.execute(
      sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        entry.seq, entry.at.seconds, entry.actor, entry.action, entry.object, entry.detail.string,
        entry.prevHash, entry.hash,
      ])
  }
}
