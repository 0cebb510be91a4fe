import Testing
import WinbackCore
import WinbackStore

@testable import WinbackOperations

/// One byte changed behind winback's back stops a batch, and the refusal says where.
struct TamperingTests {
  @Test(
    arguments: [
      (
        "UPDATE recipient SET text = text || '。' WHERE user_id = 'u002'",
        "recipient.text of user u002"
      ),
      (
        "UPDATE recipient SET destination = '+8613800000009' WHERE user_id = 'u003'",
        "recipient.destination of user u003"
      ),
      ("UPDATE recipient SET arm = 'B' WHERE user_id = 'u004'", "recipient.arm of user u004"),
      ("UPDATE recipient SET user_id = 'u9' WHERE user_id = 'u004'", "recipient.user_id"),
      (
        "UPDATE recipient SET text = text || 'x', seal = '' WHERE user_id = 'u002'",
        "recipient.text"
      ),
      ("DELETE FROM recipient WHERE user_id = 'u005'", "has 5 messages, 6 were approved"),
      (
        """
        INSERT INTO recipient (batch_id, user_id, step_no, arm, channel, plan, destination, text, units,
          parts, state, idempotency_key, attempt, seal)
        SELECT batch_id, 'z', step_no, arm, channel, plan, destination, text, units, parts, state,
          substr('z' || idempotency_key, 1, 32), attempt, seal FROM recipient WHERE user_id = 'u001'
        """, "user z was changed"
      ),
      ("UPDATE batch SET content = replace(content, '\"v\":1', '\"v\":2')", "batch.content"),
      ("UPDATE batch SET content_hash = replace(content_hash, 'a', 'b')", "batch.content"),
      ("UPDATE batch SET recipients = 7", "batch.recipients"),
      ("UPDATE batch SET risk = 'low'", nil),
      ("UPDATE batch SET authors = '[]'", "batch.authors"),
      ("UPDATE batch SET expires_at = expires_at + 1", "batch.expires_at"),
      ("UPDATE document SET json = replace(json, '跑鞋', '球鞋')", "template document was changed"),
      (
        "UPDATE document SET json = json || ' ' WHERE kind = 'policy'",
        "policy document was changed"
      ),
      ("DELETE FROM document WHERE kind = 'flow'", "flow document is gone"),
      (
        "UPDATE approval SET signature = replace(signature, substr(signature, 9, 1), '!')",
        "approval by bob"
      ),
      ("UPDATE approval SET at = at - 1", "approval by bob"),
      ("UPDATE approval SET operator_id = 'cat'", "approval by cat"),
      ("UPDATE operator SET roles = 'admin,approver' WHERE operator_id = 'bob'", "approver bob"),
      ("UPDATE operator SET name = '别人' WHERE operator_id = 'bob'", "approver bob"),
      (
        "UPDATE operator SET public_key = (SELECT public_key FROM operator WHERE operator_id = 'cat') WHERE operator_id = 'bob'",
        "approver bob"
      ),
      (
        "UPDATE recipient SET idempotency_key = idempotency_key || char(0) || 'x' WHERE user_id = 'u002'",
        "recipient.idempotency_key of user u002"
      ),
      (
        "UPDATE recipient SET text = text || char(0) || '再见' WHERE user_id = 'u002'",
        "recipient.text of user u002"
      ),
      (
        "UPDATE recipient SET state = 'cancelled' WHERE user_id = 'u002'",
        "recipient.state of user u002"
      ),
      (
        "UPDATE recipient SET provider_id = 'x' WHERE user_id = 'u002'",
        "recipient.state of user u002"
      ),
      ("UPDATE batch SET version = version + 7", "batch.version"),
      ("UPDATE batch SET risk = 'high'", "batch.risk"),
      ("UPDATE batch SET state = 'sending'", "batch.state"),
      ("UPDATE approval SET is_void = 1", "batch.state"),
    ] as [(String, String?)])
  func `a changed byte is refused and named`(sql: String, words: String?) throws {
    let shop = try BatchWorkspace(users: 6)
    let id = try shop.approved()
    try shop.tamper(sql)
    let sender = try shop.session("sam", at: DispatchTests.soon)
    guard let words else {
      // Low and medium take one approval alike, so nothing that matters has changed.
      #expect(try sender.dispatch(batch: id).runs.map(\.sent) == [6])
      return
    }
    let error = #expect(throws: BatchError.self) { try sender.dispatch(batch: id) }
    #expect(error?.words(.en).contains(words) == true, "\(error?.words(.en) ?? "")")
    #expect(error?.words(.zh).contains("拒绝执行") == true)
    #expect(shop.outbox.isEmpty)
    #expect(try sender.dispatch().problems.count == 1)
    #expect(shop.outbox.isEmpty)
  }

