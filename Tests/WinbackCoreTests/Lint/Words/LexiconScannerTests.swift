import Foundation
import Testing
import WinbackCore

/// The starter lexicon and its allow phrases, as shipped.
enum StarterLexicon {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/WinbackOperations/Resources/lexicons")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func scanner() throws -> LexiconScanner {
    let file = try LexiconFile(name: "starter.tsv", text: text("starter.tsv"))
    let allow = try AllowFile(name: "allow.tsv", text: text("allow.tsv"))
    return LexiconScanner(
      lexicon: Lexicon(layers: [file]), allow: allow.lines.map(\.phrase))
  }
}

struct LexiconScannerTests {
  struct Row: CustomStringConvertible, Sendable {
    var terms: [String]
    var allow: [String] = []
    var text: String
    /// Each hit as `term@start-end`, with `!` after an evasive one.
    var hits: [String]
    var description: String { "\(terms) in \(text)" }

    init(_ terms: [String], allow: [String] = [], _ text: String, _ hits: [String]) {
      self.terms = terms
      self.allow = allow
      self.text = text
      self.hits = hits
    }
  }

  private func described(_ hits: [TermHit]) -> [String] {
    hits.map {
      "\($0.term)@\($0.range.lowerBound)-\($0.range.upperBound)" + ($0.isEvasive ? "!" : "")
    }
  }

  private func check(_ row: Row) {
    let lexicon = Lexicon(
      terms: row.terms.map { .init(text: $0, category: "ad", severity: .warning) })
    let scanner = LexiconScanner(lexicon: lexicon, allow: row.allow)
    #expect(described(scanner.terms(in: row.text)) == row.hits)
  }

  // W1: folding, with the original range.
  @Test(arguments: [
    Row(["中奖"], "恭喜中奖了", ["中奖@2-4"]), Row(["中奖"], "恭喜中獎了", ["中奖@2-4!"]),
    Row(["中獎"], "中奖", ["中獎@0-2!"]), Row(["中獎"], "中獎", ["中獎@0-2"]),
    Row(["TOP1"], "全网ｔｏｐ１", ["TOP1@2-6!"]), Row(["TOP1"], "TOP①", ["TOP1@0-4!"]),
    Row(["TOP1"], "TOP一", ["TOP1@0-4!"]), Row(["第一"], "第1名", ["第一@0-2!"]),
    Row(["第1"], "第一", ["第1@0-2!"]), Row(["三包"], "3包", ["三包@0-2!"]), Row(["3包"], "三包", ["3包@0-2!"]),
    Row(["3包"], "叁包", ["3包@0-2!"]), Row(["加微信"], "加\u{200B}微\u{AD}信", ["加微信@0-5!"]),
    Row(["加微信"], "加\u{FE0F}微信", ["加微信@0-4!"]), Row(["一元秒杀"], "㈠元秒杀", ["一元秒杀@0-4!"]),
    Row(["一元秒杀"], "⑴元秒杀", ["一元秒杀@0-4!"]), Row(["4G"], "➃G", ["4G@0-2!"]),
    Row(["零元购"], "⓿元购", ["零元购@0-3!"]), Row(["av"], "看🅐🅥吧", ["av@1-3!"]),
    Row(["日结"], "㏠结", ["日结@0-2!"]), Row(["kg"], "5㎏", ["kg@1-2!"]),
    Row(["cafe"], "CAFÉ", ["cafe@0-4!"]), Row(["cafe"], "cafe\u{301}", ["cafe@0-4"]),
    Row(["返现"], "好评返現，快来", ["返现@2-4!"]), Row(["KPI"], "kpi", ["KPI@0-3!"]),
    Row(["中奖"], "中\u{0}奖", []), Row(["中奖"], "", []), Row([], "中奖", []),
    Row(["中奖"], "没有这个词", []),
  ])
  func `finds a folded term in its place`(row: Row) { check(row) }

