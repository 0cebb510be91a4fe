import Foundation
import WinbackCore

/// Finds the row number of a user by his id.
///
/// The first lookups go to the table; after some thousand of them the ids of all users are read into
/// memory, or as many as fit: 16 bytes a user, at most 64 MB for any number of users.
final class UserDirectory {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// An id of up to 12 bytes as it stands, or the digest of a longer one, and the row; all zero when
  /// the place is free. No id has a zero byte, and no digest begins like UTF-8.
  private struct Slot {
    var low: UInt64
    var high: UInt32
    var row: UInt32

    var isFree: Bool { row == 0 }
  }

  private static let lookupsBeforeLoading = 20_000
  private static let maximalCount = 1 << 22
  /// How far from its first place an id may lie.
  private static let reach = 64

  private let connection: OpaquePointer
  private let select: RawStatement
  private var lookups = 0
  private var slots: UnsafeMutablePointer<Slot>?
  private var mask = 0
  /// An id that is not in memory is not in the table either.
  private var isComplete = false
  /// Keeps ids from being made to collide on purpose.
  private let seed = UInt64.random(in: .min ... .max)

  init(_ connection: OpaquePointer) throws {
    self.connection = connection
    select = try RawStatement(connection, "SELECT row FROM user WHERE user_id = ?1")
  }

  deinit {
    free(slots)
  }

  /// The row of the user with that id; nil when there is none.
  func row(of id: Bytes) throws -> Int64? {
    guard let slots else {
      lookups += 1
      if lookups > Self.lookupsBeforeLoading { try load() }
      return try lookUp(id)
    }
    let key = key(of: id)
    var place = place(of: key)
    for _ in 0..<Self.reach {
      let slot = slots[place]
      if slot.low == key.low, slot.high == key.high, !slot.isFree { return Int64(slot.row) }
      if slot.isFree { break }
      place = (place + 1) & mask
    }
    if isComplete { return nil }
    guard let row = try lookUp(id) else { return nil }
    put(key, row)
    return row
  }

  /// Notes a user who was just stored.
  func note(_ id: Bytes, row: Int64) {
    if slots != nil { put(key(of: id), row) }
  }

  private func load() throws {
    let all = try RawStatement(connection, "SELECT row, user_id FROM user")
    let last = try RawStatement(connection, "SELECT coalesce(max(row), 0) FROM user")
    _ = try last.step()
    let users = Int(last.integer(0))
    last.reset()
    var count = 1 << 12
    while count < Self.maximalCount, count < users * 2 { count <<= 1 }
    // Memory that is never written costs nothing, and zero is free.
    guard let memory = calloc(count, MemoryLayout<Slot>.stride) else { return }
    slots = memory.bindMemory(to: Slot.self, capacity: count)
    mask = count - 1
    isComplete = users <= count / 4 * 3
    guard isComplete else { return }
    while try all.step() { put(key(of: all.bytes(1)), all.integer(0)) }
    all.reset()
  }

  private func put(_ key: (low: UInt64, high: UInt32), _ row: Int64) {
    guard let slots, let row = UInt32(exactly: row) else {
      isComplete = false
      return
    }
    var place = place(of: key)
    for _ in 0..<Self.reach where !slots[place].isFree { place = (place + 1) & mask }
    // Where all is taken a newer id takes an older one's place, which the table still knows.
    if !slots[place].isFree { isComplete = false }
    slots[place] = Slot(low: key.low, high: key.high, row: row)
  }

  private func key(of id: Bytes) -> (low: UInt64, high: UInt32) {
    if id.count <= 12 {
      var key: (low: UInt64, high: UInt32) = (0, 0)
      withUnsafeMutableBytes(of: &key.low) {
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(id).prefix(8)))
      }
      if id.count > 8 {
        withUnsafeMutableBytes(of: &key.high) {
          $0.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(id).dropFirst(8)))
        }
      }
      return key
    }
    var (first, second) = (seed, ~seed)
    for byte in id {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = Self.mix(second &+ UInt64(byte))
    }
    return (first | 0xFF, UInt32(truncatingIfNeeded: Self.mix(second ^ first)))
  }

  private func place(of key: (low: UInt64, high: UInt32)) -> Int {
    Int(truncatingIfNeeded: Self.mix(key.low ^ seed ^ UInt64(key.high) << 29)) & mask
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ value >> 32) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ value >> 29) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ value >> 32
  }

  private func lookUp(_ id: Bytes) throws -> Int64? {
    select.bind(id, at: 1)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : nil
  }
}
