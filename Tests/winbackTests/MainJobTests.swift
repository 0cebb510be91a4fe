import Foundation
import Testing
import WinbackTestSupport

struct MainJobTests {
  @Test func `from import to the touch history of one user`() throws {
    let shop = try SmallShop()
    let count = try shop.run("segment", "count", "quiet", "--json").json() as? [String: Any]
    #expect(count?["count"] as? Int == 300)
    let preview = try shop.run("template", "preview", "tea", "--user", "u0002")
    #expect(preview.output.contains("【山岚茶事】尊敬的会员王小明，"))

    let id = try shop.approvedBatch()
    let batch = try shop.batch(id)
    let kept = try #require(batch["waterfall"] as? [[String: Any]])
    #expect(
      kept.reduce(SmallShop.recipients) { $0 + ($1["count"] as? Int ?? 0) }
        == batch["segment_size"] as? Int)

    #expect(try shop.run("dispatch", "--operator", "bob").output.contains("no batch is due"))
    let sent = try shop.run("dispatch", "--operator", "bob", now: "2026-11-25T02:02:00Z")
    #expect(sent.status == 0, "\(sent.errors)")
    let messages = try shop.messages()
    #expect(messages.count == SmallShop.recipients)
    #expect(Set(messages.compactMap { $0["user"] as? String }).count == SmallShop.recipients)
    #expect(try shop.batch(id)["state"] as? String == "completed")

    let user = try #require(messages[0]["user"] as? String)
    let view = try shop.run("user", "show", user, "--json").json() as? [String: Any]
    let touch = try #require((view?["touches"] as? [[String: Any]])?.first)
    #expect(touch["text"] as? String == messages[0]["text"] as? String)
    #expect(touch["outcome"] as? String == "sent")
    #expect(touch["approvers"] as? [String] == ["李雷"])
    #expect(try shop.run("audit", "verify").status == 0)
    // A second run finds nothing to do.
    try shop.run("dispatch", "--operator", "bob", now: "2026-11-25T02:03:00Z")
    #expect(try shop.messages().count == SmallShop.recipients)
  }

  @Test func `refuses authors, wrong counts and what was changed`() throws {
    let shop = try SmallShop()
    let id = try shop.plannedBatch()
    #expect(try shop.run("batch", "submit", id).errors.isEmpty)
    let own = try shop.run("batch", "approve", id, "--count", "\(SmallShop.recipients)")
    #expect(own.status == 1)
    #expect(own.errors.contains("AP_SELF"))
    let wrong = try shop.run("batch", "approve", id, "--count", "204", "--operator", "bob")
    #expect(wrong.status == 1)
    #expect(try shop.batch(id)["approvals_given"] as? Int == 0)
    #expect(
      try shop.run(
        "batch", "approve", id, "--count", "\(SmallShop.recipients)", "--operator", "bob"
      ).status == 0)

    let ledger = shop.root.appending(path: "data/ledger.sqlite")
    var bytes = try Data(contentsOf: ledger)
    let wanted = Data("会员价已降20元".utf8)
    let place = try #require(bytes.range(of: wanted))
    bytes[place.upperBound - 4] = UInt8(ascii: "9")
    try bytes.write(to: ledger)
    let refused = try shop.run("dispatch", "--operator", "bob", now: "2026-11-25T02:02:00Z")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("not what was approved"), "\(refused.errors)")
    #expect(try shop.messages().isEmpty)
  }

  @Test(arguments: [("zh", "没有分群"), ("en", "there is no segment")])
  func `words errors in the language asked for`(language: String, words: String) throws {
    let shop = try SmallShop()
    let result = try shop.run("segment", "show", "quite", "--lang", language)
    #expect(result.status == 1)
    #expect(result.errors.contains(words))
    #expect(result.errors.contains("quiet"))
  }

  @Test(arguments: [
    ["lint", "--chanel", "sms"], ["batch", "approve", "B-1"], ["dispatch", "--rate", "x"],
    ["user", "list", "--limit", "-1"], ["nonsense"],
  ])
  func `exits with 64 when misused`(arguments: [String]) throws {
    let result = try ProgramRun(arguments)
    #expect(result.status == 64, "\(result.errors)")
    #expect(!result.errors.isEmpty)
  }
}

struct KilledDispatchTests {
  /// Kills a dispatcher at 20 moments between its start and its end, and goes on each time.
  @Test func `a killed dispatcher never sends twice and loses nobody`() throws {
    let shop = try SmallShop()
    let id = try shop.approvedBatch()
    let later = "2026-11-25T02:02:00Z"
    var environment = shop.environment
    environment["WINBACK_NOW"] = later
    for kill in 0..<20 {
      let process = try ProgramRun.start(
        ["dispatch", "--operator", "bob", "--rate", "40", "--workspace", shop.root.path],
        environment: environment)
      Thread.sleep(forTimeInterval: 0.05 + Double(kill * 37 % 20) * 0.02)
      kill9(process)
      process.waitUntilExit()
      let users = try shop.messages().compactMap { $0["user"] as? String }
      #expect(Set(users).count == users.count, "somebody was sent to twice after kill \(kill)")
    }
    let end = try shop.run("dispatch", "--operator", "bob", now: later)
    #expect(end.status == 0, "\(end.errors)")
    let progress = try #require(try shop.batch(id)["progress"] as? [String: Int])
    let users = Set(try shop.messages().compactMap { $0["user"] as? String })
    #expect(users.count == (progress["sent"] ?? -1))
    #expect(
      (progress["sent"] ?? 0) + (progress["unknown"] ?? 0) + (progress["skipped"] ?? 0)
        == SmallShop.recipients)
    #expect(try shop.run("audit", "verify").status == 0)
  }

  private func kill9(_ process: Process) {
    kill(process.processIdentifier, SIGKILL)
  }
}
