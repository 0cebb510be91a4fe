import GRDB
public import WinbackCore

/// What became of a group of receipts.
public struct ReceiptReport: Hashable, Sendable {
  /// New ones of messages of ours.
  public var inserted = 0
  /// Known before with the same content.
  public var same = 0
  /// The places in the group of those known before with another content; the first stays.
  public var differing: [Int] = []
  /// Of messages that we do not know; kept aside.
  public var aside = 0
  /// The keys of messages whose receipts contradict each other or what we did.
  public var contradicted: [String] = []
  /// New suppressions of people who unsubscribed or complained.
  public var suppressed = 0
}

extension WorkspaceStore {
  /// Stores what providers report of our messages; the touch id of a receipt is the message's key.
  ///
  /// The same receipts may come again, in any order: the result is the same. A message in doubt is
  /// settled by them. Who unsubscribed is suppressed on that channel, who complained on all. One
  /// transaction, recorded in the audit trail unless nothing was new.
  ///
  /// - Parameters:
  ///   - actor: An operator's id, or `system`.
  ///   - keeps: Says whether to store all of it; else nothing is stored and the report is what would
  ///     have been.
  public func record(
    _ receipts: [Receipt], at now: Instant, actor: String,
    keeps: (ReceiptReport) -> Bool = { _ in true }
  ) throws -> ReceiptReport {
    struct Undo: Error {
      var report: ReceiptReport
    }
    do {
      return try recordAll(receipts, at: now, actor: actor) { report in
        if !keeps(report) { throw Undo(report: report) }
      }
    } catch let undo as Undo {
      return undo.report
    }
  }

  private func recordAll(
    _ receipts: [Receipt], at now: Instant, actor: String,
    check: (ReceiptReport) throws -> Void
  ) throws -> ReceiptReport {
    try writeLedger { database in
      var report = ReceiptReport()
      for (place, receipt) in receipts.enumerated() {
        try Self.record(receipt, at: place, in: database, now: now, &report)
      }
      try check(report)
      guard report.inserted + report.aside > 0 else { return report }
      try database.execute(
        sql: "UPDATE ledger_state SET value = value + 1 WHERE name = 'touches'")
      for key in report.contradicted {
        try Self.append(
          AuditAct(
            at: now, actor: actor, action: "receipt.conflict", object: "message/\(key)"),
          to: database)
      }
      let counts = [
        ("inserted", report.inserted), ("same", report.same), ("aside", report.aside),
        ("differing", report.differing.count), ("contradicted", report.contradicted.count),
        ("suppressed", report.suppressed),
      ]
      try Self.append(
        AuditAct(
          at: now, actor: actor, action: "receipt.record", object: "receipts",
          detail: .object(
            Dictionary(uniqueKeysWithValues: counts.map { ($0, .integer(Int64($1))) }))),
        to: database)
      return report
    }
  }

  /// How many receipts were kept aside because they name no message of ours.
  public func strayReceiptCount() throws -> Int {
    try readLedger { try Int.fetchOne($0, sql: "SELECT count(*) FROM stray_receipt") ?? 0 }
  }

  private static func record(
    _ receipt: Receipt, at place: Int, in database: Database, now: Instant,
    _ report: inout ReceiptReport
  ) throws {
    if let known = try stored(receipt.id, database) {
      if known == receipt { report.same += 1 } else { report.differing.append(place) }
      return
    }
    let message = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT user_id, channel, state FROM recipient WHERE idempotency_key = ?"),
      arguments: [receipt.touchID.text])
    let values: StatementArguments = [
      receipt.id.text, receipt.touchID.text, receipt.at.seconds, receipt.kind.rawValue,
      receipt.detail,
    ]
    guard let message, let channel = Channel(rawValue: message[1]),
      let state = RecipientState(rawValue: message[2])
    else {
      try database.cachedStatement(sql: "INSERT INTO stray_receipt VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: values)
      report.aside += 1
      return
    }
    let earlier = try String.fetchAll(
      database.cachedStatement(sql: "SELECT type FROM own_receipt WHERE idempotency_key = ?"),
      arguments: [receipt.touchID.text])
    try database.cachedStatement(sql: "INSERT INTO own_receipt VALUES (?, ?, ?, ?, ?)")
      .execute(arguments: values)
    report.inserted += 1
    let before = ReceiptEvidence(earlier.compactMap(Receipt.Kind.init(rawValue:)))
    var evidence = before
    evidence.add(receipt.kind)
    let next = evidence.state(after: state)
    if next != state {
      try database.cachedStatement(
        sql: "UPDATE recipient SET state = ?, reason = ?, settled_at = ? WHERE idempotency_key = ?"
      ).execute(
        arguments: [
          next.rawValue, next == .failed ? Receipt.Kind.failedPermanently.rawValue : nil,
          now.seconds, receipt.touchID.text,
        ])
    }
    if evidence.contradicts(state), !before.contradicts(state) {
      report.contradicted.append(receipt.touchID.text)
    }
    if let suppression = receipt.suppression(of: User.ID(message[0]), on: channel) {
      try database.cachedStatement(
        sql: "INSERT OR IGNORE INTO suppression VALUES (?, ?, ?, NULL, ?)"
      ).execute(
        arguments: [
          suppression.userID.text, "\(suppression.scope)", suppression.from.seconds,
          suppression.reason,
        ])
      report.suppressed += database.changesCount
    }
  }

  private static func stored(_ id: Receipt.ID, _ database: Database) throws -> Receipt? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT idempotency_key, at, type, detail FROM own_receipt WHERE receipt_id = ?1
          UNION ALL SELECT touch_id, at, type, detail FROM stray_receipt WHERE receipt_id = ?1
          """), arguments: [id.text])
    return row.flatMap { row in
      Receipt.Kind(rawValue: row[2]).map {
        Receipt(
          id: id, touchID: Touch.ID(row[0]), at: Instant(seconds: row[1]), kind: $0, detail: row[3]
        )
      }
    }
  }
}
