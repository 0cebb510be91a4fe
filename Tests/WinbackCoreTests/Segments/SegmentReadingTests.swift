import Testing
import WinbackCore

struct SegmentReadingTests {
  private static func at(_ line: Int, _ column: Int) -> FileLocation {
    FileLocation(file: "segments/x.yaml", line: line, column: column)
  }

  private static func text(_ text: String, _ line: Int, quoted: Bool = false) -> LocatedValue {
    LocatedValue(.scalar(text, isQuoted: quoted), at: at(line, 8))
  }

  private static func file(
    _ entries: [(String, LocatedValue)]
  ) -> LocatedValue {
    LocatedValue(
      .mapping(
        entries.enumerated().map { place, entry in
          (key: entry.0, location: at(place + 1, 1), value: entry.1)
        }), at: at(1, 1))
  }

  @Test func `reads name, title and predicate`() {
    let title = LocatedValue(
      .mapping([
        (key: "zh", location: Self.at(2, 3), value: Self.text("老客", 2)),
        (key: "en", location: Self.at(3, 3), value: Self.text("old friends", 3)),
      ]), at: Self.at(2, 1))
    let (definition, faults) = SegmentDefinition.read(
      Self.file([
        ("name", Self.text("old", 1)), ("title", title), ("where", Self.text("r_days > 9", 4)),
      ]), named: "x")
    #expect(faults.isEmpty)
    #expect(definition?.name == "old")
    #expect(definition?.title(.zh) == "老客")
    #expect(definition?.title(.en) == "old friends")
    #expect(definition?.predicateText == "r_days > 9")
  }

  @Test func `the file gives the name and the name the title where nothing else does`() {
    let (definition, _) = SegmentDefinition.read(
      Self.file([("where", Self.text("vip = true", 1))]), named: "x")
    #expect(definition?.name == "x")
    #expect(definition?.titleZh == "x")
    #expect(definition?.isBuiltIn == false)
  }

  @Test func `a fault in the predicate is located inside a plain scalar`() {
    for (quoted, text, column) in [
      (false, "r_days == 9", 16), (true, "r_days == 9", 8), (true, "stage == \"x\"", 8),
      (false, "r_days\n== 9", 8),
    ] {
      let (definition, _) = SegmentDefinition.read(
        Self.file([("where", Self.text(text, 3, quoted: quoted))]), named: "x")
      let faults = SegmentCatalogue([definition].compactMap(\.self)).faults
      #expect(faults.map(\.location) == [Self.at(3, column)], "\(text)")
      #expect(faults.first?.en.hasPrefix("P01 at character") == true)
    }
  }

  @Test(arguments: [
    ([("wher", "vip = true")], "did you mean `where`?"),
    ([("color", "red")], "known are name, title, where"),
    ([("name", "x")], "where is missing"), ([("where", "  ")], "where must be a text"),
    ([("where", "vip = true"), ("name", " x ")], "no outer spaces"),
  ])
  func `every fault has its place and words`(entries: [(String, String)], words: String) {
    let file = Self.file(
      entries.enumerated().map { ($1.0, Self.text($1.1, $0 + 1)) })
    let (_, faults) = SegmentDefinition.read(file, named: "x")
    #expect(faults.contains { $0.words(.en).contains(words) && !$0.zh.isEmpty })
    #expect(faults.allSatisfy { $0.words(.zh).hasPrefix("segments/x.yaml:") })
  }

  @Test func `wrong shapes are faults and no definitions`() {
    for value in [
      LocatedValue(.null, at: Self.at(1, 1)), LocatedValue(.list([]), at: Self.at(1, 1)),
      Self.file([("where", LocatedValue(.list([]), at: Self.at(1, 8)))]),
      Self.file([("where", LocatedValue(.null, at: Self.at(1, 8)))]),
    ] {
      let (definition, faults) = SegmentDefinition.read(value, named: "x")
      #expect(definition == nil)
      #expect(faults.count == 1)
    }
    let odd = LocatedValue(
      .mapping([(key: "fr", location: Self.at(2, 3), value: Self.text("amis", 2))]),
      at: Self.at(2, 1))
    let (_, faults) = SegmentDefinition.read(
      Self.file([("where", Self.text("vip = true", 1)), ("title", odd)]), named: "x")
    #expect(faults.map(\.location) == [Self.at(2, 3)])
  }
}
