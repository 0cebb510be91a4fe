import Testing

@testable import WinbackCore

struct SegmentCatalogueTests {
  static func definition(_ name: String, _ predicate: String, line: Int = 1) -> SegmentDefinition {
    let place = FileLocation(file: "segments/\(name).yaml", line: line, column: 8)
    return SegmentDefinition(
      name: name, titleZh: name, titleEn: name, predicateText: predicate, location: place,
      textOrigin: .init(location: place, isExact: true))
  }

  @Test func `the product's own segments are all right and in the order of their table`() {
    let catalogue = SegmentCatalogue()
    #expect(catalogue.names.count == 16)
    #expect(catalogue.names.first == "cart_left")
    #expect(catalogue.names.last == "likely_natural")
    for definition in catalogue.definitions {
      #expect(catalogue.error(in: definition.name) == nil)
      #expect(catalogue.definitionHash(of: definition.name)?.count == 64)
      #expect(!definition.titleZh.isEmpty && !definition.titleEn.isEmpty)
    }
    #expect(catalogue.faults.isEmpty)
  }

  @Test func `a faulty definition leaves the others working`() throws {
    let catalogue = SegmentCatalogue([
      Self.definition("broken", "r_days >= 90 and"),
      Self.definition("leans_on_it", "vip = true or segment(\"broken\")"),
      Self.definition("fine", "segment(\"recall_pool\") and r_days > 100"),
    ])
    #expect(catalogue.error(in: "broken")?.code == .syntax)
    #expect(
      catalogue.error(in: "leans_on_it")
        == SegmentError(.faultySegment("broken", .syntax), at: 23))
    #expect(catalogue.predicate(named: "fine") != nil)
    #expect(
      catalogue.faults.map(\.location.description) == [
        "segments/broken.yaml:1:24", "segments/leans_on_it.yaml:1:30",
      ])
    let columns = SampleUsers.make(count: 90, seed: 6).columns
    let found = catalogue.allMembers(over: columns)
    #expect(found["fine"] != nil && found["broken"] == nil && found["leans_on_it"] == nil)
    #expect(found.count == 17)
  }

  @Test func `circles are found from every side`() {
    let catalogue = SegmentCatalogue([
      Self.definition("a", "segment(\"b\")"),
      Self.definition("b", "vip = true and segment(\"c\")"),
      Self.definition("c", "segment(\"a\") and ("),
      Self.definition("leads_in", "segment(\"nope\") or segment(\"a\")"),
      Self.definition("itself", "not segment(\"itself\")"),
    ])
    #expect(catalogue.error(in: "a")?.code == .cycle)
    #expect(catalogue.error(in: "b") == SegmentError(.cycle(["c", "a", "b", "c"]), at: 24))
    // The circle stands left of the syntax error.
    #expect(catalogue.error(in: "c")?.code == .cycle)
    #expect(catalogue.error(in: "leads_in")?.code == .unknownSegment)
    #expect(catalogue.error(in: "itself") == SegmentError(.cycle(["itself", "itself"]), at: 13))
  }

  @Test func `saving under a name that the text leads back to is a circle`() {
    let catalogue = SegmentCatalogue([
      Self.definition("a", "segment(\"b\")"), Self.definition("b", "vip = true"),
    ])
    let error = #expect(throws: SegmentError.self) {
      try catalogue.check("r_days > 1 and segment(\"a\")", savedAs: "b")
    }
    #expect(error == SegmentError(.cycle(["a", "b", "a"]), at: 24))
    #expect(throws: Never.self) { try catalogue.check("segment(\"a\")", savedAs: "c") }
  }

  @Test func `eight references deep is allowed and nine is not`() {
    let chain =
      [Self.definition("s0", "vip = true")]
      + (1...10).map { Self.definition("s\($0)", "vip = true and segment(\"s\($0 - 1)\")") }
    let catalogue = SegmentCatalogue(chain)
    #expect(catalogue.error(in: "s8") == nil)
    #expect(catalogue.error(in: "s9") == SegmentError(.tooDeepReferences("s8", limit: 8), at: 24))
    #expect(catalogue.error(in: "s10")?.code == .tooDeep)
    #expect(throws: Never.self) { try catalogue.check("segment(\"s7\")") }
    let error = #expect(throws: SegmentError.self) { try catalogue.check("segment(\"s8\")") }
    #expect(error?.code == .tooDeep)
  }

  @Test func `long chains and wide fans neither overflow nor explode`() {
    let long = (0..<20_000).map { Self.definition("n\($0)", "segment(\"n\($0 + 1)\")") }
    let chain = SegmentCatalogue(long)
    #expect(chain.error(in: "n19999")?.code == .unknownSegment)
    #expect(chain.error(in: "n19998")?.code == .unknownSegment)
    #expect(chain.error(in: "n0")?.code == .tooDeep)
    let wide =
      [Self.definition("w0", "vip = true")]
      + (1...8).map { level in
        Self.definition(
          "w\(level)",
          Array(repeating: "segment(\"w\(level - 1)\")", count: 30).joined(separator: " and "))
      }
    let catalogue = SegmentCatalogue(wide)
    let columns = SampleUsers.make(count: 70, seed: 7).columns
    let found = catalogue.allMembers(over: columns)
    #expect(found["w8"] == found["w0"])
    #expect(catalogue.definitionHash(of: "w8") != nil)
  }

  @Test func `a name that is taken is a fault of the later definition`() {
    let catalogue = SegmentCatalogue([
      Self.definition("recall_pool", "vip = true"), Self.definition("x", "vip = true"),
      Self.definition("x", "vip = false", line: 4),
    ])
    #expect(catalogue.definition(named: "recall_pool")?.isBuiltIn == true)
    #expect(catalogue.definition(named: "x")?.predicateText == "vip = true")
    #expect(catalogue.faults.count == 2)
    #expect(catalogue.faults[1].en.contains("segments/x.yaml:1:8"))
  }

  @Test func `the definition hash is of the meaning`() throws {
    func hash(_ text: String, _ definitions: [SegmentDefinition] = []) throws -> String {
      let catalogue = SegmentCatalogue(definitions)
      return catalogue.definitionHash(of: try catalogue.check(text))
    }
    let plain = try hash("r_days >= 90 and vip = true")
    #expect(try hash("(r_days>=90)  AND not not vip = TRUE") == plain)
    #expect(try hash("r_days >= 91 and vip = true") != plain)
    let one = try hash("segment(\"s\")", [Self.definition("s", "vip = true")])
    #expect(try hash("segment(\"t\")", [Self.definition("t", "vip=true")]) == one)
    #expect(try hash("segment(\"s\")", [Self.definition("s", "vip = false")]) != one)
    #expect(
      try hash("lifetime_value >= ¥12.5") == hash("lifetime_value >= 1250"))
  }
}
