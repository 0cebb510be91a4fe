import Foundation
import GRDB
import Synchronization
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackStore

/// Opening, and the words for a store that cannot be used.
struct WorkspaceStoreTests {
  private let temporary: TemporaryFolder
  private var folder: URL { temporary.url.appending(path: "data") }

  init() throws {
    temporary = try TemporaryFolder()
  }

  private func fault(_ body: () throws -> Void) throws -> StoreError {
    try #require(throws: StoreError.self) { try body() }
  }

  /// Runs SQL on a file of the store from a connection that is not the store's.
  private func execute(_ sql: String, on file: String) throws {
    try DatabaseQueue(path: folder.appending(path: file).path).write { try $0.execute(sql: sql) }
  }

  @Test func `makes the folder for its owner alone`() throws {
    _ = try WorkspaceStore(folder: folder)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func `writes ahead, keeps references and syncs the ledger at every commit`() throws {
    let store = try WorkspaceStore(folder: folder)
    for (database, synchronous) in [(store.facts, 1), (store.ledger, 2)] {
      let values = try database.writeWithoutTransaction { database in
        try ["journal_mode", "foreign_keys", "synchronous"].map {
          try String.fetchOne(database, sql: "PRAGMA \($0)")
        }
      }
      #expect(values == ["wal", "1", "\(synchronous)"])
    }
  }

  @Test func `opens again what it made, also to read only`() throws {
    try WorkspaceStore(folder: folder).writeFacts {
      try $0.execute(sql: "INSERT INTO user (user_id, registered_at) VALUES ('a', 0)")
    }
    #expect(try WorkspaceStore(folder: folder).userCount() == 1)
    let reader = try WorkspaceStore(folder: folder, isReadOnly: true)
    #expect(try reader.userCount() == 1)
    #expect(try fault { try reader.writeFacts { _ in } } == .readOnly)
    #expect(try fault { try reader.writeLedger { _ in } } == .readOnly)
    let rules = ImportRules(now: Instant(seconds: 0), currency: "CNY")
    #expect(try fault { _ = try reader.importFiles([], rules: rules) } == .readOnly)
  }

  @Test func `does not make a store to read only`() throws {
    let path = folder.appending(path: "facts.sqlite").path
    #expect(
      try fault { _ = try WorkspaceStore(folder: folder, isReadOnly: true) } == .missing(path))
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(arguments: ["facts.sqlite", "ledger.sqlite"])
  func `tells a file that is no database`(file: String) throws {
    try temporary.write(
      String(repeating: "user_id,registered_at\n", count: 100), to: "data/\(file)")
    let fault = try fault { _ = try WorkspaceStore(folder: folder) }
    guard case .damaged(file, _) = fault else {
      Issue.record("\(fault)")
      return
    }
  }

  @Test(arguments: ["facts.sqlite", "ledger.sqlite"], [true, false])
  func `refuses the schema of a later version`(file: String, isReadOnly: Bool) throws {
    _ = try WorkspaceStore(folder: folder)
    try execute("INSERT INTO grdb_migrations VALUES ('999 from the future')", on: file)
    let fault = try fault { _ = try WorkspaceStore(folder: folder, isReadOnly: isReadOnly) }
    #expect(fault == .newer(file))
  }

  @Test func `a read-only session refuses the schema of an earlier version`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try execute("CREATE TABLE other (x)", on: "facts.sqlite")
    let fault = try fault { _ = try WorkspaceStore(folder: folder, isReadOnly: true) }
    #expect(fault == .older("facts.sqlite"))
  }

  @Test func `a path that cannot be a folder is named`() throws {
    try temporary.write("", to: "data")
    let fault = try fault { _ = try WorkspaceStore(folder: folder) }
    guard case .noAccess(folder.path, _) = fault else {
      Issue.record("\(fault)")
      return
    }
  }

  @Test func `says which file another process holds`() throws {
    let store = try WorkspaceStore(folder: folder, patience: 0.05)
    for file in ["facts.sqlite", "ledger.sqlite"] {
      let other = try DatabaseQueue(path: folder.appending(path: file).path)
      try other.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        let held = try fault {
          if file == "facts.sqlite" {
            try store.writeFacts { try $0.execute(sql: "DELETE FROM number") }
          } else {
            try store.writeLedger { try $0.execute(sql: "DELETE FROM consent") }
          }
        }
        #expect(held == .busy(file))
        try database.execute(sql: "ROLLBACK")
      }
    }
  }

  @Test func `a full disk stores nothing and the store goes on`() throws {
    let store = try WorkspaceStore(folder: folder)
    try store.facts.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
    }
    let lines = (0..<20_000).map { "u\($0),2024-01-01T00:00:00Z" }
    let bytes = Array((["user_id,registered_at"] + lines).joined(separator: "\n").utf8)
    let rules = ImportRules(now: Instant(seconds: 1_800_000_000), currency: "CNY")
    let full = try fault {
      _ = try store.importFiles([.bytes(bytes, .users)], rules: rules)
    }
    #expect(full == .full("facts.sqlite"))
    #expect(try store.userCount() == 0)
    try store.facts.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    #expect(try store.importFiles([.bytes(bytes, .users)], rules: rules).isStored)
    #expect(try store.userCount() == 20_000)
  }

  @Test func `many processes may open a new store at once`() throws {
    let folder = folder
    let faults = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 12) { _ in
      do {
        let store = try WorkspaceStore(folder: folder)
        _ = try store.userCount()
      } catch {
        faults.withLock { $0.append("\(error)") }
      }
    }
    #expect(faults.withLock { $0 } == [])
    #expect(try WorkspaceStore(folder: folder).factsVersion() == 0)
  }

  @Test func `every fault has words in both languages that name the file`() {
    let faults: [StoreError] = [
      .missing("f"), .damaged("f", reason: "why"), .newer("f"), .older("f"), .busy("f"),
      .full("f"), .noAccess("f", reason: "why"), .readOnly, .refused("why"), .other("why"),
    ]
    for fault in faults {
      let (chinese, english) = (fault.words(.zh), fault.words(.en))
      #expect(chinese != english && !chinese.isEmpty)
      #expect(fault.description == english)
      if fault != .readOnly { #expect(english.contains("f") || english.contains("why")) }
      if fault != .readOnly { #expect(chinese.contains("f") || chinese.contains("why")) }
    }
  }
}
