import Testing
import WinbackCore

/// Each case is a user whose last activity L lies 200 days ago unless the case says otherwise.
struct ChurnCauseTests {
  private static let last = noon.before(days: 200)

  @Test(
    arguments: [(172_800, 0), (172_801, 60)] as [(Int64, Int)])
  func `a complaint wants its answer within 48 hours`(answeredAfter: Int64, points: Int) {
    let score = score(.serviceFailure) {
      let at = Self.last.before(days: 5)
      $0.event("complaint", at, object: "c")
      $0.event("complaint_resolved", at.adding(seconds: answeredAfter), object: "c")
    }
    #expect(score == points)
  }

  @Test(
    arguments: [(-2_592_000, 0), (-2_591_999, 30), (1_209_600, 30), (1_209_601, 0)]
      as [(Int64, Int)])
  func `a refund counts from 30 days before to 14 days after the last activity`(
    offset: Int64, points: Int
  ) {
    let score = score(.serviceFailure) {
      $0.order(Self.last.before(days: 100)) {
        $0.refund = Money(minor: 1)
        $0.refundedAt = Self.last.adding(seconds: offset)
      }
    }
    #expect(score == points)
  }

  @Test(
    arguments: [
      (5_183_999, .completed, 1, 30), (5_184_000, .completed, 1, 0),
      (100, .cancelled, nil, 0), (100, .completed, 0, 0), (100, .completed, 1, 30),
      (100, .paid, nil, 30),
    ] as [(Int64, Order.Status, Int64?, Int)])
  func `a promise broken counts for orders of 60 days`(
    createdBefore: Int64, status: Order.Status, dispatchedAfterPromise: Int64?, points: Int
  ) {
    let score = score(.serviceFailure) {
      let at = Self.last.before(seconds: createdBefore)
      $0.order(at, status: status) {
        $0.promisedAt = at.adding(hours: 24)
        $0.dispatchedAt = dispatchedAfterPromise.map { at.adding(hours: 24).adding(seconds: $0) }
      }
    }
    #expect(score == points)
  }

  @Test(arguments: [(0, 70), (172_800, 70), (172_801, 0), (-1, 0)] as [(Int64, Int)])
  func `leaving within 48 hours of a touch is over-contact`(after: Int64, points: Int) {
    let score = score(.overContact) {
      let at = Self.last.before(days: 20)
      $0.touch(at, purpose: .marketing)
      $0.event("unsubscribe", at.adding(seconds: after))
    }
    #expect(score == points)
  }

  @Test(arguments: [(5, Touch.Status.sent, 30), (4, .sent, 0), (5, .failed, 0)])
  func `five touches in the last week are over-contact`(
    count: Int, status: Touch.Status, points: Int
  ) {
    let score = score(.overContact) {
      for hour in 0..<Int64(count) { $0.touch(Self.last.before(hours: hour), status: status) }
      $0.touch(Self.last.before(days: 7))
    }
    #expect(score == points)
  }

  @Test(arguments: [(1_209_599, 60), (1_209_600, 0)] as [(Int64, Int)])
  func `two obstacles in 14 days hurt usability`(before: Int64, points: Int) {
    let score = score(.usability) {
      $0.event("crash", Self.last.before(seconds: before))
      $0.event("search_empty", Self.last.before(days: 1))
    }
    #expect(score == points)
  }

  @Test(arguments: [(86_400, 0), (86_401, 20)] as [(Int64, Int)])
  func `two checkouts without an order within 24 hours hurt usability`(after: Int64, points: Int) {
    let score = score(.usability) {
      let at = Self.last.before(days: 90)
      $0.event("checkout", at)
      $0.event("checkout", at)
      $0.order(at.adding(seconds: after), status: .cancelled)
    }
    #expect(score == points)
  }

