/// Finds the terms of a lexicon in texts, disguised ones included.
///
/// Made once per lexicon, then used for any number of texts from any thread. A text without a hit costs
/// no allocation. A spelling is evasive (W6) when it is not the listed one, scalar for scalar: a lexicon
/// that wants `kpi` to weigh no more than `KPI` lists both, and a text may not be folded to tell.
public struct LexiconScanner: TermFinder {
  /// What the scanner knows of a term or an allow phrase beside its symbols.
  struct Pattern: Sendable {
    /// Index into ``Lexicon/terms``; nil for an allow phrase.
    var term: Int?
    var symbolCount: Int
    /// Index into ``fillers``; nil where the pattern holds no filler character of its own.
    var filler: Int?
  }

  /// The filler characters that a pattern itself holds: `fillers[k]` stands before its `k`-th symbol,
  /// the last entry after all (the full stop of `NO.1`, the sign of `100%`).
  typealias Fillers = [[UInt32]]

  public let lexicon: Lexicon
  let patterns: [Pattern]
  let fillers: [Fillers]
  let automaton: TermAutomaton
  let symbols: SymbolMap
  /// The most filler characters in a row that the automaton passes over; more than
  /// ``noiseLimit`` only where terms hold filler characters, and then each hit is looked at again.
  let passedNoise: Int

  /// The most filler characters in a row between two characters of a term (W2).
  static let noiseLimit = 4

  /// - Parameter allow: Phrases in which terms are harmless; folded like the terms (W4).
  public init(lexicon: Lexicon, allow: [String] = []) {
    var builder = PatternBuilder()
    for (index, term) in lexicon.terms.enumerated() { builder.add(term.text, term: index) }
    for phrase in allow { builder.add(phrase, term: nil) }
    let (map, coded) = SymbolMap.coding(builder.scalars)
    if coded.contains(SymbolMap.other) { builder.removePatterns(whoseCodesIn: coded) }
    self.lexicon = lexicon
    patterns = builder.patterns
    fillers = builder.fillers
    passedNoise = builder.longestFiller * (Self.noiseLimit + 1) + Self.noiseLimit
    automaton = TermAutomaton(
      TermAutomaton.Patterns(
        symbols: coded, ranges: builder.ranges, isAllowed: builder.patterns.map { $0.term == nil }),
      symbolCount: map.symbolCount)
    symbols = map
  }

  /// The terms in `text`, by place: of nested hits the longest, of partial overlaps all (W5).
  ///
  /// - Parameters:
  ///   - excluding: Code point ranges, such as links; a hit wholly inside one is dropped.
  ///   - channel: What the severities are weighed for; SMS takes them as listed.
  public func terms(
    in text: String, excluding: [Range<Int>] = [], on channel: Channel = .sms
  ) -> [TermHit] {
    var text = text
    return text.withUTF8 { terms(inUTF8: $0, excluding: excluding, on: channel) }
  }

  /// As ``terms(in:excluding:on:)``, in bytes that are known to be valid UTF-8.
  public func terms(
    inUTF8 bytes: UnsafeBufferPointer<UInt8>, excluding: [Range<Int>] = [],
    on channel: Channel = .sms
  ) -> [TermHit] {
    guard mayHit(bytes) else { return [] }
    return analyse(FoldedText(utf8: bytes), excluding: excluding, on: channel)
  }
}

/// Collects the folded forms of terms and phrases.
private struct PatternBuilder {
  var scalars: [UInt32] = []
  var ranges: [Range<Int>] = []
  var patterns: [LexiconScanner.Pattern] = []
  var fillers: [LexiconScanner.Fillers] = []
  var longestFiller = 0

  /// Removes patterns that hold a scalar for which no symbol was left.
  mutating func removePatterns(whoseCodesIn codes: [UInt16]) {
    let kept = ranges.indices.filter { !codes[ranges[$0]].contains(SymbolMap.other) }
    patterns = kept.map { patterns[$0] }
    ranges = kept.map { ranges[$0] }
  }

  /// Adds a pattern; one that is nothing but filler can never be found and is left out, which
  /// ``LexiconCheck`` reports.
  mutating func add(_ text: String, term: Int?) {
    let table = FoldingTable.shared
    let start = scalars.count
    var own: LexiconScanner.Fillers = [[]]
    var hasFiller = false
    for raw in text.unicodeScalars {
      let cell = table[raw.value]
      table.forEachTarget(of: raw.value, cell) { scalar in
        if cell.isNoise {
          own[own.count - 1].append(scalar)
          hasFiller = true
        } else {
          scalars.append(scalar)
          own.append([])
        }
      }
    }
    guard scalars.count > start else { return }
    ranges.append(start..<scalars.count)
    patterns.append(
      LexiconScanner.Pattern(
        term: term, symbolCount: scalars.count - start, filler: hasFiller ? fillers.count : nil))
    if hasFiller {
      fillers.append(own)
      for gap in own.dropFirst().dropLast() { longestFiller = max(longestFiller, gap.count) }
    }
  }
}
