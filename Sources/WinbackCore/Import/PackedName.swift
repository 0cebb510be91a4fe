/// A name of at most 24 bytes in registers, compared and hashed without a string.
public struct PackedName: Equatable, Sendable {
  private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private let count: Int

  /// Nil when it is longer than 24 bytes.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = bytes.count
    guard count <= 24 else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
  }

  public init?(_ text: String) {
    var copy = text
    guard let name = copy.withUTF8({ PackedName($0) }) else { return nil }
    self = name
  }

  /// A number that depends on every byte; the same in every process.
  public var mixed: UInt64 {
    var value = (words.0 ^ 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
    value = ((value ^ value >> 32) ^ words.1) &* 0xC4CE_B9FE_1A85_EC53
    value = ((value ^ value >> 29) ^ words.2 ^ UInt64(count)) &* 0xFF51_AFD7_ED55_8CCD
    return value ^ value >> 32
  }

  public static func == (left: PackedName, right: PackedName) -> Bool {
    left.words == right.words && left.count == right.count
  }
}
