import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct GoldenUsersTests {
  @Test(.enabled(if: Golden.has("world_small/expected_users.csv")))
  func `derives every field of every user of the small world`() throws {
    let world = try GoldenWorld.load("world_small")
    let population = Population(world.histories, settings: world.settings, asOf: world.asOf)
    let expected = try GoldenRow.read(
      Golden.folder.appending(path: "world_small/expected_users.csv"))
    #expect(population.profiles.count == expected.count)
    for (profile, row) in zip(population.profiles, expected) {
      let values = Dictionary(
        uniqueKeysWithValues: zip(ProfileTable.columns, ProfileTable.values(profile)))
      #expect(Set(values.keys) == Set(row.values.keys))
      for column in ProfileTable.columns {
        #expect(values[column] == row.values[column], "\(profile.user.id) \(column)")
      }
    }
  }

  @Test(
    .enabled(if: Golden.has("world_small/expected_summary.json")),
    arguments: ["world_small", "cdnow"])
  func `sums up the population as the golden does`(name: String) throws {
    let world = name == "cdnow" ? try GoldenWorld.cdnow() : try GoldenWorld.load(name)
    let population = Population(world.histories, settings: world.settings, asOf: world.asOf)
    let data = try Golden.data("\(name)/expected_summary.json")
    var expected = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    // The segments are tested with their own language.
    expected["segments"] = nil
    expected["overlap"] = nil
    let actual = try JSONSerialization.jsonObject(
      with: JSONEncoder().encode(population.summary))
    #expect(Golden.differences(actual, expected) == [])
  }

  @Test(arguments: Golden.cases("rfm_edges"))
  func `scores, cells and grid`(item: Golden.Case) throws {
    let rows = try #require(item.input["rows"] as? [[Int]]).map {
      RFMScorer.Row(recencyDays: $0[0], frequency: $0[1], monetary: Money(minor: Int64($0[2])))
    }
    let split = try GoldenSettings.split("\(try #require(item.input["split"]))")
    let scorer = RFMScorer(rows, rule: Settings.RFM(split: split))
    let profiles = rows.map(scorer.profile)
    let actual: [String: Any] = [
      "scores": profiles.map { [$0.rScore, $0.fScore, $0.mScore] },
      "cell": profiles.map(\.cell.rawValue), "grid": profiles.map(\.grid.rawValue),
    ]
    #expect(Golden.differences(actual, item.expected) == [])
  }

  @Test(arguments: Golden.cases("curve_knee"))
  func `knee and marks of a curve`(item: Golden.Case) throws {
    let points = try #require(item.input["points"] as? [[String: Any]]).map {
      (n: try #require($0["n"] as? Int), rate: try #require($0["rate"] as? NSNumber).doubleValue)
    }
    let knee = Knee.find(in: points)
    let actual: [String: Any?] = [
      "knee": knee.map { ["n": $0.n, "distance": $0.distance] as [String: Any] },
      "first_at_or_below_10pct": Knee.first(in: points, atOrBelow: 0.1),
      "first_at_or_below_5pct": Knee.first(in: points, atOrBelow: 0.05),
    ]
    #expect(Golden.differences(actual.mapValues { $0 ?? NSNull() }, item.expected) == [])
  }

  @Test(arguments: Golden.cases("value_tiers"))
  func `tier of a value`(item: Golden.Case) throws {
    let value = try #require(item.input["lifetime_value"] as? NSNumber).int64Value
    let tiers = GoldenSettings.tiers(try #require(item.input["tiers"] as? [[String: Any]]))
    let name = ValueTier.name(of: Money(minor: value), in: tiers)
    #expect(name == item.expected["tier"] as? String)
  }
}
