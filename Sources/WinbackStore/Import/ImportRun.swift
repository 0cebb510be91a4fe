import Foundation
import GRDB
import WinbackCore

/// One call of import on the connection that writes the facts.
final class ImportRun {
  private let database: Database
  private let connection: OpaquePointer
  private let sources: [ImportSource]
  private let rules: ImportRules
  private let ledgerPath: String
  private let progress: (ImportProgress) throws -> Void
  private let onReject: (Int, ImportReject) throws -> Void
  private var reports: [ImportFileReport]

  /// Enough rows that sorting them by key pays, few enough that some batches fit in memory.
  private static let rowsPerBatch = 32_768

  init(
    _ database: Database, sources: [ImportSource], rules: ImportRules, ledgerPath: String,
    progress: @escaping (ImportProgress) throws -> Void,
    onReject: @escaping (Int, ImportReject) throws -> Void
  ) throws {
    guard let connection = database.sqliteConnection else {
      throw StoreError.other("the connection is closed")
    }
    self.database = database
    self.connection = connection
    self.sources = sources
    self.rules = rules
    self.ledgerPath = ledgerPath
    self.progress = progress
    self.onReject = onReject
    reports = sources.map { ImportFileReport(kind: $0.kind, file: $0.name) }
  }

  func perform(isDryRun: Bool) throws -> ImportReport {
    // Every value and every reference is checked here before it is stored, once; the schema would
    // check them again at three times the cost of storing them.
    try database.execute(
      sql: """
        PRAGMA foreign_keys = OFF;
        PRAGMA ignore_check_constraints = ON;
        PRAGMA main.synchronous = FULL;
        PRAGMA journal_size_limit = 67108864;
        """)
    defer {
      // Of these settings none can fail on a connection that still works.
      try? database.execute(
        sql: """
          PRAGMA foreign_keys = ON;
          PRAGMA ignore_check_constraints = OFF;
          PRAGMA main.synchronous = NORMAL;
          """)
    }
    guard sources.contains(where: { $0.kind.isContact }) else {
      return try transact(isDryRun: isDryRun)
    }
    try database.execute(sql: "ATTACH DATABASE ? AS ledger", arguments: [ledgerPath])
    defer { try? database.execute(sql: "DETACH DATABASE ledger") }
    try database.execute(
      sql: "PRAGMA ledger.synchronous = FULL; PRAGMA ledger.cache_size = -16384")
    return try transact(isDryRun: isDryRun)
  }

  private func transact(isDryRun: Bool) throws -> ImportReport {
    // Deferred, so that the ledger is not locked before its turn.
    try database.beginTransaction(.deferred)
    do {
      // Takes the lock on the facts before anything is read.
      try database.execute(sql: "UPDATE fact_state SET value = value WHERE name = 'version'")
      try takeFiles()
      let isStored = !isDryRun && !reports.contains { $0.isRefused(by: rules.rejectLimit) }
      if isStored {
        try countVersions()
        try database.commit()
      } else {
        try database.rollback()
      }
      return ImportReport(
        files: reports, isStored: isStored, isDryRun: isDryRun, rejectLimit: rules.rejectLimit)
    } catch {
      // SQLite may have undone it already, as when the disk is full.
      if database.isInsideTransaction { try? database.rollback() }
      throw error
    }
  }

  /// Tells readers that what they derived is old.
  private func countVersions() throws {
    let changed = reports.filter { $0.changes > 0 }
    guard !changed.isEmpty else { return }
    try database.execute(sql: "UPDATE fact_state SET value = value + 1 WHERE name = 'version'")
    guard changed.contains(where: { $0.kind.isContact }) else { return }
    try database.execute(
      sql: "UPDATE ledger.ledger_state SET value = value + 1 WHERE name = 'touches'")
  }

  private func takeFiles() throws {
    let order = ImportKind.allCases
    let places = sources.indices.sorted {
      (order.firstIndex(of: sources[$0].kind) ?? 0, $0)
        < (order.firstIndex(of: sources[$1].kind) ?? 0, $1)
    }
    let users = try UserDirectory(connection)
    var waiting: [(place: Int, header: ImportHeader)] = []
    for place in places {
      if sources[place].kind.isContact {
        if let header = try spool(place) { waiting.append((place, header)) }
      } else {
        try takeFacts(place, users: users)
      }
    }
    // From here on the ledger is locked.
    for (place, header) in waiting { try takeSpooled(place, header: header, users: users) }
    if !waiting.isEmpty { try ImportSpool.drop(database) }
  }

