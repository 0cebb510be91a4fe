import Foundation
import GRDB
import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

struct BatchStoreTests {
  @Test func `gives back every field of a batch as it was stored`() throws {
    let ledger = try LedgerFixture()
    var batch = ledger.draft()
    batch.authors = ["amy", "王芳"]
    batch.sendAt = ledger.now.adding(hours: 1)
    batch.expiresAt = ledger.now.adding(hours: 73)
    batch.pausedAt = ledger.now
    batch.submittedAt = ledger.now
    batch.controlSize = 3
    batch.risk = .high
    batch.cost = Money(minor: 12_345)
    batch.waterfall = [.init(reason: "no_consent", count: 4), .init(reason: "capped", count: 3)]
    batch.note = "七夕前的提醒"
    batch.frozen = ledger.frozen
    try ledger.store.insert(batch, act: ledger.act("batch.plan"))
    #expect(try ledger.reopened().batch("b1")?.batch == batch)
    #expect(try ledger.store.batches() == [batch])
    #expect(try ledger.store.batch("b2") == nil)
  }

  @Test func `a refused change leaves neither change nor audit entry`() throws {
    struct Refusal: Error {}
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")], as: .submitted)
    let entries = try ledger.audit().entries
    #expect(throws: Refusal.self) {
      try ledger.store.change("b1", act: ledger.act("batch.approve")) { change in
        change.batch.state = .approved
        throw Refusal()
      }
    }
    #expect(try ledger.store.batch("b1")?.batch.state == .submitted)
    #expect(try ledger.audit().entries == entries)
  }

  @Test func `a change is recorded with the change`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")], as: .submitted)
    try ledger.store.change("b1", act: ledger.act("batch.reject", by: "bob")) { change in
      change.batch.state = .rejected
      change.note = "口号太重"
      change.signature = "sig"
    }
    let acts = try ledger.store.acts(of: "b1")
    #expect(acts.map(\.action) == ["batch.plan", "batch.submit", "batch.reject"])
    #expect(acts.last?.note == "口号太重")
    #expect(acts.last?.signature == "sig")
    #expect(acts.last?.actor == "bob")
    #expect(try ledger.store.latestAuditEntries(1).first?.action == "batch.reject")
    #expect(try ledger.audit().isIntact)
  }

  @Test func `approvals are kept, voided ones too`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")], as: .submitted)
    let approval = Approval(
      batch: "b1", version: 2, operatorID: "bob", at: ledger.now,
      contentHash: ledger.frozen.contentHash, messagesHash: ledger.frozen.messagesHash,
      recipients: 1, note: "好", signature: "sig")
    try ledger.store.change("b1", act: ledger.act("batch.approve", by: "bob")) {
      $0.newApproval = approval
    }
    #expect(try ledger.store.batch("b1")?.approvals == [approval])
    try ledger.store.change("b1", act: ledger.act("batch.withdraw")) { change in
      change.voidedApprovals = Set(change.approvals.map(\.operatorID))
      change.batch.state = .draft
    }
    let stored = try #require(try ledger.store.batch("b1"))
    #expect(stored.approvals.map(\.isVoid) == [true])
    #expect(
      ApprovalRules.valid(stored.approvals, for: ledger.frozen.contentHash, at: ledger.now).isEmpty)
  }

  @Test func `only people we know can approve`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")], as: .submitted)
    #expect(throws: StoreError.self) {
      try ledger.store.change("b1", act: ledger.act("batch.approve", by: "mallory")) {
        $0.newApproval = Approval(
          batch: "b1", version: 2, operatorID: "mallory", at: ledger.now,
          contentHash: ledger.frozen.contentHash, messagesHash: ledger.frozen.messagesHash,
          recipients: 1)
      }
    }
  }

  @Test func `nothing but a draft is without frozen content`() throws {
    let ledger = try LedgerFixture()
    try ledger.store.insert(ledger.draft(), act: ledger.act("batch.plan"))
    #expect(throws: StoreError.self) {
      try ledger.store.change("b1", act: ledger.act("batch.submit")) {
        $0.batch.state = .submitted
      }
    }
  }

  @Test func `freezing again replaces the messages`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1"), ledger.recipient("u2")], as: .submitted)
    try ledger.store.freeze(
      "b1", recipients: [ledger.recipient("u2"), ledger.recipient("u3")],
      act: ledger.act("batch.submit")
    ) { $0.batch.version += 1 }
    #expect(try ledger.states() == ["u2": .pending, "u3": .pending])
  }

  @Test func `a document's version counts its distinct contents`() throws {
    let ledger = try LedgerFixture()
    func save(_ text: String, _ name: String = "t1") throws -> Int {
      try ledger.store.save(
        document: .object(["body": .text(text)]), kind: "template", name: name)
    }
    #expect(try save("a") == 1)
    #expect(try save("b") == 2)
    #expect(try save("a") == 1)
    #expect(try save("a", "t2") == 1)
    let hash = CanonicalJSON.object(["body": .text("b")]).sha256
    let found = try #require(try ledger.store.document(sha256: hash))
    #expect(found.version == 2)
    #expect(found.json == #"{"body":"b"}"#)
    #expect(try ledger.store.document(sha256: String(repeating: "0", count: 64)) == nil)
  }

  @Test func `the audit trail can only grow`() throws {
    let ledger = try LedgerFixture()
    let queue = try DatabaseQueue(path: ledger.folder.url.appending(path: "ledger.sqlite").path)
    for sql in ["UPDATE audit SET actor = 'x'", "DELETE FROM audit WHERE seq = 1"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try ledger.audit().isIntact)
  }

  @Test func `entries of two processes make one chain`() async throws {
    let ledger = try LedgerFixture()
    let stores = try (0..<4).map { _ in try ledger.reopened() }
    let act = ledger.act("test.note")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in stores {
        group.addTask { for _ in 0..<25 { try store.record(act) } }
      }
      try await group.waitForAll()
    }
    let result = try ledger.audit()
    #expect(result.isIntact)
    #expect(result.entries == 103)
  }

  @Test func `a detail with odd letters verifies after it was stored`() throws {
    let ledger = try LedgerFixture()
    // A letter and its accent apart: stored and hashed in one normal form.
    let odd = "cafe\u{301}\u{1}\u{2028}\"\\"
    try ledger.store.record(
      AuditAct(
        at: ledger.now, actor: odd, action: "test.note", object: odd,
        detail: .object([odd: .text(odd), "v": .verbatim(odd), "n": .integer(.min)])))
    #expect(try ledger.audit().isIntact)
  }
}
