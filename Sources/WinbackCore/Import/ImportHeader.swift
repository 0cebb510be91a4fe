/// Where the columns of a kind stand in one file.
public struct ImportHeader: Hashable, Sendable {
  public let kind: ImportKind
  /// For each column of the kind its place in the file, or nil when the file lacks it.
  public let places: [Int?]
  /// The `attr_*` columns without their prefix, by name, and their places.
  public let attributes: [Attribute]
  /// Fields that every row must have.
  public let fieldCount: Int
  /// Columns that are not read: unknown ones, and a name that stood there before. In file order.
  public let ignored: [String]
  /// Required columns that the file lacks: it is refused whole.
  public let missing: [String]

  public struct Attribute: Hashable, Sendable {
    public var name: String
    public var place: Int
  }

  /// Reads the names; outer spaces are dropped.
  public init(_ names: [String], kind: ImportKind) {
    self.kind = kind
    fieldCount = names.count
    let columns = kind.columns
    var places = [Int?](repeating: nil, count: columns.count)
    var attributes: [String: Int] = [:]
    var ignored: [String] = []
    for (place, written) in names.enumerated() {
      let name = written.trimmingOuterSpace()
      if let column = columns.firstIndex(where: { $0.name == name }), places[column] == nil {
        places[column] = place
      } else if kind.keepsAttributes, let attribute = Self.attribute(name),
        attributes[attribute] == nil
      {
        attributes[attribute] = place
      } else {
        ignored.append(name)
      }
    }
    self.places = places
    self.attributes = attributes.map { Attribute(name: $0.key, place: $0.value) }.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    self.ignored = ignored
    missing = zip(columns, places).filter { $0.demand == .required && $1 == nil }.map(\.0.name)
  }

  /// Tells whether the file has the column at `place` of the kind's list; the place after the last
  /// stands for the attributes.
  public func has(_ place: Int) -> Bool {
    place < places.count ? places[place] != nil : !attributes.isEmpty
  }

  private static func attribute(_ name: String) -> String? {
    name.hasPrefix("attr_") && name.utf8.count > 5 ? String(name.dropFirst(5)) : nil
  }
}

extension String {
  func trimmingOuterSpace() -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
