import Testing
import WinbackCore

struct RecallDiagnosisTests {
  @Test
  func `counts the lost, their share and what a new user costs`() {
    let users: [(String, Int64, [Int64], Int64?)] = [
      ("lost", 400, [200], 900), ("churned", 300, [95], nil), ("active", 89, [3, 20], 100),
      ("young", 50, [], 201), ("older", 90, [], 5000), ("free", 10, [2], nil),
    ]
    let histories = users.map { name, age, days, cost in
      var sample = SampleHistory(registered: noon.before(days: age))
      sample.history.user.id = User.ID(name)
      sample.history.user.acquisitionCost = cost.map { Money(minor: $0) }
      sample.orders(daysAgo: days)
      return sample.history
    }
    let population = Population(histories, settings: Settings(), asOf: noon)
    let diagnosis = RecallDiagnosis(population)
    #expect(diagnosis.revenueShare == Percent(20_000, of: 50_000))
    #expect(diagnosis.meanAcquisitionCost?.minor == 151)
    #expect(diagnosis.recallPool == 3)
    #expect(diagnosis.stages == [.lost: 1, .churned: 1, .new: 2, .registered: 1, .never: 1])
  }

  @Test
  func `the flow counts each crossing, also of those who are back`() {
    var sample = SampleHistory()
    // Reached 90 days away 6, 7 and 55 days ago; the last one is back since.
    sample.orders(daysAgo: [96])
    var other = SampleHistory()
    other.history.user.id = "v"
    other.orders(daysAgo: [97])
    var back = SampleHistory()
    back.history.user.id = "w"
    back.orders(daysAgo: [145, 55, 2])
    var early = SampleHistory()
    early.history.user.id = "x"
    early.orders(daysAgo: [95, 6])
    let histories = [sample, other, back, early].map(\.history)
    let flow = Population(histories, settings: Settings(), asOf: noon).summary.churnFlow
    #expect(flow.weeks == [1, 1, 0, 0, 0, 0, 0, 1])
  }

  @Test
  func `a recalled user may cost no more than he brings or than two new ones`() {
    let most = { (cost: Int64?) in
      RecallDiagnosis.mostPerRecalled(
        value: Money(minor: 6000), minimumROIBP: 2000, newUserCost: cost.map { Money(minor: $0) })
    }
    #expect(most(nil).minor == 5000)
    #expect(most(2400).minor == 4800)
    #expect(most(2600).minor == 5000)
    let prospects = [
      RecallDiagnosis.Prospect(users: 1000, uplift: 0.02, value: Money(minor: 500)),
      RecallDiagnosis.Prospect(users: 900, uplift: -0.5, value: Money(minor: 500)),
    ]
    #expect(RecallDiagnosis.recoverable(prospects) == 10_000)
  }

  @Test
  func `leading users are VIPs and the top hundredth`() {
    let histories = (0..<250).map { number in
      var sample = SampleHistory()
      sample.history.user.id = User.ID("u\(number)")
      sample.history.user.isVIP = number == 0
      sample.order(noon.before(days: 1), amount: number < 247 ? 10 : 500)
      return sample.history
    }
    let population = Population(histories, settings: Settings(), asOf: noon)
    #expect(LeadingUsers.ids(of: population.profiles).map(\.text) == ["u0", "u247", "u248"])
  }
}
