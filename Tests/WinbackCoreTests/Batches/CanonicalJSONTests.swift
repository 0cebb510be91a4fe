import Testing
import WinbackCore

struct CanonicalJSONTests {
  @Test func `any order and form of the same content has the same bytes`() {
    let composed = CanonicalJSON.object(["é": .text("café"), "a": .integer(-1)])
    let apart = CanonicalJSON.object(["a": .integer(-1), "e\u{301}": .text("cafe\u{301}")])
    #expect(composed.bytes == apart.bytes)
    #expect(composed.string == #"{"a":-1,"é":"café"}"#)
  }

  @Test func `a verbatim text keeps its bytes until it is normalized`() {
    let text = "cafe\u{301}"
    #expect(CanonicalJSON.verbatim(text).bytes == [0x22] + Array(text.utf8) + [0x22])
    #expect(CanonicalJSON.verbatim(text).normalized == .text("caf\u{E9}"))
    #expect(
      CanonicalJSON.list([.object([text: .verbatim(text)])]).normalized.bytes
        == CanonicalJSON.list([.object([text: .text(text)])]).bytes)
  }

  @Test(arguments: ["1.5", "1e400", "{", "[1", "nul", "{\"a\":1.0000001}"])
  func `reads nothing but JSON of whole numbers`(text: String) {
    #expect(CanonicalJSON(json: text) == nil)
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "true", "\"\"", "[[],{}]"])
  func `reads back what it writes`(text: String) throws {
    #expect(try #require(CanonicalJSON(json: text)).string == text)
  }

  @Test(arguments: 0..<0x20)
  func `escapes every control character`(code: Int) throws {
    let text = String(try #require(UnicodeScalar(code)))
    let written = CanonicalJSON.text(text).string
    let short = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"][code]
    let long = "\\u00" + (code < 16 ? "0" : "") + String(code, radix: 16)
    #expect(written == "\"\(short ?? long)\"")
    #expect(CanonicalJSON(json: written) == .text(text))
  }
}
