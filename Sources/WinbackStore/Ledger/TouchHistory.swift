import GRDB
public import WinbackCore

/// What was ever sent to a user, and what the ledger's touches mean for computations.
extension WorkspaceStore {
  /// Counts the changes of what was sent, so that caches know when they are old.
  public func touchVersion() throws -> Int64 {
    try readLedger { database in
      try Int64.fetchOne(database, sql: "SELECT value FROM ledger_state WHERE name = 'touches'")
        ?? 0
    }
  }

  /// Every message of our own that may have reached somebody, by user.
  public func sentTouches() throws -> [User.ID: [Touch]] {
    try readLedger { database in
      var touches: [User.ID: [Touch]] = [:]
      let rows = try Row.fetchCursor(database, sql: Self.touchSelect)
      while let row = try rows.next() {
        let touch = Self.touch(row)
        touches[touch.userID, default: []].append(touch)
      }
      return touches
    }
  }

  /// The same of one user.
  public func sentTouches(of id: User.ID) throws -> [Touch] {
    try readLedger { database in
      try Row.fetchAll(
        database, sql: Self.touchSelect + " AND recipient.user_id = ?", arguments: [id.text]
      ).map(Self.touch)
    }
  }

  private static let touchSelect = """
    SELECT recipient.idempotency_key, recipient.user_id, recipient.channel, recipient.intended_at,
      batch.purpose, recipient.batch_id, recipient.step_no, batch.template, recipient.state
    FROM recipient JOIN batch USING (batch_id)
    WHERE recipient.state IN ('in_flight', 'sent', 'unknown')
    """

  private static func touch(_ row: Row) -> Touch {
    let state: String = row[8]
    return Touch(
      id: Touch.ID(row[0]), userID: User.ID(row[1]),
      // The schema lets no other texts in.
      channel: Channel(rawValue: row[2]) ?? .sms, sentAt: Instant(seconds: row[3]),
      purpose: Touch.Purpose(rawValue: row[4]) ?? .recall, batchID: row[5], stepNo: row[6],
      templateID: row[7], status: state == "sent" ? .sent : .unknown)
  }

  /// Every message of our batches to one user, sent or not, newest batch first.
  public func messages(to id: User.ID) throws -> [(message: Recipient, batch: Batch)] {
    try readLedger { database in
      let messages = try Row.fetchAll(
        database, sql: RecipientRow.select + " WHERE user_id = ? ORDER BY row DESC",
        arguments: [id.text]
      ).map(RecipientRow.recipient)
      var batches: [Batch.ID: Batch] = [:]
      return try messages.compactMap { message in
        if batches[message.batch] == nil {
          batches[message.batch] = try Row.fetchOne(
            database, sql: BatchRow.select + " WHERE batch_id = ?", arguments: [message.batch.text]
          ).map(BatchRow.batch)
        }
        return batches[message.batch].map { (message, $0) }
      }
    }
  }

  /// What providers reported of our messages to one user, in time order.
  public func ownReceipts(of id: User.ID) throws -> [Receipt] {
    try readLedger { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT receipt_id, own_receipt.idempotency_key, at, type, detail
          FROM own_receipt JOIN recipient USING (idempotency_key)
          WHERE user_id = ? ORDER BY at, receipt_id
          """, arguments: [id.text]
      ).compactMap { row in
        let kind: String = row[3]
        return Receipt.Kind(rawValue: kind).map {
          Receipt(
            id: .init(row[0]), touchID: .init(row[1]), at: Instant(seconds: row[2]), kind: $0,
            detail: row[4])
        }
      }
    }
  }

  /// Users who are to get a message of a batch that is waiting or under way, with that batch.
  public func busyUsers(except batch: Batch.ID? = nil) throws -> [User.ID: Batch.ID] {
    try readLedger { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT recipient.user_id, recipient.batch_id FROM recipient JOIN batch USING (batch_id)
          WHERE batch.state IN ('submitted', 'approved', 'scheduled', 'sending', 'paused')
            AND recipient.state IN ('pending', 'in_flight', 'control') AND recipient.batch_id IS NOT ?
          """, arguments: [batch?.text])
      var busy: [User.ID: Batch.ID] = [:]
      while let row = try rows.next() { busy[User.ID(row[0])] = Batch.ID(row[1]) }
      return busy
    }
  }
}

extension WorkspaceStore {
  /// Messages by outcome whose last change lies at an instant that `isWanted` accepts.
  public func outcomes(where isWanted: (Instant) -> Bool) throws -> [RecipientState: Int] {
    try readLedger { database in
      var counts: [RecipientState: Int] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT state, coalesce(settled_at, intended_at), count(*) FROM recipient
          WHERE intended_at IS NOT NULL OR settled_at IS NOT NULL GROUP BY 1, 2
          """)
      while let row = try rows.next() {
        if let state = RecipientState(rawValue: row[0]), isWanted(Instant(seconds: row[1])) {
          counts[state, default: 0] += row[2]
        }
      }
      return counts
    }
  }
}
