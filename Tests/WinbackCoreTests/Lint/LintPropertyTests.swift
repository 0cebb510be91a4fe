import Testing
import WinbackCore

struct LintPropertyTests {
  /// A small generator of its own, so that a failing seed can be run again anywhere.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces = [
    "https://", "http://", "HTTPS://", "https：//", "ｈｔｔｐ：／／", "www.", "ｗｗｗ．", "shop.cn", "t.cn/a",
    "a.b", "1.2.3.4", ":8080", "/x", "?q=", "&b=1", "=https://", "@", "#", "%E4", ".", ",", "，",
    "。",
    "：", "／", "？", "(", ")", "[", "]", "【", "】", "{{", "}}", "{{name}}", "{{link|", "${url}", "{1}",
    "{",
    "}", "|", " ", "\n", "\r\n", "\t", "\u{A0}", "\u{3000}", "\u{200B}", "\u{AD}", "\u{FEFF}", "领",
    "跑鞋",
    "券", "拒收请回复R", "退订回T", "召回", "满59减20元", "6月18日", "13800000001", "号楼", "😀", "👨‍👩‍👧", "é", "ü",
    "\u{301}", "\0", "\u{10FFFF}", "優", "★", "m²", "Reply STOP", "come back", "a", "Z", "9",
  ]

  private static func text(_ random: inout Seeded) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        let value = UInt32.random(in: 0...0x10FFFF, using: &random)
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      } else if let piece = pieces.randomElement(using: &random) {
        text.append(contentsOf: piece.unicodeScalars)
      }
    }
    return String(text)
  }

  @Test(arguments: 0..<10)
  func `keeps every range inside any text and fixes it once and for all`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    for _ in 0..<5000 {
      let text = Self.text(&random)
      let signature = Bool.random(using: &random) ? "小店" : nil
      let appended = Bool.random(using: &random) ? "拒收请回复R" : nil
      let subject = LintSubject(
        channel: .sms, text: text, signature: signature, appendedText: appended,
        facts: LintFacts(
          knownVariables: TemplateVariables.known, plan: .attached(faceValue: nil, expiresOn: nil),
          sendDay: BusinessDay(number: 20_000)))
      let count = subject.scalars.count
      var last = 0
      for link in subject.links.links {
        #expect(
          link.range.lowerBound >= last && link.range.upperBound <= count,
          "\(text.debugDescription)")
        #expect(!link.range.isEmpty && link.intent.upperBound <= count)
        last = link.range.upperBound
      }
      for finding in LintRules.check(subject) {
        guard let range = finding.range else { continue }
        #expect(
          range.lowerBound >= 0 && range.upperBound <= count,
          "\(finding.rule) \(text.debugDescription)")
      }
      try checkFix(subject, text, signature, appended)
      checkRendering(text)
      #expect(SMSLength(subject.whole, market: .international).segments >= 1)
    }
  }

  private func checkFix(
    _ subject: LintSubject, _ text: String, _ signature: String?, _ appended: String?
  ) throws {
    let fixed = subject.fixedText
    let again = LintSubject(
      channel: .sms, text: fixed, signature: signature, appendedText: appended)
    #expect(
      again.fixedText.unicodeScalars.elementsEqual(fixed.unicodeScalars), "\(text.debugDescription)"
    )
    let spacing = Set(["link-space-before", "link-space-after", "link-odd-space", "link-fullwidth"])
    #expect(
      LintRules.check(again).allSatisfy { !spacing.contains($0.rule) }, "\(text.debugDescription)")
    #expect(
      Self.core(text) == Self.core(fixed), "\(text.debugDescription) → \(fixed.debugDescription)")
  }

  /// A text without what a fix may change: blanks, what shows nothing, and the width of a sign.
  private static func core(_ text: String) -> [UInt32] {
    text.unicodeScalars.compactMap { scalar in
      switch scalar.value {
      case 0x20, 0x09, 0xA0, 0x3000, 0x2000...0x200D, 0x202F, 0x205F, 0x2060, 0xFEFF, 0xAD: nil
      case 0xFF01...0xFF5E: scalar.value - 0xFEE0
      default: scalar.value
      }
    }
  }

  private func checkRendering(_ text: String) {
    let renderer = TemplateRenderer(body: text)
    guard
      case .rendered(let rendering) = renderer.fill(values: ["name": .text("王"), "1": .text("x")])
    else { return }
    let bodyCount = text.unicodeScalars.count
    let textCount = rendering.text.unicodeScalars.count
    #expect(rendering.pieces.last?.body.upperBound ?? 0 == bodyCount)
    #expect(rendering.pieces.last?.rendered.upperBound ?? 0 == textCount)
    for place in 0...bodyCount {
      let range = rendering.renderedRange(ofBody: place..<min(place + 1, bodyCount))
      #expect(range.lowerBound >= 0 && range.upperBound <= textCount)
    }
    for place in 0...textCount {
      let range = rendering.bodyRange(ofRendered: place..<min(place + 1, textCount))
      #expect(range.lowerBound >= 0 && range.upperBound <= bodyCount)
    }
  }
}
