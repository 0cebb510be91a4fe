import Testing
import WinbackCore

struct ReturnCurveTests {
  /// The definition, word by word, for every N and every episode.
  @Test(arguments: [true, false])
  func `counts what the definition counts`(naturalOnly: Bool) throws {
    var random = Linear(state: 7)
    var settings = Settings()
    settings.curve = Settings.Curve(
      from: 5, to: 60, step: 3, horizon: 20, minEpisodes: 10, naturalOnly: naturalOnly)
    var histories: [UserHistory] = []
    for number in 0..<60 {
      var sample = SampleHistory()
      sample.history.user.id = User.ID("u\(number)")
      for _ in 0..<random.next(7) { sample.order(noon.before(days: Int64(random.next(200)))) }
      for _ in 0..<random.next(4) { sample.touch(noon.before(days: Int64(random.next(200)))) }
      sample.touch(noon.before(days: Int64(random.next(200))), status: .failed)
      sample.touch(noon.before(days: Int64(random.next(200))), purpose: .marketing)
      histories.append(sample.history)
    }
    let curve = Population(histories, settings: settings, asOf: noon).summary.curve
    let expected = naive(histories, settings)
    #expect(curve.points == expected)
    #expect(curve.points.count > 5)
  }

  @Test
  func `gap percentiles are nearest ranks`() {
    var sample = SampleHistory()
    // Gaps 1 to 10.
    sample.orders(daysAgo: [1, 2, 4, 7, 11, 16, 22, 29, 37, 46, 56])
    let curve = Population([sample.history], settings: Settings(), asOf: noon).summary.curve
    #expect(curve.gapP80 == 8)
    #expect(curve.gapP90 == 9)
    #expect(curve.points == [])
    #expect(ReturnCurve(points: []).gapP80 == nil)
  }

  @Test
  func `leaves closed accounts out`() {
    var sample = SampleHistory()
    sample.orders(daysAgo: [20, 10])
    sample.history.user.closedAt = noon
    let summary = Population([sample.history], settings: Settings(), asOf: noon).summary
    #expect(summary.curve.gapP80 == nil)
    #expect(summary.nodes.buckets[0].atRisk == 0)
    #expect(summary.rfm.scored == 0)
    #expect(summary.users == 1)
  }

  @Test
  func `flags a knee at which many still come back`() {
    let rates = [(7, 90), (14, 30), (21, 25), (28, 20)]
    var curve = ReturnCurve(
      points: rates.map { ReturnCurve.Point(n: $0.0, atRisk: 100, returned: $0.1) })
    #expect(curve.knee?.n == 14)
    #expect(curve.isKneeTooEarly)
    curve.points[1].returned = 10
    curve.points[2].returned = 9
    curve.points[3].returned = 5
    #expect(!curve.isKneeTooEarly)
    #expect(curve.firstAtOrBelow10Percent == 14)
    #expect(curve.firstAtOrBelow5Percent == 28)
    #expect(curve.point(for: 20)?.n == 14)
    #expect(curve.point(for: 6) == nil)
    #expect(curve.point(for: 900)?.n == 28)
  }

  private func naive(_ histories: [UserHistory], _ settings: Settings) -> [ReturnCurve.Point] {
    let rule = settings.curve
    let today = BusinessDay(noon, in: settings.zone)
    var points: [ReturnCurve.Point] = []
    for n in stride(from: rule.from, through: rule.to, by: rule.step) {
      var point = ReturnCurve.Point(n: n, atRisk: 0, returned: 0)
      for history in histories {
        let days = Set(history.orders.map { BusinessDay($0.createdAt, in: settings.zone) }).sorted()
        let touches = history.touches.filter { $0.purpose == .recall && $0.status != .failed }
          .map { BusinessDay($0.sentAt, in: settings.zone) }
        for (place, day) in days.enumerated() {
          let next = place + 1 < days.count ? days[place + 1] : nil
          let gap = next.map { $0 - day } ?? .max
          let isTouched = touches.contains {
            day < $0 && $0 - day <= n + rule.horizon && (next == nil || $0 <= next!)
          }
          guard gap > n, (day + n + rule.horizon) <= today, !(rule.naturalOnly && isTouched) else {
            continue
          }
          point.atRisk += 1
          if gap <= n + rule.horizon { point.returned += 1 }
        }
      }
      if point.atRisk < rule.minEpisodes { break }
      points.append(point)
    }
    return points
  }
}

/// A small generator, so that the samples are the same on every machine.
struct Linear {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
