import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackStore

/// Whole worlds imported, then derived from what the store gives back.
struct WorldImportTests {
  @Test(
    .enabled(if: Golden.has("world_small/expected_summary.json")),
    arguments: ["world_small", "cdnow"])
  func `an imported world derives as the golden says`(name: String) throws {
    let isSmall = name == "world_small"
    let folder = isSmall ? Golden.folder.appending(path: name) : Golden.cdnow
    let world = isSmall ? try GoldenWorld.load(name) : try GoldenWorld.cdnow()
    let fixture = try ImportFixture()
    let kinds = ImportKind.allCases.filter {
      FileManager.default.fileExists(atPath: folder.appending(path: "\($0).csv").path)
    }
    // One order of the small world lies a day after its instant: stored, but not seen.
    let rules = ImportRules(
      now: world.asOf.adding(days: 2), currency: world.settings.currency)
    let report = try fixture.store.importFiles(
      kinds.map { try .file(folder.appending(path: "\($0).csv"), $0) }, rules: rules)
    #expect(report.isStored)
    #expect(report.files.map(\.rejected).reduce(0, +) == 0)
    var builder = PopulationBuilder(settings: world.settings, asOf: world.asOf)
    var histories: [User.ID: UserHistory] = [:]
    try fixture.store.forEachHistory { history in
      histories[history.user.id] = history
      builder.add(history)
    }
    let population = builder.finish()
    for expected in world.histories {
      let stored = try #require(histories[expected.user.id])
      #expect(stored.user == expected.user)
      #expect(Set(stored.orders) == Set(expected.orders))
      #expect(Set(stored.events) == Set(expected.events))
      #expect(Set(stored.touches) == Set(expected.touches))
    }
    var expected = try #require(
      JSONSerialization.jsonObject(with: Golden.data("\(name)/expected_summary.json"))
        as? [String: Any])
    expected["segments"] = nil
    expected["overlap"] = nil
    let actual = try JSONSerialization.jsonObject(with: JSONEncoder().encode(population.summary))
    #expect(Golden.differences(actual, expected) == [])
    if isSmall {
      let again = try fixture.store.importFiles(
        kinds.map { try .file(folder.appending(path: "\($0).csv"), $0) }, rules: rules)
      #expect(again.files.allSatisfy { $0.same == $0.rows })
    }
  }
}
