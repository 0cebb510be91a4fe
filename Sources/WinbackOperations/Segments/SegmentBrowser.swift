public import WinbackCore

/// Makes what screens and commands show of segments, from a population and the catalogue.
///
/// Every segment is evaluated once, when the browser is made; a new instant or a changed file takes
/// a new browser. Making it costs a pass over the columns for each distinct test.
public struct SegmentBrowser: Sendable {
  public let population: Population
  public let columns: UserColumns
  public let catalogue: SegmentCatalogue
  public let language: Language
  /// The users of every segment that is not faulty, by name.
  public let members: [String: Bitmap]

  /// - Precondition: `columns` were made from `population.profiles`, in that order.
  public init(
    population: Population, columns: UserColumns, catalogue: SegmentCatalogue, language: Language
  ) {
    self.init(
      population: population, columns: columns, catalogue: catalogue, language: language,
      members: catalogue.allMembers(over: columns))
  }

  private init(
    population: Population, columns: UserColumns, catalogue: SegmentCatalogue, language: Language,
    members: [String: Bitmap]
  ) {
    self.population = population
    self.columns = columns
    self.catalogue = catalogue
    self.language = language
    self.members = members
  }

  /// The same in another language, without evaluating anything again.
  public func speaking(_ language: Language) -> SegmentBrowser {
    SegmentBrowser(
      population: population, columns: columns, catalogue: catalogue, language: language,
      members: members)
  }

  // MARK: - Segments

  /// The list: the product's own segments first, then the workspace's by name.
  public func summaries() -> [SegmentSummary] { catalogue.definitions.map(summary) }

  /// One line of the list; nil when there is no such segment.
  public func summary(named name: String) -> SegmentSummary? {
    catalogue.definition(named: name).map(summary)
  }

  /// A predicate that an operator typed, as if it were a segment without a name.
  ///
  /// - Throws: the leftmost fault of the text.
  public func summary(where text: String) throws(SegmentError) -> SegmentSummary {
    let predicate = try catalogue.check(text)
    let rows = try predicate.evaluate(over: columns, resolving: catalogue)
    return SegmentSummary(
      name: "", title: language.pick(zh: "临时条件", en: "unsaved condition"), predicate: text,
      isBuiltIn: false, count: rows.count, of: columns.rowCount,
      definitionHash: catalogue.definitionHash(of: predicate), fault: nil)
  }

  /// The users that a typed predicate matches, taking the answers of known tests from `cache`.
  ///
  /// - Throws: the leftmost fault of the text.
  public func rows(
    where text: String, cache: inout LeafCache
  ) throws(SegmentError) -> Bitmap {
    try catalogue.plan(for: try catalogue.check(text), over: columns).run(cache: &cache)
  }

  /// What opens when a segment is chosen; nil when it is unknown. A faulty one has no members.
  ///
  /// - Parameters:
  ///   - sampleSize: How many users to show as examples.
  ///   - turn: Another number shows other examples.
  ///   - reachable: Counts who may be contacted now on each channel, which takes consents that only
  ///     the caller knows.
  public func detail(
    named name: String, sampleSize: Int = 5, turn: Int = 0,
    reachable: (Bitmap) -> [NamedCount]
  ) -> SegmentDetail? {
    guard let summary = summary(named: name) else { return nil }
    let rows = members[name] ?? Bitmap(rowCount: columns.rowCount)
    return detail(summary, rows, sampleSize: sampleSize, turn: turn, reachable: reachable)
  }

  /// The same for a predicate that an operator typed.
  ///
  /// - Throws: the leftmost fault of the text.
  public func detail(
    where text: String, sampleSize: Int = 5, turn: Int = 0,
    reachable: (Bitmap) -> [NamedCount]
  ) throws(SegmentError) -> SegmentDetail {
    let rows = try catalogue.check(text).evaluate(over: columns, resolving: catalogue)
    return detail(
      try summary(where: text), rows, sampleSize: sampleSize, turn: turn, reachable: reachable)
  }

  /// How each segment that is not faulty overlaps with each.
  public func overlapMatrix(of names: [String]? = nil) -> OverlapMatrix {
    OverlapMatrix(
      (names ?? catalogue.names).compactMap { name in
        members[name].map { (name: name, members: $0) }
      })
  }

  // MARK: - Users

  /// A page of users in the order of a field; ties by id, missing values last.
  public func page(
    of rows: Bitmap, sortedBy field: SegmentField? = nil, descending: Bool = false, offset: Int,
    limit: Int
  ) -> MemberPage {
    let page = columns.page(
      of: rows, sortedBy: field, descending: descending, offset: offset, limit: limit)
    return MemberPage(rows: page.map(row), offset: offset, total: rows.count)
  }

  /// The profile behind a row of the columns.
  public func profile(at row: Int) -> UserProfile {
    population.profiles[Int(columns.sources[row])]
  }

  /// The row of a user; nil when there is none or his account is closed.
  public func rowIndex(of id: User.ID) -> Int? {
    var low = 0
    var high = columns.rowCount
    while low < high {
      let middle = (low + high) / 2
      if profile(at: middle).user.id < id { low = middle + 1 } else { high = middle }
    }
    return low < columns.rowCount && profile(at: low).user.id == id ? low : nil
  }

  /// The names of the segments that a user belongs to, in the order of the list.
  public func segments(of id: User.ID) -> [String] {
    guard let row = rowIndex(of: id) else { return [] }
    return catalogue.names.filter { members[$0]?.contains(row) ?? false }
  }

  // MARK: - Private

  private func summary(_ definition: SegmentDefinition) -> SegmentSummary {
    let fault = catalogue.error(in: definition.name).map { error -> String in
      let place = definition.textOrigin?.location(of: error.position) ?? definition.location
      return (place.map { "\($0): " } ?? "") + error.words(language)
    }
    return SegmentSummary(
      name: definition.name, title: definition.title(language),
      predicate: definition.predicateText, isBuiltIn: definition.isBuiltIn,
      count: members[definition.name]?.count, of: columns.rowCount,
      definitionHash: catalogue.definitionHash(of: definition.name), fault: fault)
  }

  private func row(_ index: Int) -> UserRow { UserRow(profile(at: index), language) }

  private func detail(
    _ summary: SegmentSummary, _ rows: Bitmap, sampleSize: Int, turn: Int,
    reachable: (Bitmap) -> [NamedCount]
  ) -> SegmentDetail {
    let breakdown = SegmentBreakdown(columns: columns, rows: rows, language: language)
    return SegmentDetail(
      summary: summary, asOf: columns.asOf, rfm: breakdown.rfm.counts,
      unscored: breakdown.rfm.missing, cells: breakdown.cells, stages: breakdown.stages,
      tiers: breakdown.tiers, lapse: breakdown.lapse, reachable: reachable(rows),
      sample: breakdown.sample(size: sampleSize, turn: turn).map(row))
  }
}
