import Foundation
import Testing
import WinbackCore

struct LintLineTests {
  static let library = LintLibrary(
    providers: ["qiniu": ProviderProfile(id: "qiniu", title: Wording(zh: "七牛云", en: "Qiniu"))],
    finder: { terms, _ in
      Plain(terms: terms ?? [.init(term: "召回", category: "internal_jargon", severity: .warning)])
    })

  /// Finds terms letter by letter, in place of the real engine.
  struct Plain: TermFinder {
    let terms: [LintCase.Term]

    func terms(in text: String, excluding: [Range<Int>], on channel: Channel) -> [TermHit] {
      let scalars = Array(text.unicodeScalars)
      return find(scalars).filter { hit in !excluding.contains { $0.contains(hit.range.lowerBound) }
      }
    }

    private func find(_ scalars: [Unicode.Scalar]) -> [TermHit] {
      terms.flatMap { term -> [TermHit] in
        let wanted = Array(term.term.unicodeScalars)
        return scalars.indices.filter { scalars[$0...].starts(with: wanted) }.map {
          TermHit(
            term: term.term, range: $0..<$0 + wanted.count, category: term.category,
            severity: term.severity, isEvasive: false)
        }
      }
    }
  }

  private func answer(_ line: String) throws -> [String: Any] {
    let outcome = LintLine.answer(line, number: 7, library: Self.library, language: .en)
    #expect(!outcome.json.contains("\n"))
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.json.utf8)) as? [String: Any])
  }

  @Test func `answers a case with every field`() throws {
    let answer = try answer(
      #"{"id":"a1","input":{"channel":"sms","kind":"marketing","signature":"小店","profile":"cn","#
        + #""text":"戳https://h5.shop.cn/x领券{{n}}召回","vars":{"n":{"kind":"text","min":1,"max":60}},"#
        + #""appended_text":"拒收请回复R","options":{"x":1}}}"#)
    #expect(answer["id"] as? String == "a1")
    #expect(answer["links"] as? [[String: Int]] == [["start": 1, "end": 21]])
    #expect(answer["space_before_missing"] as? [Int] == [0])
    #expect(answer["space_after_missing"] as? [Int] == [0])
    #expect(answer["odd_space"] as? [Int] == [])
    #expect(answer["fixed"] as? String == "戳 https://h5.shop.cn/x 领券{{n}}召回")
    let words = try #require(answer["words"] as? [[String: Any]])
    #expect(words.count == 1)
    #expect(words.first?["start"] as? Int == 28)
    #expect(words.first?["evasive"] as? Bool == false)
    #expect(answer["units"] as? Int == 4 + 30 + 6)
    #expect(answer["segments"] as? Int == 1)
    #expect(answer["encoding"] as? String == "UCS-2")
    #expect(answer["units_min"] as? Int == 4 + 26 + 6)
    #expect(answer["units_max"] as? Int == 4 + 85 + 6)
    #expect(answer["segments_min"] as? Int == 1)
    #expect(answer["segments_max"] as? Int == 2)
    #expect(answer["flags"] as? [String] == ["internal_jargon"])
    let findings = try #require(answer["findings"] as? [[String: Any]])
    #expect(
      findings.contains {
        $0["rule"] as? String == "link-space-before" && $0["fix"] as? String == " "
      })
    #expect(
      findings.allSatisfy { $0["start"] is Int && $0["end"] is Int && $0["message"] is String })
  }

  @Test(arguments: [#"{"plan":"p1","landing":{}}"#, "[]", "null", #"{"other":1}"#])
  func `ignores options that it does not know`(options: String) throws {
    let answer = try answer(
      #"{"id":"o","input":{"text":"您的券","signature":"小店","kind":"notice","options":\#(options)}}"#)
    #expect(answer["flags"] as? [String] == [])
  }

  @Test(arguments: ["退訂請回覆T", "Txt STOP to end", "Reply STOP to opt out"])
  func `knows how recipients abroad refuse`(optOut: String) throws {
    let answer = try answer(
      #"{"id":"o","input":{"text":"Save 20% \#(optOut)","signature":"Shop","profile":"international"}}"#
    )
    #expect(answer["flags"] as? [String] == [])
  }

  @Test func `leaves the ranges out where no slots are declared`() throws {
    let answer = try answer(#"{"id":3,"input":{"text":"Hi","profile":"international"}}"#)
    #expect(answer["id"] as? Int == 3)
    #expect(answer["units_min"] == nil)
    #expect(answer["encoding"] as? String == "GSM-7")
    #expect(
      answer["flags"] as? [String] == ["optout_missing", "signature_missing", "benefit_missing"])
  }

  @Test(arguments: [
    (#"\ud800x"#, "\u{FFFD}x"), (#"x\udc00\ud83d\ude00"#, "x\u{FFFD}😀"), (#"\ud83d\ud83d"#, "��"),
    (#"\\ud800"#, #"\ud800"#),
  ])
  func `reads half a surrogate pair as one unknown character`(
    escaped: String, text: String
  ) throws {
    let answer = try answer(#"{"id":1.5,"input":{"channel":"push","text":"\#(escaped)"}}"#)
    #expect(answer["id"] as? Double == 1.5)
    #expect(answer["fixed"] as? String == text)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "领https://a.cn/x{{n}}中*奖 ", "{{a}}", "http://a.cn/x好&", "www.{{a}}", "a_", "(http://a.cn/)",
      "ｈｔｔｐ：／／a.cn",
    ])
  func `answers a very long line in time that grows with it`(piece: String) throws {
    let text = String(repeating: piece, count: 20_000)
    let answer = try answer(#"{"id":"long","input":{"text":"\#(text)"}}"#)
    #expect(answer["error"] == nil)
  }

  @Test(arguments: [
    ("not json", ""), ("", ""), ("[1]", ""), (#"{"id":"x"}"#, "input"),
    (#"{"id":"x","input":{}}"#, "input.text"),
    (#"{"id":"x","input":{"text":5}}"#, "input.text"),
    (#"{"id":"x","input":{"text":"a","channel":"smss"}}"#, "input.channel"),
    (
      #"{"id":"x","input":{"text":"a","vars":{"n":{"kind":"text","min":5,"max":1}}}}"#,
      "input.vars.n"
    ),
    (
      #"{"id":"x","input":{"text":"a","lexicon":[{"term":"b","severity":"bad"}]}}"#,
      "input.lexicon[0].severity"
    ),
    (#"{"id":"x","input":{"text":"a","provider":"qinui"}}"#, "input.provider"),
  ])
  func `says where a faulty line is wrong`(line: String, path: String) throws {
    let outcome = LintLine.answer(line, number: 7, library: Self.library, language: .en)
    let fault = try #require(outcome.fault)
    #expect(fault.line == 7)
    #expect(fault.path == path)
    #expect(fault.words(.en).hasPrefix("line 7: "))
    #expect(fault.words(.zh).hasPrefix("第 7 行："))
    #expect(outcome.hasError)
    let answer = try answer(line)
    let error = try #require(answer["error"] as? [String: Any])
    #expect(error["line"] as? Int == 7)
  }
}
