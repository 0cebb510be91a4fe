import GRDB
public import WinbackCore

/// What became of one hand-over.
public struct MessageOutcome: Hashable, Sendable {
  public var key: String
  public var state: RecipientState
  public var reason: String?
  public var providerID: String?

  public init(key: String, state: RecipientState, reason: String? = nil, providerID: String? = nil)
  {
    self.key = key
    self.state = state
    self.reason = reason
    self.providerID = providerID
  }
}

/// What the last look at a message says.
public enum ClaimVerdict: Hashable, Sendable {
  case send
  /// Not now: it stays as it is for a later pass.
  case wait
  /// Never: it is settled as skipped.
  case skip(SkipReason)
}

/// What one claim took.
public struct ClaimedGroup: Sendable {
  /// The messages to hand over, in ledger order.
  public var messages: [Recipient]
  /// How many were looked at.
  public var looked: Int
  /// Where the next claim of this pass goes on.
  public var end: Int64
}

/// The ledger of messages: an intent is durable before each hand-over, its outcome after.
///
/// The way of one group: ``claim(_:limit:after:at:vet:)``, then the gateway, then
/// ``settle(_:of:at:)``. What a crash leaves in flight is found by ``inFlight(of:)`` and settled as
/// sent or unknown; nothing in doubt is ever handed over again.
extension WorkspaceStore {
  /// Takes the next waiting messages of a sending batch and makes the intent to send them durable.
  ///
  /// - Parameters:
  ///   - end: Where the claim before this one ended, 0 for the first of a pass; so that messages which
  ///     must wait are looked at once in a pass.
  ///   - vet: Judges each message at the last moment, given what its users allow now. Runs inside the
  ///     transaction; what it throws undoes the claim.
  /// - Returns: nil when the batch is not sending (it was paused or cancelled meanwhile).
  public func claim(
    _ batch: Batch.ID, limit: Int, after end: Int64, at now: Instant,
    vet: ([Recipient], ContactBook) throws -> [ClaimVerdict]
  ) throws -> ClaimedGroup? {
    try writeLedger { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM batch WHERE batch_id = ?", arguments: [batch.text])
      guard state == BatchState.sending.rawValue else { return nil }
      let rows = try Row.fetchAll(
        database,
        sql: """
          \(RecipientRow.selectWithRow)
          WHERE batch_id = ? AND state = 'pending' AND row > ? ORDER BY row LIMIT ?
          """, arguments: [batch.text, end, limit])
      let waiting = rows.map(RecipientRow.recipient)
      guard let last = rows.last else { return ClaimedGroup(messages: [], looked: 0, end: end) }
      let users = waiting.map(\.user)
      var book = try Self.contacts(of: users, at: now, database)
      for suppression in try reportedRefusals(of: users) { book.add(suppression) }
      let verdicts = try vet(waiting, book)
      let go = try database.cachedStatement(
        sql: """
          UPDATE recipient SET state = 'in_flight', intended_at = ?, attempt = attempt + 1
          WHERE idempotency_key = ?
          """)
      let stop = try database.cachedStatement(
        sql: """
          UPDATE recipient SET state = 'skipped', reason = ?, settled_at = ?
          WHERE idempotency_key = ?
          """)
      var group = ClaimedGroup(messages: [], looked: waiting.count, end: last["row"])
      for (var message, verdict) in zip(waiting, verdicts) {
        switch verdict {
        case .wait: break
        case .skip(let reason):
          try stop.execute(arguments: [reason.rawValue, now.seconds, message.key])
          try Self.requireOneRow(database, message)
        case .send:
          try go.execute(arguments: [now.seconds, message.key])
          try Self.requireOneRow(database, message)
          message.state = .inFlight
          message.intendedAt = now
          message.attempt += 1
          group.messages.append(message)
        }
      }
      return group
    }
  }

  /// Makes outcomes durable; a message that is no longer in flight keeps its state.
  public func settle(_ outcomes: [MessageOutcome], of batch: Batch.ID, at now: Instant) throws {
    try writeLedger { database in
      let update = try database.cachedStatement(
        sql: """
          UPDATE recipient SET state = ?, reason = ?, provider_id = ?, settled_at = ?
          WHERE idempotency_key = ? AND state = 'in_flight'
          """)
      for outcome in outcomes {
        try update.execute(
          arguments: [
            outcome.state.rawValue, outcome.reason, outcome.providerID, now.seconds, outcome.key,
          ])
      }
      try database.execute(
        sql: "UPDATE ledger_state SET value = value + 1 WHERE name = 'touches'")
    }
  }

