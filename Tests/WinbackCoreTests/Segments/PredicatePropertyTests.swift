import Testing

@testable import WinbackCore

/// Seeded samples of what nobody thought of.
struct PredicatePropertyTests {
  @Test func `kernels agree with a row-by-row evaluation on random predicates`() throws {
    // Not a multiple of 64, so that the last word is a short one.
    let sample = SampleUsers.make(count: 150, seed: 1)
    let columns = sample.columns
    let catalogue = SegmentCatalogue()
    var segments: [String: Predicate] = [:]
    for name in catalogue.names { segments[name] = catalogue.predicate(named: name) }
    var events = Array(repeating: [String: [Int64]](), count: sample.profiles.count)
    for event in sample.events {
      events[event.row][event.type, default: []].append(event.at.seconds)
    }
    let rows = (0..<columns.rowCount).map { row in
      let source = Int(columns.sources[row])
      return PredicateReference(
        profile: sample.profiles[source], events: events[source], asOf: SampleUsers.asOf,
        segments: segments)
    }

    var generator = RandomPredicates(seed: 2)
    var cache = LeafCache()
    var faults: [String] = []
    for _ in 0..<20_000 {
      let text = generator.predicate(depth: 2)
      let predicate = try catalogue.check(text)
      let found = try catalogue.plan(for: predicate, over: columns).run(cache: &cache)
      let expected = rows.indices.filter { rows[$0].matches(predicate.root) }
      if Array(found.members) != expected || found.count != expected.count { faults.append(text) }
    }
    #expect(faults.prefix(3).isEmpty)
    #expect(cache.count <= cache.limit)
  }

  @Test func `the normal form reads back as itself and keeps the hash`() throws {
    let catalogue = SegmentCatalogue()
    var generator = RandomPredicates(seed: 3)
    for _ in 0..<5_000 {
      let predicate = try catalogue.check(generator.predicate())
      let again = try catalogue.check(predicate.description)
      #expect(again.description == predicate.description)
      #expect(catalogue.definitionHash(of: again) == catalogue.definitionHash(of: predicate))
    }
  }

  @Test func `no text makes the parser fail other than with an error inside it`() {
    let catalogue = SegmentCatalogue()
    var generator = RandomPredicates(seed: 4)
    var codes: Set<SegmentError.Code> = []
    for _ in 0..<50_000 {
      let text = generator.damaged()
      do throws(SegmentError) {
        _ = try catalogue.check(text)
      } catch {
        codes.insert(error.code)
        let isInside = (1...(text.unicodeScalars.count + 1)).contains(error.position)
        if !isInside || error.words(.zh).isEmpty {
          Issue.record("\(error) in \(text.debugDescription)")
        }
      }
    }
    #expect(codes.isSuperset(of: [.syntax, .unknownField, .wrongType, .unknownSegment]))
  }

  @Test(arguments: [
    ("(", 100_000, "", "", 101), ("(", 100_000, "vip = true", ")", 101),
    ("not ", 100_000, "", "", 400_001), ("not (", 100_000, "", "", 505),
    ("vip=true or ", 20_000, "", "", 240_001), ("[", 100_000, "", "", 1),
  ])
  func `hostile nesting is a syntax error`(
    open: String, times: Int, inside: String, close: String, position: Int
  ) {
    let text =
      String(repeating: open, count: times) + inside + String(repeating: close, count: times)
    let error = #expect(throws: SegmentError.self) { try Predicate(text) }
    #expect(error?.code == .syntax)
    #expect(error?.position == position)
  }

  @Test func `long but flat predicates are fine`() throws {
    let columns = SampleUsers.make(count: 10, seed: 5).columns
    let catalogue = SegmentCatalogue()
    let flat = String(repeating: "not not vip = true or ", count: 5_000) + "vip = true"
    let nested =
      String(repeating: "not (vip = true and ", count: 100) + "vip = false"
      + String(repeating: ")", count: 100)
    for text in [flat, nested] {
      _ = try catalogue.check(text).evaluate(over: columns, resolving: catalogue)
    }
  }
}
