import Foundation
import Testing
import WinbackCore
import WinbackOperations
import WinbackTestSupport

struct DemoWorldTests {
  private static let asOf = Instant(seconds: 1_790_000_000)  // 2026-09-21T22:13:20+08:00

  private func bytes(seed: UInt64, users: Int, asOf: Instant = Self.asOf) -> [[UInt8]] {
    DemoWorld(seed: seed, users: users, asOf: asOf).files().map(\.bytes)
  }

  @Test func `gives the same bytes for the same seed and instant`() {
    #expect(bytes(seed: 5, users: 300) == bytes(seed: 5, users: 300))
    #expect(bytes(seed: 5, users: 300) != bytes(seed: 6, users: 300))
    #expect(
      bytes(seed: 5, users: 300) != bytes(seed: 5, users: 300, asOf: Self.asOf.adding(days: 1)))
  }

  @Test func `keeps a user as he is however many others there are`() throws {
    for (few, many) in zip(bytes(seed: 5, users: 100), bytes(seed: 5, users: 300)).dropLast() {
      #expect(many.starts(with: few))
    }
  }

  @Test func `is not changed by the machine it runs on`() {
    // FNV-1a over all files: a different value means that every demo in the world has changed.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes(seed: 1, users: 200).joined() {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    #expect(String(hash, radix: 16) == "266b47522961c0b5")
  }

  @Test func `names its files as import does`() {
    #expect(
      DemoWorld(users: 1, asOf: Self.asOf).files().map(\.name) == [
        "users.csv", "orders.csv", "events.csv", "consents.csv", "suppressions.csv", "touches.csv",
        "receipts.csv", "assignments.csv", "numbers.csv",
      ])
  }
}

/// What the rules make of the demo shop.
struct DemoPopulationTests {
  struct World {
    var world: GoldenWorld
    var population: Population
  }

  private static let asOf = Instant(seconds: 1_790_000_000)
  private static let made = Result { try make() }

  private static func make() throws -> World {
    let demo = DemoWorld(seed: 1, users: 4000, asOf: asOf)
    let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in demo.files() {
      try Data(file.bytes).write(to: folder.appending(path: file.name))
    }
    let config = """
      {"as_of": "\(asOf.rfc3339)", "business_tz": "Asia/Shanghai", "app_type": "ecommerce",
       "finite_need_categories": ["\(DemoWorld.finiteNeedCategory)"],
       "competitor_periods": [{"from": "\(demo.competitorPeriod.from)", "to": "\(demo.competitorPeriod.to)"}],
       "releases": [{"date": "\(demo.releaseDay)", "removed_features": ["\(DemoWorld.removedFeature)"]}]}
      """
    try Data(config.utf8).write(to: folder.appending(path: "config.json"))
    let world = try GoldenWorld.load(at: folder)
    return World(
      world: world,
      population: Population(world.histories, settings: world.settings, asOf: world.asOf))
  }

  /// Shares in a thousand.
  @Test(arguments: [
    (LifecycleStage.mature, 100...200), (.growing, 90...180), (.new, 25...80),
    (.declining, 60...140), (.silent, 45...110), (.churned, 80...170), (.lost, 130...240),
    (.returned, 12...50), (.registered, 30...85), (.never, 70...150), (.closed, 8...35),
  ])
  func `has every stage in a believable share`(stage: LifecycleStage, share: ClosedRange<Int>)
    throws
  {
    let profiles = try Self.made.get().population.profiles
    let count = profiles.count { $0.stage == stage }
    #expect(share.contains(count * 1000 / profiles.count), "\(count)")
  }

  @Test func `has every tier, warning level and cause`() throws {
    let profiles = try Self.made.get().population.profiles
    for tier in ["low", "mid", "high"] {
      #expect(profiles.count { $0.tier == tier } > 200, "\(tier)")
    }
    let causes = Dictionary(grouping: profiles.compactMap { $0.causes?.primary }) { $0 }
      .mapValues(\.count)
    #expect(Set(causes.keys) == Set(ChurnCause.allCases), "\(causes)")
    #expect(causes[.unknown, default: 0] < profiles.count / 4, "\(causes)")
    let levels = Dictionary(grouping: profiles.map(\.warning.level)) { $0 }.mapValues(\.count)
    #expect(levels.count == 4, "\(levels)")
    #expect(profiles.count { $0.cartItems > 0 } > 100)
    #expect(profiles.count { $0.user.region == "CN-65" } > 10)
    #expect(profiles.count { $0.user.isVIP == true } > 10)
  }

  /// Else nearly all of the pool would count as coming back by itself, and nobody would be written to.
  @Test func `has a return curve that falls to a knee`() throws {
    let curve = try Self.made.get().population.summary.curve
    let knee = try #require(curve.knee)
    #expect((49...91).contains(knee.n), "\(knee)")
    for point in curve.points where point.n >= 63 {
      #expect(point.returned * 100 < point.atRisk * 25, "\(point)")
    }
  }

  @Test func `tells nothing of the time after its instant`() throws {
    let world = try Self.made.get().world
    for history in world.histories {
      #expect(history.user.registeredAt <= Self.asOf)
      #expect(
        history.orders.allSatisfy {
          $0.createdAt <= Self.asOf && $0.createdAt >= history.user.registeredAt
        })
      #expect(history.orders.allSatisfy { ($0.paidAt ?? $0.createdAt) >= $0.createdAt })
      #expect(history.orders.allSatisfy { ($0.refund ?? .zero) <= $0.amount })
      #expect(history.events.allSatisfy { $0.at <= Self.asOf })
      #expect(history.touches.allSatisfy { $0.sentAt <= Self.asOf })
    }
    let ids = world.histories.flatMap { $0.orders.map(\.id.text) + $0.events.map(\.id.text) }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `shows an uplift in its finished experiment`() throws {
    let demo = DemoWorld(seed: 1, users: 20_000, asOf: Self.asOf)
    let files = Dictionary(uniqueKeysWithValues: demo.files().map { ($0.kind, $0.bytes) })
    func rows(_ kind: String) -> [[Substring]] {
      String(decoding: files[kind] ?? [], as: UTF8.self).split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    let start = BusinessDay(Self.asOf, in: .shanghai) + -DemoWorld.experimentDaysAgo
    let window = start.description...(start + 13).description
    let back = Set(
      rows("orders").filter { !$0[6].isEmpty && window.contains(String($0[6].prefix(10))) }
        .map { $0[1] })
    var counts: [Substring: (n: Int, back: Int)] = [:]
    for row in rows("assignments") {
      counts[row[2], default: (0, 0)].n += 1
      if back.contains(row[1]) { counts[row[2], default: (0, 0)].back += 1 }
    }
    let treated = try #require(counts["message"])
    let control = try #require(counts["control"])
    #expect(treated.n > 1000 && control.n > 400)
    #expect(treated.back * control.n > control.back * treated.n)
  }
}
