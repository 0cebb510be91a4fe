/// What became of one imported file.
///
/// `rows` is always inserted + updated + same + rejected. Counts are exact; of the places only the
/// first ``keptPlaces`` of each list are kept, so that a file of any size fits in memory.
public struct ImportFileReport: Hashable, Sendable {
  /// How many warnings and how many rejects are listed at most.
  public static let keptPlaces = 10_000

  public let kind: ImportKind
  /// The file as the operator named it, `-` for standard input.
  public let file: String
  public private(set) var rows = 0
  public private(set) var inserted = 0
  public private(set) var updated = 0
  public private(set) var same = 0
  public private(set) var rejected = 0
  /// All values that were emptied, those not listed included.
  public private(set) var warningCount = 0
  /// In line order.
  public private(set) var warnings: [ImportWarning] = []
  /// In line order.
  public private(set) var rejects: [ImportReject] = []
  /// ``ImportCode/header`` when the file was refused whole.
  public private(set) var error: ImportCode?
  /// The required columns that the file lacks.
  public private(set) var missing: [String] = []
  public private(set) var ignoredColumns: [String] = []

  public init(kind: ImportKind, file: String) {
    self.kind = kind
    self.file = file
  }

  /// Takes over what the header says.
  public mutating func note(_ header: ImportHeader) {
    ignoredColumns = header.ignored
    missing = header.missing
    error = header.missing.isEmpty ? nil : .header
  }

  public mutating func note(inserted: Int = 0, updated: Int = 0, same: Int = 0) {
    self.inserted += inserted
    self.updated += updated
    self.same += same
    rows += inserted + updated + same
  }

  /// Adds rejected rows.
  ///
  /// - Parameter rejects: In line order; they may lie before ones noted already.
  public mutating func note(_ rejects: [ImportReject]) {
    rejected += rejects.count
    rows += rejects.count
    guard let first = rejects.first else { return }
    if let last = self.rejects.last, first.line < last.line {
      self.rejects = (self.rejects + rejects).sorted { $0.line < $1.line }
    } else if self.rejects.count < Self.keptPlaces {
      self.rejects += rejects
    }
    if self.rejects.count > Self.keptPlaces {
      self.rejects.removeLast(self.rejects.count - Self.keptPlaces)
    }
  }

  /// Adds warnings, in line order.
  public mutating func note(_ warnings: [ImportWarning]) {
    warningCount += warnings.count
    self.warnings += warnings.prefix(max(0, Self.keptPlaces - self.warnings.count))
  }

  /// Tells whether the file alone forbids storing: refused whole, or too many rows rejected.
  public func isRefused(by limit: RejectLimit) -> Bool {
    error != nil || limit.isBroken(rejected: rejected, of: rows)
  }

  public var changes: Int { inserted + updated }
}

extension ImportFileReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case kind, file, rows, inserted, updated, same, rejected, warnings, error, missing, rejects
    case ignoredColumns = "ignored_columns"
  }

  /// The form of `winback import --json`: every key is there, `error` is null when there is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(file, forKey: .file)
    try container.encode(rows, forKey: .rows)
    try container.encode(inserted, forKey: .inserted)
    try container.encode(updated, forKey: .updated)
    try container.encode(same, forKey: .same)
    try container.encode(rejected, forKey: .rejected)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(error, forKey: .error)
    try container.encode(missing, forKey: .missing)
    try container.encode(ignoredColumns, forKey: .ignoredColumns)
    try container.encode(rejects, forKey: .rejects)
  }
}
