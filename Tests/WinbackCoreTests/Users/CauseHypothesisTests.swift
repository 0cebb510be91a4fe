import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct CauseHypothesisTests {
  @Test(
    arguments: [
      (0, 50, 0, 50, .rejected), (30, 50, 0, 50, .supported), (1, 50, 0, 50, .open),
      (30, 100, 20, 100, .open), (60, 100, 40, 100, .supported), (59, 100, 40, 100, .open),
      (10, 100, 10, 100, .rejected), (9, 100, 10, 100, .rejected), (3, 10, 0, 0, .open),
      (0, 0, 0, 0, .rejected),
    ] as [(Int, Int, Int, Int, CauseHypothesis.Status)])
  func `is supported, rejected or open`(
    churnedHits: Int, churned: Int, activeHits: Int, active: Int, status: CauseHypothesis.Status
  ) {
    let hypothesis = CauseHypothesis(
      cause: .usability, churnedHits: churnedHits, churnedCount: churned, activeHits: activeHits,
      activeCount: active)
    #expect(hypothesis.status == status)
  }

  @Test(arguments: Golden.cases("stats_proportions"))
  func `p agrees with the test of two proportions`(item: Golden.Case) throws {
    let counts = try ["x1", "n1", "x2", "n2"].map { try #require(item.input[$0] as? Int) }
    let hypothesis = CauseHypothesis(
      cause: .usability, churnedHits: counts[0], churnedCount: counts[1], activeHits: counts[2],
      activeCount: counts[3])
    let expected = (item.expected["p_value"] as? NSNumber)?.doubleValue
    let actual = hypothesis.pValue
    #expect((actual == nil) == (expected == nil))
    if let actual, let expected {
      #expect(Golden.agree(actual, expected, isProbability: true), "\(actual) \(expected)")
    }
  }
}
