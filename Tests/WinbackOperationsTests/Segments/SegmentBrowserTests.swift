import Testing
import WinbackCore
import WinbackOperations
import WinbackTestSupport

struct SegmentBrowserTests {
  /// Twelve users of which one is closed, one has no key day and every second belongs to the pool.
  private static func browser(
    _ language: Language = .en, _ workspace: [SegmentDefinition] = []
  ) -> SegmentBrowser {
    let asOf = Instant(seconds: 1_719_712_800)
    let profiles = (0..<12).map { place -> UserProfile in
      var user = User(id: User.ID("u\(place + 10)"), registeredAt: asOf)
      user.name = "王小明"
      user.phone = "+8613800005521"
      var profile = UserProfile(user: user, stage: place % 2 == 0 ? .churned : .growing)
      profile.rDays = place == 3 ? nil : place * 20
      profile.tier = ["none", "low", "mid", "high", "gold"][place % 5]
      profile.lifetimeValue = Money(minor: Int64(place) * 1000)
      if place > 5 {
        profile.rfm = RFMProfile(
          recencyDays: 1, frequency: 1, monetary: .zero, rScore: 5, fScore: place % 2 + 1,
          mScore: 1, cell: .generalDevelop, grid: .promising)
      }
      if place == 11 { profile.stage = .closed }
      return profile
    }
    let summary = Population([], settings: Settings(), asOf: asOf).summary
    let population = Population(asOf: asOf, profiles: profiles, summary: summary)
    return SegmentBrowser(
      population: population, columns: UserColumns(profiles: profiles, asOf: asOf),
      catalogue: SegmentCatalogue(workspace), language: language)
  }

  @Test func `lists every segment with its size, hash or fault`() {
    let place = FileLocation(file: "segments/bad.yaml", line: 2, column: 8)
    let bad = SegmentDefinition(
      name: "bad", titleZh: "坏", titleEn: "bad", predicateText: "vip = 1", location: place,
      textOrigin: .init(location: place, isExact: true))
    let list = Self.browser(.zh, [bad]).summaries()
    #expect(list.count == 17)
    let pool = list.first { $0.name == "recall_pool" }
    #expect(pool?.title == "召回池")
    #expect(pool?.count == 6)
    #expect(pool?.of == 11)
    #expect(pool?.fault == nil && pool?.definitionHash?.count == 64)
    let last = list.last
    #expect(last?.count == nil && last?.definitionHash == nil)
    #expect(last?.fault?.hasPrefix("segments/bad.yaml:2:14: P03") == true)
  }

  @Test func `details add up to the members`() throws {
    let detail = try #require(
      Self.browser().detail(named: "recall_pool", sampleSize: 3) { rows in
        [NamedCount(name: "sms", label: "SMS", count: rows.count)]
      })
    let total = try #require(detail.summary.count)
    #expect(detail.rfm.flatMap(\.self).reduce(0, +) + detail.unscored == total)
    #expect(detail.rfm[4] == [3, 0, 0, 0, 0])
    #expect(detail.cells.count == 8)
    #expect(detail.stages == [NamedCount(name: "churned", label: "churned", count: 6)])
    #expect(detail.tiers.map(\.name) == ["high", "mid", "low", "gold", "none"])
    #expect(detail.tiers.reduce(0) { $0 + $1.count } == total)
    #expect(detail.lapse.map(\.count) == [1, 1, 1, 2, 1, 0, 0])
    #expect(detail.reachable.map(\.count) == [6])
    #expect(detail.sample.map(\.id) == ["u10", "u14", "u18"])
    #expect(detail.sample[0].name == "王**" && detail.sample[0].phone == "138****5521")
    #expect(Self.browser().detail(named: "nope") { _ in [] } == nil)
  }

  @Test func `another turn shows other members`() throws {
    let browser = Self.browser()
    let first = try #require(browser.detail(named: "recall_pool", sampleSize: 3) { _ in [] })
    let second = try #require(
      browser.detail(named: "recall_pool", sampleSize: 3, turn: 1) { _ in [] })
    #expect(Set(first.sample.map(\.id)).isDisjoint(with: second.sample.map(\.id)))
    let all = try #require(browser.detail(named: "recall_pool", sampleSize: 50) { _ in [] })
    #expect(all.sample.count == 6)
  }

  @Test func `typed predicates are counted or refused with their place`() throws {
    let browser = Self.browser()
    let summary = try browser.summary(where: "r_days >= 100")
    #expect(summary.count == 6 && summary.of == 11)
    let detail = try browser.detail(where: "r_days missing") { _ in [] }
    #expect(detail.lapse.last?.count == 1)
    let error = #expect(throws: SegmentError.self) { try browser.summary(where: "r_days >= ") }
    #expect(error?.position == 11)
    var cache = LeafCache()
    #expect(try browser.rows(where: "vip = true or r_days > 5", cache: &cache).count == 9)
    #expect(cache.count == 2)
  }

  @Test func `pages members in the order asked for`() throws {
    let browser = Self.browser()
    let rows = try #require(browser.members["recall_pool"])
    let page = browser.page(
      of: rows, sortedBy: SegmentField.named("r_days"), descending: true, offset: 1, limit: 2)
    #expect(page.rows.map(\.id) == ["u18", "u16"])
    #expect(page.total == 6 && page.offset == 1)
    #expect(browser.page(of: rows, offset: 0, limit: 2).rows.map(\.id) == ["u10", "u12"])
  }

  @Test func `knows the segments and fields of a user`() throws {
    let browser = Self.browser(.zh)
    #expect(browser.segments(of: "u12").contains("recall_pool"))
    #expect(browser.segments(of: "u13").isEmpty)
    #expect(browser.segments(of: "u21").isEmpty)
    #expect(browser.rowIndex(of: "nobody") == nil)
    let fields = FieldRow.all(of: browser.profile(at: 3), .zh)
    #expect(fields.count == SegmentField.all.count)
    #expect(fields.first { $0.name == "r_days" }?.value == "—")
    #expect(fields.first { $0.name == "stage" }?.value == "growing (成长)")
    #expect(browser.speaking(.en).summary(named: "recall_pool")?.title == "recall pool")
  }

  @Test func `the overlap matrix holds the named segments`() {
    let matrix = Self.browser().overlapMatrix(of: ["recall_pool", "nope", "mid_value_churned"])
    #expect(matrix.names == ["recall_pool", "mid_value_churned"])
    #expect(matrix[0, 1].both == matrix[0, 1].b)
  }
}
