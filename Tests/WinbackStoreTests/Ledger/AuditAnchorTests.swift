import Foundation
import GRDB
import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

struct AuditAnchorTests {
  private func tamper(_ ledger: LedgerFixture, _ sql: String) throws {
    let queue = try DatabaseQueue(path: ledger.folder.url.appending(path: "ledger.sqlite").path)
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER audit_is_never_changed")
      try database.execute(sql: "DROP TRIGGER audit_is_never_cut")
      try database.execute(sql: sql)
    }
  }

  private func head(_ ledger: LedgerFixture) -> URL {
    ledger.folder.url.appending(path: "audit.head")
  }

  @Test func `an untouched trail verifies, an empty one too`() throws {
    let ledger = try LedgerFixture()
    #expect(try ledger.store.verifyAudit().isIntact)
    #expect(try ledger.store.verifyAudit().entries == 3)
    let folder = try TemporaryFolder()
    #expect(try WorkspaceStore(folder: folder.url).verifyAudit().isIntact)
  }

  @Test(arguments: [
    ("DELETE FROM audit WHERE seq = 3", nil, AuditChain.Fault.head),
    ("DELETE FROM audit", nil, .head),
    ("DELETE FROM audit WHERE seq = 2", 3, .gap),
    ("UPDATE audit SET actor = 'eve' WHERE seq = 2", 2, .changed),
    ("UPDATE audit SET prev_hash = hash WHERE seq = 2", 2, .broken),
  ])
  func `a trail changed behind our back shows where`(
    sql: String, seq: Int64?, fault: AuditChain.Fault
  ) throws {
    let ledger = try LedgerFixture()
    try tamper(ledger, sql)
    let result = try ledger.store.verifyAudit()
    #expect(result.firstBadSeq == seq)
    #expect(result.fault == fault)
  }

  @Test func `an entry put in beside winback shows`() throws {
    let ledger = try LedgerFixture()
    let last = try #require(try ledger.store.auditHead())
    let forged = AuditEntry(
      after: last, at: ledger.now, actor: "eve", action: "batch.approve", object: "batch/b1",
      detail: .object([:]))
    let queue = try DatabaseQueue(path: ledger.folder.url.appending(path: "ledger.sqlite").path)
    try queue.write { database in
      try database.execute(
        sql: "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          forged.seq, forged.at.seconds, forged.actor, forged.action, forged.object, "{}",
          forged.prevHash, forged.hash,
        ])
    }
    #expect(try ledger.store.verifyAudit().fault == .head)
  }

  @Test func `a trail without the head beside it is doubtful`() throws {
    let ledger = try LedgerFixture()
    try FileManager.default.removeItem(at: head(ledger))
    #expect(try ledger.store.verifyAudit().fault == .head)
  }

  /// Death before the commit leaves the old head in the store, death after it the new one.
  @Test func `a crash around a commit is no fault`() throws {
    let ledger = try LedgerFixture()
    let confirmed = try String(contentsOf: head(ledger), encoding: .utf8)
    try ledger.store.record(ledger.act("test.note"))
    let next = try #require(try ledger.store.auditHead())
    try ledger.folder.write("\(confirmed)next \(next.seq) \(next.hash)\n", to: "audit.head")
    #expect(try ledger.store.verifyAudit().isIntact, "committed but not confirmed")

    let hash = String(repeating: "a", count: 64)
    try ledger.folder.write(
      "\(next.seq) \(next.hash)\nnext \(next.seq + 1) \(hash)\n", to: "audit.head")
    #expect(try ledger.store.verifyAudit().isIntact, "announced but not committed")
    try ledger.store.record(ledger.act("test.note"))
    #expect(try ledger.store.verifyAudit().isIntact, "and it goes on")
  }

  @Test func `what is rolled back leaves the head as it was`() throws {
    struct Fault: Error {}
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")])
    let before = try String(contentsOf: head(ledger), encoding: .utf8)
    #expect(throws: Fault.self) {
      try ledger.store.change("b1", act: ledger.act("batch.pause")) { _ in throw Fault() }
    }
    #expect(try String(contentsOf: head(ledger), encoding: .utf8) == before)
    #expect(try ledger.store.verifyAudit().isIntact)
  }

  @Test func `verifying while others append finds no fault`() async throws {
    let ledger = try LedgerFixture()
    let (writer, act) = (try ledger.reopened(), ledger.act("test.note"))
    let store = ledger.store
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for _ in 0..<60 { try writer.record(act) } }
      group.addTask {
        for _ in 0..<20 {
          let result = try store.verifyAudit()
          #expect(result.isIntact)
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.verifyAudit().entries == 63)
  }
}