  @Test func `a version that was changed does not shorten the cooling time`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    try shop.tamper("UPDATE batch SET version = version + 7")
    #expect(throws: BatchError.self) { try shop.session("sam").dispatch(batch: id) }
    #expect(shop.outbox.isEmpty)
  }

  @Test(arguments: ["cancel", "reject", "pause", "finish"])
  func `a decision that was undone in the store stays`(decision: String) throws {
    let shop = try BatchWorkspace(users: 300)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    switch decision {
    case "cancel": try shop.session("amy").cancelBatch(id, reason: "不发了")
    case "reject": try shop.session("bob").rejectBatch(id, reason: "不发了")
    case "pause":
      _ = try sender.dispatch(batch: id) { event in
        if case .progress = event { _ = try? sender.pauseBatch(id) }
      }
    default: _ = try sender.dispatch(batch: id)
    }
    let before = shop.outbox.count
    let state = decision == "pause" ? "sending" : "approved"
    try shop.tamper(
      """
      UPDATE batch SET state = '\(state)', paused_at = NULL;
      UPDATE recipient SET state = 'pending', settled_at = NULL, intended_at = NULL, attempt = 0,
        provider_id = NULL WHERE state <> 'control'
      """)
    let error = #expect(throws: BatchError.self) { try sender.dispatch(batch: id) }
    #expect(error == .tampered(id, .column("batch.state")))
    #expect(shop.outbox.count == before)
  }

  @Test func `two rows melted into one that hashes alike are refused`() throws {
    let shop = try BatchWorkspace(users: 6)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    var rows: [Recipient] = []
    try sender.store.forEachRecipient(of: id) { rows.append($0) }
    let (one, two) = (rows[0], rows[1])
    let line = "\(one.destination)\t\(Digest.sha256(one.text))\n\(two.user)\t1\tsms\t"
    let plan = "\(one.plan)\n\(two.user)\t\(two.arm)\tsms\t\(two.plan)"
    try shop.tamper(
      """
      UPDATE recipient SET destination = '\(line)\(two.destination)', text = '\(two.text)',
        plan = '\(plan)' WHERE user_id = '\(one.user)';
      DELETE FROM recipient WHERE user_id = '\(two.user)'
      """)
    let error = #expect(throws: BatchError.self) { try sender.dispatch(batch: id) }
    #expect(error == .tampered(id, .recipient(one.user, columns: ["plan"])))
    #expect(shop.outbox.isEmpty)
  }

  @Test func `one key is one person`() throws {
    let shop = try BatchWorkspace()
    let admin = try shop.session("admin")
    let amy = try #require(try admin.operators().first { $0.id == "amy" })
    #expect(throws: IdentityError.keyTaken("puppet", owner: "amy")) {
      try admin.addOperator(
        Operator(
          id: "puppet", name: "木偶", roles: [.approver], publicKey: amy.publicKey))
    }
  }

  @Test func `the root key is pinned by the first act`() throws {
    let shop = try BatchWorkspace()
    let keys = KeyFolder(environment: shop.environment)
    let root = try shop.session("amy").settings.workspace.trustRoot
    #expect(root != nil)
    #expect(keys.pinnedRoot(of: "shop") == root)
  }

  @Test func `somebody kept back is never let in`() throws {
    let shop = try BatchWorkspace(users: 40, controlBP: 3000)
    let id = try shop.approved()
    try shop.tamper(
      "UPDATE recipient SET state = 'pending', text = 'x', destination = '+8613800000001' WHERE state = 'control'"
    )
    let error = #expect(throws: BatchError.self) {
      try shop.session("sam", at: DispatchTests.soon).dispatch(batch: id)
    }
    #expect(error?.words(.en).contains("recipient.state") == true)
  }

  @Test func `a sent message that is made to wait again is not sent twice`() throws {
    let shop = try BatchWorkspace(users: 300)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    _ = try sender.dispatch(batch: id) { event in
      if case .progress = event { _ = try? sender.pauseBatch(id) }
    }
    try shop.tamper("UPDATE recipient SET state = 'pending' WHERE user_id = 'u001'")
    try sender.resumeBatch(id)
    let error = #expect(throws: BatchError.self) { try sender.dispatch(batch: id) }
    #expect(error?.words(.en).contains("recipient.state of user u001") == true)
    #expect(shop.outbox.count == 256)
  }

  @Test func `a row changed while sending stops it`() throws {
    let shop = try BatchWorkspace(users: 300)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    let error = #expect(throws: BatchError.self) {
      try sender.dispatch(batch: id) { event in
        if case .progress = event {
          try? shop.tamper("UPDATE recipient SET text = 'x' WHERE user_id = 'u299'")
        }
      }
    }
    #expect(error == .tampered(id, .recipient("u299", columns: ["text"])))
    #expect(shop.outbox.count == 256)
  }

  @Test func `an approval over changed rows is refused`() throws {
    let shop = try BatchWorkspace(users: 6)
    let id = try shop.submitted()
    try shop.tamper("UPDATE recipient SET text = 'x' WHERE user_id = 'u001'")
    let error = #expect(throws: BatchError.self) {
      try shop.session("bob").approveBatch(id, count: 6)
    }
    #expect(error == .tampered(id, .recipient("u001", columns: ["text"])))
  }

  @Test func `a changed root key stops everybody`() throws {
    let shop = try BatchWorkspace()
    let session = try shop.session("amy")
    let root = try #require(session.settings.workspace.trustRoot)
    try session.store.record(
      AuditAct(at: session.clock.now(), actor: "x", action: "x", object: "x"))
    try KeyFolder(environment: shop.environment).pin(try #require(PublicKey(root)), of: "shop")
    _ = try session.planBatch(strategy: "back")
    let other = try session.makeKey(for: "eve")
    try KeyFolder(environment: shop.environment).pin(other, of: "shop")
    #expect(throws: IdentityError.rootChanged) { try session.planBatch(strategy: "back") }
  }
}
