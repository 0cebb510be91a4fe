import Testing
import WinbackCore

struct LexiconFileTests {
  private let good =
    "# comment\n中奖\tprize\terror\twhy\r\n\n召回\tjargon\twarn\n大奖\tprize\toff\n头等奖品\t\tallow\tname\n"

  @Test func `reads terms, removals and allow phrases with their lines`() {
    let file = LexiconFile(name: "a.tsv", text: good)
    #expect(file.faults.isEmpty)
    #expect(
      file.lines == [
        .init(text: "中奖", category: "prize", severity: .error, why: "why", line: 2),
        .init(text: "召回", category: "jargon", severity: .warning, why: "", line: 4),
        .init(text: "大奖", category: "prize", severity: nil, why: "", line: 5),
      ])
    #expect(file.allowed == [.init(phrase: "头等奖品", term: nil, why: "name", line: 6)])
  }

  @Test(arguments: [
    ("中奖\tprize", "a.tsv:1:1"), ("中奖", "a.tsv:1:1"), ("中奖\tp\terror\tw\tx", "a.tsv:1:1"),
    ("\tprize\terror", "a.tsv:1:1"), ("中奖\tprize\teror", "a.tsv:1:10"),
    ("中奖\t\terror", "a.tsv:1:4"),
    ("# c\n\n中奖\tprize\tERROR\tw", "a.tsv:3:10"),
  ])
  func `keeps the good lines and says where the others are wrong`(text: String, place: String) {
    let file = LexiconFile(name: "a.tsv", text: text + "\n刷单\tinducement\terror\n")
    #expect(file.lines.map(\.text) == ["刷单"])
    #expect(file.faults.map(\.location.description) == [place])
    for fault in file.faults {
      #expect(!fault.zh.isEmpty && !fault.en.isEmpty && fault.zh != fault.en)
    }
  }

  @Test func `names the severity that was probably meant`() {
    let file = LexiconFile(name: "a.tsv", text: "中奖\tprize\teror")
    #expect(file.faults.first?.en.contains("perhaps error") == true)
  }

  @Test func `reads an allow file`() {
    let file = AllowFile(
      name: "allow.tsv", text: "\u{FEFF}# c\n其中奖品\t中奖\t跨词\n首选项\n\t中奖\na\tb\tc\td\n")
    #expect(file.lines.map(\.phrase) == ["其中奖品", "首选项"])
    #expect(file.lines.map(\.term) == ["中奖", nil])
    #expect(file.faults.map(\.location.line) == [4, 5])
  }

  @Test func `lets a later layer change, drop and add terms`() {
    let starter = LexiconFile(
      name: "starter.tsv", text: "中奖\tprize\terror\n返现\tinducement\terror\n5G\tcarrier\twarn\n")
    let brand = LexiconFile(
      name: "brand.tsv", text: "返現\tinducement\twarn\tours\n５ｇ\t\toff\n某友商\tbrand\terror\n")
    let lexicon = Lexicon(layers: [starter, brand])
    #expect(lexicon.terms.map(\.text) == ["中奖", "返現", "某友商"])
    #expect(lexicon.terms.map(\.severity) == [.error, .warning, .error])
    #expect(lexicon.terms.map(\.source) == ["starter.tsv", "brand.tsv", "brand.tsv"])
    #expect(Lexicon(layers: [starter], categoriesOff: ["prize"]).terms.map(\.text) == ["返现", "5G"])
    #expect(lexicon.categories == ["brand", "inducement", "prize"])
  }

  @Test func `takes the shipped files whole`() throws {
    let starter = try LexiconFile(name: "starter.tsv", text: StarterLexicon.text("starter.tsv"))
    #expect(starter.faults.isEmpty && starter.lines.count == 223)
    #expect(Lexicon(layers: [starter]).terms.count == 223)
    let allow = try AllowFile(name: "allow.tsv", text: StarterLexicon.text("allow.tsv"))
    #expect(allow.faults.isEmpty && allow.lines.count == 69)
  }
}

struct LexiconCheckTests {
  private func rules(_ text: String, name: String = "a.tsv") -> [String] {
    LexiconCheck.findings(name: name, text: text).map { "\($0.location.line) \($0.rule.rawValue)" }
  }

  @Test(arguments: [
    ("的\tx\terror", ["1 single-character"]), ("Ａ\tx\twarn", ["1 single-character"]),
    ("的\u{200B}\tx\terror", ["1 single-character"]), ("***\tx\terror", ["1 only-filler"]),
    ("😀😀\tx\terror", ["1 only-filler"]), ("中奖\tx\terror\n中獎\tx\twarn", ["2 duplicate"]),
    ("第一\tx\terror\n第1\tx\terror", ["2 duplicate"]), ("NO.1\tx\terror\nNO1\tx\terror", []),
    ("中奖,大奖\tx\terror", ["1 stray-separator"]), ("中奖、大奖\tx\terror", ["1 stray-separator"]),
    ("中奖|\tx\terror", ["1 stray-separator"]), (" 中奖\tx\terror", ["1 stray-separator"]),
    ("中奖\t\tx\terror\tz", ["1 unreadable-line"]), ("中奖\tprize\tbad", ["1 unreadable-line"]),
    ("中奖\tx\terror\n中奖\t\tallow", ["1 always-allowed"]),
    ("中奖\tx\terror\n其中奖品\t\tallow", ["1 partly-allowed"]), ("中奖\tx\terror\twhy", []),
  ])
  func `finds what makes a lexicon useless`(text: String, expected: [String]) {
    #expect(rules(text) == expected)
  }

  @Test(arguments: [
    ("其中奖品\t中奖\twhy", []), ("奖\t中奖", ["1 phrase-too-short", "1 single-character"]),
    ("中奖\t中奖", ["1 always-allowed"]), ("抽奖活动\t中奖", ["1 phrase-without-term"]),
    ("其中奖品\t中奖\n其中獎品\t中奖", ["2 duplicate"]), ("其中奖品", []),
  ])
  func `finds what makes an allow phrase useless`(text: String, expected: [String]) {
    #expect(rules(text, name: "lexicons/allow.tsv") == expected)
  }

  @Test func `words every finding in both languages`() {
    let text =
      "的\tx\terror\n***\tx\terror\n中奖\tx\terror\n中獎\tx\terror\na,b\tx\terror\nx\n其中奖品\t\tallow\n大奖\tx\terror\n大奖\t\tallow\n"
    let findings =
      LexiconCheck.findings(name: "a.tsv", text: text)
      + LexiconCheck.findings(name: "allow.tsv", text: "奖\t中奖\n抽奖活动\t中奖\n")
    #expect(Set(findings.map(\.rule)) == Set(LexiconFinding.Rule.allCases))
    for finding in findings {
      #expect(finding.words(.zh).hasPrefix(finding.location.description))
      #expect(finding.words(.zh) != finding.words(.en))
    }
  }

  @Test(arguments: ["starter.tsv", "allow.tsv"])
  func `finds nothing in the shipped files`(name: String) throws {
    let findings = try LexiconCheck.findings(name: name, text: StarterLexicon.text(name))
    #expect(findings.map(\.en) == [])
  }
}
