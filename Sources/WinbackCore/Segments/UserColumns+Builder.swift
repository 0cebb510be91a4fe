extension UserColumns {
  /// Fills columns from profiles, one user after the other.
  public struct Builder {
    private let asOf: Instant
    private let parts: [(field: SegmentField, column: ColumnBuilder)]
    private var attributes: [String: AttributeBuilder] = [:]
    private var events: [String: EventBuilder] = [:]
    private var sources: [UInt32] = []
    private var seen = 0
    private var lastID: User.ID?

    public init(asOf: Instant) {
      self.asOf = asOf
      parts = SegmentField.all.map { ($0, ColumnBuilder($0.reader)) }
    }

    /// Adds a user, unless his account is closed.
    ///
    /// Events later than `asOf` do not exist yet and are left out.
    ///
    /// - Precondition: users come in ascending byte order of their ids, each once.
    public mutating func add(_ profile: UserProfile, events: [UserEvent] = []) {
      add(profile, eventTimes: Dictionary(grouping: events, by: \.type).mapValues { $0.map(\.at) })
    }

    /// Adds a user with the instants of his events by type, in any order.
    public mutating func add(_ profile: UserProfile, eventTimes: [String: [Instant]]) {
      precondition(lastID.map { $0 < profile.user.id } ?? true, "users must ascend by id")
      lastID = profile.user.id
      defer { seen += 1 }
      guard profile.stage != .closed else { return }
      let row = sources.count
      sources.append(UInt32(seen))
      for part in parts { part.column.append(profile) }
      for (name, value) in profile.user.attributes {
        let name = SegmentField.attributePrefix + name
        if attributes[name] == nil { attributes[name] = AttributeBuilder() }
        attributes[name]?.append(value, row: row)
      }
      for (type, instants) in eventTimes {
        let end = asOf.seconds
        let past = instants.map(\.seconds).filter { $0 <= end }.sorted()
        guard !past.isEmpty else { continue }
        if events[type] == nil { events[type] = EventBuilder() }
        events[type]?.append(past, row: row)
      }
    }

    /// The finished columns.
    public func build() -> UserColumns {
      let rowCount = sources.count
      var columns: [String: UserColumn] = [:]
      for part in parts { columns[part.field.name] = part.column.build() }
      for (name, builder) in attributes { columns[name] = builder.build(rowCount: rowCount) }
      return UserColumns(
        asOf: asOf, rowCount: rowCount, columns: columns,
        events: events.mapValues { $0.build(rowCount: rowCount) },
        sources: ColumnStorage(sources))
    }
  }

  /// Fills columns from profiles in any order.
  ///
  /// - Parameter events: The index of the user in `profiles`, the type and the instant of each event
  ///   that `count(…)` may count, in any order.
  public init(
    profiles: [UserProfile], events: some Sequence<(row: Int, type: String, at: Instant)> = [],
    asOf: Instant
  ) {
    let order = profiles.indices.sorted { profiles[$0].user.id < profiles[$1].user.id }
    var builder = Builder(asOf: asOf)
    for index in order { builder.add(profiles[index]) }
    let built = builder.build()
    let sources = built.sources.copied().map { UInt32(order[Int($0)]) }

    // Closed accounts have no row, so their events are counted nowhere.
    var rows = [UInt32?](repeating: nil, count: profiles.count)
    for (row, source) in sources.enumerated() { rows[Int(source)] = UInt32(row) }
    var times: [String: [(row: UInt32, seconds: Int64)]] = [:]
    for event in events where event.at <= asOf {
      if let row = rows[event.row] {
        times[event.type, default: []].append((row, event.at.seconds))
      }
    }
    self.init(
      asOf: asOf, rowCount: built.rowCount, columns: built.columns,
      events: times.mapValues { EventColumn($0, rowCount: built.rowCount) },
      sources: ColumnStorage(sources))
  }
}

extension EventColumn {
  /// Sorts the instants of one event type by row and time.
  init(_ times: [(row: UInt32, seconds: Int64)], rowCount: Int) {
    var offsets = [UInt32](repeating: 0, count: rowCount + 1)
    for time in times { offsets[Int(time.row) + 1] += 1 }
    for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
    let sorted = times.sorted { ($0.row, $0.seconds) < ($1.row, $1.seconds) }
    self.init(
      offsets: ColumnStorage(offsets), instants: ColumnStorage(sorted.map(\.seconds)))
  }
}

