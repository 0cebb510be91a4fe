import Testing
import WinbackCore

struct LostProfileTests {
  @Test
  func `counts those who left by band, orders, tier, region and category`() {
    let ages: [(String, [Int64])] = [
      ("active", [5]), ("a", [90]), ("b", [179]), ("c", [180, 181]), ("d", [359]),
      ("e", [360, 361, 362, 363, 364]), ("never", []),
    ]
    let histories = ages.map { name, days in
      var sample = SampleHistory()
      sample.history.user.id = User.ID(name)
      sample.history.user.region = name == "a" ? "CN-31" : nil
      for day in days { sample.order(noon.before(days: day), category: "home") }
      return sample.history
    }
    let population = Population(histories, settings: Settings(), asOf: noon)
    let lost = LostProfile(population.profiles, churnDays: 90)
    #expect(lost.users == 6)
    #expect(lost.lapse == [.once: 2, .twice: 2, .fourTimes: 1, .never: 1])
    #expect(lost.orders == [.none: 1, .one: 3, .few: 1, .many: 1])
    #expect(lost.tiers == ["low": 3, "mid": 2, "none": 1])
    #expect(lost.regions == ["CN-31": 1, nil: 5])
    #expect(lost.categories == ["home": 5, nil: 1])
    #expect(LostProfile.Lapse.once.words(.en, churnDays: 90) == "90–179")
  }
}

struct PathFunnelTests {
  @Test
  func `counts a step only after all earlier ones`() throws {
    let registered = noon.before(days: 60)
    let acts: [(String, [(String, Int64)], Int64?)] = [
      ("all", [("session", 1), ("search", 30), ("view_item", 0), ("add_to_cart", 2)], 30),
      ("late", [("session", 1), ("search", 2), ("view_item", 31)], nil),
      ("skips", [("search", 1), ("view_item", 1)], 2), ("idle", [], nil),
    ]
    var histories = acts.map { name, events, orderDay in
      var sample = SampleHistory(registered: registered)
      sample.history.user.id = User.ID(name)
      for (type, day) in events { sample.event(type, registered.adding(days: day)) }
      if let orderDay { sample.order(registered.adding(days: orderDay)) }
      return sample.history
    }
    histories.append(UserHistory(user: User(id: "earlier", registeredAt: noon.before(days: 61))))
    let population = Population(histories, settings: Settings(), asOf: noon)
    let day = BusinessDay(registered, in: .shanghai)
    let funnel = PathFunnel(
      population.profiles, registeredIn: Settings.Period(from: day, to: day), zone: .shanghai)
    #expect(funnel.registered == 4)
    #expect(funnel.steps.map(\.users) == [2, 2, 1, 1, 1])
    #expect(funnel.steps.map(\.rate.text) == ["50.00", "100.00", "50.00", "100.00", "100.00"])
  }
}

struct ChurnNodesTests {
  @Test
  func `the key node has the highest hazard of the bounded buckets`() {
    var nodes = ChurnNodes(minRisk: 3)
    for days in [0, 1, 2, 10, 200, 200] { nodes.add(days: days, hasEnded: days != 0) }
    #expect(nodes.buckets.map(\.atRisk) == [6, 5, 3, 3, 2, 2, 2, 2, 2])
    #expect(nodes.buckets.map(\.ended) == [0, 2, 0, 1, 0, 0, 0, 0, 2])
    #expect(nodes.keyNode?.from == 1)
    #expect(nodes.buckets[8].hazardPerDay == nil)
    nodes.minRisk = 6
    #expect(nodes.keyNode == nil)
  }

  @Test
  func `equal hazards go to the earlier node`() {
    var nodes = ChurnNodes(minRisk: 0)
    nodes.buckets[1].atRisk = 10
    nodes.buckets[1].ended = 3
    nodes.buckets[2].atRisk = 10
    nodes.buckets[2].ended = 4
    #expect(nodes.keyNode?.from == 1)
    nodes.buckets[2].ended = 5
    #expect(nodes.keyNode?.from == 4)
  }
}
