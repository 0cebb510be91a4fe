import GRDB
public import WinbackCore

/// Reading what users allowed and refused.
extension WorkspaceStore {
  /// Every statement of one user, by channel and time.
  public func consents(of id: User.ID) throws -> [Consent] {
    try readLedger { database in
      try Row.fetchAll(
        database, sql: ConsentRow.select + " WHERE user_id = ? ORDER BY channel, at",
        arguments: [id.text]
      ).map(ConsentRow.consent)
    }
  }

  /// Every suppression of one user, ended ones included.
  public func suppressions(of id: User.ID) throws -> [Suppression] {
    try readLedger { database in
      try Row.fetchAll(
        database, sql: SuppressionRow.select + " WHERE user_id = ? ORDER BY from_at",
        arguments: [id.text]
      ).map(SuppressionRow.suppression)
    }
  }

  /// What every user allows and refuses at `now`; imported receipts that report a refusal count too.
  public func contactBook(at now: Instant) throws -> ContactBook {
    let reported = try reportedRefusals()
    return try readLedger { database in
      var book = ContactBook(at: now)
      for suppression in reported { book.add(suppression) }
      let consents = try Row.fetchCursor(database, sql: ConsentRow.select)
      while let row = try consents.next() { book.add(ConsentRow.consent(row)) }
      let suppressions = try Row.fetchCursor(database, sql: SuppressionRow.select)
      while let row = try suppressions.next() { book.add(SuppressionRow.suppression(row)) }
      return book
    }
  }

  /// What one user allows and refuses at `now`.
  public func contactBook(of id: User.ID, at now: Instant) throws -> ContactBook {
    var book = ContactBook(at: now)
    for consent in try consents(of: id) { book.add(consent) }
    for suppression in try suppressions(of: id) + reportedRefusals(of: [id]) {
      book.add(suppression)
    }
    return book
  }
}

enum ConsentRow {
  static let select = "SELECT user_id, channel, at, state, source, evidence FROM consent"

  static func consent(_ row: Row) -> Consent {
    Consent(
      userID: User.ID(row[0]),
      // The schema lets no other texts in; the stricter reading would be the safe one.
      channel: Channel(rawValue: row[1]) ?? .sms,
      state: Consent.State(rawValue: row[3]) ?? .withdrawn, at: Instant(seconds: row[2]),
      source: row[4], evidence: row[5])
  }
}

enum SuppressionRow {
  static let select = "SELECT user_id, scope, from_at, until_at, reason FROM suppression"

  static func suppression(_ row: Row) -> Suppression {
    Suppression(
      userID: User.ID(row[0]), scope: Suppression.Scope(row[1] as String) ?? .all,
      from: Instant(seconds: row[2]),
      until: (row[3] as Int64?).map { Instant(seconds: $0) }, reason: row[4])
  }
}
