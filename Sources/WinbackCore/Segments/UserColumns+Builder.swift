extension UserColumns {
  /// Fills columns from profiles, one user after the other.
  public struct Builder {
    private let asOf: Instant
    private var parts: [ColumnBuilder]
    /// Users whose values are not yet in the columns: a column at a time costs a fifth of a user at
    /// a time.
    private var block: [UserProfile] = []
    private var attributes: [String: AttributeBuilder] = [:]
    private var events: [String: EventBuilder] = [:]
    private var sources: [UInt32] = []
    private var seen = 0
    private var lastID: User.ID?

    public init(asOf: Instant) {
      self.asOf = asOf
      parts = SegmentField.all.map { ColumnBuilder($0) }
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
      block.append(profile)
      if block.count == Self.blockSize { flush() }
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
    public consuming func build() -> UserColumns {
      flush()
      let rowCount = sources.count
      var columns: [String: UserColumn] = [:]
      for part in parts { columns[part.field.name] = part.build() }
      for (name, builder) in attributes { columns[name] = builder.build(rowCount: rowCount) }
      return UserColumns(
        asOf: asOf, rowCount: rowCount, columns: columns,
        events: events.mapValues { $0.build(rowCount: rowCount) },
        sources: ColumnStorage(sources))
    }

    private static let blockSize = 512

    private mutating func flush() {
      for place in parts.indices {
        block.withUnsafeMutableBufferPointer { parts[place].append($0) }
      }
      block.removeAll(keepingCapacity: true)
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
    var order = Array(profiles.indices)
    let isSorted = order.dropFirst().allSatisfy { profiles[$0 - 1].user.id < profiles[$0].user.id }
    if !isSorted { order.sort { profiles[$0].user.id < profiles[$1].user.id } }
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
