/// One column of ``UserColumns``: the values of a field for every row, and which of them are known.
public struct UserColumn: Sendable {
  public enum Values: Sendable {
    case integers(ColumnStorage<Int32>)
    /// Minor units.
    case amounts(ColumnStorage<Int64>)
    case decimals(ColumnStorage<Double>)
    case texts(ColumnStorage<UInt32>, TextDictionary)
    /// 64 rows a word, the lowest bit first.
    case flags(ColumnStorage<UInt64>)
  }

  public let values: Values
  /// 64 rows a word, 1 where the value is known; nil when all are. A missing value is stored as 0.
  public let validity: ColumnStorage<UInt64>?

  public init(_ values: Values, validity: ColumnStorage<UInt64>? = nil) {
    self.values = values
    self.validity = validity
  }

  /// The rows whose value is known.
  func known(rowCount: Int) -> Bitmap {
    guard let validity else { return Bitmap(rowCount: rowCount, isFull: true) }
    return Bitmap(rowCount: rowCount, words: validity.copied())
  }
}

/// When each user did things of one event type.
public struct EventColumn: Sendable {
  /// Where the instants of each row begin; one more at the end.
  let offsets: ColumnStorage<UInt32>
  /// Seconds, ascending within a row, none later than the columns' `asOf`.
  let instants: ColumnStorage<Int64>

  public init(offsets: ColumnStorage<UInt32>, instants: ColumnStorage<Int64>) {
    self.offsets = offsets
    self.instants = instants
  }

  /// For each row the number of instants later than `start`.
  func counts(after start: Int64) -> [Int32] {
    offsets.withSpan { offsets in
      instants.withSpan { instants in
        var counts = [Int32](repeating: 0, count: offsets.count - 1)
        for row in counts.indices {
          let end = Int(offsets[row + 1])
          var low = Int(offsets[row])
          var high = end
          while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= start { low = middle + 1 } else { high = middle }
          }
          counts[row] = Int32(clamping: end - low)
        }
        return counts
      }
    }
  }
}

/// The users that segments range over, a typed column per field.
///
/// Rows stand in byte order of the user ids. Closed accounts take part in nothing and are no rows.
/// Predicates evaluate over this and nothing else, whether arrays fill it or a mapped file does.
public struct UserColumns: Sendable {
  /// The instant the values hold for.
  public let asOf: Instant
  public let rowCount: Int
  let columns: [String: UserColumn]
  let events: [String: EventColumn]
  /// For each row the place of the user in the list the columns were made from.
  public let sources: ColumnStorage<UInt32>

  /// Takes ready columns, by field name and event type, each of `rowCount` rows.
  public init(
    asOf: Instant, rowCount: Int, columns: [String: UserColumn], events: [String: EventColumn],
    sources: ColumnStorage<UInt32>
  ) {
    self.asOf = asOf
    self.rowCount = rowCount
    self.columns = columns
    self.events = events
    self.sources = sources
  }

  /// The column of a field.
  ///
  /// An attribute that no user has is a column of missing values. Nil means that the field is known
  /// but not available here.
  public func column(_ field: SegmentField) -> UserColumn? {
    if let column = columns[field.name] { return column }
    guard field.attribute != nil else { return nil }
    let zeros = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    return UserColumn(
      .texts(
        ColumnStorage([UInt32](repeating: 0, count: rowCount)), TextDictionary(sorted: [])),
      validity: ColumnStorage(zeros))
  }

  /// Tells whether the field can be evaluated here.
  public func isAvailable(_ field: SegmentField) -> Bool {
    field.attribute != nil || columns[field.name] != nil
  }

  /// Calls `body` with the values of a column as they are stored (text as codes, flags as bit words).
  ///
  /// - Returns: nil when the field is not available or not stored as `Element`.
  public func withColumn<Element: BitwiseCopyable & Sendable, Result>(
    _ field: SegmentField, of type: Element.Type = Element.self, _ body: (Span<Element>) -> Result
  ) -> Result? {
    let storage: Any? =
      switch column(field)?.values {
      case .integers(let values): values
      case .amounts(let values): values
      case .decimals(let values): values
      case .texts(let codes, _): codes
      case .flags(let words): words
      case nil: nil
      }
    return (storage as? ColumnStorage<Element>)?.withSpan(body)
  }

  /// The events of one type; nil when no user has one.
  public func eventColumn(_ type: String) -> EventColumn? { events[type] }

  /// The event types that any user has, sorted.
  public var eventTypes: [String] { events.keys.sorted() }

  /// The names of all columns, attributes included, sorted.
  public var fieldNames: [String] { columns.keys.sorted() }

  /// The id of the user in `row`.
  public func userID(_ row: Int) -> User.ID {
    guard case .texts(let codes, let ids) = columns["user_id"]?.values else { return User.ID("") }
    return User.ID(ids[codes[row]])
  }

  /// The ids of the members in byte order.
  public func userIDs(_ members: Bitmap) -> [User.ID] { members.members.map(userID) }
}

extension ColumnStorage {
  /// The values as an array.
  func copied() -> [Element] {
    withSpan { span in
      [Element](unsafeUninitializedCapacity: span.count) { buffer, count in
        for index in 0..<span.count { buffer.initializeElement(at: index, to: span[index]) }
        count = span.count
      }
    }
  }
}