  // W2: filler between the characters.
  @Test(arguments: [
    Row(["中奖"], "中*奖", ["中奖@0-3!"]), Row(["中奖"], "中----奖", ["中奖@0-6!"]),
    Row(["中奖"], "中-----奖", []), Row(["中奖"], "中 * - .奖", []), Row(["中奖"], "中* -.奖", ["中奖@0-6!"]),
    Row(["中奖"], "中😀🎉奖", ["中奖@0-4!"]), Row(["中奖"], "中👨\u{200D}👩\u{200D}👧奖", ["中奖@0-7!"]),
    Row(["中奖"], "中＿＿奖", ["中奖@0-4!"]), Row(["中奖"], "中　奖", ["中奖@0-3!"]),
    Row(["中奖"], "其中，奖品", []), Row(["中奖"], "其中,奖品", []), Row(["中奖"], "其中。奖品", []),
    Row(["中奖"], "其中！奖品", []), Row(["中奖"], "其中!奖品", []), Row(["中奖"], "其中？奖品", []),
    Row(["中奖"], "其中?奖品", []), Row(["中奖"], "其中；奖品", []), Row(["中奖"], "其中;奖品", []),
    Row(["中奖"], "其中：奖品", []), Row(["中奖"], "其中:奖品", []), Row(["中奖"], "其中、奖品", []),
    Row(["中奖"], "其中…奖品", []), Row(["中奖"], "其中\n奖品", []), Row(["中奖"], "其中\r\n奖品", []),
    Row(["中奖"], "*中奖*", ["中奖@1-3"]), Row(["用户召回"], "用.户.召.回", ["用户召回@0-7!"]),
    Row(["用户召回"], "用....户....召....回", ["用户召回@0-16!"]), Row(["加QQ"], "加 q_q", ["加QQ@0-5!"]),
    Row(["加QQ"], "加Q|Q吧", ["加QQ@0-4!"]), Row(["NO.1"], "NO.1", ["NO.1@0-4"]),
    Row(["NO.1"], "全国no.1品牌", ["NO.1@2-6!"]), Row(["NO.1"], "NO1", []),
    Row(["NO.1"], "N O . 1", ["NO.1@0-7!"]),
    Row(["NO.1"], "NO....1", ["NO.1@0-7!"]), Row(["NO.1"], "NO....-...1", ["NO.1@0-11!"]),
    Row(["NO.1"], "NO....-....1", []),
    Row(["NO.1"], "NO-----.1", []), Row(["NO.1", "NO1"], "NO.1", ["NO.1@0-4"]),
    Row(["NO.1", "NO1"], "NO-1", ["NO1@0-4!"]), Row(["100%"], "100%纯棉", ["100%@0-4"]),
    Row(["100%"], "满100减10", []), Row(["100%"], "１００％", ["100%@0-4!"]),
    Row(["100%"], "100 %", ["100%@0-5!"]), Row(["100%"], "100*****%", []),
    Row(["#福利#"], "#福利#", ["#福利#@0-4"]), Row(["#福利#"], "福利#", []), Row(["***"], "中***奖", []),
    Row(["再不来，"], "再不来，就没了", ["再不来，@0-4"]), Row(["再不来，"], "再不来,", ["再不来，@0-4!"]),
    Row(["a b"], "ab", []), Row(["a b"], "a b", ["a b@0-3"]),
  ])
  func `passes over filler, not over punctuation`(row: Row) { check(row) }

  // W3: letters and digits at the edges.
  @Test(arguments: [
    Row(["av"], "1av2", ["av@1-3"]), Row(["av"], "have", []), Row(["av"], "av女", ["av@0-2"]),
    Row(["av"], "Java", []), Row(["av"], "ａｖｅ", []), Row(["5G"], "15g", []), Row(["5G"], "15G", []),
    Row(["5G"], "5G手机", ["5G@0-2"]), Row(["5G"], "a5G", ["5G@1-3"]), Row(["5G"], "5Go", []),
    Row(["TOP1"], "TOP100", []), Row(["TOP1"], "TOP1", ["TOP1@0-4"]), Row(["TOP1"], "TOP1００", []),
    Row(["TOP1"], "TOP1\u{200B}00", []), Row(["TOP1"], "TOP1 00", ["TOP1@0-4"]),
    Row(["TOP1"], "desktop1", []), Row(["69"], "695", []), Row(["69"], "a69b", ["69@1-3"]),
    Row(["SM"], "Smoking", []), Row(["加QQ"], "请加QQ群", ["加QQ@1-4"]), Row(["加QQ"], "加QQQ", []),
    Row(["唯一"], "唯一一款", ["唯一@0-2"]), Row(["一元秒杀"], "十一元秒杀", ["一元秒杀@1-5"]),
    Row(["零元购"], "⑩元购", []), Row(["POS机"], "办POS机", ["POS机@1-5"]), Row(["POS机"], "aPOS机", []),
    Row(["100%"], "2100%", []), Row(["100%"], "100%a", ["100%@0-4"]), Row(["g"], "5㎏", []),
  ])
  func `refuses what a letter or digit continues`(row: Row) { check(row) }

