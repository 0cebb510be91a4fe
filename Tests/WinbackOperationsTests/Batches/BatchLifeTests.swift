import Testing
import WinbackCore
import WinbackOperations
import WinbackStore

@testable import WinbackOperations

struct BatchLifeTests {
  @Test func `a draft says who gets a message and why the others do not`() throws {
    let shop = try BatchWorkspace(users: 6)
    let session = try shop.session("amy")
    try shop.importing(
      session,
      [
        (.suppressions, "user_id,scope,from\nu001,all,2024-01-01T00:00:00Z\n"),
        (.consents, "user_id,channel,state,ts\nu003,sms,withdrawn,2024-01-01T00:00:00Z\n"),
      ])
    let batch = try session.planBatch(strategy: "back", size: 3)
    #expect(batch.id == "B-20240630-001")
    #expect(batch.segmentSize == 6)
    #expect(batch.recipients == 3)
    #expect(
      batch.waterfall == [
        .init(reason: "suppressed", count: 1), .init(reason: "no_consent", count: 1),
        .init(reason: "not_chosen", count: 1),
      ])
    #expect(batch.cost == Money(minor: 15))
    #expect(try session.planBatch(strategy: "back").id == "B-20240630-002")
  }

  @Test func `submitting freezes rows, documents and hashes that agree`() throws {
    let shop = try BatchWorkspace(users: 40, controlBP: 3000)
    let id = try shop.submitted()
    let session = try shop.session("bob")
    let batch = try session.storedBatch(id).batch
    #expect(batch.state == .submitted)
    #expect(batch.recipients + batch.controlSize == 40)
    #expect(batch.controlSize > 0)
    let total = batch.waterfall.reduce(batch.recipients) { $0 + $1.count }
    #expect(total == batch.segmentSize)
    let frozen = try FrozenBatch(batch, in: session.store)
    try frozen.checkRows(in: session.store)
    #expect(frozen.policy.approvalsNeeded == 1)
    #expect(try session.verifyAudit().isIntact)
  }

  @Test func `an approver's count must be right, and nothing is stored when it is not`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.submitted()
    let session = try shop.session("bob")
    #expect(throws: BatchError.wrongCount(id, typed: 5, actual: 6)) {
      try session.approveBatch(id, count: 5)
    }
    #expect(try session.storedBatch(id).approvals.isEmpty)
    #expect(try session.storedBatch(id).batch.state == .submitted)
    try session.approveBatch(id, count: 6, note: "看过")
    #expect(try session.storedBatch(id).batch.state == .approved)
    #expect(throws: BatchError.state(id, .approved, .approve)) {
      try session.approveBatch(id, count: 6)
    }
  }

  @Test func `an author cannot approve though he is an approver`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.submitted()
    #expect(throws: BatchError.approval(id, .own)) {
      try shop.session("amy").approveBatch(id, count: 6)
    }
    #expect(throws: BatchError.approval(id, .role)) {
      try shop.session("sam").approveBatch(id, count: 6)
    }
    #expect(throws: BatchError.approval(id, .hash)) {
      try shop.session("bob").approveBatch(id, count: 6, contentHash: "old")
    }
  }
}
