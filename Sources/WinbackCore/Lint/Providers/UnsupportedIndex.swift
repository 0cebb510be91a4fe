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

  /// The unsupported signs of a text, in order.
  ///
  /// Pictographs beyond the basic plane count where anything is listed at all.
  func places(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard !byFirst.isEmpty else { return [] }
    var places: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.value > 0xFFFF || firsts.contains(scalar) {
        let length = length(in: scalars, at: index)
        if length > 0 { places.append(index..<index + length) }
        index += max(1, length)
      } else {
        index += 1
      }
    }
    return places
  }

  private func length(in scalars: [Unicode.Scalar], at index: Int) -> Int {
    let scalar = scalars[index]
    if let signs = byFirst[scalar], let sign = signs.first(where: { scalars.holds($0, at: index) })
    {
      return sign.count
    }
    let isPictograph =
      scalar.value >= 0x1F000 && scalar.value < 0x20000 && scalar.properties.isEmoji
    return isPictograph ? 1 : 0
  }
}
