import Foundation
import Testing
import WinbackCore
import WinbackGateways
import WinbackStore

@testable import WinbackOperations

struct DispatchTests {
  static let soon = "2024-06-30T02:05:00Z"

  private func counts(_ session: Session, _ id: Batch.ID) throws -> [RecipientState: Int] {
    try session.store.progress(of: id)
  }

  @Test func `sends an approved batch once, after its cooling time`() throws {
    let shop = try BatchWorkspace(users: 6)
    let id = try shop.approved()
    #expect(throws: BatchError.self) { try shop.session("sam").dispatch(batch: id) }
    #expect(try shop.session("sam").dispatch().runs.isEmpty)
    #expect(shop.outbox.isEmpty)

    let sender = try shop.session("sam", at: Self.soon)
    let report = try sender.dispatch()
    #expect(report.problems.isEmpty)
    #expect(report.runs.map(\.sent) == [6])
    #expect(report.runs.map(\.state) == [.completed])
    #expect(shop.outbox.count == 6)
    #expect(shop.outbox.contains { $0.contains("【茶叶蛋】会员，您收藏的跑鞋") })
    #expect(throws: BatchError.state(id, .completed, .start)) { try sender.dispatch(batch: id) }
    #expect(shop.outbox.count == 6)
    #expect(try sender.verifyAudit().isIntact)
    #expect(
      try sender.store.acts(of: id).map(\.action) == [
        "batch.plan", "batch.submit", "batch.approve", "batch.start", "batch.finish",
      ])
  }

  @Test func `only a sender sends`() throws {
    let shop = try BatchWorkspace()
    _ = try shop.approved()
    #expect(throws: IdentityError.lacksRole("bob", role: .sender)) {
      try shop.session("bob", at: Self.soon).dispatch()
    }
  }

  @Test func `a scheduled batch waits for its time`() throws {
    let shop = try BatchWorkspace()
    let author = try shop.session("amy")
    let at = try #require(Instant(rfc3339: "2024-06-30T04:00:00Z"))
    let batch = try author.planBatch(strategy: "back", sendAt: at)
    try author.submitBatch(batch.id)
    try shop.session("bob").approveBatch(batch.id, count: 6)
    #expect(try author.storedBatch(batch.id).batch.state == .scheduled)
    #expect(throws: BatchError.notDue(batch.id, at: at, .shanghai)) {
      try shop.session("sam", at: Self.soon).dispatch(batch: batch.id)
    }
    let sender = try shop.session("sam", at: "2024-06-30T04:00:00Z")
    #expect(try sender.dispatch().runs.map(\.sent) == [6])
  }

  @Test(arguments: [
    ("2024-06-30T01:00:00Z", BatchError.sendTimePast(Instant(seconds: 1_719_709_200))),
    (
      "2024-06-30T14:00:00Z",
      BatchError.sendTimeOutside(
        Instant(seconds: 1_719_756_000), .sms, next: Instant(seconds: 1_719_795_600), .shanghai)
    ),
  ])
  func `refuses a send time that is past or at night`(text: String, error: BatchError) throws {
    let shop = try BatchWorkspace(users: 1)
    let at = try #require(Instant(rfc3339: text))
    #expect(throws: error) {
      try shop.session("amy").planBatch(strategy: "back", sendAt: at)
    }
  }

  @Test func `outside the hours everything waits`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    let night = try shop.session("sam", at: "2024-06-30T14:00:00Z")
    let run = try #require(try night.dispatch().runs.first)
    #expect(run.sent == 0)
    #expect(run.waiting == 6)
    #expect(run.state == .sending)
    #expect(run.nextAt?.rfc3339 == "2024-07-01T01:00:00Z")
    let morning = try shop.session("sam", at: "2024-07-01T01:00:00Z")
    #expect(try morning.dispatch(batch: id).runs.map(\.sent) == [6])
  }

  @Test func `one user outside his own hours waits alone`() throws {
    let shop = try BatchWorkspace(users: 3)
    try shop.importing(
      try shop.session("amy"),
      [(.users, "user_id,registered_at,tz\nu002,2023-01-01T00:00:00Z,America/New_York\n")])
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    let run = try #require(try sender.dispatch().runs.first)
    #expect(run.sent == 2)
    #expect(run.waiting == 1)
    #expect(run.nextAt?.rfc3339 == "2024-06-30T13:00:00Z")
    let later = try shop.session("sam", at: "2024-06-30T13:00:00Z")
    let second = try later.dispatch(batch: id)
    #expect(second.runs.map(\.sent) == [1])
    #expect(second.runs.map(\.state) == [.completed])
  }

  @Test func `what changed since the approval takes people away`() throws {
    let shop = try BatchWorkspace(users: 40)
    let id = try shop.approved()
    let session = try shop.session("amy", at: Self.soon)
    try shop.importing(
      session,
      [
        (.suppressions, "user_id,scope,from\nu001,all,2024-06-30T02:03:30Z\n"),
        (.consents, "user_id,channel,state,ts\nu002,sms,withdrawn,2024-06-30T02:03:30Z\n"),
        (
          .users,
          """
          user_id,registered_at,phone,closed_at
          u003,2023-01-01T00:00:00Z,13900000000,
          u004,2023-01-01T00:00:00Z,13800000004,2024-06-30T02:03:30Z

          """
        ),
        (
          .orders,
          """
          order_id,user_id,created_at,status,amount_minor,paid_at
          new,u005,2024-06-30T02:03:30Z,paid,100,2024-06-30T02:03:30Z

          """
        ),
        (
          .touches,
          """
          touch_id,user_id,channel,sent_at,purpose
          t1,u006,sms,2024-06-30T02:03:30Z,marketing

          """
        ),
      ])
    let sender = try shop.session("sam", at: Self.soon)
    #expect(try sender.dispatch().runs.map(\.sent) == [34])
    #expect(
      try sender.store.reasons(of: id) == [
        "suppressed": 1, "no_consent": 1, "address_changed": 1, "closed": 1, "returned": 1,
        "capped": 1,
      ])
    #expect(try sender.storedBatch(id).batch.state == .completed)
  }

  @Test func `a batch that lost too many is stale`() throws {
    let shop = try BatchWorkspace(users: 5)
    let id = try shop.approved()
    try shop.importing(
      try shop.session("amy", at: Self.soon),
      [
        (
          .suppressions,
          "user_id,scope,from\nu001,all,2024-06-30T02:03:30Z\nu002,sms,2024-06-30T02:03:30Z\n"
        )
      ])
    let sender = try shop.session("sam", at: Self.soon)
    #expect(throws: BatchError.stale(id, removed: 2, of: 5)) { try sender.dispatch(batch: id) }
    #expect(try sender.storedBatch(id).batch.state == .approved)
    #expect(shop.outbox.isEmpty)
  }

  @Test func `approvals that lapsed end the batch`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    let late = try shop.session("sam", at: "2024-07-01T02:00:00Z")
    #expect(throws: BatchError.approvalsLapsed(id, valid: 0, needed: 1)) {
      try late.dispatch(batch: id)
    }
    #expect(try late.storedBatch(id).batch.state == .expired)
    #expect(try counts(late, id) == [.cancelled: 6])
  }

  @Test func `pausing stops between groups and resuming goes on with the rest`() throws {
    let shop = try BatchWorkspace(users: 600)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    let gateway = RecordingGateway()
    let first = try sender.dispatch(batch: id, gateway: { _ in gateway }) { event in
      if case .progress = event { _ = try? sender.pauseBatch(id) }
    }
    #expect(first.runs.map(\.sent) == [256])
    #expect(first.runs.map(\.state) == [.paused])
    #expect(throws: BatchError.state(id, .paused, .start)) { try sender.dispatch(batch: id) }
    try sender.resumeBatch(id)
    let second = try sender.dispatch(batch: id, gateway: { _ in gateway })
    #expect(second.runs.map(\.sent) == [344])
    #expect(Set(gateway.delivered.map(\.key)).count == 600)
    #expect(gateway.delivered.count == 600)
  }

  @Test func `a batch paused for more than a day needs fresh approvals`() throws {
    let shop = try BatchWorkspace(users: 300)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    _ = try sender.dispatch(batch: id) { event in
      if case .progress = event { _ = try? sender.pauseBatch(id) }
    }
    let late = "2024-07-01T03:00:00Z"
    #expect(throws: BatchError.approvalsLapsed(id, valid: 0, needed: 1)) {
      try shop.session("sam", at: late).resumeBatch(id)
    }
    let approver = try shop.session("bob", at: late)
    try approver.approveBatch(id, count: 300)
    #expect(try approver.storedBatch(id).batch.state == .paused)
    try shop.session("sam", at: late).resumeBatch(id)
    #expect(try shop.session("sam", at: late).dispatch(batch: id).runs.map(\.sent) == [44])
  }

  @Test func `cancelling says what has gone`() throws {
    let shop = try BatchWorkspace(users: 300)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    var reply: BatchReply?
    _ = try sender.dispatch(batch: id) { event in
      if case .progress = event { reply = try? sender.cancelBatch(id, reason: "错") }
    }
    #expect(reply == .cancelled(id, gone: 256, stopped: 44))
    #expect(try counts(sender, id) == [.sent: 256, .cancelled: 44])
  }

  @Test func `after a crash what the outbox has is sent and the rest is in doubt`() throws {
    let shop = try BatchWorkspace(users: 6)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    // The process died when half the group was in the outbox.
    let batch = try sender.perform(
      .start, on: try sender.storedBatch(id).batch, by: try sender.actor(.sender))
    #expect(batch.state == .sending)
    let now = sender.clock.now()
    let group = try #require(
      try sender.store.claim(id, limit: 4, after: 0, at: now) { messages, _ in
        messages.map { _ in .send }
      })
    let outbox = try #require(Gateways.make("outbox", data: sender.folder.data))
    _ = outbox.deliver(
      group.messages.prefix(2).map {
        OutboundMessage(
          key: $0.key, batch: id, user: $0.user, step: 1, channel: .sms,
          destination: $0.destination, text: $0.text, at: now)
      })
    let run = try #require(try sender.dispatch(batch: id).runs.first)
    #expect(run.recovered == 2)
    #expect(run.inDoubt == 2)
    #expect(run.sent == 2)
    #expect(try counts(sender, id) == [.sent: 4, .unknown: 2])
    #expect(Set(shop.outbox).count == 4)
    #expect(shop.outbox.count == 4)

    let doubt = group.messages[3]
    let reply = try sender.resolve(id, touch: doubt.key, wasSent: false, reason: "平台查无此条")
    #expect(reply == .resolved(key: doubt.key, .failed))
    #expect(throws: BatchError.notInDoubt(doubt.key)) {
      try sender.resolve(id, touch: doubt.key, wasSent: true, reason: "x")
    }
  }

  @Test func `what the gateway refuses is offered again later, at most three times`() throws {
    let shop = try BatchWorkspace(users: 3)
    let id = try shop.approved()
    let gateway = RecordingGateway {
      $0.user == "u002" ? .refused(reason: "busy") : .accepted(providerID: nil)
    }
    var at = try #require(Instant(rfc3339: Self.soon))
    for wait in [0, 60, 300, 900] as [Int64] {
      if wait > 0 {
        let early = try shop.session("sam", at: at.adding(seconds: wait - 30).rfc3339)
        _ = try early.dispatch(batch: id, gateway: { _ in gateway })
      }
      // Some slack, as the clock ticks on while the test runs.
      at = at.adding(seconds: wait + 30)
      let sender = try shop.session("sam", at: at.rfc3339)
      _ = try sender.dispatch(batch: id, gateway: { _ in gateway })
    }
    let session = try shop.session("sam", at: at.rfc3339)
    #expect(gateway.delivered.count { $0.user == "u002" } == 4)
    #expect(gateway.delivered.count == 6)
    #expect(try counts(session, id) == [.sent: 2, .failed: 1])
    #expect(try session.storedBatch(id).batch.state == .completed)
  }

  @Test func `too many failures pause the batch`() throws {
    let shop = try BatchWorkspace(users: 600)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    let gateway = RecordingGateway {
      $0.key.hasPrefix("1") || $0.key.hasPrefix("2")
        ? .refused(reason: "x") : .accepted(providerID: nil)
    }
    let run = try #require(try sender.dispatch(batch: id, gateway: { _ in gateway }).runs.first)
    #expect(run.state == .paused)
    #expect(gateway.delivered.count == 256)
    #expect(run.pause?.words(.zh).contains("自动暂停") == true)
  }

  @Test func `two dispatchers never take the same batch`() throws {
    let shop = try BatchWorkspace()
    let id = try shop.approved()
    let sender = try shop.session("sam", at: Self.soon)
    let lock = try BatchLock(id, in: sender.folder.data.appending(path: "locks"))
    #expect(throws: BatchError.inOtherHands(id)) { try sender.dispatch(batch: id) }
    #expect(try sender.dispatch().runs.isEmpty)
    withExtendedLifetime(lock) {}
  }
}
