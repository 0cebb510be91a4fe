/// A set of scalars of the basic plane, one bit each, for looking at every character of many texts.
struct ScalarSet: Hashable, Sendable {
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars where scalar.value < 0x10000 {
      bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
  }

  /// False for every scalar beyond the basic plane.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x10000 && bits[Int(scalar.value >> 6)] & (1 << UInt64(scalar.value & 63)) != 0
  }
}

extension String {
  /// The code points, decoded in one pass.
  var scalarArray: [Unicode.Scalar] {
    Array(unsafeUninitializedCapacity: utf8.count) { buffer, count in
      for scalar in unicodeScalars {
        buffer.initializeElement(at: count, to: scalar)
        count += 1
      }
    }
  }
}
