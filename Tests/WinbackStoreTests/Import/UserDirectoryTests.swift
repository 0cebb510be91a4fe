import GRDB
import Testing
import WinbackCore

@testable import WinbackStore

struct UserDirectoryTests {
  private func find(_ id: String, in directory: UserDirectory) throws -> Int64? {
    var copy = id
    return try copy.withUTF8 { try directory.row(of: $0) }
  }

  private func note(_ id: String, row: Int64, in directory: UserDirectory) {
    var copy = id
    copy.withUTF8 { directory.note($0, row: row) }
  }

  /// Ids of every length, alike in their first or last bytes.
  private func id(_ number: Int) -> String {
    let text = String(number)
    return switch number % 4 {
    case 0: text
    case 1: "user-" + text
    case 2: text + String(repeating: "x", count: 60 - text.utf8.count)
    default: String(repeating: "用", count: 4) + "-" + text
    }
  }

  @Test func `finds everybody from the table and from memory, and nobody else`() throws {
    let fixture = try ImportFixture()
    let count = 12_000
    try fixture.importing([
      (.users, ["user_id,registered_at"] + (0..<count).map { "\(id($0)),2024-01-01T00:00:00Z" })
    ])
    try fixture.store.readFacts { database in
      let connection = try #require(database.sqliteConnection)
      let rows = try Dictionary(
        uniqueKeysWithValues: Row.fetchAll(database, sql: "SELECT user_id, row FROM user").map {
          ($0[0] as String, $0[1] as Int64)
        })
      let directory = try UserDirectory(connection)
      // The second round begins at the table and ends in memory, the third is all in memory.
      for _ in 0..<3 {
        for number in 0..<count {
          let name = id(number)
          guard try find(name, in: directory) == rows[name] else {
            Issue.record("\(name) was not found")
            return
          }
        }
      }
      for number in count..<(count + 4000) {
        #expect(try find(id(number), in: directory) == nil)
      }
      note("newcomer", row: 77, in: directory)
      #expect(try find("newcomer", in: directory) == 77)
    }
  }
}
