public import Foundation
public import WinbackCore

/// One record of a well-formed golden CSV file, its values by column.
///
/// The tests read with this instead of the importer, so that a fault of the importer cannot hide one
/// of a rule.
public struct GoldenRow: Sendable {
  public var values: [String: String]

  /// The value, nil when the column is absent or empty.
  public subscript(column: String) -> String? {
    values[column].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The records of a file with a header.
  public static func read(_ file: URL) throws -> [GoldenRow] {
    let records = records(try Data(contentsOf: file))
    guard let header = records.first else { return [] }
    return records.dropFirst().map { fields in
      GoldenRow(values: Dictionary(uniqueKeysWithValues: zip(header, fields)))
    }
  }

  public func text(_ column: String) throws -> String {
    guard let value = self[column] else { throw GoldenFault(what: "a row lacks \(column)") }
    return value
  }

  public func instant(_ column: String) throws -> Instant {
    guard let instant = Instant(rfc3339: try text(column)) else {
      throw GoldenFault(what: "\(column) is no instant")
    }
    return instant
  }

  public func choice<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
    guard let choice = Choice(rawValue: try text(column)) else {
      throw GoldenFault(what: "\(column) is not one of its values")
    }
    return choice
  }

  public func moment(_ column: String) -> Instant? {
    self[column].flatMap { Instant(rfc3339: $0) }
  }

  public func money(_ column: String) -> Money? {
    self[column].flatMap { Int64($0) }.map { Money(minor: $0) }
  }

  /// The non-empty `attr_*` columns without their prefix.
  public var attributes: [String: String] {
    var found: [String: String] = [:]
    for (column, value) in values where column.hasPrefix("attr_") && !value.isEmpty {
      found[String(column.dropFirst(5))] = value
    }
    return found
  }

  private static func records(_ data: Data) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var bytes: [UInt8] = []
    var isQuoted = false
    var previousQuote = false
    for byte in data {
      if isQuoted {
        if byte == 0x22 { isQuoted = false } else { bytes.append(byte) }
        previousQuote = byte == 0x22
        continue
      }
      switch byte {
      case 0x22:
        // A quote right after a closing one stands for itself.
        if previousQuote { bytes.append(byte) }
        isQuoted = true
      case 0x2C:
        fields.append(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
      case 0x0A:
        fields.append(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
        if fields != [""] { records.append(fields) }
        fields.removeAll(keepingCapacity: true)
      case 0x0D: break
      default: bytes.append(byte)
      }
      previousQuote = false
    }
    if !fields.isEmpty || !bytes.isEmpty {
      fields.append(String(decoding: bytes, as: UTF8.self))
      records.append(fields)
    }
    return records
  }
}