  // W4: allow phrases.
  @Test(arguments: [
    Row(["中奖"], allow: ["其中奖品"], "其中奖品丰富", []),
    Row(["中奖"], allow: ["其中奖品"], "其中奖品，中奖名单", ["中奖@5-7"]),
    Row(["中奖"], allow: ["其中奖品"], "其中獎品", []), Row(["中奖"], allow: ["其中獎品"], "其中奖品", []),
    Row(["中奖"], allow: ["其中奖品"], "其 中 奖 品", []), Row(["中奖"], allow: ["中"], "中奖", ["中奖@0-2"]),
    Row(["中奖"], allow: ["中奖"], "中奖", []), Row(["中奖", "奖品"], allow: ["其中奖品"], "其中奖品", []),
    Row(["中奖品牌"], allow: ["其中奖品"], "其中奖品牌", ["中奖品牌@1-5"]),
    Row(["第一", "全国第一"], allow: ["第一次"], "全国第一次", ["全国第一@0-4"]),
    Row(["100%"], allow: ["100%棉"], "100%棉 100%好", ["100%@6-10"]),
    Row(["中奖"], allow: ["其中奖品", "集中奖励"], "其中奖品集中奖励", []),
  ])
  func `frees what lies inside an allow phrase`(row: Row) { check(row) }

  // W5: nested and overlapping hits.
  @Test(arguments: [
    Row(["第一", "全国第一", "第一品牌"], "全国第一品牌", ["全国第一@0-4", "第一品牌@2-6"]),
    Row(["保本", "保本保息"], "保本保息", ["保本保息@0-4"]),
    Row(["保本", "保本保息"], "保本保息保本", ["保本保息@0-4", "保本@4-6"]),
    Row(["ab", "bc", "cd"], "ab bc", ["ab@0-2", "bc@3-5"]),
    Row(["中中"], "中中中", ["中中@0-2", "中中@1-3"]),
    Row(["一元", "元秒", "一元秒杀"], "一元秒杀", ["一元秒杀@0-4"]),
  ])
  func `shows the longest of nested hits and all that overlap`(row: Row) { check(row) }

  @Test func `leaves out hits inside links`() {
    let scanner = LexiconScanner(
      lexicon: Lexicon(terms: [.init(text: "av", category: "x", severity: .error)]))
    let text = "看 https://h.cn/av 和av"
    #expect(scanner.terms(in: text).map(\.range) == [15..<17, 19..<21])
    #expect(scanner.terms(in: text, excluding: [2..<17]).map(\.range) == [19..<21])
    #expect(scanner.terms(in: text, excluding: [2..<16]).map(\.range) == [15..<17, 19..<21])
  }

  @Test(arguments: [
    (Finding.Severity.note, "中*奖", Finding.Severity.warning), (.warning, "中*奖", .error),
    (.error, "中*奖", .error), (.warning, "中獎", .error), (.warning, "中奖", .warning),
    (.note, "中奖", .note),
  ])
  func `raises an evasive spelling one level`(
    listed: Finding.Severity, text: String, severity: Finding.Severity
  ) {
    let scanner = LexiconScanner(
      lexicon: Lexicon(terms: [.init(text: "中奖", category: "prize", severity: listed, why: "w")]))
    let hit = scanner.terms(in: text).first
    #expect(hit?.severity == severity)
    #expect(hit?.listedSeverity == listed)
    #expect(hit?.term == "中奖" && hit?.category == "prize" && hit?.reason == "w")
  }

  @Test(arguments: [
    ("prize", Finding.Severity.error, false, Channel.sms, Finding.Severity.error),
    ("prize", .error, false, .push, .warning), ("prize", .error, true, .push, .error),
    ("blunt", .warning, true, .email, .warning),
    ("carrier", .warning, false, .wecom, .note), ("blunt", .warning, false, .push, .warning),
    ("prize", .error, false, .email, .warning), ("ad_absolute", .error, false, .email, .error),
    ("medical", .warning, true, .email, .error), ("blunt", .note, false, .email, .note),
  ])
  func `weighs by channel`(
    category: String, listed: Finding.Severity, isEvasive: Bool, channel: Channel,
    severity: Finding.Severity
  ) {
    let scanner = LexiconScanner(
      lexicon: Lexicon(terms: [.init(text: "某词", category: category, severity: listed)]))
    let hit = scanner.terms(in: isEvasive ? "某-词" : "某词", on: channel).first
    #expect(hit?.severity == severity && hit?.listedSeverity == listed)
  }

  @Test(arguments: [
    ("其中奖品由您挑选，中奖名单稍后公布", ["中奖"]), ("其中，奖品由您挑选", []), ("您是第一次下单的老朋友", []),
    ("我们是全国第一品牌", ["全国第一", "第一品牌"]), ("赶紧来看看我们更新了什么", ["赶紧来看看", "我们更新了"]),
    ("请加 V*X", []), ("请加微.信领取", ["加微信"]), ("戳此复制链接打开", ["复制链接"]),
    ("您收藏的茶具降价20元，券已放入账户", []), ("5G套餐", ["5G"]), ("重15g", []), ("入选TOP100", []),
  ])
  func `reads real copy with the starter lexicon`(text: String, terms: [String]) throws {
    #expect(try StarterLexicon.scanner().terms(in: text).map(\.term) == terms)
  }
}