  // MARK: - Facts

  private func takeFacts(_ place: Int, users: UserDirectory) throws {
    let table = ImportTable(sources[place].kind)
    let feed = feed(place)
    defer { feed.cancel() }
    guard let header = try takeHeader(of: feed, place) else { return }
    let index = try dropOwnerIndex(of: table)
    let writer = try TableWriter(
      connection, table, header: header, rules: rules, users: users)
    while case .batch(let batch, let order) = try feed.next() {
      try take(batch, in: order, with: writer, place)
      try tell(place, rows: reports[place].rows, bytes: batch.bytes)
    }
    if let index { try database.execute(sql: index) }
  }

  /// Lets an index over an empty table go, because building it at the end is cheaper than adding row by
  /// row; returns the statement that brings it back.
  private func dropOwnerIndex(of table: ImportTable) throws -> String? {
    guard let index = table.ownerIndex,
      try Int.fetchOne(database, sql: "SELECT 1 FROM \(table.name) LIMIT 1") == nil,
      let sql = try String.fetchOne(
        database, sql: "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND name = ?",
        arguments: [index])
    else { return nil }
    try database.execute(sql: "DROP INDEX main.\(index)")
    return sql
  }

  private func feed(_ place: Int) -> ImportFeed {
    ImportFeed(sources[place], rules: rules, rowsPerBatch: Self.rowsPerBatch)
  }

  /// Notes what the header says; nil when the file is refused whole.
  private func takeHeader(of feed: ImportFeed, _ place: Int) throws -> ImportHeader? {
    guard case .header(let header) = try feed.next() else { return nil }
    reports[place].note(header)
    return header.missing.isEmpty ? header : nil
  }

  /// Stores the rows of a batch and notes what became of them.
  private func take(
    _ batch: ImportBatch, in order: [Int32], with writer: TableWriter, _ place: Int
  ) throws {
    var (inserted, updated, same) = (0, 0, 0)
    var rejects: [ImportReject] = []
    var rejectedRows: Set<Int> = []
    let width = sources[place].kind.width
    try batch.text.withUnsafeBufferPointer { text in
      try batch.cells.withUnsafeBufferPointer { cells in
        let users = try writer.userRows(cells, text)
        for row in order {
          let first = Int(row) * width
          let outcome = try writer.write(
            UnsafeBufferPointer(rebasing: cells[first..<(first + width)]), text,
            user: users?[Int(row)])
          switch outcome {
          case .inserted: inserted += 1
          case .updated: updated += 1
          case .same: same += 1
          case .rejected(let code, let column):
            rejectedRows.insert(Int(row))
            rejects.append(
              ImportReject(line: batch.lines[Int(row)], code: code, column: column))
          }
        }
      }
    }
    reports[place].note(inserted: inserted, updated: updated, same: same)
    let all =
      rejects.isEmpty ? batch.rejects : (batch.rejects + rejects).sorted { $0.line < $1.line }
    reports[place].note(all)
    for reject in all { try onReject(place, reject) }
    reports[place].note(
      batch.warnings.filter { !rejectedRows.contains($0.row) }.map(\.warning))
  }

  private func tell(_ place: Int, rows: Int, bytes: Int) throws {
    try progress(
      ImportProgress(
        kind: sources[place].kind, file: sources[place].name, rows: rows, bytes: bytes,
        totalBytes: sources[place].totalBytes))
  }

  // MARK: - Contacts

  /// Reads a file of contacts into a temporary table, so that the ledger is not locked while a file or
  /// a pipe is read; nil when the file is refused whole.
  private func spool(_ place: Int) throws -> ImportHeader? {
    let feed = feed(place)
    defer { feed.cancel() }
    guard let header = try takeHeader(of: feed, place) else { return nil }
    try ImportSpool.make(database)
    var rows = 0
    while case .batch(let batch, _) = try feed.next() {
      rows += batch.fileRows
      try ImportSpool.put(batch, of: place, into: database)
      try tell(place, rows: rows, bytes: batch.bytes)
    }
    return header
  }

  private func takeSpooled(_ place: Int, header: ImportHeader, users: UserDirectory) throws {
    let writer = try TableWriter(
      connection, ImportTable(sources[place].kind), header: header, rules: rules, users: users)
    try ImportSpool.forEachBatch(of: place, in: database) { batch in
      // In file order: which of two statements was first matters.
      try take(batch, in: Array(0..<Int32(batch.count)), with: writer, place)
    }
  }
}
