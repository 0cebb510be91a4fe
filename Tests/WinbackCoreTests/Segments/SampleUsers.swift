import WinbackCore
import WinbackTestSupport

/// Users made up for the tests of segments: every field takes several values and is missing at times.
enum SampleUsers {
  static let asOf = Instant(seconds: 1_719_712_800)
  static let eventTypes = ["session", "complaint", "x_custom"]

  struct Sample {
    var profiles: [UserProfile]
    var events: [(row: Int, type: String, at: Instant)]

    var columns: UserColumns {
      UserColumns(profiles: profiles, events: events, asOf: SampleUsers.asOf)
    }
  }

  static func make(count: Int, seed: UInt64) -> Sample {
    var random = SeededGenerator(seed: seed)
    var sample = Sample(profiles: [], events: [])
    for row in 0..<count {
      sample.profiles.append(profile(row, &random))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        // Some lie on the edges of whole days, some after the instant.
        let days = Int64.random(in: -1...5, using: &random)
        let seconds = Int64.random(in: -1...1, using: &random)
        sample.events.append(
          (
            row, eventTypes.randomElement(using: &random)!,
            asOf.adding(days: -days).adding(seconds: seconds)
          ))
      }
    }
    return sample
  }

  private static func profile(_ row: Int, _ random: inout SeededGenerator) -> UserProfile {
    func maybe<Value>(_ value: Value) -> Value? {
      Int.random(in: 0..<4, using: &random) == 0 ? nil : value
    }
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    var user = User(
      id: User.ID("u\(String(row, radix: 36))\(row % 3 == 0 ? "é" : "")"), registeredAt: asOf)
    user.phone = maybe("+8613800000000")
    user.email = maybe("a@example.com")
    user.wecomID = maybe("w")
    user.pushToken = maybe("p")
    user.zone = maybe(pick(["Asia/Shanghai", "America/New_York"]))
    user.region = maybe(pick(["CN-31", "CN-65", "US"]))
    user.appType = maybe(pick(AppType.allCases))
    user.source = maybe(pick(["ad", "e\u{301}", "\u{e9}", "", "友 \"荐\""]))
    user.memberLevel = maybe(pick(["gold", "silver"]))
    user.isVIP = maybe(pick([true, false]))
    user.hasAppInstalled = maybe(pick([true, false]))
    if number(0...2) == 0 { user.attributes["city"] = pick(["上海", "北京", "a\\b"]) }
    let points = ChurnCause.scored.map { _ in number(0...60) }
    let rfm = RFMProfile(
      recencyDays: number(0...200), frequency: number(1...9),
      monetary: Money(minor: Int64(number(0...90_000))), rScore: number(1...5),
      fScore: number(1...5), mScore: number(1...5), cell: pick(RFMCell.allCases),
      grid: pick(RFMGrid.allCases))
    var profile = UserProfile(user: user, stage: pick(LifecycleStage.allCases))
    profile.rDays = maybe(number(0...200))
    profile.keyDays = number(0...9)
    profile.gapMedian = maybe(Double(number(0...80)) / 2)
    profile.registeredDays = number(0...400)
    profile.ordersCount = number(0...9)
    profile.ordersCreated = number(0...9)
    profile.lifetimeValue = Money(minor: Int64(number(-5...90_000)))
    profile.tier = pick(["none", "low", "mid", "high"])
    profile.rfm = maybe(rfm)
    profile.cartItems = number(0...3)
    profile.cartValue = Money(minor: Int64(number(0...900)))
    profile.cartAgeHours = maybe(number(0...99))
    profile.sessionsTotal = number(0...9)
    profile.sessions30d = number(0...9)
    profile.warning = ChurnWarning(
      hits: number(0...2) == 0 ? [.init(rule: "EW1", weight: number(1...90), zh: "", en: "")] : [])
    profile.causes = maybe(CauseProfile(scores: points))
    profile.isOnCadence = pick([true, false])
    profile.lapseDays = maybe(number(-20...20))
    profile.topCategory = maybe(pick(["home", "food"]))
    profile.touches30d = number(0...3)
    profile.lastTouchDays = maybe(number(0...60))
    return profile
  }
}