  @Test
  func `an address nobody understood hurts usability for 30 days`() {
    for (before, points) in [(2_591_999, 20), (2_592_000, 0)] as [(Int64, Int)] {
      let score = score(.usability) {
        $0.order(Self.last.before(seconds: before)) { $0.dispatchIssue = .addressUnclear }
      }
      #expect(score == points)
    }
  }

  @Test(
    arguments: [(604_800, 1, 50), (604_801, 1, 0), (604_800, 2, 0)] as [(Int64, Int, Int)])
  func `hardly arrived is a poor first experience`(age: Int64, orders: Int, points: Int) {
    var sample = SampleHistory(registered: Self.last.before(seconds: age))
    sample.event("core_value", Self.last)
    for _ in 0..<orders { sample.order(Self.last) }
    #expect(sample.profile()?.causeScores.score(.firstExperience) == points)
  }

  @Test
  func `an absence counts only where the workspace records the event`() {
    var sample = SampleHistory(registered: noon.before(days: 220))
    sample.event("session", noon.before(days: 200))
    #expect(sample.profile()?.causeScores.score(.firstExperience) == 0)
    #expect(sample.profile()?.causeScores.score(.onboarding) == 0)
    var other = SampleHistory()
    other.history.user.id = "v"
    other.event("core_value", noon.before(days: 1))
    other.event("onboarding_done", noon.before(days: 1))
    let profile = sample.profile(others: [other.history])
    #expect(profile?.causeScores.score(.firstExperience) == 30)
    #expect(profile?.causeScores.score(.onboarding) == 60)
    #expect(profile?.causes?.primary == .onboarding)
    // What happens after the instant is not recorded yet.
    other.history.events = other.history.events.map {
      UserEvent(id: $0.id, userID: $0.userID, at: noon.adding(seconds: 1), type: $0.type)
    }
    #expect(sample.profile(others: [other.history])?.causeScores.score(.onboarding) == 0)
  }

  @Test
  func `the only order going wrong is a poor first experience`() {
    for (after, points) in [(1_209_600, 40), (1_209_601, 0), (-1, 0)] as [(Int64, Int)] {
      let score = score(.firstExperience) {
        let paid = Self.last.before(days: 60)
        $0.order(paid)
        $0.event("complaint", paid.adding(seconds: after))
      }
      #expect(score == points)
    }
  }

  @Test(arguments: [(0, 60), (14, 60), (15, 0), (-1, 0)])
  func `a release that removed what he used is a product change`(lastDayAfter: Int, points: Int) {
    var settings = Settings()
    let day = BusinessDay(Self.last, in: settings.zone) + -lastDayAfter
    settings.releases = [Settings.Release(date: day, removedFeatures: ["compare"])]
    let score = score(.productChange, settings: settings) {
      $0.event("feature", Self.last.before(days: 20), object: "compare")
      $0.event("feature", Self.last.before(days: 20), object: "other")
    }
    #expect(score == points)
  }

  @Test(arguments: [(1, 60), (60, 60), (61, 0), (0, 0)] as [(Int64, Int)])
  func `the use must lie in the 60 days before the release`(usedBefore: Int64, points: Int) {
    var settings = Settings()
    let release = Self.last.before(days: 3)
    settings.releases = [
      Settings.Release(
        date: BusinessDay(release, in: settings.zone), removedFeatures: ["compare"])
    ]
    let score = score(.productChange, settings: settings) {
      $0.event("feature", release.before(days: usedBefore), object: "compare")
    }
    #expect(score == points)
  }

