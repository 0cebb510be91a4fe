/// Which ideographs are written only in traditional script.
enum TraditionalScript {
  /// Tells whether mainland providers would call `scalar` traditional.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    guard value >= first, value <= last else { return false }
    let offset = Int(value - first)
    return bits[offset >> 6] & (1 << UInt64(offset & 63)) != 0
  }

  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF

  /// Ideographs that the conversion changes although simplified text uses them in their own right.
  private static let bothScripts = Set("乾俱吒夥姊箝苧菸著藉跤阪麴麽瞭剋嘩".unicodeScalars)

  /// One bit for each ideograph.
  private static let bits: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: Int(last - first) / 64 + 1)
    let common = Set(bothScripts.map(\.value))
    for traditional in FoldingRules.simplified.keys
    where (first...last).contains(traditional) && !common.contains(traditional) {
      let offset = Int(traditional - first)
      bits[offset >> 6] |= 1 << UInt64(offset & 63)
    }
    return bits
  }()
}
