import Testing
import WinbackCore

struct PredicateCompletionTests {
  private static let columns = SampleUsers.make(count: 200, seed: 11).columns

  /// The cursor stands where `|` is.
  private func suggest(_ marked: String, limit: Int = 100) -> [PredicateCompletion.Suggestion] {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    return PredicateCompletion.suggest(
      text: parts.joined(), cursor: parts[0].unicodeScalars.count, columns: Self.columns,
      catalogue: SegmentCatalogue(), limit: limit)
  }

  @Test(arguments: [
    ("|", ["r_days", "attr_city", "segment(", "count(", "not"], []),
    ("r_d|", ["r_days"], ["registered_days", "vip"]),
    ("vip = true and sta|", ["stage"], ["vip"]),
    ("r_days |", ["=", ">=", "between", "not in", "missing"], ["contains"]),
    ("stage |", ["=", "in", "contains", "starts_with"], ["<", "between"]),
    ("vip |", ["=", "exists"], ["contains", ">"]),
    ("stage = |", ["\"lost\"", "\"churned\""], ["\"closed\""]),
    ("stage = \"ch|", ["\"churned\""], ["\"lost\""]),
    ("stage = ch|", ["\"churned\""], ["\"lost\""]),
    ("stage in [\"lost\", |", ["\"churned\""], []), ("stage in |", ["["], []),
    ("stage in [\"lost\" |", [",", "]"], []), ("stage not |", ["in"], []),
    ("vip = |", ["true", "false"], []), ("r_days > |", [], ["true"]),
    ("lifetime_value > |", ["¥"], []), ("r_days between 1 |", ["and"], ["or"]),
    ("r_days between 1 and 2 |", ["and", "or"], []), ("vip exists |", ["and", "or"], []),
    ("(vip = true) |", ["and", "or"], []), ("segment(|", ["\"recall_pool\""], []),
    ("segment(\"rec|", ["\"recall_pool\""], ["\"cart_left\""]),
    ("count(|", ["\"session\"", "\"complaint\""], []),
    ("count(\"session\", 30) |", [">", "in"], ["contains"]),
    ("not |", ["vip"], []), ("attr_city = |", ["\"上海\""], []),
    ("region = \"CN-|", ["\"CN-31\""], ["\"US\""]),
  ])
  func `suggests what fits`(marked: String, wanted: [String], unwanted: [String]) {
    let texts = suggest(marked).map(\.text)
    for text in wanted { #expect(texts.contains(text), "\(text) in \(texts)") }
    for text in unwanted { #expect(!texts.contains(text), "\(text) in \(texts)") }
  }

  @Test(arguments: ["vip = = |", "stgae |", "r_days 90 |", ") |", "segment(5 |", "“|"])
  func `suggests nothing after a fault`(marked: String) {
    #expect(suggest(marked).isEmpty)
  }

  @Test func `replaces the word or string being typed`() {
    #expect(suggest("vip = true and sta|ge").first?.replacing == 15..<20)
    #expect(suggest("stage = \"ch|\"").first?.replacing == 8..<12)
    #expect(suggest("stage = \"ch|").first?.replacing == 8..<11)
    #expect(suggest("stage = |").first?.replacing == 8..<8)
  }

  @Test func `says what a suggestion means in both languages`() {
    let field = suggest("r_day|").first
    #expect(field?.kind == .field)
    #expect(field?.words(.en) == "days since the last key day")
    let value = suggest("stage = \"los|").first
    #expect(value?.words(.zh) == "深度流失")
  }

  @Test func `keeps to the limit and to any cursor`() {
    #expect(suggest("user_id = |", limit: 7).count == 7)
    for cursor in [-5, 3, 400] {
      _ = PredicateCompletion.suggest(
        text: "r_days > 5", cursor: cursor, columns: Self.columns, catalogue: SegmentCatalogue())
    }
  }
}
