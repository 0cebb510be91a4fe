/// Which symbol of the automaton each raw code point stands for.
///
/// Folding is part of the map, so a text is matched without being folded first.
struct SymbolMap: Sendable {
  /// No term holds it: matching starts anew.
  static let other: UInt16 = 0
  /// Not there at all, as ``FoldingTable/Cell/isDropped``.
  static let dropped: UInt16 = 1
  /// May stand between two characters of a term.
  static let noise: UInt16 = 2
  /// Stands for several folded scalars.
  static let several: UInt16 = 3
  /// The least number that is a symbol.
  static let firstSymbol: UInt16 = 4

  /// The block of ``entries`` for each run of 256 code points.
  private(set) var pages: [UInt16]
  /// Blocks of 256; block 0 is all ``other``.
  private(set) var entries: [UInt16]
  /// One more than the greatest symbol.
  private(set) var symbolCount: Int

  subscript(raw: UInt32) -> UInt16 {
    entries[Int(pages[Int(raw >> 8)]) << 8 | Int(raw & 0xFF)]
  }

  /// The symbol of a scalar that is already folded and is no noise.
  ///
  /// A folded scalar may look like noise (the full stops of `…`); it then has no symbol here, unless a
  /// term holds it in the same way.
  func symbol(ofFolded scalar: UInt32) -> UInt16 {
    let entry = self[scalar]
    if entry >= Self.firstSymbol { return entry }
    return hidden[scalar] ?? Self.other
  }

  /// Symbols of scalars that only occur inside expansions, being noise or more when they stand alone.
  private var hidden: [UInt32: UInt16] = [:]

  /// Gives symbols to the scalars of `scalars`, the commonest the least, and codes the array with them.
  ///
  /// There is room for 65,531 different scalars, more than all ideographs of the basic plane together;
  /// what comes after the commonest of them is coded as ``other``.
  static func coding(_ scalars: [UInt32]) -> (SymbolMap, [UInt16]) {
    var counts: [UInt32: Int] = [:]
    for scalar in scalars { counts[scalar, default: 0] += 1 }
    let order = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let map = SymbolMap(order.prefix(Int(UInt16.max - firstSymbol)).map(\.key))
    return (map, scalars.map { map.symbol(ofFolded: $0) })
  }

  /// The map without terms, made once: dropped, filler and several.
  private static let base: SymbolMap = {
    let table = FoldingTable.shared
    var map = SymbolMap(pageCount: table.pages.count)
    for (page, block) in table.pages.enumerated() where block != 0 {
      for offset in 0..<256 {
        let cell = table.cells[Int(block) << 8 | offset]
        let raw = UInt32(page << 8 | offset)
        if cell.isDropped {
          map.set(raw, dropped)
        } else if cell.isNoise {
          map.set(raw, noise)
        } else if cell.isSeveral {
          map.set(raw, several)
        }
      }
    }
    return map
  }()

  private init(pageCount: Int) {
    pages = [UInt16](repeating: 0, count: pageCount)
    entries = [UInt16](repeating: Self.other, count: 256)
    symbolCount = Int(Self.firstSymbol)
  }

  private init(_ folded: [UInt32]) {
    let table = FoldingTable.shared
    self = Self.base
    symbolCount = Int(Self.firstSymbol) + folded.count
    for (index, scalar) in folded.enumerated() {
      let symbol = Self.firstSymbol + UInt16(index)
      let cell = table[scalar]
      if cell == .same {
        set(scalar, symbol)
      } else {
        hidden[scalar] = symbol
      }
      for source in table.sources(of: scalar) where !table[source].isNoise { set(source, symbol) }
    }
  }

  private mutating func set(_ raw: UInt32, _ entry: UInt16) {
    let page = Int(raw >> 8)
    if pages[page] == 0 {
      pages[page] = UInt16(entries.count >> 8)
      entries.append(contentsOf: repeatElement(Self.other, count: 256))
    }
    entries[Int(pages[page]) << 8 | Int(raw & 0xFF)] = entry
  }
}
