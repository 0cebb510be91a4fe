import TerminalUI
import Testing
import WinbackCore

@testable import WinbackConsole

/// One table of keys stands behind footer, help, palette and `:`.
struct CommandTests {
  @Test(arguments: ScreenFrameTests.screens)
  func `has no two commands on one key of a screen`(screen: (String, String)) {
    let state = Bench().steps(screen.1).state
    for bindings in [state.screen.bindings, GlobalBindings.all] {
      var seen: Set<Key> = []
      for key in bindings.flatMap(\.keys) {
        #expect(seen.insert(key).inserted, "\(screen.0) has \(key) twice")
      }
    }
    let destructive = ["approve", "reject", "cancel-batch", "dispatch", "submit", "pause"]
    let motions = Set(GlobalBindings.all.prefix(8).flatMap(\.keys))
    for binding in state.screen.bindings where destructive.contains(binding.name) {
      #expect(motions.isDisjoint(with: binding.keys))
    }
  }

  @Test
  func `draws each kind of place by one screen`() {
    let kinds = Screens.all.map(\.kind)
    #expect(Set(kinds).count == kinds.count)
    for (_, keys) in ScreenFrameTests.screens {
      let state = Bench().steps(keys).state
      #expect(state.screen.kind == state.place.kind)
    }
  }

  @Test(arguments: ScreenFrameTests.screens, [Language.zh, .en])
  func `shows at most eight keys, help and back always`(
    screen: (String, String), language: Language
  ) {
    for (columns, rows) in ScreenFrameTests.sizes {
      let footer = Bench(columns, rows, language).steps(screen.1).frame.text(row: rows - 1)
      #expect(footer.contains("? ") && footer.contains("q "))
      #expect(footer.trimmed.split(separator: "  ").count <= 8)
    }
  }

  static let commands: [(typed: String, place: Place)] = [
    ("batch B-1185", .batch("B-1185")), ("user u000137", .user("u000137")),
    ("segment recall_pool", .segment("recall_pool")), ("segments", .segments),
    ("template sms_coupon", .template("sms_coupon")), ("strategies", .strategies),
    ("where tier = \"high\"", .members(.predicate("tier = \"high\""))),
  ]

  @Test(arguments: commands)
  func `runs typed commands`(typed: String, place: Place) {
    let bench = Bench().steps(":").type(typed).steps("Enter")
    #expect(bench.state.place == place)
  }

  @Test
  func `changes operator, language and theme`() {
    let bench = Bench().steps(":").type("operator lilei").steps("Enter")
    #expect(bench.state.session.person?.name == "李雷")
    #expect(bench.frame.text(row: 0).contains("李雷"))
    bench.steps(":").type("lang en").steps("Enter")
    #expect(bench.frame.text(row: 1).contains("Overview"))
    bench.steps(":").type("theme mono").steps("Enter")
    #expect(bench.effects.contains(.use(Theme(name: "mono", isDark: true, styles: [:]))))
    bench.steps(":").type("operator nobody").steps("Enter")
    #expect(bench.message.contains("no key for operator nobody"))
  }

  @Test
  func `names the nearest command and what is missing`() {
    #expect(Bench().steps(":").type("opertor x").steps("Enter").message.contains(":operator"))
    let bench = Bench().steps(":").type("batch").steps("Enter")
    #expect(bench.state.prompt?.field.text == "batch ")
  }

  @Test
  func `completes names and ids`() {
    #expect(Bench().steps(": o p e r Tab").state.prompt?.field.text == "operator")
    let bench = Bench().steps(":").type("batch ").steps("Tab")
    #expect(bench.state.prompt?.field.text == "batch B-1190")
    #expect(bench.steps("Tab").state.prompt?.field.text == "batch B-1189")
    #expect(bench.steps("Shift-Tab").state.prompt?.field.text == "batch B-1190")
  }

  @Test(arguments: [
    ("s x", "刷新"), ("y h", "用户"), ("B - 1 1 8 7", "B-1187"), ("r e c a l l", "recall_pool"),
  ])
  func `finds commands by pinyin, words and ids`(keys: String, found: String) {
    let bench = Bench().steps("2 3 1 Ctrl-P").steps(keys)
    #expect(bench.frame.text.contains(found))
  }

  @Test
  func `runs the row chosen in the help`() {
    #expect(Bench().steps("2 ? : f i l t Enter").state.prompt?.kind != .command)
    #expect(Bench().steps("2 ? f i l t Enter").state.prompt?.kind == .filter)
    #expect(Bench().steps("4 ? p a u s e Enter").message.contains("已停用"))
    #expect(Bench().steps("4 ? @ a").frame.text.contains("批准"))
  }

  @Test
  func `copies ids by the terminal`() {
    #expect(Bench().steps("4 y").effects.last == .copy("B-1187"))
    #expect(Bench().steps("4 Space Space y").effects.last == .copy("B-1187\nB-1188"))
  }

  @Test(arguments: [
    ("sms", "短信 sms", true), ("SMS", "短信 sms", true), ("短 s", "短信 sms", true),
    ("!sms", "短信 sms", false), ("!push", "短信 sms", true), ("!", "短信 sms", false),
    ("", "短信 sms", true),
  ])
  func `filters by every word, case aside, inverted by an exclamation mark`(
    filter: String, text: String, matches: Bool
  ) {
    #expect(ListView.matches(filter, [text]) == matches)
  }
}
