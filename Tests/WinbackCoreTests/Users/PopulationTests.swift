import Testing
import WinbackCore

struct PopulationTests {
  @Test
  func `is in byte order whatever the order given`() {
    let names = ["b", "a", "Z", "é", "用", "10", "9"]
    let histories = names.map {
      UserHistory(user: User(id: User.ID($0), registeredAt: noon))
    }
    let population = Population(histories, settings: Settings(), asOf: noon)
    #expect(population.profiles.map(\.user.id.text) == ["10", "9", "Z", "a", "b", "é", "用"])
    for name in names { #expect(population.profile(User.ID(name))?.user.id.text == name) }
    #expect(population.profile("c") == nil)
  }

  @Test
  func `is the same in parts`() {
    var histories: [UserHistory] = []
    for number in 0..<40 {
      var sample = SampleHistory(registered: noon.before(days: 300))
      sample.history.user.id = User.ID("u\(number)")
      sample.orders(daysAgo: [Int64(number), Int64(number * 3 + 40)])
      if number == 0 { sample.event("onboarding_done", noon) }
      histories.append(sample.history)
    }
    let whole = Population(histories, settings: Settings(), asOf: noon)
    var first = PopulationBuilder(settings: Settings(), asOf: noon)
    var second = PopulationBuilder(settings: Settings(), asOf: noon)
    for history in histories.prefix(17) { first.add(history) }
    for history in histories.dropFirst(17) { second.add(history) }
    second.merge(first)
    let merged = second.finish()
    #expect(merged.profiles == whole.profiles)
    #expect(merged.summary == whole.summary)
  }

  @Test(arguments: [(5, true), (6, false)])
  func `is on cadence up to the usual gap`(rDays: Int64, isOnCadence: Bool) throws {
    var sample = SampleHistory()
    sample.orders(daysAgo: [rDays + 15, rDays + 10, rDays + 5, rDays])
    let profile = try #require(sample.profile())
    #expect(profile.gapMedian == 5)
    #expect(profile.isOnCadence == isOnCadence)
    #expect(profile.isNatural == isOnCadence)
  }

  @Test
  func `a median of two middle gaps is their mean`() {
    var sample = SampleHistory()
    sample.orders(daysAgo: [33, 30, 4, 0])
    #expect(sample.profile()?.gapMedian == 4)
    sample.orders(daysAgo: [40])
    #expect(sample.profile()?.gapMedian == 5.5)
    #expect(ProfileTable.number(5.5) == "5.5")
    #expect(ProfileTable.number(4) == "4")
  }

  @Test(arguments: [(9, 30, true), (8, 30, false), (30, 29, false)])
  func `is natural where enough of enough came back by themselves`(
    returned: Int, atRisk: Int, isNatural: Bool
  ) throws {
    var settings = Settings()
    settings.curve = Settings.Curve(from: 7, to: 7, step: 7, horizon: 10, minEpisodes: 1)
    var others: [UserHistory] = []
    for number in 1..<atRisk {
      var sample = SampleHistory()
      sample.history.user.id = User.ID("v\(number)")
      // Back after 10 days or not at all; the second episode is too young to count.
      sample.orders(daysAgo: number <= returned ? [20, 10] : [20])
      others.append(sample.history)
    }
    var sample = SampleHistory()
    sample.orders(daysAgo: [20])
    let profile = try #require(sample.profile(settings: settings, others: others))
    #expect(profile.naturalRate == Percent(min(returned, atRisk - 1), of: atRisk))
    #expect(profile.isNatural == isNatural)
  }

  @Test
  func `counts recall touches that did not fail`() throws {
    var sample = SampleHistory()
    sample.event("session", noon.before(days: 20))
    sample.touch(noon.before(days: 30))
    sample.touch(noon.before(days: 29, hours: 23))
    sample.touch(noon.before(days: 20))
    sample.touch(noon.before(days: 19))
    sample.touch(noon.before(days: 3, hours: 13), status: .unknown)
    sample.touch(noon.before(days: 2), status: .failed)
    sample.touch(noon.before(days: 1), purpose: .marketing)
    let profile = try #require(sample.profile())
    #expect(profile.touches30d == 4)
    #expect(profile.lastTouchDays == 4)
    #expect(profile.unanswered == 2)
  }

  @Test(
    arguments: [
      ([("a", 100, 5), ("b", 60, 3), ("b", 60, 4)], "b"),
      ([("a", 100, 5), ("b", 100, 4)], "b"), ([("b", 100, 4), ("a", 100, 4)], "a"),
      ([(nil, 900, 1), ("a", 1, 9)], "a"), ([(nil, 900, 1)], nil), ([], nil),
    ] as [([(String?, Int64, Int64)], String?)])
  func `the top category is where most was spent`(
    orders: [(String?, Int64, Int64)], top: String?
  ) {
    var sample = SampleHistory()
    for (category, amount, ago) in orders {
      sample.order(noon.before(days: ago), amount: amount, category: category)
    }
    #expect(sample.profile()?.topCategory == top)
  }

  @Test
  func `a lapse is negative while the membership is valid`() {
    var sample = SampleHistory()
    sample.history.user.memberExpiresAt = noon.adding(days: 3)
    #expect(sample.profile()?.lapseDays == -3)
    sample.history.user.memberExpiresAt = noon.before(days: 45)
    #expect(sample.profile()?.lapseDays == 45)
  }
}
