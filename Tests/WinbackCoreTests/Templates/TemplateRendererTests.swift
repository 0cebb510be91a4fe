import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct TemplateRendererTests {
  @Test(
    .enabled(if: Golden.has("cases/template_render.json")),
    arguments: Golden.cases("template_render"))
  func `renders as the worked cases say`(golden: Golden.Case) throws {
    let body = try #require(golden.input["body"] as? String)
    let values = try #require(golden.input["values"] as? [String: Any])
    let known = try #require(golden.input["known_variables"] as? [String])
    let outcome = TemplateRenderer(body: body).render(
      values: values.compactMapValues { value in
        if let text = value as? String { return .text(text) }
        return (value as? NSNumber).map { .number($0.int64Value) }
      }, known: Set(known))
    let actual: [String: Any] =
      switch outcome {
      case .rendered(let rendering): ["text": rendering.text]
      case .missing(let names): ["skip": "render_missing", "missing": names]
      case .unknown(let names): ["error": "TL01", "unknown": names]
      }
    #expect(Golden.differences(actual, golden.expected) == [])
  }

  @Test func `says where each part of the text comes from`() throws {
    let renderer = TemplateRenderer(body: "{{name|友}}，{{amount}}元 ${link}")
    guard
      case .rendered(let rendering) = renderer.render(values: [
        "amount": .number(1990), "link": .text("https://a.cn/x"),
      ])
    else {
      Issue.record("not rendered")
      return
    }
    #expect(rendering.text == "友，19.9元 https://a.cn/x")
    #expect(rendering.variableRanges == [0..<1, 2..<6, 8..<22])
    #expect(rendering.bodyRange(ofRendered: 1..<2) == 10..<11)
    #expect(rendering.bodyRange(ofRendered: 3..<5) == 11..<21)
    #expect(rendering.bodyRange(ofRendered: 6..<10) == 21..<30)
    #expect(rendering.renderedRange(ofBody: 21..<22) == 6..<7)
    #expect(rendering.renderedRange(ofBody: 12..<13) == 2..<6)
    #expect(rendering.renderedRange(ofBody: 30..<30) == 22..<22)
    #expect(rendering.isLiteral(rendered: 6..<8))
    #expect(!rendering.isLiteral(rendered: 5..<7))
  }

  @Test(arguments: [
    ("{{a}", [0..<4]), ("{a}}", [0..<4]), ("{{}}", [0..<4]), ("${}", [0..<3]), ("{0}", [0..<3]),
    ("{{a b}}", [0..<7]), ("{{1a}}", [0..<6]), ("{name}", [0..<6]), ("x}}", [1..<3]),
    ("{{{a}}", [0..<1]), ("${a", [0..<3]), ("{{a", [0..<3]), ("{ } ok", []), ("{{短链}}", []),
    ("{12}", []), ("${a_1}", []), ("{{attr_fav-colour}}", []), ("{{ name | 朋友 }}", []),
  ])
  func `tells malformed slots from text`(text: String, malformed: [Range<Int>]) {
    #expect(TemplateScan(text).malformed == malformed)
  }

  @Test func `fills the user's own facts`() {
    var user = User(id: "u1", registeredAt: Instant(seconds: 0))
    user.name = "王一"
    user.attributes = ["city": "杭州"]
    let profile = UserProfile(
      user: user, stage: .churned, rDays: 34, cartItems: 2, cartValue: Money(minor: 123_450))
    let values = TemplateVariables.values(of: profile, link: "https://a.cn/x")
    let body = "{{name}} {{attr_city}} {{days_away}} {{cart_items}} {{cart_value}} {{link}}"
    guard case .rendered(let text) = TemplateRenderer(body: body).render(values: values) else {
      Issue.record("not rendered")
      return
    }
    #expect(text.text == "王一 杭州 34 2 1234.5 https://a.cn/x")
    let unbound = TemplateRenderer(body: "{{friend_name}}{{last_category}}")
    #expect(
      unbound.render(values: values) == .missing(["friend_name", "last_category"]))
  }
}
