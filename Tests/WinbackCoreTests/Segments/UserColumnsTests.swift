import Testing
import WinbackTestSupport

@testable import WinbackCore

struct UserColumnsTests {
  private static let asOf = SampleUsers.asOf

  private static func profile(
    _ id: String, stage: LifecycleStage = .new, _ change: (inout UserProfile) -> Void = { _ in }
  ) -> UserProfile {
    var profile = UserProfile(
      user: User(id: User.ID(id), registeredAt: asOf), stage: stage)
    change(&profile)
    return profile
  }

  private func ids(_ text: String, _ columns: UserColumns) throws -> [String] {
    let catalogue = SegmentCatalogue()
    let members = try catalogue.check(text).evaluate(over: columns, resolving: catalogue)
    return columns.userIDs(members).map(\.text)
  }

  @Test func `fields are sorted by name and every one has its column and labels`() {
    let names = SegmentField.all.map(\.name)
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(names.count == 39)
    let columns = SampleUsers.make(count: 3, seed: 1).columns
    for field in SegmentField.all {
      #expect(columns.isAvailable(field))
      #expect(SegmentField.named(field.name) == field)
      #expect(!field.words(.zh).isEmpty && !field.words(.en).isEmpty)
    }
  }

  @Test func `closed users are no rows and rows stand in byte order of ids`() {
    let columns = UserColumns(
      profiles: [
        Self.profile("b"), Self.profile("a"), Self.profile("c", stage: .closed), Self.profile("B"),
        Self.profile("é"),
      ],
      events: [(row: 2, type: "session", at: Self.asOf), (row: 3, type: "crash", at: Self.asOf)],
      asOf: Self.asOf)
    #expect(columns.rowCount == 4)
    #expect((0..<4).map { columns.userID($0).text } == ["B", "a", "b", "é"])
    #expect((0..<4).map { columns.sources[$0] } == [3, 1, 0, 4])
    #expect(columns.eventTypes == ["crash"])
  }

  @Test func `a test on a missing value is false until not turns it`() throws {
    let columns = UserColumns(
      profiles: [
        Self.profile("a") { $0.user.region = "CN-65" }, Self.profile("b") { $0.user.region = "US" },
        Self.profile("c"),
      ], asOf: Self.asOf)
    #expect(try ids("region != \"CN-65\"", columns) == ["b"])
    #expect(try ids("region not in [\"CN-65\"]", columns) == ["b"])
    #expect(try ids("not region = \"CN-65\"", columns) == ["b", "c"])
    #expect(try ids("not (region in [\"CN-65\"])", columns) == ["b", "c"])
    #expect(try ids("region missing", columns) == ["c"])
    #expect(try ids("attr_unheard_of missing", columns) == ["a", "b", "c"])
    #expect(try ids("attr_unheard_of != \"x\"", columns) == [])
    #expect(try ids("vip = false", columns) == [])
    #expect(try ids("vip != true", columns) == [])
  }

  @Test(arguments: [
    (0, []), (1, ["a"]), (2, ["a", "b"]), (3650, ["a", "b", "c"]),
    (Int.max, ["a", "b", "c"]),
  ])
  func `counts events of whole days up to the instant`(days: Int, expected: [String]) throws {
    let day: Int64 = 86_400
    func event(_ row: Int, _ seconds: Int64) -> (row: Int, type: String, at: Instant) {
      (row, "session", Self.asOf.adding(seconds: seconds))
    }
    let columns = UserColumns(
      profiles: ["a", "b", "c", "d"].map { Self.profile($0) },
      events: [
        event(0, 0), event(1, -day), event(2, -day * 3000), event(2, -day * 3000 + 1), event(3, 1),
      ], asOf: Self.asOf)
    #expect(try ids("count(\"session\", \(days)) > 0", columns) == expected)
    #expect(try ids("count(\"none\", \(days)) = 0", columns) == ["a", "b", "c", "d"])
    #expect(try ids("count(\"session\", \(days)) missing", columns) == [])
  }

  @Test func `attributes of any script are text fields`() throws {
    let columns = UserColumns(
      profiles: [
        Self.profile("a"), Self.profile("b") { $0.user.attributes = ["城市": "上海", "x": "1"] },
        Self.profile("c") { $0.user.attributes = ["城市": "北京"] },
      ], asOf: Self.asOf)
    #expect(try ids("attr_城市 = \"上海\"", columns) == ["b"])
    #expect(try ids("attr_城市 contains \"京\" or attr_x exists", columns) == ["b", "c"])
    #expect(columns.fieldNames.filter { $0.hasPrefix("attr_") } == ["attr_x", "attr_城市"])
  }

