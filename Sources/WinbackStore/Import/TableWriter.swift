import Foundation
import GRDB
import GRDBSQLite
import WinbackCore

/// Stores the rows of one file, one by one, by the rule of its kind for repeated keys.
///
/// Works inside a transaction of the caller's. Source of the rules: SPEC 2.
final class TableWriter {
  enum Outcome {
    case inserted, updated, same
    case rejected(ImportCode, column: String)
  }

  typealias Cells = UnsafeBufferPointer<ImportCell>
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private let connection: OpaquePointer
  private let table: ImportTable
  private let header: ImportHeader
  private let rules: ImportRules
  private let users: UserDirectory
  private let insert: RawStatement
  private let select: RawStatement
  private let update: RawStatement?
  private let findTouch: RawStatement?
  /// The names that a cell may choose from, by place.
  private let names: [[NameBytes]]

  init(
    _ connection: OpaquePointer, _ table: ImportTable, header: ImportHeader, rules: ImportRules,
    users: UserDirectory
  ) throws {
    self.connection = connection
    self.table = table
    self.header = header
    self.rules = rules
    self.users = users
    insert = try RawStatement(connection, table.insert)
    select = try RawStatement(connection, table.select)
    update = try table.update(header).map { try RawStatement(connection, $0) }
    findTouch = try table.touchPlace.map { _ in
      try RawStatement(connection, "SELECT 1 FROM touch WHERE touch_id = ?1")
    }
    names = table.kind.columns.map { column in
      if case .choice(let names) = column.form { names.map(NameBytes.init) } else { [] }
    }
  }

  /// The row numbers of the users that the rows name, 0 for one nobody knows; nil when rows of this
  /// kind name none.
  ///
  /// Asked for a whole batch at once, the lookups wait for memory together instead of in turn.
  func userRows(_ cells: Cells, _ text: Bytes) throws -> [Int64]? {
    guard let place = table.userPlace else { return nil }
    let width = table.columns.count
    return try (0..<(cells.count / width)).map { row in
      try users.row(of: bytes(cells[row * width + place], text)) ?? 0
    }
  }

  /// Stores one row.
  ///
  /// - Parameters:
  ///   - cells: The row.
  ///   - text: What its texts point into; must stay in place until the call returns.
  ///   - user: What ``userRows(_:_:)`` says of the row.
  func write(_ cells: Cells, _ text: Bytes, user: Int64?) throws -> Outcome {
    if header.needsStoredOrders, let fault = try faultBesideStored(cells, text) {
      return .rejected(fault.code, column: fault.column)
    }
    if user == 0 { return .rejected(.reference, column: "user_id") }
    if let findTouch, let place = table.touchPlace {
      findTouch.bind(bytes(cells[place], text), at: 1)
      defer { findTouch.reset() }
      guard try findTouch.step() else { return .rejected(.reference, column: "touch_id") }
    }
    for place in cells.indices { bind(cells, place, text, user, to: insert) }
    if try insert.run() > 0 {
      if table.kind == .users {
        users.note(bytes(cells[0], text), row: sqlite3_last_insert_rowid(connection))
      }
      return .inserted
    }
    return try repeated(cells, text, user)
  }

  // MARK: - A key that is known

  private func repeated(_ cells: Cells, _ text: Bytes, _ user: Int64?) throws -> Outcome {
    for place in table.keys { bind(cells, place, text, user, to: select) }
    defer { select.reset() }
    guard try select.step() else { throw StoreError.other("\(table.name) lost a row") }
    if isSame(cells, text, user) { return .same }
    switch table.kind.repetition {
    case .updates: break
    case .conflicts: return conflict
    case .stricterWins:
      guard strictness(cells) >= storedStrictness() else { return conflict }
    }
    guard let update else { return .same }
    for place in cells.indices where header.has(place) || table.keys.contains(place) {
      bind(cells, place, text, user, to: update)
    }
    if let place = attributePlace, header.has(place) {
      let merged = mergedAttributes(cells[place], text)
      if let merged {
        update.bind(copying: merged, at: Int32(place + 1))
      } else {
        update.bindNull(at: Int32(place + 1))
      }
    }
    select.reset()
    _ = try update.run()
    return .updated
  }

  private var conflict: Outcome { .rejected(.conflict, column: table.kind.keyColumns[0]) }

  /// Compares the columns that the file has with the stored row that ``select`` stands on.
  private func isSame(_ cells: Cells, _ text: Bytes, _ user: Int64?) -> Bool {
    cells.indices.allSatisfy { place in
      guard header.has(place) else { return true }
      let column = Int32(place)
      if table.storesUserRow, place == table.userPlace { return select.integer(column) == user }
      if place == attributePlace { return areAttributesSame(cells[place], text) }
      let isNull = select.isNull(column)
      return switch cells[place] {
      case .empty: isNull || isDefault(place, select.bytes(column))
      case .integer(let value): !isNull && select.integer(column) == value
      case .choice(let index):
        isNull
          ? isDefault(place, names[place][Int(index)].bytes)
          : Self.equal(select.bytes(column), names[place][Int(index)].bytes)
      case .text: !isNull && Self.equal(select.bytes(column), bytes(cells[place], text))
      }
    }
  }

