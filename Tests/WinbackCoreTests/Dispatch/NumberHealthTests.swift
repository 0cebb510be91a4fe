import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct NumberHealthTests {
  @Test(
    .enabled(if: Golden.has("cases/number_health.json")), arguments: Golden.cases("number_health"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    let number = OutboundNumber(
      id: "+861000",
      lastCheckedAt: Instant(rfc3339: golden.input["last_checked_at"] as? String ?? ""),
      result: OutboundNumber.CheckResult(rawValue: golden.input["result"] as? String ?? ""))
    let health = number.health(
      at: try #require(Instant(rfc3339: golden.input["now"] as? String ?? "")),
      in: try #require(Zone(identifier: golden.input["tz"] as? String ?? "")),
      rule: .init(
        everyDays: golden.input["check_every_days"] as? Int ?? 30,
        soonDays: golden.input["due_soon_days"] as? Int ?? 3))
    #expect(health.name == golden.expected["state"] as? String)
    #expect(health.due?.description == golden.expected["due"] as? String)
    #expect(health.isUsable == golden.expected["usable"] as? Bool)
  }

  private let noon = Instant(seconds: 1_719_720_000)

  @Test(arguments: [
    (26, "ok", true), (27, "due_soon", true), (30, "due_soon", true), (31, "overdue", false),
  ])
  func `warns three days before a check and stops calls after it`(
    daysAgo: Int, name: String, isUsable: Bool
  ) {
    let number = OutboundNumber(
      id: "+861000", lastCheckedAt: noon.adding(days: -Int64(daysAgo)), result: .clean)
    let health = number.health(at: noon, in: .shanghai)
    #expect(health.name == name)
    #expect(health.isUsable == isUsable)
  }

  @Test(arguments: [
    (OutboundNumber.CheckResult?.none, Instant?.none, "unknown"), (.clean, nil, "unknown"),
    (.flagged, nil, "flagged"), (.unknown, Instant(seconds: 1), "unknown"),
    (nil, Instant(seconds: 1), "unknown"), (.clean, Instant(seconds: 1_719_720_001), "unknown"),
  ])
  func `what was never found clean is not used`(
    result: OutboundNumber.CheckResult?, checkedAt: Instant?, name: String
  ) {
    let health = OutboundNumber(id: "+861000", lastCheckedAt: checkedAt, result: result)
      .health(at: noon, in: .shanghai)
    #expect(health.name == name)
    #expect(!health.isUsable)
    #expect(health.due == nil)
  }

  @Test(arguments: Channel.allCases)
  func `only calls are down without a usable number`(channel: Channel) {
    let good = OutboundNumber(id: "+861000", lastCheckedAt: noon, result: .clean)
    let bad = OutboundNumber(id: "+861001", lastCheckedAt: noon, result: .flagged)
    let isCall = channel == .callAI || channel == .callHuman
    #expect(channel.isDown(numbers: [], at: noon, in: .shanghai) == isCall)
    #expect(channel.isDown(numbers: [bad], at: noon, in: .shanghai) == isCall)
    #expect(!channel.isDown(numbers: [bad, good], at: noon, in: .shanghai))
  }
}

struct StrategyConflictsTests {
  @Test(.enabled(if: Golden.has("cases/conflicts.json")), arguments: Golden.cases("conflicts"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    let claims = try #require(golden.input["candidates"] as? [[String: Any]]).map {
      StrategyConflicts.Claim(
        user: User.ID($0["user_id"] as? String ?? ""),
        strategy: Strategy.ID($0["strategy"] as? String ?? ""),
        priority: $0["priority"] as? Int ?? 0, expectedValue: Int64($0["ev"] as? Int ?? 0),
        audience: $0["audience"] as? Int ?? 0)
    }
    let wanted = try #require(golden.expected["chosen"] as? [String: String])
    for order in [claims, claims.reversed()] {
      let chosen = StrategyConflicts.settle(order)
      #expect(
        Dictionary(uniqueKeysWithValues: chosen.map { ($0.key.text, $0.value.text) }) == wanted)
    }
  }
}
