/// The unsupported signs of a provider, looked up by their first scalar.
struct UnsupportedIndex: Hashable, Sendable {
  private let byFirst: [Unicode.Scalar: [[Unicode.Scalar]]]
  private let firsts: ScalarSet

  init(_ signs: [String]) {
    var byFirst: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    for sign in signs {
      let scalars = Array(sign.unicodeScalars)
      guard let first = scalars.first else { continue }
      byFirst[first, default: []].append(scalars)
    }
    firsts = ScalarSet(byFirst.keys)
    self.byFirst = byFirst.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// How many code points at `index` are one unsupported sign; 0 for none.
  ///
  /// Pictographs beyond the basic plane count where anything is listed at all.
  func length(in scalars: [Unicode.Scalar], at index: Int) -> Int {
    let scalar = scalars[index]
    guard scalar.value > 0xFFFF || firsts.contains(scalar) else { return 0 }
    if let signs = byFirst[scalar], let sign = signs.first(where: { scalars.holds($0, at: index) })
    {
      return sign.count
    }
    let isPictograph =
      scalar.value >= 0x1F000 && scalar.value < 0x20000 && scalar.properties.isEmoji
    return isPictograph && !byFirst.isEmpty ? 1 : 0
  }
}