  /// An empty status of a touch means sent, so that the two are no different content.
  private func isDefault(_ place: Int, _ value: Bytes) -> Bool {
    table.kind == .touches && table.columns[place] == "status"
      && value.elementsEqual("sent".utf8)
  }

  private static func equal(_ left: Bytes, _ right: Bytes) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return memcmp(first, second, left.count) == 0
  }

  private func strictness(_ cells: Cells) -> Int {
    if case .choice(let state) = cells[Self.statePlace] { Int(state) } else { 0 }
  }

  private func storedStrictness() -> Int {
    let stored = select.bytes(Int32(Self.statePlace))
    return names[Self.statePlace].firstIndex { Self.equal(stored, $0.bytes) } ?? 0
  }

  /// The states are listed from the mildest to the strictest.
  private static let statePlace = ImportKind.consents.place("state")

  private func faultBesideStored(_ cells: Cells, _ text: Bytes) throws -> (
    code: ImportCode, column: String
  )? {
    for place in table.keys { bind(cells, place, text, nil, to: select) }
    defer { select.reset() }
    var (paidAt, refund): (Int64?, Int64?)
    if try select.step() {
      let paidColumn = Int32(table.kind.place("paid_at"))
      let refundColumn = Int32(table.kind.place("refund_minor"))
      paidAt = select.isNull(paidColumn) ? nil : select.integer(paidColumn)
      refund = select.isNull(refundColumn) ? nil : select.integer(refundColumn)
    }
    return header.faultBesideStored(Array(cells)[...], paidAt: paidAt, refund: refund, rules: rules)
  }

  // MARK: - Attributes

  private var attributePlace: Int? {
    table.kind.keepsAttributes ? table.kind.columns.count : nil
  }

  private func areAttributesSame(_ cell: ImportCell, _ text: Bytes) -> Bool {
    let column = Int32(table.kind.columns.count)
    if select.isNull(column) { return cell == .empty }
    let stored = select.bytes(column)
    if Self.equal(stored, bytes(cell, text)) { return true }
    return mergedAttributes(cell, text) == String(decoding: stored, as: UTF8.self)
  }

  /// The stored attributes with those of the file in their place; an empty one is dropped.
  private func mergedAttributes(_ cell: ImportCell, _ text: Bytes) -> String? {
    let column = Int32(table.kind.columns.count)
    let stored =
      select.isNull(column) ? nil : String(decoding: select.bytes(column), as: UTF8.self)
    var merged = UserRow.attributes(stored)
    let given = UserRow.attributes(
      cell == .empty ? nil : String(decoding: bytes(cell, text), as: UTF8.self))
    for attribute in header.attributes { merged[attribute.name] = given[attribute.name] }
    guard !merged.isEmpty else { return nil }
    var json: [UInt8] = []
    for (name, value) in merged.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      json.append(UInt8(ascii: json.isEmpty ? "{" : ","))
      JSONText.append(name.utf8, to: &json)
      json.append(UInt8(ascii: ":"))
      JSONText.append(value.utf8, to: &json)
    }
    json.append(UInt8(ascii: "}"))
    return String(decoding: json, as: UTF8.self)
  }

  // MARK: - Binding

  private func bytes(_ cell: ImportCell, _ text: Bytes) -> Bytes {
    guard case .text(let start, let count) = cell else { return Bytes(start: nil, count: 0) }
    return Bytes(rebasing: text[Int(start)..<Int(start + count)])
  }

  private func bind(
    _ cells: Cells, _ place: Int, _ text: Bytes, _ user: Int64?, to statement: RawStatement
  ) {
    let parameter = Int32(place + 1)
    if table.storesUserRow, place == table.userPlace {
      if let user { statement.bind(user, at: parameter) } else { statement.bindNull(at: parameter) }
      return
    }
    switch cells[place] {
    case .empty: statement.bindNull(at: parameter)
    case .integer(let value): statement.bind(value, at: parameter)
    case .choice(let index): statement.bind(names[place][Int(index)].bytes, at: parameter)
    case .text: statement.bind(bytes(cells[place], text), at: parameter)
    }
  }
}

/// The bytes of a name at an address that does not change.
final class NameBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ name: String) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
    _ = copy.initialize(from: name.utf8)
    bytes = UnsafeBufferPointer(copy)
  }

  deinit {
    bytes.deallocate()
  }
}
