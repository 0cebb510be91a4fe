public import Foundation
import GRDB
import WinbackCore

/// The two databases of a workspace, opened and brought to the present schema.
///
/// `facts.sqlite` holds what files say of users, `ledger.sqlite` what may be sent and what was. They
/// are two files so that a long import never stops a send; no foreign key crosses them. Each public
/// method is one transaction of one of them.
public struct WorkspaceStore: Sendable {
  let facts: any DatabaseWriter
  let ledger: any DatabaseWriter
  public let isReadOnly: Bool
  /// The folder of the files.
  public let folder: URL

  /// Opens the store in `folder`, making folder and files when they are absent.
  ///
  /// - Parameters:
  ///   - folder: The workspace's `data/`; made with mode 0700.
  ///   - isReadOnly: Refuses every change, and a store that does not exist.
  ///   - patience: Seconds to wait for another process that is changing a file.
  /// - Throws: ``StoreError``.
  public init(folder: URL, isReadOnly: Bool = false, patience: Double = 10) throws {
    self.folder = folder
    self.isReadOnly = isReadOnly
    if !isReadOnly { try Self.make(folder) }
    facts = try Self.open(
      folder.appending(path: "facts.sqlite"), isReadOnly: isReadOnly, patience: patience,
      synchronous: "NORMAL", migrations: FactsMigrations.migrator)
    ledger = try Self.open(
      folder.appending(path: "ledger.sqlite"), isReadOnly: isReadOnly, patience: patience,
      synchronous: "FULL", migrations: LedgerMigrations.migrator)
  }

  private static func make(_ folder: URL) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .noAccess(folder.path, reason: error.localizedDescription)
    }
  }

  private static func open(
    _ url: URL, isReadOnly: Bool, patience: Double, synchronous: String,
    migrations: DatabaseMigrator
  ) throws -> any DatabaseWriter {
    if isReadOnly, !FileManager.default.fileExists(atPath: url.path) {
      throw StoreError.missing(url.path)
    }
    return try StoreError.catching(url.lastPathComponent) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(patience)
      configuration.foreignKeysEnabled = true
      configuration.readonly = isReadOnly
      configuration.label = url.lastPathComponent
      let pool = try DatabasePool(path: url.path, configuration: configuration)
      if !isReadOnly {
        // Not while the connection is prepared: opening a pool ends by setting the mode to NORMAL.
        try pool.writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA synchronous = \(synchronous)")
          try database.execute(sql: "PRAGMA cache_size = -65536")
        }
      }
      if try pool.read(migrations.hasBeenSuperseded) {
        throw StoreError.newer(url.lastPathComponent)
      }
      if try pool.read(migrations.hasCompletedMigrations) { return pool }
      if isReadOnly { throw StoreError.older(url.lastPathComponent) }
      try migrate(pool, migrations)
      return pool
    }
  }

  /// Brings a file to the present schema, also when other processes do so at the same moment.
  private static func migrate(_ pool: DatabasePool, _ migrations: DatabaseMigrator) throws {
    while true {
      let applied = try pool.read(migrations.appliedIdentifiers)
      do {
        return try migrations.migrate(pool)
      } catch {
        // A step fails when another process took it in between; then there is one less to take.
        guard try pool.read(migrations.appliedIdentifiers) != applied else { throw error }
      }
    }
  }

  /// Reads the facts in one transaction.
  func readFacts<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try StoreError.catching("facts.sqlite") { try facts.read(body) }
  }

  /// Reads the ledger in one transaction.
  func readLedger<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try StoreError.catching("ledger.sqlite") { try ledger.read(body) }
  }

  /// Changes the facts in one transaction, which a thrown error undoes.
  func writeFacts<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard !isReadOnly else { throw StoreError.readOnly }
    return try StoreError.catching("facts.sqlite") { try facts.write(body) }
  }
}

extension StoreError {
  /// Runs `body` and gives a database's own error the words of a ``StoreError``.
  static func catching<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      let reason = error.message ?? "SQLite \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy(file)
      case .SQLITE_FULL: throw StoreError.full(file)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw StoreError.damaged(file, reason: reason)
      // A read-only session is refused before SQLite is asked, so this is the file's own doing.
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR, .SQLITE_READONLY:
        throw StoreError.noAccess(file, reason: reason)
      case .SQLITE_CONSTRAINT: throw StoreError.refused(reason)
      default: throw StoreError.other(reason)
      }
    }
  }
}
