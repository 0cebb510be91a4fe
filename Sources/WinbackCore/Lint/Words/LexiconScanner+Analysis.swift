extension LexiconScanner {
  /// Where a pattern matched: the first and last atom of the folded text, fillers of its own included.
  private struct Match {
    var pattern: Int
    var first: Int
    var last: Int
  }

  /// Finds all hits of a text that may have some.
  func analyse(
    _ text: FoldedText, excluding links: [Range<Int>], on channel: Channel
  ) -> [TermHit] {
    var found: [(term: Int, range: Range<Int>)] = []
    var freed: [Range<Int>] = []
    for match in matches(in: text) where hasCleanEdges(match, in: text) {
      let start = Int(text.atoms[match.first].source)
      let range = start..<(Int(text.atoms[match.last].source) + 1)
      if let term = patterns[match.pattern].term {
        found.append((term, range))
      } else {
        freed.append(range)
      }
    }
    let free = RangeCover(freed)
    let linked = RangeCover(links)
    let hits = found.compactMap { term, range -> TermHit? in
      if free.contains(range) || linked.contains(range) { return nil }
      let listed = lexicon.terms[term]
      let written = listed.text.unicodeScalars.lazy.map(\.value)
      let isEvasive = !text.original[range].elementsEqual(written)
      return TermHit(
        term: listed.text, range: range, category: listed.category,
        severity: .weighed(
          listed.severity, category: listed.category, isEvasive: isEvasive, on: channel),
        listedSeverity: listed.severity, isEvasive: isEvasive, reason: listed.why)
    }
    return longest(hits)
  }

  /// Every occurrence of every pattern, in the order in which they end.
  private func matches(in text: FoldedText) -> [Match] {
    var matches: [Match] = []
    // The atoms that took part since the text began; a match reaches back over the last few of them.
    var taken: [Int] = []
    taken.reserveCapacity(text.atoms.count)
    var state: Int32 = 0
    var noise = 0
    automaton.states.withUnsafeBufferPointer { states in
      for (place, atom) in text.atoms.enumerated() {
        if atom.isNoise {
          noise += 1
          if noise > passedNoise { state = 0 }
          continue
        }
        noise = 0
        let symbol = symbols.symbol(ofFolded: atom.scalar)
        if symbol == SymbolMap.other {
          state = 0
          continue
        }
        taken.append(place)
        state = TermAutomaton.next(state, symbol, states)
        var output = abs(states[Int(state)].output)
        while output != 0 {
          let entry = automaton.outputs[Int(output) - 1]
          if let match = confirm(Int(entry.pattern), taken, in: text) { matches.append(match) }
          output = entry.next
        }
      }
    }
    return matches
  }

  /// Checks the fillers between the characters of a pattern whose symbols are the last of `taken`.
  private func confirm(_ number: Int, _ taken: [Int], in text: FoldedText) -> Match? {
    let pattern = patterns[number]
    let own = pattern.filler.map { fillers[$0] }
    let places = taken.suffix(pattern.symbolCount)
    guard var first = places.first, var last = places.last else { return nil }
    for (offset, gap) in zip(places, places.dropFirst()).enumerated() {
      let run = text.atoms[(gap.0 + 1)..<gap.1].map(\.scalar)
      let wanted = own?[offset + 1] ?? []
      guard holds(wanted[...], in: run[...]) else { return nil }
    }
    if let before = own?.first, !before.isEmpty {
      let run = text.atoms[..<first].reversed().prefix { $0.isNoise }.map(\.scalar)
      guard let used = reach(of: before.reversed(), in: run) else { return nil }
      first -= used
    }
    if let after = own?.last, !after.isEmpty {
      let run = text.atoms[(last + 1)...].prefix { $0.isNoise }.map(\.scalar)
      guard let used = reach(of: after, in: run) else { return nil }
      last += used
    }
    return Match(pattern: number, first: first, last: last)
  }

  /// Whether `run`, the fillers between two symbols, holds `wanted` in order with at most ``noiseLimit``
  /// others before, between and after.
  private func holds(_ wanted: ArraySlice<UInt32>, in run: ArraySlice<UInt32>) -> Bool {
    guard let next = wanted.first else { return run.count <= Self.noiseLimit }
    for place in run.indices.prefix(Self.noiseLimit + 1) where run[place] == next {
      if holds(wanted.dropFirst(), in: run[(place + 1)...]) { return true }
    }
    return false
  }

  /// How far one has to go into `run`, the fillers beside a symbol, to have passed all of `wanted`; nil
  /// when they are not there or more than ``noiseLimit`` others stand before one of them.
  private func reach(of wanted: [UInt32], in run: [UInt32]) -> Int? {
    var used = 0
    for scalar in wanted {
      guard let place = run[used...].prefix(Self.noiseLimit + 1).firstIndex(of: scalar) else {
        return nil
      }
      used = place + 1
    }
    return used
  }

  /// Refuses a match that a letter or digit outside continues (W3).
  private func hasCleanEdges(_ match: Match, in text: FoldedText) -> Bool {
    func continues(_ inner: Int, _ outer: Int) -> Bool {
      guard text.atoms.indices.contains(outer) else { return false }
      let edge = text.atoms[inner].edge
      return edge != .none && edge == text.atoms[outer].edge
    }
    return !continues(match.first, match.first - 1) && !continues(match.last, match.last + 1)
  }

  /// Drops hits that lie inside another one; of hits in the same place the plainest, then severest stays.
  private func longest(_ hits: [TermHit]) -> [TermHit] {
    let ordered = hits.sorted { left, right in
      if left.range.lowerBound != right.range.lowerBound {
        return left.range.lowerBound < right.range.lowerBound
      }
      if left.range.upperBound != right.range.upperBound {
        return left.range.upperBound > right.range.upperBound
      }
      if left.isEvasive != right.isEvasive { return right.isEvasive }
      if left.listedSeverity != right.listedSeverity {
        return left.listedSeverity > right.listedSeverity
      }
      return left.term.utf8.lexicographicallyPrecedes(right.term.utf8)
    }
    var reached = Int.min
    return ordered.filter { hit in
      guard hit.range.upperBound > reached else { return false }
      reached = hit.range.upperBound
      return true
    }
  }
}

extension FoldedText {
  /// Folds UTF-8 bytes that are known to be valid.
  init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var original: [UInt32] = []
    original.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count { original.append(decodeScalar(bytes, at: &index)) }
    self.init(original)
  }
}