  @Test
  func `a rival is named, campaigns, or shows in views without orders`() {
    var settings = Settings()
    let day = BusinessDay(Self.last, in: settings.zone)
    settings.competitorPeriods = [Settings.Period(from: day, to: day)]
    #expect(score(.competitor, settings: settings) { _ in } == 30)
    settings.competitorPeriods = [Settings.Period(from: day + 1, to: day + 9)]
    #expect(score(.competitor, settings: settings) { _ in } == 0)
    #expect(
      score(.competitor) { $0.event("feedback", Self.last, detail: "competitor") } == 70)
    #expect(score(.competitor) { $0.event("feedback", Self.last, detail: "price") } == 0)
    #expect(score(.competitor) { views(5, &$0) } == 20)
    #expect(score(.competitor) { views(4, &$0) } == 0)
    let bought = score(.competitor) {
      views(5, &$0)
      $0.order(Self.last.before(days: 29))
    }
    #expect(bought == 0)
  }

  @Test
  func `falling activity wants five orders that halve`() {
    let falling = [100, 120, 140, 150, 20] as [Int64]
    #expect(score(.fallingActivity) { placeOrders(&$0, falling) } == 60)
    #expect(score(.fallingActivity) { placeOrders(&$0, Array(falling.dropFirst())) } == 0)
    #expect(score(.fallingActivity) { placeOrders(&$0, [100, 120, 140, 60, 50]) } == 0)
    let rewarded = { (ago: Int64) in
      self.score(.fallingActivity) {
        placeOrders(&$0, falling)
        $0.event("reward", Self.last.before(days: ago))
      }
    }
    #expect(rewarded(179) == 60)
    #expect(rewarded(180) == 80)
  }

  @Test
  func `the need may end, the years pass, or the pauses grow`() {
    var settings = Settings()
    settings.finiteNeedCategories = ["exam"]
    let last = Self.last
    #expect(
      score(.natural, settings: settings) { $0.order(last.before(days: 1), category: "exam") } == 60
    )
    let changed = score(.natural, settings: settings) {
      $0.order(last.before(days: 2), category: "exam")
      $0.order(last.before(days: 1), category: "home")
    }
    #expect(changed == 0)
    #expect(score(.natural) { placeOrders(&$0, [60, 55, 45, 30]) } == 20)
    #expect(score(.natural) { placeOrders(&$0, [60, 50, 40, 20]) } == 0)
    for (age, points) in [(930, 20), (929, 0)] as [(Int64, Int)] {
      var sample = SampleHistory(registered: noon.before(days: age))
      sample.event("session", last)
      #expect(sample.profile()?.causeScores.score(.natural) == points)
    }
  }

  @Test(
    arguments: [
      ([40, 0, 40, 0, 0, 0, 0, 0, 0], ChurnCause.serviceFailure),
      ([39, 0, 39, 0, 0, 0, 0, 0, 0], .unknown), ([0, 40, 0, 0, 0, 0, 0, 0, 41], .natural),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0], .unknown),
    ])
  func `the highest score of at least 40 is the primary cause`(scores: [Int], cause: ChurnCause) {
    #expect(CauseProfile(scores: scores).primary == cause)
    #expect(CauseProfile(scores: scores).scores == scores)
  }

  @Test
  func `only those who left have causes`() {
    var sample = SampleHistory()
    sample.orders(daysAgo: [89])
    #expect(sample.profile()?.causes == nil)
    sample = SampleHistory()
    sample.orders(daysAgo: [90])
    #expect(sample.profile()?.causes != nil)
  }

  /// Two years of peace, then what `fill` adds, then the last activity.
  private func score(
    _ cause: ChurnCause, settings: Settings = Settings(), _ fill: (inout SampleHistory) -> Void
  ) -> Int? {
    var sample = SampleHistory(registered: noon.before(days: 700))
    fill(&sample)
    sample.event("session", Self.last)
    return sample.profile(settings: settings)?.causeScores.score(cause)
  }

  private func views(_ count: Int, _ sample: inout SampleHistory) {
    for day in 0..<Int64(count) { sample.event("view_item", Self.last.before(days: day)) }
    sample.event("view_item", Self.last.before(days: 30))
  }

  private func placeOrders(_ sample: inout SampleHistory, _ daysBefore: [Int64]) {
    for day in daysBefore { sample.order(Self.last.before(days: day)) }
  }
}
