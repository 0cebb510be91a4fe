public import WinbackCore
import WinbackStore

/// All users as of one instant, derived once and read by every screen and command.
public struct AudienceSnapshot: Sendable {
  public let asOf: Instant
  public let population: Population
  public let columns: UserColumns
  /// What users allow and refuse at ``asOf``.
  public let contacts: ContactBook

  /// Streams the histories of `store` through the derivation.
  ///
  /// Cost: one pass over all stored records; memory grows with the users, not with their records.
  static func derive(from store: WorkspaceStore, settings: Settings, asOf: Instant) throws
    -> AudienceSnapshot
  {
    var builder = PopulationBuilder(settings: settings, asOf: asOf)
    builder.reserve(try store.userCount())
    var eventTimes: [User.ID: [(type: String, at: Instant)]] = [:]
    try store.forEachHistory(ownTouches: try store.sentTouches()) { history in
      builder.add(history)
      if !history.events.isEmpty {
        eventTimes[history.user.id] = history.events.map { ($0.type, $0.at) }
      }
    }
    let population = builder.finish()
    var events: [(row: Int, type: String, at: Instant)] = []
    for (row, profile) in population.profiles.enumerated() {
      for event in eventTimes[profile.user.id] ?? [] { events.append((row, event.type, event.at)) }
    }
    return AudienceSnapshot(
      asOf: asOf, population: population,
      columns: UserColumns(profiles: population.profiles, events: events, asOf: asOf),
      contacts: try store.contactBook(at: asOf))
  }
}
