import GRDB
import WinbackCore

/// Receipts that name no message of ours: kept aside, in case they are asked for.
enum Ledger004StrayReceipts {
  static func migrate(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE stray_receipt (
          receipt_id TEXT PRIMARY KEY CHECK (length(receipt_id) BETWEEN 1 AND 64),
          touch_id TEXT NOT NULL,
          at INTEGER NOT NULL,
          type TEXT NOT NULL,
          detail TEXT
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
