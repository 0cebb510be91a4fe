import Testing
import WinbackCore
import WinbackTestSupport

struct CSVReaderTests {
  private struct Record: Equatable {
    var line: Int
    /// Nil when the record is broken.
    var fields: [String]?
  }

  private func read(_ text: String, step: Int = .max, capacity: Int = 1 << 16) throws -> [Record] {
    try read(Array(text.utf8), step: step, capacity: capacity)
  }

  private func read(_ bytes: [UInt8], step: Int, capacity: Int) throws -> [Record] {
    var place = 0
    let reader = CSVReader(capacity: capacity) { space in
      let count = min(step, space.count, bytes.count - place)
      space.copyBytes(from: bytes[place..<(place + count)])
      place += count
      return count
    }
    var records: [Record] = []
    while try reader.next() {
      let fields = (0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) }
      records.append(Record(line: reader.line, fields: reader.isBroken ? nil : fields))
    }
    #expect(reader.consumedBytes == bytes.count)
    return records
  }

  private static let splits: [(String, [(Int, [String])])] = [
    ("a,b\nc,d\n", [(1, ["a", "b"]), (2, ["c", "d"])]),
    ("a,b\r\nc,d", [(1, ["a", "b"]), (2, ["c", "d"])]),
    ("\u{FEFF}a\nb", [(1, ["a"]), (2, ["b"])]),
    ("\n\r\na\n\n\nb\n\n", [(3, ["a"]), (6, ["b"])]),
    ("a,\n,b\n,", [(1, ["a", ""]), (2, ["", "b"]), (3, ["", ""])]),
    ("\"a,b\",\"c\"\"d\"\n", [(1, ["a,b", "c\"d"])]),
    ("\"a\nb\",c\nd,e", [(1, ["a\nb", "c"]), (3, ["d", "e"])]),
    ("\"a\r\nb\"\r\nc", [(1, ["a\r\nb"]), (3, ["c"])]),
    ("\"\"\n\n\"\",\"\"", [(1, [""]), (3, ["", ""])]),
    ("a\"b,c\"\n", [(1, ["a\"b", "c\""])]),
    ("\"a\"b,\"c\"\"d\"e\"f\r\n", [(1, ["ab", "c\"de\"f"])]),
    (" \n", [(1, [" "])]),
    ("a\rb\n", [(1, ["a\rb"])]),
    ("a\r", [(1, ["a"])]),
    ("\"a\"\r", [(1, ["a"])]),
    ("上海,é\n", [(1, ["上海", "é"])]),
    ("", []),
    ("\u{FEFF}", []),
  ]

  @Test(arguments: splits)
  func `splits records into fields with their lines`(text: String, expected: [(Int, [String])])
    throws
  {
    let records = expected.map { Record(line: $0.0, fields: $0.1) }
    #expect(try read(text) == records)
    #expect(try read(text, step: 1) == records)
  }

  @Test func `an open quote breaks the record it began in`() throws {
    #expect(
      try read("a,b\n\"c\nd,e\nf\n") == [
        Record(line: 1, fields: ["a", "b"]), Record(line: 2, fields: nil),
      ])
  }

  @Test func `a record longer than the buffer is broken and the next is read`() throws {
    let long = String(repeating: "x", count: 100)
    let quoted = "\"" + String(repeating: "y\"\"\n", count: 30) + "\",1"
    #expect(
      try read("a,b\n\(long),1\nc,d\n\(quoted)\ne,f\n", capacity: 32) == [
        Record(line: 1, fields: ["a", "b"]), Record(line: 2, fields: nil),
        Record(line: 3, fields: ["c", "d"]), Record(line: 4, fields: nil),
        Record(line: 35, fields: ["e", "f"]),
      ])
  }

  @Test func `tells text that may be ill-formed`() throws {
    for (bytes, expected) in [([0x61, 0x0A], false), ([0x00, 0x0A], true), ([0x80, 0x0A], true)] {
      var isRead = false
      let reader = CSVReader { space in
        guard !isRead else { return 0 }
        isRead = true
        space.copyBytes(from: bytes.map { UInt8($0) })
        return bytes.count
      }
      #expect(try reader.next())
      #expect(reader.mayNotBeText == expected)
    }
  }

  @Test(arguments: 0..<200)
  func `pieces of any size give the same records`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("a,\"\n\r\u{FEFF}上 ".utf8)
    let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
      alphabet.randomElement(using: &random)!
    }
    let whole = try read(bytes, step: .max, capacity: 64)
    #expect(try read(bytes, step: 1, capacity: 64) == whole)
    #expect(try read(bytes, step: 7, capacity: 64) == whole)
  }
}
