import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

/// The worked expressions and summaries over whole worlds.
struct SegmentWorldTests {
  struct World {
    let columns: UserColumns

    init(_ world: GoldenWorld) {
      let population = Population(world.histories, settings: world.settings, asOf: world.asOf)
      var places: [User.ID: Int] = [:]
      for (place, profile) in population.profiles.enumerated() { places[profile.user.id] = place }
      let events = world.histories.flatMap(\.events).compactMap { event in
        places[event.userID].map { (row: $0, type: event.type, at: event.at) }
      }
      columns = UserColumns(
        profiles: population.profiles, events: events, asOf: population.asOf)
    }

    static let small = Result { World(try GoldenWorld.load("world_small")) }
    static let cdnow = Result { World(try GoldenWorld.cdnow()) }
  }

  static let expressions = Golden.cases("segments").filter { $0.expected["members"] != nil }

  @Test(.enabled(if: Golden.has("world_small/users.csv")), arguments: expressions)
  func `finds the members of the worked expressions`(item: Golden.Case) throws {
    let columns = try World.small.get().columns
    let text = try #require(item.input["expression"] as? String)
    let catalogue = SegmentCatalogue()
    let members = try catalogue.check(text).evaluate(over: columns, resolving: catalogue)
    let ids = columns.userIDs(members).map(\.text)
    #expect(ids == item.expected["members"] as? [String])
    #expect(members.count == ids.count)
  }

  @Test(
    .enabled(if: Golden.has("world_small/expected_summary.json")))
  func `finds the built-in segments and overlaps of the small world`() throws {
    try check("world_small/expected_summary.json", try World.small.get().columns)
  }

  @Test(
    .enabled(
      if: Golden.has("cdnow/expected_summary.json")
        && FileManager.default.fileExists(atPath: Golden.cdnow.appending(path: "users.csv").path)))
  func `finds the built-in segments and overlaps of the CDNOW purchases`() throws {
    try check("cdnow/expected_summary.json", try World.cdnow.get().columns)
  }

  /// A segment is stated by its ids, or by their number where they are many.
  private func check(_ file: String, _ columns: UserColumns) throws {
    let json = try JSONSerialization.jsonObject(with: Golden.data(file))
    let summary = try #require(json as? [String: Any])
    let found = SegmentCatalogue().allMembers(over: columns)
    for (name, expected) in summary["segments"] as? [String: Any] ?? [:] {
      let members = try #require(found[name], "\(name)")
      if let ids = expected as? [String] {
        #expect(columns.userIDs(members).map(\.text) == ids, "\(name)")
      } else {
        #expect(members.count == expected as? Int, "\(name)")
      }
    }
    for (pair, expected) in summary["overlap"] as? [String: [String: Any]] ?? [:] {
      let names = pair.split(separator: "/").map(String.init)
      let overlap = SegmentOverlap(
        try #require(found[names[0]]), try #require(found[names[1]]))
      #expect(overlap.a == expected["a"] as? Int, "\(pair)")
      #expect(overlap.b == expected["b"] as? Int, "\(pair)")
      #expect(overlap.both == expected["both"] as? Int, "\(pair)")
      switch (overlap.jaccard, expected["jaccard"] as? Double) {
      case (nil, nil): break
      case (let found?, let wanted?): #expect(abs(found - wanted) <= 1e-9, "\(pair)")
      default: Issue.record("\(pair): one of the two has no Jaccard index")
      }
    }
  }
}
