import Foundation
import GRDB
import Synchronization
import WinbackCore

@testable import WinbackStore

/// A store in a folder of its own, removed at the end of the test.
final class ImportFixture {
  let folder: URL
  let store: WorkspaceStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    store = try WorkspaceStore(folder: folder)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  static let now = Instant(seconds: 1_719_712_800)  // 2024-06-30T02:00:00Z

  static func rules(_ limit: RejectLimit = .none, now: Instant = ImportFixture.now) -> ImportRules {
    ImportRules(now: now, currency: "CNY", rejectLimit: limit)
  }

  /// Imports texts; several lines are joined by line feeds.
  @discardableResult
  func importing(
    _ files: [(ImportKind, [String])], limit: RejectLimit = .none, isDryRun: Bool = false
  ) throws -> ImportReport {
    try store.importFiles(
      files.map { .bytes(Array($1.joined(separator: "\n").utf8), $0) }, rules: Self.rules(limit),
      isDryRun: isDryRun)
  }

  @discardableResult
  func importing(_ kind: ImportKind, _ lines: String...) throws -> ImportFileReport {
    try importing([(kind, lines)]).files[0]
  }

  /// Every stored row of a kind under the names of the file's columns, empty values left out.
  func rows(_ kind: ImportKind) throws -> [[String: String]] {
    let table = ImportTable(kind)
    let name = table.name.replacingOccurrences(of: "ledger.", with: "")
    let names = kind.columns.map(\.name) + (kind.keepsAttributes ? ["attributes"] : [])
    let columns = zip(table.columns, names).map { column, name in
      column == "user" && name == "user_id"
        ? "(SELECT user_id FROM user AS u WHERE u.row = \(name == "user_id" ? "x.user" : "")) AS \"user_id\""
        : "\(column) AS \"\(name)\""
    }
    let sql = "SELECT \(columns.joined(separator: ", ")) FROM \(name) AS x"
    let read: (Database) throws -> [[String: String]] = { database in
      try Row.fetchAll(database, sql: sql).map { row in
        var values: [String: String] = [:]
        for (place, name) in names.enumerated() {
          guard
            let text = String.fromDatabaseValue(row[place] as DatabaseValue)
              ?? Self.number(row[place])
          else { continue }
          if name == "attributes" {
            for (attribute, value) in UserRow.attributes(text) {
              values["attr_\(attribute)"] = value
            }
          } else if place < kind.columns.count, kind.columns[place].form == .instant {
            values[name] = Instant(seconds: row[place]).rfc3339
          } else {
            values[name] = text
          }
        }
        return values
      }
    }
    return try (kind.isContact ? store.readLedger(read) : store.readFacts(read)).sorted {
      kind.keyColumns.map($0.text).joined(separator: "\t")
        < kind.keyColumns.map($1.text).joined(separator: "\t")
    }
  }

  private static func number(_ value: DatabaseValue) -> String? {
    Int64.fromDatabaseValue(value).map(String.init)
  }

  /// Every table of both files as text, to compare whole states.
  func state() throws -> [ImportKind: [[String: String]]] {
    try Dictionary(uniqueKeysWithValues: ImportKind.allCases.map { ($0, try rows($0)) })
  }

  /// What SQLite finds wrong with the rows: constraints, references, indexes.
  func faults() throws -> [String] {
    let check: (Database) throws -> [String] = { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map(\.description)
    }
    return try store.readFacts(check) + store.readLedger(check)
  }
}

extension [String: String] {
  fileprivate func text(_ column: String) -> String { self[column] ?? "" }
}

extension ImportSource {
  /// A file in memory, given out in pieces of at most `step` bytes.
  static func bytes(_ bytes: [UInt8], _ kind: ImportKind, step: Int = .max) -> ImportSource {
    let place = SharedPlace()
    return ImportSource(kind: kind, name: "\(kind).csv", totalBytes: bytes.count) { space in
      place.take(min(step, space.count), of: bytes.count) { range in
        space.copyBytes(from: bytes[range])
      }
    }
  }

  static func file(_ url: URL, _ kind: ImportKind) throws -> ImportSource {
    bytes(Array(try Data(contentsOf: url)), kind)
  }
}

/// How far a file in memory has been read.
private final class SharedPlace: Sendable {
  private let place = Mutex(0)

  func take(_ count: Int, of total: Int, _ body: (Range<Int>) -> Void) -> Int {
    let range = place.withLock { place in
      let range = place..<min(total, place + count)
      place = range.upperBound
      return range
    }
    body(range)
    return range.count
  }
}
