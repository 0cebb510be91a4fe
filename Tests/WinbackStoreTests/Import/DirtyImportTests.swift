import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackStore

/// Eight files with every kind of fault, imported one after another into an empty store.
struct DirtyImportTests {
  private struct Expected: Decodable {
    var now: Instant
    var currency: String
    var imports: [Import]

    struct Import: Decodable {
      var file: String
      var kind: ImportKind
      var result: Result
    }

    struct Result: Decodable, Equatable {
      var rows: Int?
      var inserted: Int?
      var updated: Int?
      var same: Int?
      var rejected: Int?
      var warnings: [Place]?
      var rejects: [Place]?
      var error: String?
      var missing: [String]?
    }

    struct Place: Decodable, Equatable {
      var line: Int
      var code: ImportCode
      var column: String
    }
  }

  private func expected() throws -> Expected {
    try JSONDecoder().decode(Expected.self, from: Golden.data("import_dirty/expected.json"))
  }

  private func result(_ report: ImportFileReport) -> Expected.Result {
    if report.error != nil {
      return .init(error: report.error?.rawValue, missing: report.missing)
    }
    return .init(
      rows: report.rows, inserted: report.inserted, updated: report.updated, same: report.same,
      rejected: report.rejected,
      warnings: report.warnings.map { .init(line: $0.line, code: $0.code, column: $0.column) },
      rejects: report.rejects.map { .init(line: $0.line, code: $0.code, column: $0.column) })
  }

  private func run(_ item: Expected.Import, _ expected: Expected, in fixture: ImportFixture) throws
    -> ImportFileReport
  {
    let rules = ImportRules(now: expected.now, currency: expected.currency, rejectLimit: .none)
    let url = Golden.folder.appending(path: "import_dirty/\(item.file)")
    return try fixture.store.importFiles([.file(url, item.kind)], rules: rules).files[0]
  }

  @Test(.enabled(if: Golden.has("import_dirty/expected.json")))
  func `reports every fault of the dirty files`() throws {
    let expected = try expected()
    let fixture = try ImportFixture()
    for item in expected.imports {
      let report = try run(item, expected, in: fixture)
      #expect(result(report) == item.result, "\(item.file)")
    }
    #expect(try fixture.faults() == [])
  }

  @Test(.enabled(if: Golden.has("import_dirty/expected.json")))
  func `stores what the golden says`() throws {
    let expected = try expected()
    let fixture = try ImportFixture()
    for item in expected.imports { _ = try run(item, expected, in: fixture) }
    let json = try JSONSerialization.jsonObject(with: Golden.data("import_dirty/expected.json"))
    let stored = try #require((json as? [String: Any])?["stored"] as? [String: [[String: Any]]])
    for (name, rows) in stored {
      let kind = try #require(ImportKind(rawValue: name))
      let wanted = Set(rows.map { $0.mapValues { "\($0)" } })
      #expect(Set(try fixture.rows(kind)) == wanted, "\(name)")
    }
  }

  @Test(.enabled(if: Golden.has("import_dirty/expected.json")))
  func `a second import leaves the same state`() throws {
    let expected = try expected()
    let fixture = try ImportFixture()
    for item in expected.imports { _ = try run(item, expected, in: fixture) }
    let before = try fixture.state()
    for item in expected.imports { _ = try run(item, expected, in: fixture) }
    #expect(try fixture.state() == before)
  }
}
