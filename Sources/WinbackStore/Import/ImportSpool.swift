import Foundation
import GRDB
import WinbackCore

/// Rows put aside in a temporary table of the connection, which SQLite keeps on disk when it is large.
enum ImportSpool {
  static func make(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS spool (
          number INTEGER PRIMARY KEY, place INTEGER, cells BLOB, lines BLOB, text BLOB, marks BLOB)
        """)
  }

  static func drop(_ database: Database) throws {
    try database.execute(sql: "DROP TABLE temp.spool")
  }

  /// - Parameter place: The file among those of the call.
  static func put(_ batch: ImportBatch, of place: Int, into database: Database) throws {
    let marks = Marks(
      rejects: batch.rejects.map { .init(row: 0, line: $0.line, column: $0.column, code: $0.code) },
      warnings: batch.warnings.map {
        .init(row: $0.row, line: $0.warning.line, column: $0.warning.column, code: $0.warning.code)
      })
    // The cells are plain bytes and never leave this process.
    try database.execute(
      sql: "INSERT INTO spool (place, cells, lines, text, marks) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        place, batch.cells.withUnsafeBytes { Data($0) }, batch.lines.withUnsafeBytes { Data($0) },
        Data(batch.text), try JSONEncoder().encode(marks),
      ])
  }

  /// Gives the batches of a file back in the order in which they were put.
  static func forEachBatch(
    of place: Int, in database: Database, _ body: (ImportBatch) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT cells, lines, text, marks FROM temp.spool WHERE place = ? ORDER BY number",
      arguments: [place])
    while let row = try rows.next() {
      let marks = try JSONDecoder().decode(Marks.self, from: row[3] as Data)
      try body(
        ImportBatch(
          cells: array(row[0]), lines: array(row[1]), text: array(row[2]),
          rejects: marks.rejects.map {
            ImportReject(line: $0.line, code: $0.code, column: $0.column)
          },
          warnings: marks.warnings.map {
            ($0.row, ImportWarning(line: $0.line, column: $0.column, code: $0.code))
          }))
    }
  }

  private struct Marks: Codable {
    var rejects: [Mark]
    var warnings: [Mark]
  }

  private struct Mark: Codable {
    var row: Int
    var line: Int
    var column: String
    var code: ImportCode
  }

  private static func array<Element: BitwiseCopyable>(_ data: Data) -> [Element] {
    let count = data.count / MemoryLayout<Element>.stride
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }
}
