import Testing
import WinbackCore

struct ChurnWarningTests {
  @Test(
    arguments: [
      ([55, 41, 27, 13], []), ([70, 56, 42, 28], ["EW1"]),
      ([69, 55, 41, 27], []), ([56, 42, 28], []),
    ] as [([Int64], [String])])
  func `late is twice the usual gap of at least four key days`(ago: [Int64], rules: [String]) {
    #expect(self.rules { $0.orders(daysAgo: ago) } == rules)
  }

  @Test(
    arguments: [
      (4, 2, ["EW2"]), (4, 3, []), (3, 0, []), (5, 2, ["EW2"]), (5, 3, []),
    ])
  func `activity drop halves the sessions`(earlier: Int, recent: Int, rules: [String]) {
    let found = self.rules {
      $0.orders(daysAgo: [5])
      for place in 0..<earlier { $0.event("session", noon.before(days: 14, hours: Int64(place))) }
      for place in 0..<recent {
        $0.event("session", noon.before(days: 13, hours: 23 - Int64(place)))
      }
    }
    #expect(found == rules)
  }

  @Test(
    arguments: [
      ([179, 90, 5], ["EW3"]), ([180, 90, 5], []), ([179, 89, 5], []), ([100, 95, 20, 5], []),
      ([100, 99, 98, 97, 20, 5], ["EW3"]),
    ] as [([Int64], [String])])
  func `order drop halves the orders`(ago: [Int64], rules: [String]) {
    #expect(self.rules { $0.orders(daysAgo: ago) }.filter { $0 == "EW3" } == rules)
  }

  @Test(
    arguments: [
      // complaint, resolved, both in seconds ago
      (172_800, nil, ["EW4"]), (172_799, nil, []), (200_000, 100, []), (200_000, 200_001, ["EW4"]),
    ] as [(Int64, Int64?, [String])])
  func `a complaint counts when it is old and unsolved`(
    complained: Int64, resolved: Int64?, rules: [String]
  ) {
    let found = self.rules {
      $0.orders(daysAgo: [5])
      $0.event("complaint", noon.before(seconds: complained), object: "c")
      if let resolved {
        $0.event("complaint_resolved", noon.before(seconds: resolved), object: "c")
      }
      $0.event("complaint_resolved", noon, object: "another")
    }
    #expect(found == rules)
  }

  @Test
  func `two complaints or a refund within 30 days count although solved`() {
    let complaints = rules {
      $0.orders(daysAgo: [5])
      for day: Int64 in [29, 2] {
        $0.event("complaint", noon.before(days: day), object: "c")
        $0.event("complaint_resolved", noon.before(days: day), object: "c")
      }
    }
    #expect(complaints == ["EW4"])
    for (ago, expected) in [(2_591_999, ["EW4"]), (2_592_000, [])] as [(Int64, [String])] {
      let refund = rules {
        $0.order(noon.before(days: 40))
        $0.order(noon.before(days: 5)) {
          $0.refund = Money(minor: 1)
          $0.refundedAt = noon.before(seconds: ago)
        }
      }
      #expect(refund == expected)
    }
  }

  @Test(arguments: ["push_disabled", "unsubscribe", "uninstall"])
  func `exit signals count for 14 days`(type: String) {
    for (ago, expected) in [(1_209_599, ["EW5"]), (1_209_600, [])] as [(Int64, [String])] {
      let found = rules {
        $0.orders(daysAgo: [5])
        $0.event(type, noon.before(seconds: ago))
      }
      #expect(found == expected)
    }
  }

  @Test(
    arguments: [
      (-1, []), (0, ["EW6"]), (604_800, ["EW6"]), (604_801, []),
    ] as [(Int64, [String])])
  func `a membership warns in its last week`(endsIn: Int64, rules: [String]) {
    let found = self.rules {
      $0.orders(daysAgo: [5])
      $0.history.user.memberExpiresAt = noon.adding(seconds: endsIn)
    }
    #expect(found == rules)
  }

  @Test(arguments: [(86_400, ["EW7"]), (86_399, [])] as [(Int64, [String])])
  func `the first day without a key action warns`(age: Int64, rules: [String]) {
    let sample = SampleHistory(registered: noon.before(seconds: age))
    #expect(sample.profile()?.warning.hits.map(\.rule) == rules)
  }

  @Test
  func `watches no one who has already gone silent`() {
    let found = rules {
      $0.orders(daysAgo: [60])
      $0.event("uninstall", noon.before(days: 1))
    }
    #expect(found == [])
  }

  @Test
  func `adds the weights up and says why`() throws {
    var sample = SampleHistory()
    sample.orders(daysAgo: [118, 104, 90, 76, 62, 48, 34])
    sample.event("uninstall", noon.before(days: 1))
    let warning = try #require(sample.profile()).warning
    #expect(warning.score == 70)
    #expect(warning.level == .red)
    #expect(
      warning.hits[0].en == "34 days without a key action, at least twice the usual gap of 14")
    #expect(warning.hits[0].zh == "已 34 天无关键行为，不少于通常间隔 14 天的两倍")
    #expect(!warning.hits[1].zh.isEmpty)
  }

  private func rules(_ fill: (inout SampleHistory) -> Void) -> [String] {
    var sample = SampleHistory()
    fill(&sample)
    return sample.profile()?.warning.hits.map(\.rule) ?? []
  }
}
