import GRDB
public import WinbackCore

/// Finding out what was changed behind winback's back, and how a batch fares with its receivers.
extension WorkspaceStore {
  /// The first rows of a batch that are not as they were frozen, with their changed columns.
  public func changedRecipients(
    of batch: Batch.ID, limit: Int
  ) throws -> [(user: User.ID, columns: [String])] {
    try readLedger { database in
      let rows = try Row.fetchCursor(
        database, sql: RecipientRow.select + " WHERE batch_id = ? ORDER BY user_id, step_no",
        arguments: [batch.text])
      var found: [(user: User.ID, columns: [String])] = []
      while found.count < limit, let row = try rows.next() {
        let message = RecipientRow.recipient(row)
        let columns = message.columnsChanged(since: row["seal"])
        if !columns.isEmpty { found.append((message.user, columns)) }
      }
      return found
    }
  }

  /// How many different messages of a batch have a receipt of each kind.
  public func receiptCounts(of batch: Batch.ID) throws -> [Receipt.Kind: Int] {
    try readLedger { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT type, count(DISTINCT idempotency_key) FROM own_receipt
          JOIN recipient USING (idempotency_key) WHERE batch_id = ? GROUP BY type
          """, arguments: [batch.text])
      var counts: [Receipt.Kind: Int] = [:]
      for row in rows {
        if let kind = Receipt.Kind(rawValue: row[0]) { counts[kind] = row[1] }
      }
      return counts
    }
  }

  /// One message by its key; nil when there is none.
  public func message(key: String) throws -> Recipient? {
    try readLedger { database in
      try Row.fetchOne(
        database, sql: RecipientRow.select + " WHERE idempotency_key = ?", arguments: [key]
      ).map(RecipientRow.recipient)
    }
  }
}
