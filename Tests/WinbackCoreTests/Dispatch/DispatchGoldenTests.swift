import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct FrequencyCapTests {
  @Test(
    .enabled(if: Golden.has("cases/caps.json")), arguments: Golden.cases("caps"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    let caps = try #require(golden.input["caps"] as? [[String: Any]]).map { cap in
      FrequencyCap(
        id: cap["id"] as? String ?? "", channel: Channel(rawValue: cap["channel"] as? String ?? ""),
        limit: cap["limit"] as? Int ?? 0, days: cap["days"] as? Int ?? 0)
    }
    let touches = try #require(golden.input["touches"] as? [[String: Any]]).map { touch in
      (
        at: try #require(Instant(rfc3339: touch["at"] as? String ?? "")),
        channel: try #require(Channel(rawValue: touch["channel"] as? String ?? ""))
      )
    }
    let verdict = FrequencyCap.judge(
      caps, channel: try #require(Channel(rawValue: golden.input["channel"] as? String ?? "")),
      touches: touches, now: try #require(Instant(rfc3339: golden.input["now"] as? String ?? "")))
    #expect(verdict.isAllowed == golden.expected["allowed_now"] as? Bool)
    #expect(verdict.next?.rfc3339 == golden.expected["next_allowed"] as? String)
    #expect(verdict.boundBy == golden.expected["bound_by"] as? String)
  }

  @Test func `a cap of nothing forbids for ever`() {
    let verdict = FrequencyCap.judge(
      [FrequencyCap(id: "no-sms", channel: .sms, limit: 0, days: 7)], channel: .sms, touches: [],
      now: Instant(seconds: 0))
    #expect(!verdict.isAllowed)
    #expect(verdict.next == nil)
    #expect(verdict.boundBy == "no-sms")
  }
}

struct SendWindowTests {
  private func spans(_ value: Any?) throws -> [SendWindow.Span] {
    try #require(value as? [[String]]).map { try #require(SendWindow.Span($0[0], $0[1])) }
  }

  @Test(
    .enabled(if: Golden.has("cases/windows.json")), arguments: Golden.cases("windows"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    let windows = try #require(golden.input["windows"] as? [String: Any])
    let calendar = golden.input["calendar"] as? [String: [String]] ?? [:]
    let window = SendWindow(
      workday: try spans(windows["workday"]), restday: try spans(windows["restday"]))
    let next = window.nextAllowed(
      from: try #require(Instant(rfc3339: golden.input["at"] as? String ?? "")),
      in: try #require(Zone(identifier: golden.input["tz"] as? String ?? "")),
      calendar: .init(
        holidays: Set((calendar["holidays"] ?? []).compactMap { BusinessDay($0) }),
        workdays: Set((calendar["workdays"] ?? []).compactMap { BusinessDay($0) })))
    #expect(next?.rfc3339 == golden.expected["next"] as? String)
  }

  @Test func `without any window nothing is ever allowed`() {
    let window = SendWindow([])
    #expect(
      window.nextAllowed(from: Instant(seconds: 0), in: .shanghai, calendar: .init()) == nil)
  }

  @Test(arguments: [(-1, false), (0, true), (13 * 60 + 59, true), (14 * 60, false)])
  func `hard bounds cut what a setting widens`(minutesAfterEight: Int, allowed: Bool) {
    let window = SendWindow([.init(start: 0, end: 1440)]).bounded(for: .sms)
    let at = Instant(seconds: Int64((8 * 60 + minutesAfterEight) * 60))
    #expect(window.allows(at, in: .utc, calendar: .init()) == allowed)
    #expect(
      SendWindow([.init(start: 0, end: 1440)]).bounded(for: .push)
        .allows(at, in: .utc, calendar: .init()))
  }

  @Test(arguments: ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
  func `finds the first allowed minute as a search minute by minute does`(name: String) throws {
    let zone = try #require(Zone(identifier: name))
    let window = SendWindow(
      workday: [.init(start: 125, end: 190)], restday: [.init(start: 110, end: 131)])
    for start in stride(from: Int64(1_709_251_200), to: 1_733_000_000, by: 250_007) {
      let from = Instant(seconds: start)
      let found = try #require(window.nextAllowed(from: from, in: zone, calendar: .init()))
      #expect(window.allows(found, in: zone, calendar: .init()))
      if found != from {
        #expect(!window.allows(from, in: zone, calendar: .init()))
        #expect(found.seconds % 60 == 0)
        let minutes = stride(from: (start + 59) / 60 * 60, to: found.seconds, by: 60)
        #expect(
          minutes.allSatisfy {
            !window.allows(Instant(seconds: $0), in: zone, calendar: .init())
          })
      }
    }
  }
}

