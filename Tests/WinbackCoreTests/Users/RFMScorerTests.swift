import Testing
import WinbackCore

struct RFMScorerTests {
  @Test
  func `scores by how many are strictly worse`() {
    var random = Linear(state: 3)
    let rows = (0..<137).map { _ in
      RFMScorer.Row(
        recencyDays: random.next(60), frequency: 1 + random.next(6),
        monetary: Money(minor: Int64(random.next(400))))
    }
    let scorer = RFMScorer(rows, rule: Settings.RFM())
    for row in rows {
      let scores = scorer.scores(row)
      #expect(scores.r == 1 + 5 * rows.count { $0.recencyDays > row.recencyDays } / rows.count)
      #expect(scores.f == 1 + 5 * rows.count { $0.frequency < row.frequency } / rows.count)
      #expect(scores.m == 1 + 5 * rows.count { $0.monetary < row.monetary } / rows.count)
    }
  }

  @Test
  func `takes fixed cut points`() {
    let rule = Settings.RFM(
      scoring: .breaks(
        recency: [30, 60, 90, 180], frequency: [2, 3, 5, 8], monetary: [100, 200, 300, 400]))
    let scorer = RFMScorer([row(1, 1, 1)], rule: rule)
    #expect(scorer.scores(row(30, 8, 400)) == RFMScorer.Scores(r: 5, f: 5, m: 5))
    #expect(scorer.scores(row(31, 7, 399)) == RFMScorer.Scores(r: 4, f: 4, m: 4))
    #expect(scorer.scores(row(181, 1, 99)) == RFMScorer.Scores(r: 1, f: 1, m: 1))
    #expect(scorer.scores(row(180, 2, 100)) == RFMScorer.Scores(r: 2, f: 2, m: 2))
  }

  @Test(arguments: [(24, true), (25, false)])
  func `warns of a small population`(count: Int, isSmall: Bool) {
    let scorer = RFMScorer((0..<count).map { row($0, 1, 1) }, rule: Settings.RFM())
    #expect(scorer.isSmall == isSmall)
  }

  @Test(arguments: [(365, 364, true), (365, 365, false), (0, 4000, true)] as [(Int, Int64, Bool)])
  func `sees the orders of the window only`(window: Int, ago: Int64, isScored: Bool) {
    var settings = Settings()
    settings.rfm.windowDays = window
    var sample = SampleHistory()
    sample.orders(daysAgo: [ago])
    #expect((sample.profile(settings: settings)?.rfm != nil) == isScored)
    #expect(sample.profile(settings: settings)?.lifetimeValue.minor == 10_000)
  }

  private func row(_ days: Int, _ orders: Int, _ minor: Int64) -> RFMScorer.Row {
    RFMScorer.Row(recencyDays: days, frequency: orders, monetary: Money(minor: minor))
  }
}
