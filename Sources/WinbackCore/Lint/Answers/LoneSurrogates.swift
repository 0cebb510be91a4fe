/// JSON text may escape half a surrogate pair, which is no character; readers refuse the whole document.
enum LoneSurrogates {
  /// `line` with every such half written as U+FFFD, one code point as before; nil when it holds none.
  static func replaced(in line: String) -> String? {
    let bytes = Array(line.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isChanged = false
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x5C else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let unit = escapedUnit(bytes, at: index)
      var length = unit == nil ? 2 : 6
      var isLone = false
      if let unit, (0xD800..<0xE000).contains(unit) {
        let isPair =
          unit < 0xDC00
          && escapedUnit(bytes, at: index + 6).map { (0xDC00..<0xE000).contains($0) } ?? false
        isLone = !isPair
        if isPair { length = 12 }
      }
      if isLone {
        result += Array(#"\ufffd"#.utf8)
        isChanged = true
      } else {
        result += bytes[index..<min(index + length, bytes.count)]
      }
      index += length
    }
    return isChanged ? String(decoding: result, as: UTF8.self) : nil
  }

  /// The UTF-16 unit of a `\uXXXX` at `index`; nil when there is none.
  private static func escapedUnit(_ bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
      return nil
    }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
