import GRDB
public import WinbackCore

/// An operator as stored, with who gave him his rights.
public struct OperatorRecord: Hashable, Sendable {
  public var `operator`: Operator
  public var signedBy: Operator.ID
  /// Base64 of the admin's signature over ``Operator/statement``.
  public var signature: String
  public var at: Instant

  public init(operator: Operator, signedBy: Operator.ID, signature: String, at: Instant) {
    self.operator = `operator`
    self.signedBy = signedBy
    self.signature = signature
    self.at = at
  }
}

extension WorkspaceStore {
  /// Everyone who ever had rights, by id.
  public func operators() throws -> [OperatorRecord] {
    try readLedger { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT operator_id, name, roles, public_key, is_revoked, signed_by, signature, at
          FROM operator ORDER BY operator_id
          """
      ).map { row in
        let roles: String = row[2]
        return OperatorRecord(
          operator: Operator(
            id: Operator.ID(row[0]), name: row[1],
            roles: Set(
              roles.split(separator: ",").compactMap { Operator.Role(rawValue: String($0)) }),
            publicKey: row[3], isRevoked: row[4]),
          signedBy: Operator.ID(row[5]), signature: row[6], at: Instant(seconds: row[7]))
      }
    }
  }

  /// Stores an operator's rights in place of earlier ones.
  public func save(_ record: OperatorRecord, act: AuditAct) throws {
    try writeLedger { database in
      let person = record.operator
      try database.execute(
        sql: """
          INSERT INTO operator VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (operator_id) DO UPDATE SET name = excluded.name, roles = excluded.roles,
            public_key = excluded.public_key, is_revoked = excluded.is_revoked,
            signed_by = excluded.signed_by, signature = excluded.signature, at = excluded.at
          """,
        arguments: [
          person.id.text, person.name, person.roles.map(\.rawValue).sorted().joined(separator: ","),
          person.publicKey, person.isRevoked, record.signedBy.text, record.signature,
          record.at.seconds,
        ])
      try Self.append(act, to: database)
    }
  }
}
