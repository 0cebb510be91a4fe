import GRDB
import GRDBSQLite

/// A prepared statement reached through SQLite's own interface, for work done millions of times.
///
/// Bytes bound to it are not copied: they must stay where they are until the next ``reset()``.
final class RawStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer

  init(_ connection: OpaquePointer, _ sql: String) throws {
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard code == SQLITE_OK, let made else { throw Self.error(connection, code) }
    statement = made
    self.connection = connection
  }

  deinit {
    sqlite3_finalize(statement)
  }

  func bind(_ value: Int64, at place: Int32) {
    sqlite3_bind_int64(statement, place, value)
  }

  func bind(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int32) {
    // A nil pointer would bind NULL; an empty text is never bound.
    let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    sqlite3_bind_text(statement, place, start, Int32(bytes.count), nil)
  }

  /// Binds a copy of `text`.
  func bind(copying text: String, at place: Int32) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var copy = text
    copy.withUTF8 { bytes in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      _ = sqlite3_bind_text(statement, place, start, Int32(bytes.count), transient)
    }
  }

  func bindNull(at place: Int32) {
    sqlite3_bind_null(statement, place)
  }

  /// Goes on to the next row; false when there is none.
  func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let error = Self.error(connection, code)
      sqlite3_reset(statement)
      throw error
    }
  }

  func reset() {
    sqlite3_reset(statement)
  }

  /// Runs a statement that yields no rows; tells how many rows it changed.
  func run() throws -> Int {
    _ = try step()
    reset()
    return Int(sqlite3_changes(connection))
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  /// The bytes of a text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(statement, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  private static func error(_ connection: OpaquePointer, _ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
  }
}
