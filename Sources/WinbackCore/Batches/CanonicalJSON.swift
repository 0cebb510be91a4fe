import Crypto
import Foundation

/// A JSON value with exactly one way to write it, so that its hash means its content.
///
/// UTF-8, keys sorted by their UTF-8 bytes, no blanks, integers only, texts and keys in NFC, the escapes
/// `\"` `\\` `\b` `\t` `\n` `\f` `\r` and `\u00xx` in lower case below U+0020.
public enum CanonicalJSON: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case text(String)
  /// A text whose bytes are kept as they are, without NFC: for messages, which go out as approved.
  case verbatim(String)
  case list([CanonicalJSON])
  case object([String: CanonicalJSON])

  /// The same value with every text in normal form, as it would be read back from ``string``.
  public var normalized: CanonicalJSON {
    switch self {
    case .null, .boolean, .integer: self
    case .text(let text), .verbatim(let text): .text(Self.composed(text))
    case .list(let items): .list(items.map(\.normalized))
    case .object(let entries):
      .object(
        Dictionary(
          entries.map { (Self.composed($0.key), $0.value.normalized) },
          // Keys that differ only in their form are equal to Swift, so there is never a second.
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  /// The canonical text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.
  public var sha256: String { Digest.sha256(bytes) }

  private func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += Array("null".utf8)
    case .boolean(let value): out += Array((value ? "true" : "false").utf8)
    case .integer(let value): out += Array(String(value).utf8)
    case .text(let text): Self.write(text, to: &out)
    case .verbatim(let text): Self.write(Array(text.utf8), to: &out)
    case .list(let items):
      out.append(0x5B)
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(0x2C) }
        item.write(to: &out)
      }
      out.append(0x5D)
    case .object(let entries):
      out.append(0x7B)
      let normal = entries.map { (key: Array(Self.composed($0.key).utf8), value: $0.value) }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (index, entry) in normal.enumerated() {
        if index > 0 { out.append(0x2C) }
        Self.write(entry.key, to: &out)
        out.append(0x3A)
        entry.value.write(to: &out)
      }
      out.append(0x7D)
    }
  }

  private static func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  private static func write(_ text: String, to out: inout [UInt8]) {
    write(Array(composed(text).utf8), to: &out)
  }

  private static func write(_ bytes: [UInt8], to out: inout [UInt8]) {
    out.append(0x22)
    for byte in bytes {
      switch byte {
      case 0x22: out += [0x5C, 0x22]
      case 0x5C: out += [0x5C, 0x5C]
      case 0x08: out += [0x5C, 0x62]
      case 0x09: out += [0x5C, 0x74]
      case 0x0A: out += [0x5C, 0x6E]
      case 0x0C: out += [0x5C, 0x66]
      case 0x0D: out += [0x5C, 0x72]
      case 0..<0x20:
        out += Array("\\u00".utf8) + [Digest.digit(byte >> 4), Digest.digit(byte & 15)]
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }
}

extension CanonicalJSON {
  /// Reads JSON text whose numbers are integers; nil when it is not that.
  public init?(json text: String) {
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(text.utf8), options: [.fragmentsAllowed])
    else { return nil }
    self.init(value)
  }

  /// Takes over a Foundation JSON value; nil when a number is no integer.
  private init?(_ value: Any) {
    switch value {
    case is NSNull: self = .null
    case let text as String: self = .text(text)
    case let number as NSNumber:
      if CFBooleanLike.isBoolean(number) {
        self = .boolean(number.boolValue)
      } else {
        let integer = number.int64Value
        guard number.isEqual(to: NSNumber(value: integer)) else { return nil }
        self = .integer(integer)
      }
    case let items as [Any]:
      var list: [CanonicalJSON] = []
      for item in items {
        guard let inner = CanonicalJSON(item) else { return nil }
        list.append(inner)
      }
      self = .list(list)
    case let entries as [String: Any]:
      var object: [String: CanonicalJSON] = [:]
      for (key, item) in entries {
        guard let inner = CanonicalJSON(item) else { return nil }
        object[key] = inner
      }
      self = .object(object)
    default: return nil
    }
  }

  /// Foundation hands over `true` and `1` alike as numbers; only their type codes differ.
  private enum CFBooleanLike {
    static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
  }

  /// The value of `key` in an object.
  public subscript(key: String) -> CanonicalJSON? {
    if case .object(let entries) = self { return entries[key] }
    return nil
  }

  public var asText: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  public var asInteger: Int64? {
    if case .integer(let value) = self { return value }
    return nil
  }
}

/// Hashes as texts.
public enum Digest {
  /// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    hash.update(data: Array(bytes))
    return hex(hash.finalize())
  }

  /// SHA-256 of the UTF-8 bytes of `text`.
  public static func sha256(_ text: String) -> String { sha256(text.utf8) }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in bytes { out += [digit(byte >> 4), digit(byte & 15)] }
    return String(decoding: out, as: UTF8.self)
  }

  static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
