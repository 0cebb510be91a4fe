import Testing
import WinbackCore

struct SMSLengthTests {
  @Test(arguments: [
    (0, 1), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (160, 3), (201, 3), (202, 4),
  ])
  func `bills a mainland message per 67 beyond 70, whatever its letters`(count: Int, segments: Int)
  {
    for letter in ["券", "a"] {
      let length = SMSLength(String(repeating: letter, count: count), market: .cn)
      #expect(length.units == count)
      #expect(length.segments == segments)
      #expect(length.encoding == .ucs2)
    }
  }

  @Test func `counts an emoji as two in the mainland`() {
    #expect(SMSLength("【华为云】👍", market: .cn).units == 7)
  }

  @Test(arguments: [
    ("a", 160, 160, 1), ("a", 161, 161, 2), ("a", 306, 306, 2), ("a", 307, 307, 3),
    ("a", 350, 350, 3), ("€", 80, 160, 1), ("€", 81, 162, 2), ("€", 152, 304, 2),
    ("€", 153, 306, 3), ("{", 1, 2, 1), ("\n", 3, 3, 1), ("\u{0C}", 1, 2, 1),
  ])
  func `packs GSM-7 without tearing an extension pair`(
    text: String, times: Int, units: Int, segments: Int
  ) {
    let length = SMSLength(String(repeating: text, count: times), market: .international)
    #expect(length.encoding == .gsm7)
    #expect(length.units == units)
    #expect(length.segments == segments)
    #expect(length.forcing == nil)
  }

  @Test(arguments: [
    ("你", 70, 70, 1), ("你", 71, 71, 2), ("你", 150, 150, 3), ("👍", 35, 70, 1), ("👍", 36, 72, 2),
    ("👍", 66, 132, 2), ("👍", 67, 134, 3), ("`", 1, 1, 1), ("\t", 1, 1, 1), ("ç", 71, 71, 2),
  ])
  func `packs UCS-2 without tearing a surrogate pair`(
    text: String, times: Int, units: Int, segments: Int
  ) {
    let length = SMSLength(String(repeating: text, count: times), market: .international)
    #expect(length.encoding == .ucs2)
    #expect(length.units == units)
    #expect(length.segments == segments)
    #expect(length.forcing == text.unicodeScalars.first)
  }

  @Test func `names the first character that forces UCS-2`() {
    #expect(SMSLength("Hi “you”", market: .international).forcing == "“")
    #expect(SMSLength("【Acme】Hi", market: .international).forcing == "【")
  }

  @Test func `spans what values can make of a message`() {
    let body = Array("{{name|朋友}}的券 {1}".unicodeScalars)
    let range = SMSLengthRange(
      prefix: "【小店】", body: body, placeholders: TemplateScan(body).placeholders,
      suffix: Array("拒收请回复R".unicodeScalars), lengths: ["name": 3...50, "1": 2...9], market: .cn)
    #expect(range.shortest.units == 4 + 2 + 3 + 2 + 6)
    #expect(range.longest.units == 4 + 50 + 3 + 9 + 6)
    #expect(range.shortest.segments == 1)
    #expect(range.longest.segments == 2)
  }
}
