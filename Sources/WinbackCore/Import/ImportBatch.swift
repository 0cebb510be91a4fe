/// A value as it will be stored.
public enum ImportCell: Hashable, Sendable, BitwiseCopyable {
  /// An empty value, or one of a column that the file lacks.
  case empty
  case integer(Int64)
  /// The place of a name in its column's list.
  case choice(UInt8)
  /// A stretch of ``ImportBatch/text``.
  case text(start: UInt32, count: UInt32)

  /// The number, if it is one.
  public var number: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }
}

/// Rows of one file that passed every test which needs no other record, in file order.
///
/// Cells lie in one array and texts in one buffer, so that a row costs no allocation.
public struct ImportBatch: Sendable {
  /// Row by row, ``ImportKind/width`` cells each.
  public internal(set) var cells: [ImportCell] = []
  /// The physical line on which each row starts.
  public internal(set) var lines: [Int] = []
  /// The UTF-8 texts that cells point into.
  public internal(set) var text: [UInt8] = []
  /// Rows of the file that were rejected, in line order.
  public internal(set) var rejects: [ImportReject] = []
  /// Values emptied in the rows kept, in line order, with the place of the row in the batch.
  public internal(set) var warnings: [(row: Int, warning: ImportWarning)] = []
  /// Bytes of the file taken so far.
  public internal(set) var bytes = 0

  public init() {}

  /// Rows that were put aside: ``ImportKind/width`` cells for each line.
  public init(
    cells: [ImportCell], lines: [Int], text: [UInt8], rejects: [ImportReject],
    warnings: [(row: Int, warning: ImportWarning)]
  ) {
    self.cells = cells
    self.lines = lines
    self.text = text
    self.rejects = rejects
    self.warnings = warnings
  }

  /// Rows kept.
  public var count: Int { lines.count }

  /// Rows of the file that this batch stands for.
  public var fileRows: Int { lines.count + rejects.count }

  /// The text of a cell as a string; nil when it is no text.
  public func string(_ cell: ImportCell) -> String? {
    guard case .text(let start, let count) = cell else { return nil }
    return String(decoding: text[Int(start)..<Int(start + count)], as: UTF8.self)
  }
}
