/// The chance behind the demo data: SplitMix64, the same on every machine and in every run.
struct DemoRandom {
  private var state: UInt64

  /// A stream of its own for each user, so that a user is the same however many there are.
  init(seed: UInt64, stream: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ (stream &+ 1) &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of `0..<limit`; `limit` is positive.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// A number of `low...high`.
  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// True with a chance of `permille` in a thousand.
  mutating func chance(_ permille: Int) -> Bool { below(1000) < permille }

  /// One of `list`, which is not empty.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// One of `list` by weight; weights are positive and not all zero.
  mutating func one<Element>(of list: [(value: Element, weight: Int)]) -> Element {
    var left = below(list.reduce(0) { $0 + $1.weight })
    for item in list {
      left -= item.weight
      if left < 0 { return item.value }
    }
    return list[list.count - 1].value
  }
}
