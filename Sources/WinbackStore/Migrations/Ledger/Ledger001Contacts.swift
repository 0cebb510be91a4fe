import GRDB
import WinbackCore

/// What users allowed and refused: it belongs to the ledger because every send asks it.
enum Ledger001Contacts {
  static func migrate(_ database: Database) throws {
    let channels = Channel.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let states = Consent.State.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    try database.execute(
      sql: """
        CREATE TABLE consent (
          user_id TEXT NOT NULL CHECK (length(user_id) BETWEEN 1 AND 64),
          channel TEXT NOT NULL CHECK (channel IN (\(channels))),
          at INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN (\(states))),
          source TEXT, evidence TEXT,
          PRIMARY KEY (user_id, channel, at)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE suppression (
          user_id TEXT NOT NULL CHECK (length(user_id) BETWEEN 1 AND 64),
          scope TEXT NOT NULL CHECK (scope IN ('all', \(channels))),
          from_at INTEGER NOT NULL,
          until_at INTEGER,
          reason TEXT,
          PRIMARY KEY (user_id, scope, from_at)
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
