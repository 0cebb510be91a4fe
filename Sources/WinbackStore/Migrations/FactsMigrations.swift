import GRDB

/// The schema of `facts.sqlite`, step by step; a step that was released is never changed.
enum FactsMigrations {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("001 tables", migrate: Facts001Tables.migrate)
    return migrator
  }
}
