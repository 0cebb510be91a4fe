import GRDB

/// The schema of `ledger.sqlite`, step by step; a step that was released is never changed.
enum LedgerMigrations {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("001 contacts", migrate: Ledger001Contacts.migrate)
    migrator.registerMigration("002 batches", migrate: Ledger002Batches.migrate)
    migrator.registerMigration("003 seals", migrate: Ledger003Seals.migrate)
    migrator.registerMigration("004 stray receipts", migrate: Ledger004StrayReceipts.migrate)
    return migrator
  }
}
