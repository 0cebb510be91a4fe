import Testing
import WinbackCore
import WinbackTestSupport

struct PercentTests {
  @Test(arguments: Golden.cases("percent_text"))
  func `writes two decimals, halves away from zero`(item: Golden.Case) throws {
    let numerator = try #require(item.input["num"] as? Int)
    let denominator = try #require(item.input["den"] as? Int)
    let text = Percent(numerator, of: denominator).text
    #expect(text == item.expected["percent"] as? String)
  }

  @Test
  func `shows a dash for nothing of nothing`() {
    #expect(Percent(0, of: 0).shown == "—")
    #expect(Percent(1, of: 4).shown == "25.00%")
  }
}