  /// The messages of a batch whose outcome is not known, in ledger order.
  public func inFlight(of batch: Batch.ID) throws -> [Recipient] {
    try readLedger { database in
      try Row.fetchAll(
        database,
        sql: RecipientRow.select + " WHERE batch_id = ? AND state = 'in_flight' ORDER BY row",
        arguments: [batch.text]
      ).map(RecipientRow.recipient)
    }
  }

  /// Settles one message in doubt as an operator found out.
  ///
  /// - Returns: False when the message is not in doubt.
  public func resolve(_ outcome: MessageOutcome, of batch: Batch.ID, act: AuditAct) throws -> Bool {
    try writeLedger { database in
      try database.execute(
        sql: """
          UPDATE recipient SET state = ?, reason = ?, settled_at = ?
          WHERE idempotency_key = ? AND batch_id = ? AND state = 'unknown'
          """,
        arguments: [
          outcome.state.rawValue, outcome.reason, act.at.seconds, outcome.key, batch.text,
        ])
      guard database.changesCount == 1 else { return false }
      try Self.append(act, to: database)
      try database.execute(
        sql: "UPDATE ledger_state SET value = value + 1 WHERE name = 'touches'")
      return true
    }
  }

  /// Calls `body` with every frozen message of a batch, by user id and step, in one transaction.
  public func forEachRecipient(of batch: Batch.ID, _ body: (Recipient) throws -> Void) throws {
    try readLedger { database in
      let rows = try Row.fetchCursor(
        database, sql: RecipientRow.select + " WHERE batch_id = ? ORDER BY user_id, step_no",
        arguments: [batch.text])
      while let row = try rows.next() { try body(RecipientRow.recipient(row)) }
    }
  }

  /// The first row of a batch with a zero byte in a text column, and that column; nil where there
  /// is none.
  public func zeroByte(in batch: Batch.ID) throws -> (user: User.ID, column: String)? {
    let columns = [
      "user_id", "arm", "channel", "plan", "destination", "text", "state", "idempotency_key",
    ]
    let tests = columns.map { "WHEN instr(CAST(\($0) AS BLOB), x'00') > 0 THEN '\($0)'" }
    return try readLedger { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT user_id, CASE \(tests.joined(separator: " ")) END AS faulty FROM recipient
          WHERE batch_id = ? AND faulty IS NOT NULL LIMIT 1
          """, arguments: [batch.text]
      ).map { (User.ID($0[0]), $0[1]) }
    }
  }

  /// Undoes a claim whose intent did not reach the row it was made for.
  private static func requireOneRow(_ database: Database, _ message: Recipient) throws {
    guard database.changesCount == 1 else {
      throw StoreError.damaged(
        "recipient", reason: "idempotency_key \(message.key) of \(message.user) names no row")
    }
  }

  /// How many messages of a batch are in each state.
  public func progress(of batch: Batch.ID) throws -> [RecipientState: Int] {
    try readLedger { database in
      var counts: [RecipientState: Int] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT state, count(*) FROM recipient WHERE batch_id = ? GROUP BY state",
        arguments: [batch.text])
      while let row = try rows.next() {
        if let state = RecipientState(rawValue: row[0]) { counts[state] = row[1] }
      }
      return counts
    }
  }

  /// How many messages of every batch are in each state.
  public func progressOfAll() throws -> [Batch.ID: [RecipientState: Int]] {
    try readLedger { database in
      var counts: [Batch.ID: [RecipientState: Int]] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT batch_id, state, count(*) FROM recipient GROUP BY 1, 2")
      while let row = try rows.next() {
        if let state = RecipientState(rawValue: row[1]) {
          counts[Batch.ID(row[0]), default: [:]][state] = row[2]
        }
      }
      return counts
    }
  }

  /// How many messages were skipped and failed for each reason.
  public func reasons(of batch: Batch.ID) throws -> [String: Int] {
    try readLedger { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT reason, count(*) FROM recipient
          WHERE batch_id = ? AND reason IS NOT NULL GROUP BY reason
          """, arguments: [batch.text])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
    }
  }

  /// The present statements of a few users, within an open transaction.
  private static func contacts(
    of users: [User.ID], at now: Instant, _ database: Database
  ) throws -> ContactBook {
    var book = ContactBook(at: now)
    let marks = databaseQuestionMarks(count: users.count)
    let arguments = StatementArguments(users.map(\.text))
    for row in try Row.fetchAll(
      database, sql: ConsentRow.select + " WHERE user_id IN (\(marks))", arguments: arguments)
    {
      book.add(ConsentRow.consent(row))
    }
    for row in try Row.fetchAll(
      database, sql: SuppressionRow.select + " WHERE user_id IN (\(marks))", arguments: arguments)
    {
      book.add(SuppressionRow.suppression(row))
    }
    return book
  }
}
