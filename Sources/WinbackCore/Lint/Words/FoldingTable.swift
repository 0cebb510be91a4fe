import Foundation

/// What one code point becomes when a text is folded for comparing words.
///
/// Worked out once per process, in about ten milliseconds; afterwards a code point costs two loads and
/// no call into Foundation.
struct FoldingTable: Sendable {
  /// One code point's entry, packed: kind, flags, and either the target or a place in ``expansions``.
  struct Cell: Equatable {
    var bits: UInt32

    static let same = Cell(bits: 0)
    static let dropped = Cell(bits: 3 << 30)

    static func single(_ target: UInt32) -> Cell { Cell(bits: 1 << 30 | target) }

    static func several(offset: Int, count: Int) -> Cell {
      Cell(bits: 2 << 30 | UInt32(count) << 16 | UInt32(offset))
    }

    var kind: UInt32 { bits >> 30 }
    var isDropped: Bool { kind == 3 }
    var isSeveral: Bool { kind == 2 }
    var target: UInt32 { bits & 0x1F_FFFF }
    var expansion: Range<Int> {
      let offset = Int(bits & 0xFFFF)
      return offset..<(offset + Int(bits >> 16 & 0x1F))
    }

    /// Whether the raw code point may stand between the characters of a term.
    var isNoise: Bool {
      get { bits & 1 << 29 != 0 }
      set { bits = newValue ? bits | 1 << 29 : bits & ~(1 << 29) }
    }

    /// Whether the code point is a Chinese numeral: it equals a digit, but is no part of a number in
    /// digits (`唯一一款` holds 唯一).
    var isChineseNumeral: Bool {
      get { bits & 1 << 28 != 0 }
      set { bits = newValue ? bits | 1 << 28 : bits & ~(1 << 28) }
    }
  }

  /// The block of ``cells`` that holds each run of 256 code points.
  let pages: [UInt16]
  /// Blocks of 256 cells; block 0 holds code points that stay as they are.
  let cells: [Cell]
  /// The targets of the code points that become several.
  let expansions: [UInt32]
  /// `target << 32 | source` of each code point that becomes exactly one other, ascending.
  let sources: [UInt64]

  static let shared = FoldingTable()

  subscript(scalar: UInt32) -> Cell {
    cells[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
  }

  /// Calls `body` with each code point that `scalar` becomes, in order; not at all when it is dropped.
  @inline(__always)
  func forEachTarget(of scalar: UInt32, _ cell: Cell, _ body: (UInt32) -> Void) {
    switch cell.kind {
    case 0: body(scalar)
    case 1: body(cell.target)
    case 2: for index in cell.expansion { body(expansions[index]) }
    default: break
    }
  }

  /// The code points, other than `target` itself, that become exactly `target`.
  func sources(of target: UInt32) -> some Sequence<UInt32> {
    var low = 0
    var high = sources.count
    let key = UInt64(target) << 32
    while low < high {
      let middle = (low + high) / 2
      if sources[middle] < key { low = middle + 1 } else { high = middle }
    }
    return sources[low...].lazy.prefix { $0 >> 32 == UInt64(target) }.map { UInt32($0 & 0x1F_FFFF) }
  }

  private init() {
    var builder = FoldingTableBuilder()
    builder.addCompatibilityForms()
    builder.addIdeographs()
    pages = builder.pages
    cells = builder.cells
    expansions = builder.expansions
    sources = builder.sources.sorted()
  }
}

/// Fills the pages of a ``FoldingTable``.
private struct FoldingTableBuilder {
  var pages = [UInt16](repeating: 0, count: 0x11_0000 >> 8)
  var cells = [FoldingTable.Cell](repeating: .same, count: 256)
  var expansions: [UInt32] = []
  var sources: [UInt64] = []

  private let simplified = FoldingRules.simplified

  mutating func set(_ scalar: UInt32, _ cell: FoldingTable.Cell) {
    let page = Int(scalar >> 8)
    if pages[page] == 0 {
      pages[page] = UInt16(cells.count >> 8)
      cells.append(contentsOf: repeatElement(.same, count: 256))
    }
    cells[Int(pages[page]) << 8 | Int(scalar & 0xFF)] = cell
    if cell.kind == 1 { sources.append(UInt64(cell.target) << 32 | UInt64(scalar)) }
  }

  /// Everything outside the ideograph blocks: decomposed by Foundation in one call for all.
  mutating func addCompatibilityForms() {
    var all = String.UnicodeScalarView()
    for range in FoldingRules.scannedRanges {
      for value in range {
        guard let scalar = Unicode.Scalar(value), value != 0x0A else { continue }
        all.append(scalar)
        all.append("\n")
      }
    }
    let decomposed = String(all).decomposedStringWithCompatibilityMapping
    var forms = decomposed.unicodeScalars.makeIterator()
    var form: [Unicode.Scalar] = []
    for range in FoldingRules.scannedRanges {
      for value in range {
        guard let scalar = Unicode.Scalar(value), value != 0x0A else { continue }
        form.removeAll(keepingCapacity: true)
        while let next = forms.next(), next != "\n" { form.append(next) }
        add(scalar, form: form)
      }
    }
  }

  mutating func addIdeographs() {
    for (traditional, simple) in simplified { set(traditional, chineseCell(simple)) }
    for (numeral, _) in FoldingRules.numerals where simplified[numeral] == nil {
      set(numeral, chineseCell(numeral))
    }
  }

  private func chineseCell(_ simple: UInt32) -> FoldingTable.Cell {
    var cell = FoldingTable.Cell.single(FoldingRules.numerals[simple] ?? simple)
    cell.isChineseNumeral = FoldingRules.numerals[simple] != nil
    return cell
  }

  private mutating func add(_ scalar: Unicode.Scalar, form: [Unicode.Scalar]) {
    let folded = FoldingRules.fold(scalar, form: form, simplified: simplified)
    var cell: FoldingTable.Cell
    switch folded.scalars.count {
    case 0: cell = .dropped
    case 1 where folded.scalars[0] == scalar.value: cell = .same
    case 1: cell = .single(folded.scalars[0])
    default:
      cell = .several(offset: expansions.count, count: folded.scalars.count)
      expansions.append(contentsOf: folded.scalars)
    }
    cell.isChineseNumeral = folded.isChineseNumeral
    cell.isNoise = !cell.isDropped && FoldingRules.isNoise(scalar, folded: folded.scalars)
    if cell != .same { set(scalar.value, cell) }
  }
}
