import Testing

@testable import WinbackCore

struct SegmentErrorTests {
  /// Beyond the worked cases: each row is a text, its code and the 1-based position.
  @Test(arguments: [
    ("stgae = \"x", "P02", 1), ("stage > \"a", "P03", 7), ("segment(\"nope\"", "P04", 9),
    ("segment(\"nope\") and (", "P04", 9), ("segment(nope)", "P01", 9), ("segment(5)", "P03", 9),
    ("segment = 1", "P01", 9), ("count = 1", "P01", 7), ("count(5, 3) > 0", "P03", 7),
    ("count(\"session\", 1.5) > 0", "P03", 18), ("count(\"session\", \"x\") > 0", "P03", 18),
    ("count(\"session\", ¥1) > 0", "P03", 18), ("count(\"session\", 1) > 1.5", "P03", 23),
    ("count(\"session\", 1) contains \"x\"", "P03", 21), ("r_days = ¥90", "P03", 10),
    ("gap_median = ¥1", "P03", 14), ("lifetime_value = 1.5", "P03", 18),
    ("lifetime_value = ¥", "P01", 18), ("lifetime_value = -¥1", "P01", 18),
    ("stage = lost", "P01", 9), ("stage = 5", "P03", 9), ("stage = true", "P03", 9),
    ("vip = \"true\"", "P03", 7), ("vip < true", "P03", 5), ("vip between true and true", "P03", 5),
    ("vip contains \"x\"", "P03", 5), ("stage contains 5", "P03", 16),
    ("stage contains x", "P01", 16), ("r_days not 5", "P01", 12), ("r_days not > 5", "P01", 12),
    ("r_days in 5", "P01", 11), ("r_days in [5", "P01", 13), ("r_days in [5 6]", "P01", 14),
    ("r_days in [5,]", "P01", 14), ("r_days between \"1\" and 2", "P03", 16),
    ("r_days = 90abc", "P01", 12), ("r_days = 1.", "P01", 11), ("r_days = +1", "P01", 10),
    ("r_days ! 1", "P01", 8), ("vip = true && vip = true", "P01", 12),
    ("vip = true vip = true", "P01", 12), ("attr_ = \"x\"", "P02", 1), ("STAGE = \"x\"", "P02", 1),
    ("source = \"a\\q\"", "P01", 12), ("source = \"a\nb\"", "P01", 12),
    ("source = \"\\ud83d\"", "P01", 11), ("source = \"\\", "P01", 10), ("()", "P01", 2),
    ("😀", "P01", 1), ("vip = true and 👩‍👩‍👧", "P01", 16), ("source = \"👩‍👩‍👧\" x", "P01", 18),
    ("\u{3000}stgae = 1", "P02", 2), ("true = true", "P01", 1), ("in [1]", "P01", 1),
  ])
  func `finds the leftmost fault`(text: String, code: String, position: Int) {
    let error = #expect(throws: SegmentError.self) { try SegmentCatalogue().check(text) }
    #expect(error?.code.rawValue == code)
    #expect(error?.position == position)
  }

  @Test(arguments: [
    ("recency > 5", "did you mean `r_days`?"), ("r_day > 5", "did you mean `r_days`?"),
    ("segment(\"recal_pool\")", "did you mean `recall_pool`?"),
    ("stage = “lost”", "write `\"`"), ("vip = true，vip = true", "write `,`"),
    ("stage > \"a\"", "it takes = != in contains"), ("r_days = \"90\"", "such as 90"),
    ("vip = 1", "such as true"), ("stage = ", "found the end"),
  ])
  func `says how to mend it`(text: String, hint: String) {
    let error = #expect(throws: SegmentError.self) { try SegmentCatalogue().check(text) }
    #expect(error?.words(.en).contains(hint) == true, "\(error?.words(.en) ?? "")")
    #expect(error?.description == error?.words(.en))
  }

  @Test func `every reason has its own words in both languages`() {
    var reasons: [SegmentError.Reason] = [
      .strayCharacter("“", meant: "\""), .strayCharacter("x", meant: nil), .unclosedString,
      .badEscape("\\q"), .nestedTooDeep(limit: 100), .unknownField("a", nearest: nil),
      .unknownField("a", nearest: "b"), .unavailableField("cause"),
      .fraction("1.5", left: "r_days"),
      .tooManyDecimals("¥1.005"), .negativeDays("-1"), .unknownSegment("a", nearest: nil),
      .faultySegment("a", .syntax), .cycle(["a", "b", "a"]), .tooDeepReferences("a", limit: 8),
    ]
    for expectation in SegmentError.Expectation.allCases {
      reasons.append(.expected(expectation, found: "x"))
    }
    for kind in SegmentField.Kind.allCases {
      reasons.append(.operatorNotTaken(">", left: "x", kind))
      reasons.append(.wrongLiteral("x", left: "x", kind))
    }
    for language in Language.allCases {
      let words = reasons.map { SegmentError($0, at: 7).words(language) }
      #expect(Set(words).count == words.count)
      #expect(words.allSatisfy { $0.contains("7") })
    }
  }
}