/// Gathers the values of one field.
private final class ColumnBuilder {
  private let reader: SegmentField.Reader
  private var validity = BitWords()
  private var integers: [Int32] = []
  private var amounts: [Int64] = []
  private var decimals: [Double] = []
  private var texts = TextBuilder()
  private var flags = BitWords()

  init(_ reader: SegmentField.Reader) {
    self.reader = reader
  }

  func append(_ profile: UserProfile) {
    switch reader {
    case .integer(let read):
      let value = read(profile)
      integers.append(Int32(clamping: value ?? 0))
      validity.append(value != nil)
    case .money(let read):
      let value = read(profile)
      amounts.append(value?.minor ?? 0)
      validity.append(value != nil)
    case .decimal(let read):
      let value = read(profile)
      decimals.append(value ?? 0)
      validity.append(value != nil)
    case .text(let read):
      let value = read(profile)
      texts.append(value)
      validity.append(value != nil)
    case .flag(let read):
      let value = read(profile)
      flags.append(value ?? false)
      validity.append(value != nil)
    }
  }

  func build() -> UserColumn {
    let values: UserColumn.Values =
      switch reader {
      case .integer: .integers(ColumnStorage(integers))
      case .money: .amounts(ColumnStorage(amounts))
      case .decimal: .decimals(ColumnStorage(decimals))
      case .text: texts.build()
      case .flag: .flags(ColumnStorage(flags.words))
      }
    return UserColumn(values, validity: validity.isFull ? nil : ColumnStorage(validity.words))
  }
}

/// Gathers the values of an attribute, which most rows may lack.
private struct AttributeBuilder {
  private var texts = TextBuilder()
  private var validity = BitWords()

  mutating func append(_ value: String, row: Int) {
    pad(to: row)
    texts.append(value)
    validity.append(true)
  }

  func build(rowCount: Int) -> UserColumn {
    var full = self
    full.pad(to: rowCount)
    return UserColumn(full.texts.build(), validity: ColumnStorage(full.validity.words))
  }

  private mutating func pad(to row: Int) {
    while validity.count < row {
      texts.append(nil)
      validity.append(false)
    }
  }
}

/// Gathers the instants of one event type.
private struct EventBuilder {
  private var offsets: [UInt32] = [0]
  private var instants: [Int64] = []

  mutating func append(_ seconds: [Int64], row: Int) {
    while offsets.count <= row { offsets.append(UInt32(instants.count)) }
    instants.append(contentsOf: seconds)
    offsets.append(UInt32(instants.count))
  }

  func build(rowCount: Int) -> EventColumn {
    var offsets = offsets
    while offsets.count <= rowCount { offsets.append(UInt32(instants.count)) }
    return EventColumn(offsets: ColumnStorage(offsets), instants: ColumnStorage(instants))
  }
}

/// Gives each distinct text a number as it comes, and the numbers of byte order at the end.
private struct TextBuilder {
  private var numbers: [ExactText: UInt32] = [:]
  private var distinct: [String] = []
  private var codes: [UInt32] = []

  mutating func append(_ text: String?) {
    guard let text else {
      codes.append(0)
      return
    }
    let key = ExactText(text)
    if let number = numbers[key] {
      codes.append(number)
    } else {
      let number = UInt32(distinct.count)
      numbers[key] = number
      distinct.append(text)
      codes.append(number)
    }
  }

  func build() -> UserColumn.Values {
    let order = distinct.indices.sorted {
      distinct[$0].utf8.lexicographicallyPrecedes(distinct[$1].utf8)
    }
    var places = [UInt32](repeating: 0, count: distinct.count)
    for (place, number) in order.enumerated() { places[number] = UInt32(place) }
    let sorted = codes.map { places.isEmpty ? 0 : places[Int($0)] }
    return .texts(ColumnStorage(sorted), TextDictionary(sorted: order.lazy.map { distinct[$0] }))
  }
}

/// Bits in words of 64, in the order appended.
private struct BitWords {
  private(set) var words: [UInt64] = []
  private(set) var count = 0
  private var ones = 0

  var isFull: Bool { ones == count }

  mutating func append(_ bit: Bool) {
    if count & 63 == 0 { words.append(0) }
    if bit {
      words[count >> 6] |= 1 << UInt64(count & 63)
      ones += 1
    }
    count += 1
  }
}
