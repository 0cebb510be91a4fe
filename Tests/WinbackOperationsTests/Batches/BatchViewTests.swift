import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

struct BatchViewTests {
  @Test func `shows an approver everything before he approves`() throws {
    let shop = try BatchWorkspace(users: 40, controlBP: 3000)
    let session = try shop.session("amy")
    try shop.importing(
      session,
      [
        (
          .users,
          "user_id,registered_at,name\nu013,2023-01-01T00:00:00Z,\(String(repeating: "长", count: 40))\n"
        )
      ])
    let id = try shop.submitted()
    let view = try shop.session("bob").batchView(id, .en)
    let summary = view.summary
    #expect(summary.state == "submitted")
    #expect(summary.needsMyDecision)
    #expect(view.approvalRefusal == nil)
    #expect(view.stale == nil)
    #expect(view.waterfall.reduce(summary.recipients) { $0 + $1.count } == view.segmentSize)
    #expect(view.controlSize == summary.progress.control)
    #expect(summary.progress.total == summary.recipients)
    #expect(view.samples.count == min(20, summary.recipients))
    let first = try #require(view.samples.first)
    #expect(first.userID == "u013")
    #expect(first.note == "longest")
    #expect(first.parts == 2)
    #expect(first.destination == "138****0013")
    #expect(view.samples.contains { $0.note == "fallback used" && $0.userID == "u002" })
    #expect(view.partsTotal == summary.recipients + 1)
    #expect(view.costSpread == CostSpread(low: 500, median: 500, high: 1000))
    #expect(view.sentence.hasPrefix("艾米 asks to send \(summary.recipients) SMS messages"))
    #expect(view.sentence.contains("收藏的商品降价了"))
    #expect(view.approvers == ["鲍勃", "凯特"])
    #expect(view.history.count == 2)
    #expect(view.contentHash.count == 64)

    let own = try shop.session("amy").batchView(id, .zh)
    #expect(own.approvalRefusal?.contains("AP_SELF") == true)
    #expect(!own.summary.needsMyDecision)
  }

  @Test func `a draft shows its samples before it is frozen`() throws {
    let shop = try BatchWorkspace(users: 5)
    let session = try shop.session("amy")
    let batch = try session.planBatch(strategy: "back")
    let view = try session.batchView(batch.id, .zh)
    #expect(view.samples.count == 5)
    #expect(view.contentHash.isEmpty)
    #expect(view.summary.progress.total == 0)
    try shop.folder.write("channel: sms\n", to: "templates/recall.yaml")
    try shop.folder.write(
      "problem: x\nsegment: nobody\nchannel: sms\ntemplate: recall\n", to: "strategies/back.yaml")
    let broken = try session.batchView(batch.id, .en)
    #expect(broken.stale?.contains("nobody") == true)
  }

  @Test func `a changed template is told and a changed row of the batch is refused`() throws {
    let shop = try BatchWorkspace(users: 5)
    let id = try shop.submitted()
    try shop.folder.write(
      BatchWorkspace.template.replacing("20 元", with: "30 元"), to: "templates/recall.yaml")
    let session = try shop.session("bob")
    let view = try session.batchView(id, .en)
    #expect(view.stale == nil)
    #expect(view.history.last?.contains("template file has changed") == true)
    #expect(view.samples.allSatisfy { $0.text.contains("20 元") })
    try shop.tamper("UPDATE batch SET recipients = 4")
    #expect(try session.batchView(id, .en).stale?.contains("batch.recipients") == true)
  }

  @Test func `the queue sums from the ledger and ends what nobody decided on`() throws {
    let shop = try BatchWorkspace(users: 5)
    let id = try shop.approved()
    let sender = try shop.session("sam", at: DispatchTests.soon)
    _ = try sender.dispatch()
    let rows = try sender.batchSummaries(.en)
    let done = try #require(rows.first { $0.id == id.text })
    #expect(done.progress.sent == 5)
    #expect(done.approvalsGiven == 1)
    let days = try shop.session("sam", at: "2024-07-20T03:00:00Z").batchSummaries(.en)
    #expect(days.first { $0.id == id.text }?.approvalsGiven == 1)
    let other = try BatchWorkspace(users: 5)
    _ = try other.submitted()
    let later = try other.session("bob", at: "2024-07-04T03:00:00Z").batchSummaries(.zh)
    #expect(later.map(\.stateLabel) == ["已过期"])
    #expect(later.map(\.progress.cancelled) == [5])
  }

  @Test func `a user's page tells what he got, who approved it and why something was not sent`()
    throws
  {
    let shop = try BatchWorkspace(users: 30)
    let id = try shop.approved()
    try shop.importing(
      try shop.session("amy", at: DispatchTests.soon),
      [
        (.suppressions, "user_id,scope,from,reason\nu003,all,2024-06-30T02:03:30Z,电话要求\n"),
        (
          .touches,
          "touch_id,user_id,channel,sent_at,purpose\nt1,u004,push,2024-01-01T00:00:00Z,recall\n"
        ),
      ])
    let sender = try shop.session("sam", at: DispatchTests.soon)
    _ = try sender.dispatch()
    let asOf = sender.clock.now()
    let sent = try sender.userView("u004", asOf: asOf, language: .zh)
    #expect(sent.touches.map(\.outcome) == ["sent", "sent"])
    #expect(sent.touches[0].batchID == id.text)
    #expect(
      sent.touches[0].text == "【茶叶蛋】用户4，您收藏的跑鞋降价 20 元，点 https://h5.shop.cn/x 看看拒收请回复R")
    #expect(sent.touches[0].approvers == ["鲍勃"])
    #expect(sent.touches[1].text == nil)
    #expect(sent.segments.contains("recall_pool"))
    let skipped = try sender.userView("u003", asOf: asOf, language: .zh)
    #expect(skipped.touches.map(\.outcome) == ["skipped"])
    #expect(skipped.touches[0].reason == "在免打扰名单")
    #expect(skipped.consents.map(\.label) == ["短信", "免打扰"])
  }

  @Test func `tells what differs from the last batch of the strategy`() throws {
    let shop = try BatchWorkspace(users: 6)
    let first = try shop.submitted()
    #expect(try shop.session("bob").batchDifference(first, .en).earlier == nil)
    try shop.session("bob").rejectBatch(first, reason: "换文案")
    try shop.folder.write(
      BatchWorkspace.template.replacing("20 元", with: "30 元"), to: "templates/recall.yaml")
    let session = try shop.session("amy", at: DispatchTests.soon)
    try shop.importing(
      session, [(.suppressions, "user_id,scope,from\nu001,all,2024-01-01T00:00:00Z\n")])
    let batch = try session.planBatch(strategy: "back")
    try session.submitBatch(batch.id)
    let difference = try session.batchDifference(batch.id, .en)
    #expect(difference.earlier == first)
    #expect(difference.changes.map(\.name) == ["recipients", "body", "cost"])
    #expect(difference.changes[0].value == "6 → 5")
    #expect((difference.joined, difference.left, difference.stayed) == (0, 1, 5))
  }
}
