import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackStore

struct ImportPropertyTests {
  private static let words =
    [
      "user_id", "order_id", "number", "a", "b", "c", "paid", "created", "sms", "granted",
      "session",
    ]
    + [
      "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z", "0", "1", "100", "CNY", "\"", "\"\"", ",",
      ",",
    ]
    + [",", "\n", "\n", "\r\n", "\u{FEFF}", " ", "\u{0}", "上海", "@", "+86", "x_y", "all", "denied"]

  private func garbage(_ kind: ImportKind, _ dice: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    if Int.random(in: 0..<8, using: &dice) > 0 {
      let columns = kind.columns.filter { $0.demand == .required || Bool.random(using: &dice) }
      bytes += Array(columns.map(\.name).shuffled(using: &dice).joined(separator: ",").utf8) + [10]
    }
    for _ in 0..<Int.random(in: 0..<120, using: &dice) {
      if Int.random(in: 0..<30, using: &dice) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &dice))
      } else {
        bytes += Array(Self.words.randomElement(using: &dice)!.utf8)
      }
    }
    return bytes
  }

  /// Rows of the right form over few keys and values, so that they meet.
  private func rows(_ kind: ImportKind, _ dice: inout SeededGenerator) -> [UInt8] {
    let columns = kind.columns.filter { $0.demand == .required || Bool.random(using: &dice) }
    var lines = [columns.map(\.name).joined(separator: ",")]
    for _ in 0..<Int.random(in: 0..<25, using: &dice) {
      lines.append(
        columns.map { column in
          switch column.form {
          case .id: ["a", "b", "c", "d"].randomElement(using: &dice)!
          case .instant:
            ["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z", ""].randomElement(using: &dice)!
          case .money, .wholeNumber: ["0", "1", "2", "x"].randomElement(using: &dice)!
          case .currency: ["CNY", "", "USD"].randomElement(using: &dice)!
          case .flag: ["0", "1", ""].randomElement(using: &dice)!
          case .eventType: ["session", "x_a", "nothing"].randomElement(using: &dice)!
          case .choice(let names): (names + ["", "other"]).randomElement(using: &dice)!
          default: ["", "x", "y"].randomElement(using: &dice)!
          }
        }.joined(separator: ","))
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func check(_ report: ImportReport) {
    for file in report.files {
      #expect(file.rows == file.inserted + file.updated + file.same + file.rejected)
      #expect(file.rejects.count == file.rejected)
      #expect(file.warnings.count == file.warningCount)
      let rejected = Set(file.rejects.map(\.line))
      #expect(rejected.count == file.rejected)
      #expect(!file.warnings.contains { rejected.contains($0.line) })
      #expect(file.rejects.map(\.line) == file.rejects.map(\.line).sorted())
      #expect(file.warnings.map(\.line) == file.warnings.map(\.line).sorted())
    }
  }

  @Test(arguments: 0..<15)
  func `garbage is counted and never breaks the store`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let fixture = try ImportFixture()
    for _ in 0..<4 {
      let files = ImportKind.allCases.shuffled(using: &dice).map { kind in
        (kind, Bool.random(using: &dice) ? garbage(kind, &dice) : rows(kind, &dice))
      }
      let report = try fixture.store.importFiles(
        files.map { .bytes($0.1, $0.0) }, rules: ImportFixture.rules())
      check(report)
      let other = try ImportFixture()
      let again = try other.store.importFiles(
        files.map { .bytes($0.1, $0.0, step: 1) }, rules: ImportFixture.rules())
      #expect(again.files.map(\.rows) == report.files.map(\.rows))
    }
    #expect(try fixture.faults() == [])
  }

  @Test(arguments: 0..<25)
  func `a second import of the same files leaves the same state`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed &+ 1000)
    let files = ImportKind.allCases.map { ($0, rows($0, &dice)) }
    let (whole, pieces) = (try ImportFixture(), try ImportFixture())
    let first = try whole.store.importFiles(
      files.map { .bytes($0.1, $0.0) }, rules: ImportFixture.rules())
    let second = try pieces.store.importFiles(
      files.map { .bytes($0.1, $0.0, step: 1) }, rules: ImportFixture.rules())
    #expect(first == second)
    let state = try whole.state()
    #expect(try pieces.state() == state)
    let again = try whole.store.importFiles(
      files.map { .bytes($0.1, $0.0) }, rules: ImportFixture.rules())
    check(again)
    #expect(again.files.map(\.inserted).reduce(0, +) == 0)
    #expect(try whole.state() == state)
    #expect(try whole.faults() == [])
  }
}
