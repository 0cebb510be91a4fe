public import WinbackCore
import WinbackStore

/// Users as screens and commands find them.
extension Session {
  /// Users whose id, phone number or name matches `text`; at most `limit` rows, all counted.
  public func users(
    matching text: String, limit: Int, asOf: Instant, language: Language
  ) throws -> MemberPage {
    let population = try snapshot(asOf: asOf).population
    let found = try store.searchUsers(text, limit: limit)
    let rows = found.compactMap { user in
      population.profile(user.id).map { UserRow($0, language) }
    }
    let isBlank = text.allSatisfy(\.isWhitespace)
    return MemberPage(
      rows: rows, offset: 0, total: isBlank ? try store.userCount() : rows.count)
  }
}
