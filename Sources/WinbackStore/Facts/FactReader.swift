import Foundation
import GRDB
public import WinbackCore

/// Reading users and their records.
extension WorkspaceStore {
  /// Counts the imports that changed anything, so that caches know when they are old.
  public func factsVersion() throws -> Int64 {
    try readFacts { database in
      try Int64.fetchOne(database, sql: "SELECT value FROM fact_state WHERE name = 'version'") ?? 0
    }
  }

  public func userCount() throws -> Int {
    try readFacts { try Int.fetchOne($0, sql: "SELECT count(*) FROM user") ?? 0 }
  }

  /// Calls `body` with the history of every user, in no promised order, in one transaction.
  ///
  /// Touches are the imported ones; `ownTouches` are added to them.
  ///
  /// - Parameter ownTouches: What the ledger sent, by user.
  public func forEachHistory(
    ownTouches: [User.ID: [Touch]] = [:], _ body: (UserHistory) throws -> Void
  ) throws {
    try readFacts { database in
      let orders = try RecordCursor(database, OrderRow.all) { OrderRow($0).record }
      let events = try RecordCursor(database, EventRow.all) { EventRow($0).record }
      let touches = try RecordCursor(database, TouchRow.all) { TouchRow($0).record }
      let users = try Row.fetchCursor(database, sql: UserRow.all)
      while let row = try users.next() {
        let number: Int64 = row[0]
        let user = UserRow.user(row)
        try body(
          UserHistory(
            user: user,
            orders: try orders.records(of: number, user.id),
            events: try events.records(of: number, user.id),
            touches: try touches.records(of: number, user.id) + (ownTouches[user.id] ?? [])))
      }
    }
  }

  /// One user's history; nil when nobody has that id.
  public func history(of id: User.ID, ownTouches: [Touch] = []) throws -> UserHistory? {
    try readFacts { database in
      guard
        let row = try Row.fetchOne(
          database, sql: UserRow.select + " WHERE user_id = ?", arguments: [id.text])
      else { return nil }
      let number: Int64 = row[0]
      let user = UserRow.user(row)
      func records<Record>(_ select: String, _ make: (Row) -> (User.ID) -> Record) throws
        -> [Record]
      {
        try Row.fetchAll(database, sql: select + " WHERE user = ?", arguments: [number]).map {
          make($0)(user.id)
        }
      }
      return UserHistory(
        user: user,
        orders: try records(OrderRow.select) { OrderRow($0).record },
        events: try records(EventRow.select) { EventRow($0).record },
        touches: try records(TouchRow.select) { TouchRow($0).record } + ownTouches)
    }
  }

  /// Users whose id, phone number or name begins with `text`, or whose name holds it; by id, at most
  /// `limit`. A blank text finds the first users.
  public func searchUsers(_ text: String, limit: Int) throws -> [User] {
    let wanted = text.trimmingCharacters(in: .whitespaces)
    let escaped =
      wanted
      .replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "%", with: "\\%")
      .replacingOccurrences(of: "_", with: "\\_")
    return try readFacts { database in
      let condition =
        wanted.isEmpty
        ? ""
        : " WHERE user_id LIKE :start ESCAPE '\\' OR phone LIKE :phone ESCAPE '\\' OR name LIKE :middle ESCAPE '\\'"
      let arguments: StatementArguments =
        wanted.isEmpty
        ? [:]
        : [
          "start": escaped + "%",
          "phone": (escaped.hasPrefix("+") ? escaped : "+86" + escaped) + "%",
          "middle": "%" + escaped + "%",
        ]
      return try Row.fetchAll(
        database, sql: UserRow.select + condition + " ORDER BY user_id LIMIT \(max(0, limit))",
        arguments: arguments
      ).map(UserRow.user)
    }
  }

  /// Receipts of imported touches of one user, in time order.
  public func importedReceipts(of id: User.ID) throws -> [Receipt] {
    try readFacts { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT receipt.receipt_id, receipt.touch_id, receipt.at, receipt.type, receipt.detail
          FROM receipt JOIN touch USING (touch_id) JOIN user ON user.row = touch.user
          WHERE user.user_id = ? ORDER BY receipt.at, receipt.receipt_id
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

  /// The outbound numbers, by number.
  public func numbers() throws -> [OutboundNumber] {
    try readFacts { database in
      try Row.fetchAll(
        database, sql: "SELECT number, owner, last_checked_at, result FROM number ORDER BY number"
      ).map { row in
        OutboundNumber(
          id: .init(row[0]), owner: row[1],
          lastCheckedAt: (row[2] as Int64?).map { Instant(seconds: $0) },
          result: (row[3] as String?).flatMap { OutboundNumber.CheckResult(rawValue: $0) })
      }
    }
  }
}

/// Walks the records of one table in the order of their users, beside a walk over the users.
private final class RecordCursor<Record> {
  private let rows: RowCursor
  private let make: (Row) -> (User.ID) -> Record
  private var waiting: (user: Int64, make: (User.ID) -> Record)?

  init(_ database: Database, _ sql: String, _ make: @escaping (Row) -> (User.ID) -> Record) throws {
    rows = try Row.fetchCursor(database, sql: sql)
    self.make = make
    try step()
  }

  private func step() throws {
    waiting = try rows.next().map { ($0[0], make($0)) }
  }

  /// The records of `user`; users must be asked for in ascending order.
  func records(of user: Int64, _ id: User.ID) throws -> [Record] {
    var found: [Record] = []
    while let next = waiting, next.user <= user {
      if next.user == user { found.append(next.make(id)) }
      try step()
    }
    return found
  }
}
