/// A text folded for comparing words, with the way back to the original.
///
/// Folding drops what is not seen and may turn one code point into several, so each folded scalar says
/// which original code point it came from.
public struct FoldedText: Sendable {
  struct Atom {
    var scalar: UInt32
    /// Index of the original code point.
    var source: Int32
    var isNoise: Bool
    var edge: Edge
  }

  /// What an outer neighbour must not continue.
  enum Edge: UInt8 {
    case none, letter, digit

    init(_ scalar: UInt32, isChineseNumeral: Bool) {
      switch scalar {
      case 0x61...0x7A, 0x41...0x5A: self = .letter
      case 0x30...0x39: self = isChineseNumeral ? .none : .digit
      default: self = .none
      }
    }
  }

  let atoms: [Atom]
  /// The original code points.
  let original: [UInt32]

  public init(_ text: String) {
    var original: [UInt32] = []
    original.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { original.append(scalar.value) }
    self.init(original)
  }

  init(_ original: [UInt32]) {
    let table = FoldingTable.shared
    var atoms: [Atom] = []
    atoms.reserveCapacity(original.count)
    for (index, raw) in original.enumerated() {
      let cell = table[raw]
      table.forEachTarget(of: raw, cell) { scalar in
        atoms.append(
          Atom(
            scalar: scalar, source: Int32(truncatingIfNeeded: index), isNoise: cell.isNoise,
            edge: Edge(scalar, isChineseNumeral: cell.isChineseNumeral)))
      }
    }
    self.atoms = atoms
    self.original = original
  }

  /// The folded scalars, filler characters included.
  public var text: String {
    var view = String.UnicodeScalarView()
    for atom in atoms { if let scalar = Unicode.Scalar(atom.scalar) { view.append(scalar) } }
    return String(view)
  }

  /// The folded scalars without the filler characters that may stand inside a disguised word.
  public var skeleton: String {
    var view = String.UnicodeScalarView()
    for atom in atoms where !atom.isNoise {
      if let scalar = Unicode.Scalar(atom.scalar) { view.append(scalar) }
    }
    return String(view)
  }

  /// For each folded scalar the index of the original code point it came from; never descending.
  public var sources: [Int] { atoms.map { Int($0.source) } }
}
