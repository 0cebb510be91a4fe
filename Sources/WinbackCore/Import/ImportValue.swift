/// Reading single values from the bytes of a file. Source: SPEC 2.
enum ImportValue {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The bytes without white space at either end.
  static func trimmed(_ bytes: Bytes) -> Bytes {
    var (low, high) = (0, bytes.count)
    while low < high, isSpace(bytes[low]) { low += 1 }
    while low < high, isSpace(bytes[high - 1]) { high -= 1 }
    let rest = Bytes(rebasing: bytes[low..<high])
    guard low < high, bytes[low] >= 0x80 || bytes[high - 1] >= 0x80 else { return rest }
    return trimmedWide(rest)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The same for spaces outside ASCII, such as the ideographic one.
  private static func trimmedWide(_ bytes: Bytes) -> Bytes {
    let text = String(decoding: bytes, as: UTF8.self)
    // Ill-formed text is reported, not trimmed: its repaired form would have other lengths.
    guard text.utf8.count == bytes.count else { return bytes }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return Bytes(rebasing: bytes[0..<0]) }
    let low = text.utf8.distance(from: text.startIndex, to: first)
    let high = text.utf8.distance(from: text.startIndex, to: scalars.index(after: last))
    return Bytes(rebasing: bytes[low..<high])
  }

  /// Tells whether the bytes are UTF-8 without NUL.
  static func isText(_ bytes: Bytes) -> Bool {
    var seen: UInt8 = 0
    for byte in bytes { seen |= byte | (byte &- 1) }
    guard seen >= 0x80 else { return true }
    return !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  static func isIdentifier(_ bytes: Bytes) -> Bool {
    var isPlain = true
    for byte in bytes where byte < 0x20 || byte > 0x7E {
      isPlain = false
      break
    }
    if isPlain {
      return bytes.count >= 1 && bytes.count <= 64 && bytes[0] != 0x20
        && bytes[bytes.count - 1] != 0x20
    }
    return bytes.count <= 256 && IdentifierRule.isValid(String(decoding: bytes, as: UTF8.self))
  }

  /// 1 to 15 digits.
  static func digits(_ bytes: Bytes) -> Int64? {
    guard bytes.count >= 1, bytes.count <= 15 else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      let digit = byte &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }

  static func flag(_ bytes: Bytes) -> Int64? {
    guard bytes.count == 1 else { return nil }
    return switch bytes[0] {
    case 0x30: 0
    case 0x31: 1
    default: nil
    }
  }

  /// `+86…` for a number of mainland China, the number itself when it is written with `+`; spaces,
  /// hyphens and brackets are dropped.
  static func phone(_ bytes: Bytes) -> String? {
    guard bytes.count <= 128 else { return nil }
    if bytes.count == 11, bytes[0] == 0x31, bytes[1] >= 0x33,
      bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      return "+86" + String(decoding: bytes, as: UTF8.self)
    }
    let kept = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
      !$0.properties.isWhitespace && !"-()[]（）".unicodeScalars.contains($0)
    }
    let number = Array(String(kept).utf8)
    func areDigits(_ part: ArraySlice<UInt8>) -> Bool {
      part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    if number.count == 11, number[0] == 0x31, number[1] >= 0x33, areDigits(number[...]) {
      return "+86" + String(decoding: number, as: UTF8.self)
    }
    guard number.first == 0x2B, (8...16).contains(number.count), areDigits(number.dropFirst())
    else { return nil }
    return String(decoding: number, as: UTF8.self)
  }

  /// The address with its domain in lower case; nil unless there is one `@` with a name before it and
  /// a domain of several parts after it.
  static func email(_ bytes: Bytes) -> String? {
    guard bytes.count <= 512 else { return nil }
    if let isGood = isPlainEmail(bytes) {
      return isGood ? String(decoding: bytes, as: UTF8.self) : nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty,
      !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 })
    else { return nil }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, !labels.contains(where: \.isEmpty) else { return nil }
    return "\(parts[0])@\(parts[1].lowercased())"
  }

  /// Judges an address in one pass if it is ASCII and has no capital in its domain; else nil.
  private static func isPlainEmail(_ bytes: Bytes) -> Bool? {
    var at: Int?
    var dots = 0
    var last: UInt8 = 0x2E
    for (index, byte) in bytes.enumerated() {
      guard byte < 0x80 else { return nil }
      if byte <= 0x20 { return false }
      if byte == 0x40 {
        guard at == nil, index > 0 else { return false }
        at = index
        last = 0x2E
        continue
      }
      guard at != nil else { continue }
      if byte >= 0x41, byte <= 0x5A { return nil }
      if byte == 0x2E {
        if last == 0x2E { return false }
        dots += 1
      }
      last = byte
    }
    return at != nil && dots > 0 && last != 0x2E
  }

  /// Two capitals, optionally `-` and 1–3 capitals or digits.
  static func isRegion(_ bytes: Bytes) -> Bool {
    func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    guard bytes.count >= 2, isCapital(bytes[0]), isCapital(bytes[1]) else { return false }
    if bytes.count == 2 { return true }
    return (4...6).contains(bytes.count) && bytes[2] == 0x2D
      && bytes[3...].allSatisfy { isCapital($0) || ($0 >= 0x30 && $0 <= 0x39) }
  }
}
