import Testing
import WinbackCore
import WinbackTestSupport

/// The worked expressions; those with members are run in `SegmentWorldTests`.
struct SegmentGoldenTests {
  static let faulty = Golden.cases("segments").filter { $0.expected["error"] != nil }

  @Test(.enabled(if: Golden.has("cases/segments.json")), arguments: faulty)
  func `reports the code and the position of the leftmost fault`(item: Golden.Case) throws {
    let text = try #require(item.input["expression"] as? String)
    let error = #expect(throws: SegmentError.self) { try SegmentCatalogue().check(text) }
    #expect(error?.code.rawValue == item.expected["error"] as? String)
    #expect(error?.position == item.expected["position"] as? Int)
  }
}
