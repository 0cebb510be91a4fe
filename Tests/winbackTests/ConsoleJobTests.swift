import Foundation
import Testing
import WinbackTestSupport

@Suite(.enabled(if: Tmux.isAvailable))
struct ConsoleJobTests {
  private func console(
    _ shop: SmallShop, _ language: String, columns: Int = 100, rows: Int = 30,
    arguments: String = "", now: String = SmallShop.now
  ) throws -> Tmux {
    let program = try #require(BuiltProgram.path("winback"))
    var environment = shop.environment
    environment["WINBACK_NOW"] = now
    environment["LC_ALL"] = language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8"
    environment["SWIFT_BACKTRACE"] = "interactive=no"
    return try Tmux(
      "\(program) --workspace \(shop.root.path) \(arguments)", columns: columns, rows: rows,
      environment: environment)
  }

  @Test(arguments: ["zh", "en"])
  func `the main job by keys alone`(language: String) throws {
    let shop = try SmallShop()
    func word(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
    let tmux = try console(shop, language)
    try tmux.wait(for: word("概览", "Overview"), seconds: 30)

    // Segments: filter, open, see the picture.
    try tmux.press("2")
    try tmux.wait(for: word("安静的老客", "Quiet customers"), seconds: 30)
    try tmux.press("/")
    try tmux.type(word("安静", "Quiet"))
    try tmux.wait(for: "1/17")
    try tmux.press("Enter", "Enter")
    try tmux.wait(for: "RFM")
    try tmux.wait(for: "300 / 300")

    // Templates: marks under the characters, fix all, the file changes.
    try tmux.press("3")
    try tmux.wait(for: "有错的文案")
    try tmux.press("Enter")
    try tmux.wait(for: "link-space-before")
    try tmux.press("F")
    try tmux.wait(for: word("写入文件", "Write the file"))
    try tmux.press("y")
    try tmux.wait(for: word("已写入", "written"))
    let mended = try String(
      contentsOf: shop.root.appending(path: "templates/faulty.yaml"), encoding: .utf8)
    #expect(mended.contains("戳 https://h5.shanlan.cn/tea 领券"))

    // Batches: plan, submit, change the operator, type the count.
    try tmux.press("4")
    try tmux.press("n")
    try tmux.wait(for: "tea-back")
    try tmux.press("Enter")
    try tmux.wait(for: "B-20261125-001")
    try tmux.wait(for: "\(SmallShop.recipients)")
    try tmux.press("s")
    try tmux.press("Enter")
    try tmux.wait(for: word("待审批", "submitted"))
    try tmux.press(":")
    try tmux.type("operator bob")
    try tmux.press("Enter")
    try tmux.wait(for: word("读写 李雷", "rw 李雷"))
    try tmux.wait(for: word("a 批准", "a approve"))
    try tmux.press("a")
    try tmux.wait(for: word("取消 Esc", "Cancel Esc"))
    try tmux.type("204")
    try tmux.press("Enter")
    try tmux.wait(for: word("输入.*204|不一致", "204"))
    #expect(try shop.batch("B-20261125-001")["approvals_given"] as? Int == 0)
    try tmux.press("BSpace")
    try tmux.type("5")
    try tmux.press("Enter")
    try tmux.wait(for: word("审批 1/1", "Approvals 1/1"))
    try tmux.press(":")
    try tmux.type("q")
    try tmux.press("Enter")
    let code = try tmux.waitForExit()
    let last = try tmux.screen()
    #expect(code == 0, "\(last)")

    // Sent after the cooling time; then one user's page shows the very text.
    let sent = try shop.run("dispatch", "--operator", "bob", now: "2026-11-25T02:10:00Z")
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(try shop.messages().count == SmallShop.recipients)
    let user = try #require(try shop.messages()[0]["user"] as? String)
    let later = try console(shop, language, now: "2026-11-25T02:11:00Z")
    try later.wait(for: word("概览", "Overview"), seconds: 30)
    try later.press(":")
    try later.type("user \(user)")
    try later.press("Enter")
    try later.wait(for: "您常买的茶会员价已", seconds: 30)
    try later.wait(for: "李雷")
  }

  @Test(arguments: ["TERM", "HUP"])
  func `gives the terminal back when it is asked to end`(signal: String) throws {
    let shop = try SmallShop()
    let program = try #require(BuiltProgram.path("winback"))
    let tmux = try Tmux(
      "stty -a > \(shop.root.path)/before; \(program) --workspace \(shop.root.path) & pid=$!; "
        + "sleep 4; kill -\(signal) $pid; wait $pid; stty -a > \(shop.root.path)/after; "
        + "echo GIVEN BACK; sleep 30",
      environment: shop.environment)
    try tmux.wait(for: "GIVEN BACK", seconds: 30)
    let before = try String(
      contentsOf: shop.root.appending(path: "before"), encoding: .utf8)
    let after = try String(contentsOf: shop.root.appending(path: "after"), encoding: .utf8)
    #expect(before == after)
    #expect(try tmux.fact("alternate_on") == "0")
  }

  @Test func `shows one pane at 40x12 and says the size it needs below that`() throws {
    let shop = try SmallShop()
    let tmux = try console(shop, "zh", columns: 40, rows: 12)
    try tmux.wait(for: "概览", seconds: 30)
    try tmux.resize(columns: 30, rows: 8)
    try tmux.wait(for: "40x12|40×12|40 x 12")
    try tmux.resize(columns: 80, rows: 24)
    try tmux.wait(for: "概览")
  }
}
