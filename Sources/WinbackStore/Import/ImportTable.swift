import WinbackCore

/// Where the records of a kind are stored.
struct ImportTable {
  let kind: ImportKind
  /// As written in SQL, with its schema where it is not the facts.
  let name: String
  /// The column of each cell of a row.
  let columns: [String]
  /// Places of the cells that tell records apart.
  let keys: [Int]
  /// Place of the cell that names a user whose row number is stored in its stead.
  let userPlace: Int?
  /// Place of the cell that names a touch which must be there.
  let touchPlace: Int?
  /// The index over the records' owners; built at the end when the table was empty before.
  let ownerIndex: String?

  init(_ kind: ImportKind) {
    self.kind = kind
    name =
      switch kind {
      case .users: "user"
      case .orders: "\"order\""
      case .events: "event"
      case .touches: "touch"
      case .receipts: "receipt"
      case .assignments: "assignment"
      case .numbers: "number"
      case .consents: "ledger.consent"
      case .suppressions: "ledger.suppression"
      }
    let hasUserRow = kind != .users && !kind.isContact
    var columns = kind.columns.map { column in
      switch (kind, column.name) {
      case (_, "user_id") where hasUserRow: "user"
      case (_, "ts"): "at"
      case (.events, "value"): "value_minor"
      case (.suppressions, "from"): "from_at"
      case (.suppressions, "until"): "until_at"
      case (_, let name): name
      }
    }
    if kind.keepsAttributes { columns.append("attributes") }
    self.columns = columns
    keys = kind.keyColumns.map(kind.place)
    userPlace = kind == .users ? nil : kind.columns.firstIndex { $0.name == "user_id" }
    touchPlace = kind == .receipts ? kind.place("touch_id") : nil
    ownerIndex =
      switch kind {
      case .orders: "order_by_user"
      case .events: "event_by_user"
      case .touches: "touch_by_user"
      case .receipts: "receipt_by_touch"
      default: nil
      }
  }

  /// Contacts keep the user's id as text, since no row number crosses the two files.
  var storesUserRow: Bool { userPlace != nil && !kind.isContact }

  private var keyCondition: String {
    keys.map { "\(columns[$0]) = ?\($0 + 1)" }.joined(separator: " AND ")
  }

  /// Parameter n is the cell at place n − 1, in this and the other statements.
  var insert: String {
    let parameters = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let conflict = keys.map { columns[$0] }.joined(separator: ", ")
    return """
      INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(parameters))
      ON CONFLICT (\(conflict)) DO NOTHING
      """
  }

  var select: String {
    "SELECT \(columns.joined(separator: ", ")) FROM \(name) WHERE \(keyCondition)"
  }

  /// Sets the columns that the file has; nil when it has none but the key.
  func update(_ header: ImportHeader) -> String? {
    let changed = columns.indices.filter { header.has($0) && !keys.contains($0) }
    guard !changed.isEmpty else { return nil }
    let values = changed.map { "\(columns[$0]) = ?\($0 + 1)" }.joined(separator: ", ")
    return "UPDATE \(name) SET \(values) WHERE \(keyCondition)"
  }
}
