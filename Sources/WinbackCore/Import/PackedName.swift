/// A name of at most 24 bytes in registers, compared without a string.
struct PackedName: Equatable, Sendable {
  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private let count: Int

  /// Nil when it is longer than 24 bytes.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = bytes.count
    guard count <= 24 else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
  }

  init?(_ text: String) {
    var copy = text
    guard let name = copy.withUTF8({ PackedName($0) }) else { return nil }
    self = name
  }

  static func == (left: PackedName, right: PackedName) -> Bool {
    left.words == right.words && left.count == right.count
  }
}
