import Foundation
import GRDBSQLite
import WinbackCore

/// Finds the row number of a user by his id, remembering those found lately.
///
/// The memory is a table of fixed size in which an id has two possible places, so that it takes the
/// same space for any number of users.
final class UserDirectory {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private struct Slot {
    var id: PackedName
    /// 0 when the place is free: SQLite counts rows from 1.
    var row: Int64
  }

  private static let count = 1 << 20
  private let slots: UnsafeMutablePointer<Slot>
  private let select: RawStatement

  init(_ connection: OpaquePointer) throws {
    select = try RawStatement(connection, "SELECT row FROM user WHERE user_id = ?1")
    // Zero bytes are free places. Memory that is never written costs nothing.
    let memory = calloc(Self.count, MemoryLayout<Slot>.stride)
    guard let memory else { throw StoreError.other("out of memory") }
    slots = memory.bindMemory(to: Slot.self, capacity: Self.count)
  }

  deinit {
    free(slots)
  }

  /// The row of the user with that id; nil when there is none.
  func row(of id: Bytes) throws -> Int64? {
    guard let name = PackedName(id) else { return try lookUp(id) }
    let place = Int(truncatingIfNeeded: name.mixed) & (Self.count - 1)
    if slots[place].row != 0, slots[place].id == name { return slots[place].row }
    if slots[place ^ 1].row != 0, slots[place ^ 1].id == name { return slots[place ^ 1].row }
    guard let row = try lookUp(id) else { return nil }
    remember(name, row, at: place)
    return row
  }

  /// Notes a user who was just stored.
  func note(_ id: Bytes, row: Int64) {
    guard let name = PackedName(id) else { return }
    remember(name, row, at: Int(truncatingIfNeeded: name.mixed) & (Self.count - 1))
  }

  private func remember(_ name: PackedName, _ row: Int64, at place: Int) {
    let free = slots[place].row == 0 ? place : place ^ 1
    slots[free] = Slot(id: name, row: row)
  }

  private func lookUp(_ id: Bytes) throws -> Int64? {
    select.bind(id, at: 1)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : nil
  }
}
