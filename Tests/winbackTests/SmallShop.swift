import Foundation
import Testing
import WinbackTestSupport

/// A workspace made as an operator makes one: `init`, `import`, files, a second operator.
///
/// 300 customers who last bought in August 2026; the clock stands in November.
final class SmallShop: Sendable {
  static let recipients = 205
  static let now = "2026-11-25T02:00:00Z"

  let folder: TemporaryFolder
  var root: URL { folder.url.appending(path: "shop") }
  var environment: [String: String] {
    ["XDG_CONFIG_HOME": folder.url.appending(path: "config").path, "WINBACK_NOW": Self.now]
  }
  var outbox: URL { root.appending(path: "data/outbox/messages.jsonl") }

  init() throws {
    folder = try TemporaryFolder()
    #expect(try run("init", root.path).status == 0)
    let settings = root.appending(path: "winback.yaml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    try (text + "demo: true\n").write(to: settings, atomically: true, encoding: .utf8)
    try folder.write(
      """
      title: {zh: 安静的老客, en: Quiet customers}
      where: r_days >= 60
      """, to: "shop/segments/quiet.yaml")
    try folder.write(
      """
      title: 茶叶到货
      channel: sms
      signature: 山岚茶事
      body: "尊敬的会员{{name|朋友}}，您常买的茶会员价已降20元，详情 https://h5.shanlan.cn/tea 拒收请回复R"
      """, to: "shop/templates/tea.yaml")
    try folder.write(
      """
      title: 有错的文案
      channel: sms
      signature: 山岚茶事
      body: "尊敬的会员，全网最低价，戳https://h5.shanlan.cn/tea领券，拒收请回复R"
      """, to: "shop/templates/faulty.yaml")
    try folder.write(
      """
      problem: 老客常买的茶到货降价，他还不知道
      segment: quiet
      channel: sms
      template: tea
      priority: 1
      """, to: "shop/strategies/tea-back.yaml")
    try importCustomers()
    let key = try run("operator", "keygen", "bob").output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(
      try run(
        "operator", "add", "bob", "--public-key", key, "--name", "李雷", "--roles",
        "approver,sender"
      ).status == 0)
  }

  private func importCustomers() throws {
    var users = "user_id,registered_at,phone,name\n"
    var orders = "order_id,user_id,created_at,status,amount_minor,paid_at,category\n"
    var consents = "user_id,channel,state,ts\n"
    for number in 0..<300 {
      let id = "u" + String(repeating: "0", count: 4 - "\(number)".count) + "\(number)"
      let phone = "1380000" + id.dropFirst()
      users += "\(id),2025-03-10T02:00:00Z,\(phone),王\(number % 2 == 0 ? "小" : "")明\n"
      orders +=
        "o\(number),\(id),2026-08-15T02:00:00Z,paid,\(5000 + number),2026-08-15T03:00:00Z,茶\n"
      if number % 5 != 0 { consents += "\(id),sms,granted,2025-12-01T00:00:00Z\n" }
    }
    let files = try [("users", users), ("orders", orders), ("consents", consents)].map {
      (name: $0, path: try folder.write($1, to: "\($0).csv").path)
    }
    let result = try run(["import"] + files.flatMap { ["--\($0.name)", $0.path] })
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  /// Runs a command on this workspace.
  @discardableResult
  func run(_ arguments: String..., now: String? = nil) throws -> ProgramRun {
    try run(arguments, now: now)
  }

  @discardableResult
  func run(_ arguments: [String], now: String? = nil) throws -> ProgramRun {
    var environment = environment
    if let now { environment["WINBACK_NOW"] = now }
    let place = arguments.first == "init" ? [] : ["--workspace", root.path]
    if arguments.first == "init" { environment["WINBACK_NOW"] = nil }
    return try ProgramRun(arguments + place, environment: environment)
  }

  /// Plans, submits and approves a batch and gives its id.
  func approvedBatch() throws -> String {
    let id = try plannedBatch()
    #expect(try run("batch", "submit", id, "--note", "可以").status == 0)
    let approval = try run(
      "batch", "approve", id, "--count", "\(Self.recipients)", "--operator", "bob")
    #expect(approval.status == 0, "\(approval.errors)")
    return id
  }

  func plannedBatch() throws -> String {
    let planned = try run("batch", "plan", "tea-back", "--json")
    #expect(planned.status == 0, "\(planned.errors)")
    return try #require((try planned.json() as? [String: Any])?["id"] as? String)
  }

  /// The lines of the outbox, each a JSON object.
  func messages() throws -> [[String: Any]] {
    guard let text = try? String(contentsOf: outbox, encoding: .utf8) else { return [] }
    return try text.split(separator: "\n").map {
      try #require(
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  func batch(_ id: String) throws -> [String: Any] {
    try #require(try run("batch", "show", id, "--json").json() as? [String: Any])
  }
}
