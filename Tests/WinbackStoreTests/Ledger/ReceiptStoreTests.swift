import Foundation
import Testing
import WinbackCore
import WinbackStore

struct ReceiptStoreTests {
  private func receipt(
    _ id: String, _ key: String, _ kind: Receipt.Kind, at seconds: Int64 = 0
  ) -> Receipt {
    Receipt(
      id: .init(id), touchID: .init(key), at: Instant(seconds: 1_719_712_900 + seconds), kind: kind)
  }

  @Test func `settles what is in doubt and keeps the rest`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([
      ledger.recipient("u1", state: .unknown), ledger.recipient("u2", state: .unknown),
      ledger.recipient("u3", state: .unknown), ledger.recipient("u4"),
    ])
    let report = try ledger.store.record(
      [
        receipt("r1", ledger.key("u1"), .delivered),
        receipt("r2", ledger.key("u2"), .failedPermanently),
        receipt("r3", "no-such-key", .delivered),
      ], at: ledger.now, actor: "system")
    #expect(report.inserted == 2)
    #expect(report.aside == 1)
    #expect(try ledger.store.strayReceiptCount() == 1)
    #expect(
      try ledger.states() == ["u1": .sent, "u2": .failed, "u3": .unknown, "u4": .pending])
    #expect(try ledger.audit().isIntact)
  }

  @Test func `the same receipts again change nothing`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: .sent)])
    let receipts = [
      receipt("r1", ledger.key("u1"), .delivered), receipt("r2", "elsewhere", .delivered),
    ]
    _ = try ledger.store.record(receipts, at: ledger.now, actor: "system")
    let entries = try ledger.audit().entries
    let again = try ledger.store.record(receipts, at: ledger.now, actor: "system")
    #expect(again.same == 2)
    #expect(again.inserted + again.aside + again.differing.count == 0)
    #expect(try ledger.audit().entries == entries)
    let other = try ledger.store.record(
      [receipt("r1", ledger.key("u1"), .opened)], at: ledger.now, actor: "system")
    #expect(other.differing == [0])
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]])
  func `any order of the same receipts ends alike`(order: [Int]) throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: .sent)])
    let key = ledger.key("u1")
    let receipts = [
      receipt("r1", key, .accepted), receipt("r2", key, .delivered, at: 1),
      receipt("r3", key, .failedPermanently, at: 2),
    ]
    var contradicted: [String] = []
    for place in order {
      contradicted += try ledger.store.record(
        [receipts[place]], at: ledger.now, actor: "system"
      ).contradicted
    }
    #expect(try ledger.states() == ["u1": .sent])
    #expect(contradicted == [key], "a failure beside a delivery is noted once")
    var conflicts = 0
    try ledger.store.forEachAuditEntry(of: "message/\(key)") { _ in conflicts += 1 }
    #expect(conflicts == 1)
  }

  @Test func `stores all of a group or nothing`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: .unknown)])
    let report = try ledger.store.record(
      [receipt("r1", ledger.key("u1"), .unsubscribed), receipt("r2", "stray", .opened)],
      at: ledger.now, actor: "system", keeps: { $0.aside == 0 })
    #expect(report.inserted == 1)
    #expect(report.aside == 1)
    #expect(try ledger.states() == ["u1": .unknown])
    #expect(try ledger.store.strayReceiptCount() == 0)
    #expect(try ledger.store.suppressions(of: "u1").isEmpty)
  }

  @Test func `who unsubscribes is left alone on that channel, who complains on all`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([
      ledger.recipient("u1", state: .sent), ledger.recipient("u2", state: .sent),
    ])
    let report = try ledger.store.record(
      [
        receipt("r1", ledger.key("u1"), .unsubscribed),
        receipt("r2", ledger.key("u2"), .complained),
      ], at: ledger.now, actor: "system")
    #expect(report.suppressed == 2)
    let book = try ledger.store.contactBook(at: ledger.now.adding(hours: 1))
    #expect(book.isSuppressed("u1", on: .sms))
    #expect(!book.isSuppressed("u1", on: .email))
    #expect(book.isSuppressedEverywhere("u2"))
  }

  @Test(arguments: [RecipientState.pending, .skipped, .cancelled])
  func `a report of what was never handed over is noted and moves nothing`(state: RecipientState)
    throws
  {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: state, reason: "capped")])
    let report = try ledger.store.record(
      [receipt("r1", ledger.key("u1"), .delivered)], at: ledger.now, actor: "system")
    #expect(report.contradicted == [ledger.key("u1")])
    #expect(try ledger.states() == ["u1": state])
  }
}
