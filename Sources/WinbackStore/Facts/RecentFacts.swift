import GRDB
public import WinbackCore

/// What happened lately, read without walking through every history.
extension WorkspaceStore {
  /// The users of `ids` as last imported.
  public func users(of ids: [User.ID]) throws -> [User.ID: User] {
    try readFacts { database in
      var found: [User.ID: User] = [:]
      for start in stride(from: 0, to: ids.count, by: 500) {
        let part = ids[start..<min(ids.count, start + 500)]
        let rows = try Row.fetchCursor(
          database,
          sql: UserRow.select
            + " WHERE user_id IN (\(databaseQuestionMarks(count: part.count)))",
          arguments: StatementArguments(part.map(\.text)))
        while let row = try rows.next() {
          let user = UserRow.user(row)
          found[user.id] = user
        }
      }
      return found
    }
  }

  /// The users of `ids` with their orders and events since `after`; touches are left out.
  public func recentHistories(
    of ids: [User.ID], after: Instant
  ) throws -> [User.ID: UserHistory] {
    try readFacts { database in
      var found: [User.ID: UserHistory] = [:]
      // Within the limit of variables that every SQLite has.
      for start in stride(from: 0, to: ids.count, by: 500) {
        let part = ids[start..<min(ids.count, start + 500)]
        let rows = try Row.fetchAll(
          database,
          sql: UserRow.select
            + " WHERE user_id IN (\(databaseQuestionMarks(count: part.count)))",
          arguments: StatementArguments(part.map(\.text)))
        try Self.addRecent(rows, after: after, to: &found, database)
      }
      return found
    }
  }

  /// Everyone who ordered, paid or did something since `after`, with only that.
  public func recentHistories(after: Instant) throws -> [User.ID: UserHistory] {
    try readFacts { database in
      var found: [User.ID: UserHistory] = [:]
      let rows = try Row.fetchAll(
        database,
        sql: UserRow.select + """
           WHERE row IN (
            SELECT user FROM "order" WHERE created_at > :after OR paid_at > :after
            UNION SELECT user FROM event WHERE at > :after)
          """, arguments: ["after": after.seconds])
      for start in stride(from: 0, to: rows.count, by: 500) {
        try Self.addRecent(
          Array(rows[start..<min(rows.count, start + 500)]), after: after, to: &found, database)
      }
      return found
    }
  }

  private static func addRecent(
    _ rows: [Row], after: Instant, to found: inout [User.ID: UserHistory], _ database: Database
  ) throws {
    guard !rows.isEmpty else { return }
    var names: [Int64: User.ID] = [:]
    for row in rows {
      let user = UserRow.user(row)
      names[row[0]] = user.id
      found[user.id] = UserHistory(user: user, orders: [], events: [], touches: [])
    }
    let numbers = names.keys.map { String($0) }.joined(separator: ",")
    let orders = try Row.fetchCursor(
      database,
      sql: OrderRow.select + " WHERE user IN (\(numbers)) AND (created_at > ?1 OR paid_at > ?1)",
      arguments: [after.seconds])
    while let row = try orders.next() {
      guard let user = names[row[0]] else { continue }
      found[user]?.orders.append(OrderRow(row).record(user))
    }
    let events = try Row.fetchCursor(
      database, sql: EventRow.select + " WHERE user IN (\(numbers)) AND at > ?1",
      arguments: [after.seconds])
    while let row = try events.next() {
      guard let user = names[row[0]] else { continue }
      found[user]?.events.append(EventRow(row).record(user))
    }
  }

  /// The touches since `after` that frequency caps count, imported ones and our own: recall and
  /// marketing, not failed.
  ///
  /// - Parameter ids: Whose touches; nil means everybody's.
  public func countedTouches(
    of ids: [User.ID]? = nil, after: Instant
  ) throws -> [User.ID: [(at: Instant, channel: Channel)]] {
    var touches: [User.ID: [(at: Instant, channel: Channel)]] = [:]
    let marks = ids.map { databaseQuestionMarks(count: $0.count) }
    let arguments =
      StatementArguments([after.seconds]) + StatementArguments((ids ?? []).map(\.text))
    func add(_ database: Database, _ sql: String) throws {
      let rows = try Row.fetchCursor(
        database, sql: sql + (marks.map { " AND user_id IN (\($0))" } ?? ""), arguments: arguments)
      while let row = try rows.next() {
        guard let channel = Channel(rawValue: row[1]) else { continue }
        touches[User.ID(row[0]), default: []].append((Instant(seconds: row[2]), channel))
      }
    }
    try readFacts { database in
      try add(
        database,
        """
        SELECT user_id, channel, sent_at FROM touch JOIN user ON user.row = touch.user
        WHERE sent_at > ? AND purpose IN ('recall', 'marketing')
          AND status IS NOT 'failed'
        """)
    }
    try readLedger { database in
      try add(
        database,
        """
        SELECT user_id, recipient.channel, intended_at FROM recipient JOIN batch USING (batch_id)
        WHERE intended_at > ? AND recipient.state IN ('in_flight', 'sent', 'unknown')
          AND purpose IN ('recall', 'marketing')
        """)
    }
    return touches
  }
}
