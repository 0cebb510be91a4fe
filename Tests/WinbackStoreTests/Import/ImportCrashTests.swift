import Foundation
import GRDB
import Synchronization
import Testing
import WinbackCore
import WinbackTestSupport

@testable import WinbackStore

/// What a process that is killed, or held up, leaves behind.
struct ImportCrashTests {
  private static let count = 30_000

  private static func bytes(_ lines: [String]) -> [UInt8] {
    Array(lines.joined(separator: "\n").utf8)
  }

  private var users: [UInt8] {
    Self.bytes(
      ["user_id,registered_at,name"]
        + (0..<Self.count).map { "u\($0),2024-01-01T00:00:00Z,somebody of a long name \($0)" })
  }

  private var consents: [UInt8] {
    Self.bytes(
      ["user_id,channel,state,ts"]
        + (0..<Self.count).map { "u\($0),sms,denied,2024-01-02T00:00:00Z" })
  }

  /// Copies the files of a store as they are on disk, which is what a killed process leaves.
  private func copy(_ folder: URL, to other: URL) throws {
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(
        at: folder.appending(path: name), to: other.appending(path: name))
    }
  }

  @Test func `a process killed in the middle of an import leaves the store as it was`() throws {
    let temporary = try TemporaryFolder()
    let fixture = try ImportFixture()
    try fixture.importing([
      (.users, ["user_id,registered_at", "first,2024-01-01T00:00:00Z"])
    ])
    // So small a cache that pages of the open transaction are on disk already.
    try fixture.store.facts.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA cache_size = 20; PRAGMA wal_autocheckpoint = 0")
    }
    let log = fixture.folder.appending(path: "facts.sqlite-wal")
    let sizeBefore = try FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int ?? 0
    var copies: [URL] = []
    let report = try fixture.store.importFiles(
      [.bytes(consents, .consents), .bytes(users, .users)], rules: ImportFixture.rules(),
      progress: { progress in
        let size = try FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int ?? 0
        if progress.kind == .users { #expect(size > sizeBefore + 100_000) }
        let url = temporary.url.appending(path: "\(copies.count)")
        try copy(fixture.folder, to: url)
        copies.append(url)
      })
    #expect(report.isStored)
    #expect(copies.count >= 2)
    for url in copies {
      let store = try WorkspaceStore(folder: url)
      #expect(try store.searchUsers("", limit: 9).map(\.id) == ["first"])
      #expect(try store.consents(of: "u1") == [])
      #expect(try store.factsVersion() == 1)
      let check: (Database) throws -> [String] = {
        try String.fetchAll($0, sql: "PRAGMA integrity_check")
      }
      #expect(try store.readFacts(check) == ["ok"])
      #expect(try store.readLedger(check) == ["ok"])
      let again = try store.importFiles(
        [.bytes(users, .users), .bytes(consents, .consents)], rules: ImportFixture.rules())
      #expect(again.files.map(\.inserted) == [Self.count, Self.count])
    }
  }

  @Test func `the ledger can be written while files are read`() throws {
    let fixture = try ImportFixture()
    let sender = try WorkspaceStore(folder: fixture.folder, patience: 0.05)
    var isWritten = false
    _ = try fixture.store.importFiles(
      [.bytes(users, .users), .bytes(consents, .consents)], rules: ImportFixture.rules(),
      progress: { _ in
        try sender.writeLedger {
          try $0.execute(sql: "UPDATE ledger_state SET value = value + 1")
        }
        isWritten = true
      })
    #expect(isWritten)
    #expect(try fixture.store.consents(of: "u1").count == 1)
  }

  @Test func `waits for a send that holds the ledger`() throws {
    let fixture = try ImportFixture()
    let sender = try DatabaseQueue(path: fixture.folder.appending(path: "ledger.sqlite").path)
    let isHeld = DispatchSemaphore(value: 0)
    let thread = Thread {
      try? sender.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        isHeld.signal()
        Thread.sleep(forTimeInterval: 0.5)
        try database.execute(sql: "UPDATE ledger_state SET value = 40; COMMIT")
      }
    }
    thread.start()
    isHeld.wait()
    try fixture.importing([
      (.users, ["user_id,registered_at", "a,2024-01-01T00:00:00Z"]),
      (.consents, ["user_id,channel,state,ts", "a,sms,denied,2024-01-02T00:00:00Z"]),
    ])
    #expect(try fixture.store.touchVersion() == 41)
    #expect(try fixture.store.consents(of: "a").count == 1)
  }

  @Test func `facts can be read while an import is under way`() throws {
    let fixture = try ImportFixture()
    try fixture.importing([(.users, ["user_id,registered_at", "a,2024-01-01T00:00:00Z"])])
    let reader = try WorkspaceStore(folder: fixture.folder, isReadOnly: true)
    var counts: [Int] = []
    _ = try fixture.store.importFiles(
      [.bytes(users, .users)], rules: ImportFixture.rules(),
      progress: { _ in
        counts.append(try reader.userCount())
        counts.append(try fixture.store.userCount())
      })
    #expect(Set(counts) == [1])
    #expect(try reader.userCount() == Self.count + 1)
  }
}
