import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

struct BatchRefusalTests {
  private func refusal(
    _ shop: BatchWorkspace, note: String = ""
  ) throws -> BatchError? {
    let author = try shop.session("amy")
    let batch = try author.planBatch(strategy: "back")
    do {
      try author.submitBatch(batch.id, note: note)
      return nil
    } catch let error as BatchError {
      // A refused submission leaves the draft as it was.
      #expect(try author.storedBatch(batch.id).batch == batch)
      return error
    }
  }

  @Test func `copy with an error cannot be submitted`() throws {
    let shop = try BatchWorkspace(
      template: BatchWorkspace.template.replacing("signature: 茶叶蛋\n", with: ""))
    guard case .lint(_, let findings)? = try refusal(shop) else {
      Issue.record("it was submitted")
      return
    }
    #expect(findings.map(\.rule).contains("signature-missing"))
  }

  @Test func `copy with a warning needs a note`() throws {
    let text =
      BatchWorkspace.template.replacing("https://h5.shop.cn/x", with: "{{link}}")
      + "\nlink: https://h5.shop.cn/x\n"
    let shop = try BatchWorkspace(template: text)
    #expect(
      try refusal(shop) == .noteMissing("B-20240630-001", warnings: ["link-variable"]))
    #expect(try refusal(shop, note: "平台已报备") == nil)
  }

  @Test func `nobody to send to is refused with the reasons`() throws {
    let shop = try BatchWorkspace(users: 2)
    try shop.importing(
      try shop.session("amy"),
      [
        (
          .suppressions,
          "user_id,scope,from\nu001,all,2024-01-01T00:00:00Z\nu002,sms,2024-01-01T00:00:00Z\n"
        )
      ])
    #expect(
      try refusal(shop)
        == .noRecipients("B-20240630-001", [.init(reason: "suppressed", count: 2)]))
  }

  @Test func `says when too few others may approve`() throws {
    let shop = try BatchWorkspace(users: 600)
    let admin = try shop.session("admin")
    try admin.revokeOperator("cat")
    #expect(
      try refusal(shop) == .tooFewApprovers("B-20240630-001", needed: 2, able: ["鲍勃"]))
  }

  @Test func `a filled text with an error takes that user out`() throws {
    let shop = try BatchWorkspace(users: 3)
    try shop.importing(
      try shop.session("amy"),
      [(.users, "user_id,registered_at,name\nu003,2023-01-01T00:00:00Z,最低价\n")])
    let batch = try shop.session("amy").planBatch(strategy: "back")
    #expect(batch.waterfall.allSatisfy { ["lint_error"].contains($0.reason) })
    #expect(batch.recipients + batch.waterfall.reduce(0) { $0 + $1.count } == 3)
  }

  @Test func `users of a waiting batch are busy for the next`() throws {
    let shop = try BatchWorkspace(users: 3)
    _ = try shop.submitted()
    let batch = try shop.session("amy").planBatch(strategy: "back")
    #expect(batch.waterfall == [.init(reason: "busy", count: 3)])
  }

  @Test func `a budget takes the best customers first`() throws {
    let shop = try BatchWorkspace(users: 4)
    try shop.folder.write(
      """
      problem: x
      segment: recall_pool
      channel: sms
      template: recall
      control_bp: 0
      budget_minor: 10
      """, to: "strategies/back.yaml")
    let session = try shop.session("amy")
    try shop.importing(
      session,
      [
        (
          .orders,
          "order_id,user_id,created_at,status,amount_minor,paid_at\no4,u004,2023-06-01T00:00:00Z,paid,90000,2023-06-01T00:00:00Z\n"
        )
      ])
    let batch = try session.planBatch(strategy: "back")
    #expect(batch.recipients == 2)
    #expect(batch.waterfall == [.init(reason: "over_budget", count: 2)])
    #expect(batch.cost == Money(minor: 10))
    try session.submitBatch(batch.id)
    var users: [User.ID] = []
    try session.store.forEachRecipient(of: batch.id) { users.append($0.user) }
    #expect(users == ["u001", "u004"])
  }

  @Test func `approving, taking back, editing and withdrawing void what was approved`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    let bob = try shop.session("bob")
    let cat = try shop.session("cat")
    #expect(throws: BatchError.notApprovedBy(id, "cat")) { try cat.unapproveBatch(id) }
    #expect(throws: BatchError.tooLateToTakeBack(id)) {
      try shop.session("bob", at: DispatchTests.soon).unapproveBatch(id)
    }
    try bob.unapproveBatch(id)
    #expect(try bob.storedBatch(id).batch.state == .submitted)
    try cat.approveBatch(id, count: 6)
    #expect(throws: BatchError.reasonMissing(.withdraw)) { try cat.withdrawBatch(id, reason: " ") }
    try cat.withdrawBatch(id, reason: "改短一点")
    let draft = try bob.storedBatch(id)
    #expect(draft.batch.state == .draft)
    #expect(draft.batch.frozen == nil)
    #expect(draft.approvals.allSatisfy { $0.isVoid })
    #expect(try bob.store.progress(of: id).isEmpty)
    let amy = try shop.session("amy")
    try amy.submitBatch(id)
    let again = try amy.storedBatch(id).batch
    #expect(again.version > draft.batch.version)
    try amy.editBatch(id, size: 2)
    #expect(try amy.storedBatch(id).batch.recipients == 2)
    #expect(throws: BatchError.state(id, .draft, .approve)) { try bob.approveBatch(id, count: 2) }
  }

  @Test func `a taken back approval that is revived counts for nothing`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    // Even by a clock that stands a second before the approval.
    try shop.session("bob", at: "2024-06-30T01:59:59Z").unapproveBatch(id)
    try shop.tamper("UPDATE approval SET is_void = 0; UPDATE batch SET state = 'approved'")
    #expect(throws: BatchError.tampered(id, .column("batch.state"))) {
      try shop.session("sam", at: DispatchTests.soon).dispatch(batch: id)
    }
    #expect(shop.outbox.isEmpty)
  }

  @Test func `rejecting needs a reason and is final`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.submitted()
    let bob = try shop.session("bob")
    #expect(throws: BatchError.reasonMissing(.reject)) { try bob.rejectBatch(id, reason: "") }
    try bob.rejectBatch(id, reason: "人群不对")
    #expect(throws: BatchError.state(id, .rejected, .approve)) {
      try bob.approveBatch(id, count: 6)
    }
    let copy = try shop.session("amy").cloneBatch(id)
    #expect(copy.state == .draft)
    #expect(copy.recipients == 6)
  }

  @Test(arguments: BatchRefusalTests.errors)
  func `every refusal is said in both languages and names its batch`(error: BatchError) {
    for language in Language.allCases { #expect(error.words(language).count > 8) }
    #expect(error.words(.zh) != error.words(.en))
    #expect(error.description == error.words(.en))
    #expect(!error.words(.en).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  static let errors: [BatchError] = {
    let id: Batch.ID = "B-1"
    let at = Instant(seconds: 0)
    let place = FileLocation(file: "templates/a.yaml", line: 1, column: 1)
    let tampering: [BatchError.Tampering] = [
      .content, .documentMissing(kind: "flow"), .documentChanged(kind: "policy"),
      .column("batch.risk"), .recipient("u1", columns: ["text"]),
      .recipientCount(found: 1, approved: 2), .audience, .messages, .approval(by: "bob"),
      .approver("bob"),
    ]
    let finding = Finding(rule: "r", severity: .error, range: nil, zh: "错", en: "wrong")
    return tampering.map { .tampered(id, $0) } + [
      .state(id, .draft, .approve), .approval(id, .own), .wrongCount(id, typed: 1, actual: 2),
      .reasonMissing(.reject), .noteMissing(id, warnings: ["parts-many"]), .lint(id, [finding]),
      .noRecipients(id, []), .noRecipients(id, [.init(reason: "capped", count: 3)]),
      .tooFewApprovers(id, needed: 2, able: []), .tooFewApprovers(id, needed: 2, able: ["Bob"]),
      .sendTimePast(at), .sendTimeOutside(at, .sms, next: nil, .utc),
      .sendTimeOutside(at, .sms, next: at, .utc), .sizeNotPositive(0),
      .channelDiffers(strategy: "s", .sms, template: "t", .push),
      .templateFault("t", SettingsFault(place, zh: "错", en: "wrong")),
      .segmentFault("s", SegmentError(.unclosedString, at: 1)), .changedMeanwhile(id),
      .cooling(id, until: at, .utc), .notDue(id, at: at, .utc),
      .approvalsLapsed(id, valid: 0, needed: 1), .tooLateToTakeBack(id),
      .notApprovedBy(id, "bob"), .stale(id, removed: 3, of: 4), .noGateway("kannel", .sms),
      .inOtherHands(id), .notInDoubt("k"),
    ]
  }()
}
