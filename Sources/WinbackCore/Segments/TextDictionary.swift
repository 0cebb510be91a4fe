/// The distinct texts of a column, in byte order, each known by its place.
///
/// Because the order of codes is the order of bytes, a prefix is a range of codes and a column of
/// codes sorts as its texts do. Texts are compared by their bytes: `é` written in two ways is two
/// texts.
public struct TextDictionary: Sendable {
  /// Where each text begins in `bytes`; one more at the end.
  private let offsets: ColumnStorage<UInt32>
  private let bytes: ColumnStorage<UInt8>

  public var count: Int { offsets.count - 1 }

  /// Takes distinct texts in ascending byte order.
  public init(sorted texts: some Sequence<String>) {
    var offsets: [UInt32] = [0]
    var bytes: [UInt8] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      offsets.append(UInt32(bytes.count))
    }
    self.init(offsets: ColumnStorage(offsets), bytes: ColumnStorage(bytes))
  }

  /// Takes ready parts, such as those of a mapped file: `offsets` ascends from 0 to the number of bytes.
  public init(offsets: ColumnStorage<UInt32>, bytes: ColumnStorage<UInt8>) {
    self.offsets = offsets
    self.bytes = bytes
  }

  /// The text of a code below ``count``.
  public subscript(code: UInt32) -> String {
    let range = range(code)
    return bytes.withSpan { span in
      String(unsafeUninitializedCapacity: range.count) { buffer in
        for (place, index) in range.enumerated() { buffer[place] = span[index] }
        return range.count
      }
    }
  }

  /// The code of exactly this text; nil when no row has it. Cost: logarithmic.
  public func code(of text: String) -> UInt32? {
    let wanted = Array(text.utf8)
    let code = firstCode(notBelow: wanted)
    guard code < count, compare(UInt32(code), wanted) == 0 else { return nil }
    return UInt32(code)
  }

  /// The codes of all texts that begin with `prefix`.
  public func codes(startingWith prefix: String) -> Range<Int> {
    let wanted = Array(prefix.utf8)
    let first = firstCode(notBelow: wanted)
    var low = first
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if hasPrefix(UInt32(middle), wanted) { low = middle + 1 } else { high = middle }
    }
    return first..<low
  }

  /// For each code 1 when its text contains `part`, else 0. Cost: a pass over all bytes.
  func table(containing part: String) -> [UInt8] {
    let wanted = Array(part.utf8)
    var table = [UInt8](repeating: 0, count: count)
    guard let first = wanted.first else { return [UInt8](repeating: 1, count: count) }
    bytes.withSpan { span in
      for code in 0..<count {
        let range = range(UInt32(code))
        guard range.count >= wanted.count else { continue }
        for start in range.lowerBound...(range.upperBound - wanted.count) where span[start] == first
        {
          var length = 1
          while length < wanted.count, span[start + length] == wanted[length] { length += 1 }
          if length == wanted.count {
            table[code] = 1
            break
          }
        }
      }
    }
    return table
  }

  private func range(_ code: UInt32) -> Range<Int> {
    Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])
  }

  private func firstCode(notBelow wanted: [UInt8]) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if compare(UInt32(middle), wanted) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Negative when the text of `code` stands before `wanted`, 0 when it is equal.
  private func compare(_ code: UInt32, _ wanted: [UInt8]) -> Int {
    let range = range(code)
    for (place, byte) in wanted.enumerated() {
      guard place < range.count else { return -1 }
      let own = bytes[range.lowerBound + place]
      if own != byte { return own < byte ? -1 : 1 }
    }
    return range.count - wanted.count
  }

  private func hasPrefix(_ code: UInt32, _ prefix: [UInt8]) -> Bool {
    let range = range(code)
    guard range.count >= prefix.count else { return false }
    for (place, byte) in prefix.enumerated() where bytes[range.lowerBound + place] != byte {
      return false
    }
    return true
  }
}
