import Testing
import WinbackCore

struct LifecycleStageTests {
  @Test(
    arguments: [
      ("Asia/Shanghai", 29, LifecycleStage.growing), ("UTC", 30, .declining),
      ("America/New_York", 29, .growing),
    ])
  func `counts days between business dates`(zone: String, rDays: Int, stage: LifecycleStage) throws
  {
    var settings = Settings()
    settings.zone = try #require(Zone(identifier: zone))
    var sample = SampleHistory(registered: try #require(Instant(rfc3339: "2023-01-01T00:00:00Z")))
    sample.order(try #require(Instant(rfc3339: "2024-05-01T08:00:00Z")))
    sample.order(try #require(Instant(rfc3339: "2024-05-31T16:30:00Z")))
    let asOf = try #require(Instant(rfc3339: "2024-06-30T02:00:00Z"))
    let profile = try #require(sample.profile(settings: settings, asOf: asOf))
    #expect(profile.rDays == rDays)
    #expect(profile.stage == stage)
  }

  @Test(
    arguments: [
      (AppType.ecommerce, [30, 60, 90, 180]), (.social, [3, 7, 14, 60]), (.tool, [7, 14, 30, 90]),
      (.recruiting, [14, 30, 60, 180]), (.other, [7, 14, 30, 90]),
    ])
  func `changes the stage on the very day of each threshold`(type: AppType, days: [Int]) {
    let settings = Settings(appType: type)
    let later: [LifecycleStage] = [.declining, .silent, .churned, .lost]
    let before: [LifecycleStage] = [.mature, .declining, .silent, .churned]
    for (place, day) in days.enumerated() {
      let daily = Array(day...(day + 40))
      #expect(stage(rDays: daily + [day - 1], settings) == before[place])
      #expect(stage(rDays: daily, settings) == later[place])
    }
  }

  @Test(
    arguments: [
      // Key days ago; the gap that ended last decides, however short it is by now.
      ([90, 0], LifecycleStage.returned), ([89, 0], .growing), ([119, 29], .returned),
      ([120, 29, 2], .returned), ([240, 150, 120, 29, 5], .returned), ([200, 30, 5], .growing),
      ([29], .new), ([30, 2], .growing), ([10, 8, 6, 4, 2], .new), ([40, 8, 6, 4, 2], .mature),
      ([40, 8, 6, 4], .growing),
    ])
  func `tells the active ones apart`(ago: [Int], stage: LifecycleStage) {
    #expect(self.stage(rDays: ago, Settings()) == stage)
  }

  @Test(
    arguments: [(89, .registered), (90, .never), (0, .registered)] as [(Int64, LifecycleStage)])
  func `gives up on the never active after the churn days`(age: Int64, stage: LifecycleStage) {
    let sample = SampleHistory(registered: noon.before(days: age))
    #expect(sample.profile()?.stage == stage)
  }

  @Test
  func `closes an account from its date on`() {
    var sample = SampleHistory()
    sample.orders(daysAgo: [5])
    sample.history.user.closedAt = noon
    #expect(sample.profile()?.stage == .closed)
    #expect(sample.profile()?.rfm == nil)
    sample.history.user.closedAt = noon.adding(seconds: 1)
    #expect(sample.profile()?.stage == .new)
  }

  @Test
  func `knows nothing later than its instant`() throws {
    #expect(SampleHistory(registered: noon).profile() != nil)
    #expect(SampleHistory(registered: noon.adding(seconds: 1)).profile() == nil)
    var sample = SampleHistory()
    sample.order(noon.adding(seconds: 1))
    sample.event("session", noon.adding(seconds: 1))
    sample.touch(noon.adding(seconds: 1))
    let profile = try #require(sample.profile())
    #expect(profile.ordersCreated == 0)
    #expect(profile.sessionsTotal == 0)
    #expect(profile.touches30d == 0)
    #expect(profile.lastActivityAt == sample.history.user.registeredAt)
  }

  @Test
  func `takes sessions or any activity as key action`() {
    var sample = SampleHistory()
    sample.event("session", noon.before(days: 5))
    sample.event("session", noon.before(days: 5, hours: 1))
    sample.event("x_played", noon.before(days: 3))
    sample.event("uninstall", noon.before(days: 1))
    sample.order(noon.before(days: 4), status: .cancelled)
    var settings = Settings()
    settings.keyAction = .session
    #expect(sample.profile(settings: settings)?.keyDays == 1)
    #expect(sample.profile(settings: settings)?.rDays == 5)
    settings.keyAction = .any
    #expect(sample.profile(settings: settings)?.keyDays == 3)
    #expect(sample.profile(settings: settings)?.rDays == 3)
    #expect(sample.history.keyActions(settings: settings, asOf: noon).count == 4)
  }

  private func stage(rDays: [Int], _ settings: Settings) -> LifecycleStage {
    let today = BusinessDay(noon, in: settings.zone)
    return LifecycleStage.of(
      isClosed: false, keyDays: rDays.map { today + -$0 }.sorted(), registered: today + -900,
      today: today, settings: settings)
  }
}
