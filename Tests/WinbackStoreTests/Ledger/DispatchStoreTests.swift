import Foundation
import Testing
import WinbackCore
import WinbackStore

struct DispatchStoreTests {
  private func sendAll(_ messages: [Recipient], _ book: ContactBook) -> [ClaimVerdict] {
    messages.map { _ in .send }
  }

  private func users(_ count: Int) -> [String] {
    (0..<count).map { "u" + String(repeating: "0", count: 4 - "\($0)".count) + "\($0)" }
  }

  @Test func `an intent is durable before the hand-over and an outcome after`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin(users(3).map { ledger.recipient($0) })
    let group = try #require(
      try ledger.store.claim("b1", limit: 2, after: 0, at: ledger.now, vet: sendAll))
    #expect(group.messages.map(\.user.text) == ["u0000", "u0001"])
    #expect(group.messages.allSatisfy { $0.state == .inFlight && $0.attempt == 1 })
    let other = try ledger.reopened()
    #expect(try other.inFlight(of: "b1").map(\.key) == group.messages.map(\.key))
    try ledger.store.settle(
      [
        MessageOutcome(key: ledger.key("u0000"), state: .sent, providerID: "p1"),
        MessageOutcome(key: ledger.key("u0001"), state: .failed, reason: "refused"),
      ], of: "b1", at: ledger.now)
    #expect(try other.inFlight(of: "b1").isEmpty)
    #expect(try other.progress(of: "b1") == [.sent: 1, .failed: 1, .pending: 1])
  }

  @Test func `claims never hand out a message twice`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin(users(100).map { ledger.recipient($0) })
    let stores = [ledger.store, try ledger.reopened(), try ledger.reopened()]
    var seen: [String] = []
    var turn = 0
    while true {
      let group = try #require(
        try stores[turn % 3].claim("b1", limit: 7, after: 0, at: ledger.now, vet: sendAll))
      if group.messages.isEmpty { break }
      seen += group.messages.map(\.key)
      turn += 1
    }
    #expect(seen.count == 100)
    #expect(Set(seen).count == 100)
  }

  @Test(arguments: BatchState.allCases.filter { $0 != .sending })
  func `nothing is claimed of a batch that is not sending`(state: BatchState) throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")], as: state)
    #expect(try ledger.store.claim("b1", limit: 9, after: 0, at: ledger.now, vet: sendAll) == nil)
    #expect(try ledger.states() == ["u1": .pending])
  }

  @Test func `a control user is never claimed`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: .control), ledger.recipient("u2")])
    let group = try ledger.store.claim("b1", limit: 9, after: 0, at: ledger.now, vet: sendAll)
    #expect(group?.messages.map(\.user.text) == ["u2"])
  }

  @Test func `the last look may skip or wait, and sees what users allow now`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([
      ledger.recipient("u1"), ledger.recipient("u2"), ledger.recipient("u3", state: .sent),
    ])
    _ = try ledger.store.record(
      [Receipt(id: "r", touchID: .init(ledger.key("u3")), at: ledger.now, kind: .unsubscribed)],
      at: ledger.now, actor: "system")
    let group = try #require(
      try ledger.store.claim("b1", limit: 9, after: 0, at: ledger.now) { messages, book in
        #expect(book.now == ledger.now)
        #expect(!book.isSuppressed("u3", on: .sms), "only the people of the group are looked up")
        return messages.map { $0.user == "u1" ? .skip(.capped) : .wait }
      })
    #expect(group.messages.isEmpty)
    #expect(group.looked == 2)
    #expect(try ledger.states() == ["u1": .skipped, "u2": .pending, "u3": .sent])
    #expect(try ledger.store.reasons(of: "b1") == ["capped": 1])
    let rest = try ledger.store.claim(
      "b1", limit: 9, after: group.end, at: ledger.now, vet: sendAll)
    #expect(rest?.looked == 0, "what must wait is looked at once in a pass")
  }

  @Test func `an error in the last look undoes the claim`() throws {
    struct Fault: Error {}
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1")])
    #expect(throws: Fault.self) {
      try ledger.store.claim("b1", limit: 9, after: 0, at: ledger.now) { _, _ in throw Fault() }
    }
    #expect(try ledger.states() == ["u1": .pending])
  }

  @Test func `only what is in flight is settled, only what is in doubt is resolved`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin(
      [
        ledger.recipient("u1", state: .sent), ledger.recipient("u2"),
        ledger.recipient("u3", state: .unknown),
      ])
    for user in ["u1", "u2", "u3"] {
      try ledger.store.settle(
        [MessageOutcome(key: ledger.key(user), state: .failed, reason: "late")], of: "b1",
        at: ledger.now)
    }
    #expect(try ledger.states() == ["u1": .sent, "u2": .pending, "u3": .unknown])
    func resolve(_ user: String) throws -> Bool {
      try ledger.store.resolve(
        MessageOutcome(key: ledger.key(user), state: .failed, reason: "not_sent"), of: "b1",
        act: ledger.act("batch.resolve"))
    }
    #expect(try !resolve("u1"))
    #expect(try !resolve("u2"))
    #expect(try resolve("u3"))
    #expect(try !resolve("u3"), "once")
    #expect(try ledger.states() == ["u1": .sent, "u2": .pending, "u3": .failed])
  }

  @Test func `cancelling keeps what went out`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([
      ledger.recipient("u1", state: .sent), ledger.recipient("u2"),
      ledger.recipient("u3", state: .inFlight), ledger.recipient("u4", state: .control),
    ])
    try ledger.store.change("b1", act: ledger.act("batch.cancel")) { change in
      change.batch.state = .cancelled
      change.cancelsWaiting = true
    }
    #expect(
      try ledger.states()
        == ["u1": .sent, "u2": .cancelled, "u3": .inFlight, "u4": .control])
  }

  @Test func `a key is never used twice`() throws {
    let ledger = try LedgerFixture()
    try ledger.begin([ledger.recipient("u1", state: .sent)])
    try ledger.store.insert(ledger.draft("b2"), act: ledger.act("batch.plan", "b2"))
    var copy = ledger.recipient("u1", of: "b2")
    copy.key = ledger.key("u1")
    #expect(throws: StoreError.self) {
      try ledger.store.freeze("b2", recipients: [copy], act: ledger.act("batch.submit", "b2")) {
        $0.batch.state = .submitted
        $0.batch.frozen = ledger.frozen
      }
    }
    #expect(try ledger.store.batch("b2")?.batch.state == .draft, "all of it or nothing")
  }

  @Test func `what was sent or may have been counts as a touch`() throws {
    let ledger = try LedgerFixture()
    let before = try ledger.store.touchVersion()
    try ledger.begin(
      RecipientState.allCases.map {
        ledger.recipient($0.rawValue, state: $0, reason: "r")
      })
    let touches = try ledger.store.sentTouches()
    #expect(Set(touches.keys.map(\.text)) == ["in_flight", "sent", "unknown"])
    #expect(touches["sent"]?.first?.status == .sent)
    #expect(touches["unknown"]?.first?.status == .unknown)
    #expect(touches["sent"]?.first?.id.text == ledger.key("sent"))
    try ledger.store.settle([], of: "b1", at: ledger.now)
    #expect(try ledger.store.touchVersion() > before)
  }
}