struct AssignmentTests {
  @Test(
    .enabled(if: Golden.has("cases/assignment.json")), arguments: Golden.cases("assignment"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    let salt = try #require(golden.input["salt"] as? String)
    let user = User.ID(try #require(golden.input["user_id"] as? String))
    let assignment = Assignment(
      salt: salt, experiment: try #require(golden.input["experiment"] as? String),
      arms: try arms(golden.input["arms"]))
    #expect(
      Assignment.bucket(salt: salt, experiment: assignment.experiment, user: user)
        == golden.expected["bucket"] as? Int)
    #expect(assignment.arm(of: user)?.name == golden.expected["arm"] as? String)
    #expect(
      Assignment.isHeldOut(user, salt: salt, holdoutBP: 500)
        == golden.expected["global_holdout_500bp"] as? Bool)
  }

  private func arms(_ value: Any?) throws -> [ExperimentArm] {
    try #require(value as? [[String: Any]]).map {
      ExperimentArm(
        name: $0["name"] as? String ?? "", weightBP: $0["weight_bp"] as? Int ?? 0,
        isControl: $0["control"] as? Bool ?? false)
    }
  }

  @Test(
    .enabled(if: Golden.has("cases/eligibility.json")), arguments: Golden.cases("eligibility"))
  func `gives every candidate one outcome`(golden: Golden.Case) throws {
    let order = try #require(golden.input["flow_channels"] as? [String])
    let users = try #require(golden.input["users"] as? [[String: Any]])
    let candidates = try users.map { user in
      let facts = user["channels"] as? [String: [String: Bool]] ?? [:]
      let suppressed = user["suppressed"] as? [String] ?? []
      return Candidate(
        id: User.ID(try #require(user["user_id"] as? String)),
        expectedValue: Int64(user["ev"] as? Int ?? 0), isClosed: user["closed"] as? Bool ?? false,
        isSuppressedEverywhere: suppressed.contains("all"),
        hasReturned: user["returned"] as? Bool ?? false, isBusy: user["busy"] as? Bool ?? false,
        unanswered: user["unanswered"] as? Int ?? 0,
        lastTouchDays: user["last_touch_days"] as? Int,
        isNatural: user["natural"] as? Bool ?? false,
        channels: try order.map { name in
          let given = facts[name] ?? [:]
          return (
            try #require(Channel(rawValue: name)),
            .init(
              isDown: given["down"] ?? false, isSuppressed: suppressed.contains(name),
              hasAddress: given["address"] ?? false, hasConsent: given["consent"] ?? false,
              isRegionBlocked: given["region_blocked"] ?? false, isCapped: given["capped"] ?? false)
          )
        })
    }
    let assignment = Assignment(
      salt: try #require(golden.input["salt"] as? String),
      experiment: try #require(golden.input["experiment"] as? String),
      arms: try arms(golden.input["arms"]))
    let result = Eligibility(
      candidates.reversed(), budgetRecipients: golden.input["budget_recipients"] as? Int,
      assignment: assignment, holdoutBP: golden.input["global_holdout_bp"] as? Int ?? 0)
    let expected = try #require(golden.expected["per_user"] as? [String: [String: String]])
    #expect(result.decisions.count == expected.count)
    var sent = 0
    for (user, decision) in result.decisions {
      let wanted = try #require(expected[user.text])
      switch decision {
      case .send(let channel, let arm):
        sent += 1
        #expect(wanted == ["decision": "send", "channel": channel.rawValue, "arm": arm], "\(user)")
      case .control(_, let arm):
        #expect(wanted == ["decision": "exclude", "reason": "control", "arm": arm], "\(user)")
      case .exclude(let reason):
        #expect(wanted == ["decision": "exclude", "reason": reason.rawValue], "\(user)")
      }
    }
    #expect(result.exclusions.reduce(sent) { $0 + $1.count } == users.count)
    let counts = try #require(golden.expected["counts"] as? [String: Int])
    for exclusion in result.exclusions { #expect(counts[exclusion.reason] == exclusion.count) }
  }
}
