import GRDB

/// What tells which frozen row was changed, and how many people a draft was planned for.
enum Ledger003Seals {
  static func migrate(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE recipient ADD COLUMN seal TEXT NOT NULL DEFAULT '';
        ALTER TABLE batch ADD COLUMN size_limit INTEGER CHECK (size_limit > 0);
        """)
  }
}