  @Test func `a field that the data lack is known but not available`() throws {
    let full = SampleUsers.make(count: 5, seed: 8).columns
    let cut = UserColumns(
      asOf: full.asOf, rowCount: full.rowCount,
      columns: full.columns.filter { $0.key != "cause" }, events: full.events,
      sources: full.sources)
    let catalogue = SegmentCatalogue()
    let predicate = try catalogue.check("vip = true and cause exists")
    let error = #expect(throws: SegmentError.self) {
      try predicate.evaluate(over: cut, resolving: catalogue)
    }
    #expect(error == SegmentError(.unavailableField("cause"), at: 16))
    let outer = #expect(throws: SegmentError.self) {
      try catalogue.check("vip = true or segment(\"service_hurt\")")
        .evaluate(over: cut, resolving: catalogue)
    }
    #expect(outer == SegmentError(.unavailableField("cause"), at: 23))
    #expect(catalogue.allMembers(over: cut)["service_hurt"] == nil)
  }

  @Test func `columns may borrow their memory`() throws {
    final class Owner: Sendable {
      nonisolated(unsafe) let memory = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 3)
      init() { _ = memory.initialize(from: [5, 90, 200]) }
      deinit { memory.deallocate() }
    }
    let full = UserColumns(
      profiles: ["a", "b", "c"].map { Self.profile($0) }, asOf: Self.asOf)
    var columns = full.columns
    let owner = Owner()
    columns["r_days"] = UserColumn(
      .integers(ColumnStorage(borrowing: UnsafeBufferPointer(owner.memory), ownedBy: owner)))
    let mapped = UserColumns(
      asOf: full.asOf, rowCount: 3, columns: columns, events: [:], sources: full.sources)
    #expect(try ids("r_days >= 90", mapped) == ["b", "c"])
    let field = try #require(SegmentField.named("r_days"))
    #expect(mapped.withColumn(field, of: Int32.self) { $0[2] } == 200)
    #expect(mapped.withColumn(field, of: Double.self) { $0[2] } == nil)
  }

  @Test func `a page is the slice of the whole order in both directions`() {
    let sample = SampleUsers.make(count: 300, seed: 9)
    let columns = sample.columns
    var random = SeededGenerator(seed: 10)
    for field in SegmentField.all + [SegmentField.named("attr_city")!] {
      for descending in [false, true] {
        let rows = (0..<columns.rowCount).filter { _ in Bool.random(using: &random) }
        let members = Bitmap(rowCount: columns.rowCount, rows: rows)
        let whole = sorted(rows, by: field, descending, columns)
        for (offset, limit) in [(0, 10), (37, 25), (0, 1000), (whole.count - 5, 20), (9999, 5)] {
          let page = columns.page(
            of: members, sortedBy: field, descending: descending, offset: offset, limit: limit)
          #expect(
            page == Array(whole.dropFirst(offset).prefix(limit)),
            "\(field.name) \(descending) \(offset)")
        }
      }
    }
  }

  /// Values that a sample guesses well, badly and not at all.
  @Test(arguments: ["spread", "few", "one", "ascending", "descending", "spike"])
  func `a page of many users is the slice of the whole order`(shape: String) throws {
    let rowCount = 40_000
    var random = SeededGenerator(seed: 12)
    let values = (0..<rowCount).map { row -> Int32 in
      switch shape {
      case "spread": Int32.random(in: -1_000_000...1_000_000, using: &random)
      case "few": Int32.random(in: 0...3, using: &random)
      case "one": 7
      case "ascending": Int32(row)
      case "descending": Int32(-row)
      default: row % 64 == 0 ? 9 : Int32.random(in: 0...100, using: &random)
      }
    }
    let columns = UserColumns(
      asOf: Self.asOf, rowCount: rowCount,
      columns: ["r_days": UserColumn(.integers(ColumnStorage(values)))], events: [:],
      sources: ColumnStorage([]))
    let members = Bitmap(rowCount: rowCount, rows: (0..<rowCount).filter { $0 % 20 != 3 })
    let field = try #require(SegmentField.named("r_days"))
    for descending in [false, true] {
      let whole = sorted(Array(members.members), by: field, descending, columns)
      for (offset, limit) in [(0, 50), (1000, 50), (3900, 700), (30_000, 50), (37_990, 50)] {
        let page = columns.page(
          of: members, sortedBy: field, descending: descending, offset: offset, limit: limit)
        #expect(page == Array(whole.dropFirst(offset).prefix(limit)), "\(descending) \(offset)")
      }
    }
  }

  private func sorted(
    _ rows: [Int], by field: SegmentField, _ descending: Bool, _ columns: UserColumns
  ) -> [Int] {
    func number(_ row: Int) -> Double? {
      guard let column = columns.column(field),
        column.known(rowCount: columns.rowCount).contains(row)
      else { return nil }
      return switch column.values {
      case .integers(let values): Double(values[row])
      case .amounts(let values): Double(values[row])
      case .decimals(let values): values[row]
      case .texts(let codes, _): Double(codes[row])
      case .flags(let words): words[row / 64] >> UInt64(row % 64) & 1 == 1 ? 1 : 0
      }
    }
    return rows.sorted { left, right in
      switch (number(left), number(right)) {
      case (nil, nil): left < right
      case (nil, _): false
      case (_, nil): true
      case (let one?, let other?):
        one == other ? left < right : descending ? one > other : one < other
      }
    }
  }

  @Test func `an empty workspace has empty segments`() throws {
    let columns = UserColumns(profiles: [], asOf: Self.asOf)
    #expect(try ids("not vip = true", columns) == [])
    #expect(
      columns.page(of: Bitmap(rowCount: 0), sortedBy: nil, offset: 0, limit: 5) == [])
    #expect(SegmentOverlap(Bitmap(rowCount: 0), Bitmap(rowCount: 0)).jaccard == nil)
  }
}
