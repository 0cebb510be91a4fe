import Foundation
import GRDB
public import WinbackCore

/// A change of one batch within one transaction: what was there, and what shall be.
public struct BatchChange: Sendable {
  public var batch: Batch
  /// All approvals ever given, void ones included, oldest first.
  public let approvals: [Approval]
  /// Stored together with the change.
  public var newApproval: Approval?
  /// Approvals of these people are void from now on.
  public var voidedApprovals: Set<Operator.ID> = []
  /// Every message that still waits is cancelled.
  public var cancelsWaiting = false
  /// What the operator signed, for acts other than approvals.
  public var signature = ""
  public var note = ""
}

extension WorkspaceStore {
  /// Stores a new draft.
  public func insert(_ batch: Batch, act: AuditAct) throws {
    try writeLedger { database in
      try database.execute(
        sql: BatchRow.insert, arguments: StatementArguments(try BatchRow.values(batch)))
      try Self.record(act, of: batch, note: batch.note, signature: "", in: database)
    }
  }

  /// All batches, newest first.
  public func batches() throws -> [Batch] {
    try readLedger { database in
      try Row.fetchAll(database, sql: BatchRow.select + " ORDER BY created_at DESC, batch_id DESC")
        .map(BatchRow.batch)
    }
  }

  /// One batch with its approvals; nil when there is none of that id.
  public func batch(_ id: Batch.ID) throws -> (batch: Batch, approvals: [Approval])? {
    try readLedger { try Self.read(id, $0) }
  }

  /// Changes a batch as `change` says, in one transaction that also records `act`.
  ///
  /// What `change` throws undoes everything and is passed on.
  ///
  /// - Returns: The batch as it is now; nil when there is none of that id.
  @discardableResult
  public func change(
    _ id: Batch.ID, act: AuditAct, _ change: (inout BatchChange) throws -> Void
  ) throws -> Batch? {
    try writeLedger { database in
      try Self.change(id, act: act, in: database, change)
    }
  }

  /// Changes a batch and replaces its frozen messages, all in one transaction.
  ///
  /// - Parameter recipients: In ascending order of user id, then step.
  @discardableResult
  public func freeze(
    _ id: Batch.ID, recipients: [Recipient], act: AuditAct,
    _ change: (inout BatchChange) throws -> Void
  ) throws -> Batch? {
    try writeLedger { database in
      guard let batch = try Self.change(id, act: act, in: database, change) else { return nil }
      try database.execute(sql: "DELETE FROM recipient WHERE batch_id = ?", arguments: [id.text])
      let insert = try database.cachedStatement(sql: RecipientRow.insert)
      for recipient in recipients {
        try insert.execute(arguments: StatementArguments(RecipientRow.values(recipient)))
      }
      return batch
    }
  }

  /// All approvals ever given, by batch, oldest first.
  public func approvalsOfAll() throws -> [Batch.ID: [Approval]] {
    try readLedger { database in
      let approvals = try Row.fetchAll(
        database, sql: ApprovalRow.select + " ORDER BY at, operator_id"
      ).map(ApprovalRow.approval)
      return Dictionary(grouping: approvals, by: \.batch)
    }
  }

  private static func read(
    _ id: Batch.ID, _ database: Database
  ) throws -> (batch: Batch, approvals: [Approval])? {
    guard
      let row = try Row.fetchOne(
        database, sql: BatchRow.select + " WHERE batch_id = ?", arguments: [id.text])
    else { return nil }
    let approvals = try Row.fetchAll(
      database, sql: ApprovalRow.select + " WHERE batch_id = ? ORDER BY at, operator_id",
      arguments: [id.text]
    ).map(ApprovalRow.approval)
    return (try BatchRow.batch(row), approvals)
  }

  private static func change(
    _ id: Batch.ID, act: AuditAct, in database: Database,
    _ change: (inout BatchChange) throws -> Void
  ) throws -> Batch? {
    guard let (batch, approvals) = try read(id, database) else { return nil }
    var wanted = BatchChange(batch: batch, approvals: approvals)
    try change(&wanted)
    let values = try BatchRow.values(wanted.batch)
    try database.execute(
      sql: BatchRow.update, arguments: StatementArguments(Array(values.dropFirst()) + [id.text]))
    for person in wanted.voidedApprovals {
      try database.execute(
        sql: "UPDATE approval SET is_void = 1 WHERE batch_id = ? AND operator_id = ?",
        arguments: [id.text, person.text])
    }
    if let approval = wanted.newApproval {
      try database.execute(
        sql: "INSERT INTO approval VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          approval.batch.text, approval.version, approval.operatorID.text, approval.at.seconds,
          approval.contentHash, approval.messagesHash, approval.recipients, approval.note,
          approval.signature, approval.isVoid,
        ])
    }
    if wanted.cancelsWaiting {
      try database.execute(
        sql: """
          UPDATE recipient SET state = 'cancelled', settled_at = ?
          WHERE batch_id = ? AND state = 'pending'
          """, arguments: [act.at.seconds, id.text])
    }
    try record(
      act, of: wanted.batch, note: wanted.note, signature: wanted.signature, in: database)
    return wanted.batch
  }

  /// Records an act in the batch's own history and in the audit trail.
  private static func record(
    _ act: AuditAct, of batch: Batch, note: String, signature: String, in database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO act (batch_id, version, at, operator_id, action, note, signature)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        batch.id.text, batch.version, act.at.seconds, act.actor, act.action, note, signature,
      ])
    try append(act, to: database)
  }

  /// What happened to a batch, oldest first.
  public func acts(of id: Batch.ID) throws -> [BatchAct] {
    try readLedger { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT version, at, operator_id, action, note, signature FROM act
          WHERE batch_id = ? ORDER BY row
          """, arguments: [id.text]
      ).map {
        BatchAct(
          version: $0[0], at: Instant(seconds: $0[1]), actor: $0[2], action: $0[3], note: $0[4],
          signature: $0[5])
      }
    }
  }

  /// Stores a document that a frozen batch rests on and gives its version.
  ///
  /// The version is the n-th distinct content of that kind and name which this store has used.
  @discardableResult
  public func save(document json: CanonicalJSON, kind: String, name: String) throws -> Int {
    let text = json.string
    let hash = json.sha256
    return try writeLedger { database in
      let known = try Int.fetchOne(
        database, sql: "SELECT version FROM document WHERE kind = ? AND name = ? AND sha256 = ?",
        arguments: [kind, name, hash])
      if let known { return known }
      let last =
        try Int.fetchOne(
          database, sql: "SELECT max(version) FROM document WHERE kind = ? AND name = ?",
          arguments: [kind, name]) ?? 0
      try database.execute(
        sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        arguments: [kind, name, last + 1, hash, text])
      return last + 1
    }
  }

  /// The document with that hash as stored; nil when there is none.
  public func document(sha256: String) throws -> (name: String, version: Int, json: String)? {
    try readLedger { database in
      try Row.fetchOne(
        database, sql: "SELECT name, version, json FROM document WHERE sha256 = ?",
        arguments: [sha256]
      ).map { ($0[0], $0[1], $0[2]) }
    }
  }

  /// Tells whether a batch with this template was ever completed.
  public func hasCompleted(template: MessageTemplate.ID) throws -> Bool {
    try readLedger { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE template = ? AND state = 'completed')",
        arguments: [template.text]) ?? false
    }
  }
}

/// One thing that was done to a batch.
public struct BatchAct: Hashable, Sendable {
  public var version: Int
  public var at: Instant
  public var actor: String
  public var action: String
  public var note: String
  public var signature: String
}
