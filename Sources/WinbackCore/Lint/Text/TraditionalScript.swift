/// Which ideographs are written only in traditional script.
enum TraditionalScript {
  /// Tells whether mainland providers would call `scalar` traditional.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= first && members.contains(scalar)
  }

  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF

  /// Ideographs that the conversion changes although simplified text uses them in their own right.
  private static let bothScripts = Set("乾俱吒夥姊箝苧菸著藉跤阪麴麽瞭剋嘩".unicodeScalars)

  /// The traditional characters that lexicon terms are folded from, as far as they are ideographs.
  private static let members = ScalarSet(
    FoldingRules.simplified.keys.compactMap(Unicode.Scalar.init).filter {
      (first...last).contains($0.value) && !bothScripts.contains($0)
    })
}
