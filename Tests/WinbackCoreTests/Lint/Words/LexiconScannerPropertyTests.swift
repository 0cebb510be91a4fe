import Testing
import WinbackCore
import WinbackTestSupport

/// Seeded random texts over a small alphabet in which everything that folding and filler do occurs.
struct LexiconScannerPropertyTests {
  static let alphabet: [Unicode.Scalar] = Array(
    ("中奖獎一1①壹aAａ🅐vVo.．*- ，,。%％\u{200B}\u{301}\n😀⑩㎏kg零0第①次…·"
      .unicodeScalars))

  private struct Case {
    var lexicon: Lexicon
    var allow: [String]
    var texts: [String]
  }

  private func text(_ length: ClosedRange<Int>, _ generator: inout SeededGenerator) -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: length, using: &generator) {
      if let scalar = Self.alphabet.randomElement(using: &generator) { view.append(scalar) }
    }
    return String(view)
  }

  private func makeCase(texts: Int, _ generator: inout SeededGenerator) -> Case {
    var terms: [Lexicon.Term] = []
    let severities = Finding.Severity.allCases
    for _ in 0..<12 {
      terms.append(
        Lexicon.Term(
          text: text(1...4, &generator), category: "c",
          severity: severities.randomElement(using: &generator) ?? .note))
    }
    return Case(
      lexicon: Lexicon(terms: terms), allow: (0..<3).map { _ in text(2...5, &generator) },
      texts: (0..<texts).map { _ in text(0...30, &generator) })
  }

  private func cut(_ text: String, _ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: Array(text.unicodeScalars)[range])
    return String(view)
  }

  @Test func `agrees with a naive matcher on 5,000 texts`() {
    var generator = SeededGenerator(seed: 20_240_601)
    var hits = 0
    for _ in 0..<250 {
      let made = makeCase(texts: 20, &generator)
      let scanner = LexiconScanner(lexicon: made.lexicon, allow: made.allow)
      let naive = NaiveWords(lexicon: made.lexicon, allow: made.allow)
      for text in made.texts {
        let found = scanner.terms(in: text)
        hits += found.count
        let expected = naive.ranges(in: text)
        #expect(
          found.map(\.range) == expected,
          "\(text.debugDescription) \(made.lexicon.terms.map(\.text)) \(made.allow)")
      }
    }
    #expect(hits > 5_000)
  }

  @Test func `cuts out text that folds to the term`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let made = makeCase(texts: 20, &generator)
      let scanner = LexiconScanner(lexicon: made.lexicon)
      for text in made.texts {
        for hit in scanner.terms(in: text) {
          let found = FoldedText(cut(text, hit.range)).skeleton
          let wanted = FoldedText(hit.term).skeleton
          // An expansion such as ㎏ may be cut through: then the range covers all of it.
          #expect(found == wanted || found.contains(wanted))
          #expect(
            hit.isEvasive
              == (cut(text, hit.range).unicodeScalars.elementsEqual(hit.term.unicodeScalars)
                == false))
        }
      }
    }
  }

  @Test func `never finds more with one more allow phrase`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<100 {
      let made = makeCase(texts: 20, &generator)
      let before = LexiconScanner(lexicon: made.lexicon, allow: Array(made.allow.dropLast()))
      let after = LexiconScanner(lexicon: made.lexicon, allow: made.allow)
      for text in made.texts {
        let fewer = after.terms(in: text).count
        #expect(fewer <= before.terms(in: text).count)
      }
    }
  }
}

/// The rules W1 to W5 said again without automaton, for comparison.
private struct NaiveWords {
  private struct Unit {
    var scalar: Unicode.Scalar
    var source: Int
    var isNoise: Bool
    var isNumeral: Bool
  }

  private let terms: [[Unit]]
  private let allow: [[Unit]]

  init(lexicon: Lexicon, allow: [String]) {
    terms = lexicon.terms.map { Self.units($0.text) }
    self.allow = allow.map(Self.units)
  }

  private static func units(_ text: String) -> [Unit] {
    var units: [Unit] = []
    for (index, raw) in text.unicodeScalars.enumerated() {
      let folded = FoldedText(String(raw))
      let isNoise = folded.skeleton.isEmpty
      let isNumeral = "〇零一二三四五六七八九壹".unicodeScalars.contains(raw)
      for scalar in folded.text.unicodeScalars {
        units.append(
          Unit(scalar: scalar, source: index, isNoise: isNoise, isNumeral: isNumeral))
      }
    }
    return units
  }

  func ranges(in text: String) -> [Range<Int>] {
    let units = Self.units(text)
    let freed = allow.flatMap { places(of: $0, in: units) }
    let hits = Set(terms.flatMap { places(of: $0, in: units) }).filter { hit in
      !freed.contains { $0.lowerBound <= hit.lowerBound && $0.upperBound >= hit.upperBound }
    }
    return hits.filter { hit in
      !hits.contains {
        $0 != hit && $0.lowerBound <= hit.lowerBound && $0.upperBound >= hit.upperBound
      }
    }.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Where `pattern` occurs with clean edges.
  private func places(of pattern: [Unit], in units: [Unit]) -> [Range<Int>] {
    guard pattern.contains(where: { !$0.isNoise }) else { return [] }
    var found: [Range<Int>] = []
    for start in units.indices {
      for end in ends(of: pattern[...], in: units, at: start, skipped: 0, isFirst: true)
      where clean(units, start, end) {
        found.append(units[start].source..<(units[end].source + 1))
      }
    }
    return shortest(found, pattern)
  }

  /// The last units of all ways to match `pattern` from `at` on.
  private func ends(
    of pattern: ArraySlice<Unit>, in units: [Unit], at: Int, skipped: Int, isFirst: Bool
  ) -> Set<Int> {
    guard let next = pattern.first else { return [at - 1] }
    guard at < units.count else { return [] }
    var ends: Set<Int> = []
    let unit = units[at]
    if unit.isNoise == next.isNoise && unit.scalar == next.scalar {
      let rest = self.ends(
        of: pattern.dropFirst(), in: units, at: at + 1, skipped: 0, isFirst: false)
      ends.formUnion(rest)
    }
    if !isFirst && unit.isNoise && skipped < 4 {
      ends.formUnion(
        self.ends(of: pattern, in: units, at: at + 1, skipped: skipped + 1, isFirst: false))
    }
    return ends
  }

  /// A filler of the pattern's own at its edge is the nearest one: of matches of the same symbols the
  /// one that is inside all others.
  private func shortest(_ ranges: [Range<Int>], _ pattern: [Unit]) -> [Range<Int>] {
    guard pattern.first?.isNoise == true || pattern.last?.isNoise == true else { return ranges }
    return ranges.filter { range in
      !ranges.contains {
        $0 != range && $0.lowerBound >= range.lowerBound && $0.upperBound <= range.upperBound
      }
    }
  }

  private func clean(_ units: [Unit], _ start: Int, _ end: Int) -> Bool {
    func joins(_ inner: Int, _ outer: Int) -> Bool {
      guard units.indices.contains(outer), !units[inner].isNumeral, !units[outer].isNumeral else {
        return false
      }
      let (left, right) = (units[inner].scalar, units[outer].scalar)
      let areLetters = left.properties.isAlphabetic && right.properties.isAlphabetic
      let areDigits = ("0"..."9").contains(left) && ("0"..."9").contains(right)
      return left.isASCII && right.isASCII && (areLetters || areDigits)
    }
    return !joins(start, start - 1) && !joins(end, end + 1)
  }
}
