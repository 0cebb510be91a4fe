extension LexiconScanner {
  /// Tells whether a term may occur in valid UTF-8: the pass that every text gets.
  ///
  /// True for some texts without a hit (edges, allow phrases and links are looked at afterwards), never
  /// false for one with a hit.
  func mayHit(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withDetection { detection in
      var index = 0
      let count = bytes.count
      while index < count {
        if detection.feed(decodeScalar(bytes, at: &index)) { return true }
      }
      return false
    }
  }

  @inline(__always)
  private func withDetection(_ body: (inout Detection) -> Bool) -> Bool {
    automaton.states.withUnsafeBufferPointer { states in
      symbols.entries.withUnsafeBufferPointer { entries in
        symbols.pages.withUnsafeBufferPointer { pages in
          var detection = Detection(
            states: states, entries: entries, pages: pages, passedNoise: passedNoise,
            symbols: symbols)
          return body(&detection)
        }
      }
    }
  }

  /// The state of one pass over a text.
  private struct Detection {
    let states: UnsafeBufferPointer<TermAutomaton.State>
    let entries: UnsafeBufferPointer<UInt16>
    let pages: UnsafeBufferPointer<UInt16>
    let passedNoise: Int
    let symbols: SymbolMap
    var state: Int32 = 0
    var noise = 0

    /// Takes the next code point; true when a term may end with it.
    @inline(__always)
    mutating func feed(_ scalar: UInt32) -> Bool {
      let entry = entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
      if entry >= SymbolMap.firstSymbol {
        noise = 0
        state = TermAutomaton.next(state, entry, states)
        return states[Int(state)].output > 0
      }
      if entry == SymbolMap.several { return feedSeveral(scalar) }
      if entry == SymbolMap.other {
        noise = 0
        state = 0
      } else if entry == SymbolMap.noise {
        noise += 1
        if noise > passedNoise { state = 0 }
      }
      return false
    }

    @inline(never)
    private mutating func feedSeveral(_ scalar: UInt32) -> Bool {
      noise = 0
      let table = FoldingTable.shared
      for place in table[scalar].expansion {
        let symbol = symbols.symbol(ofFolded: table.expansions[place])
        state = symbol == SymbolMap.other ? 0 : TermAutomaton.next(state, symbol, states)
        if states[Int(state)].output > 0 { return true }
      }
      return false
    }
  }
}

extension TermAutomaton {
  /// The state after `symbol`, following fail links as far as needed.
  @inline(__always)
  static func next(
    _ state: Int32, _ symbol: UInt16, _ states: UnsafeBufferPointer<State>
  ) -> Int32 {
    var state = state
    while true {
      let slot = Int(states[Int(state)].base) + Int(symbol)
      if states[slot].check == state { return Int32(truncatingIfNeeded: slot) }
      if state == 0 { return 0 }
      state = states[Int(state)].fail
    }
  }
}

/// Reads one code point of valid UTF-8 and moves `index` behind it.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
  let lead = UInt32(bytes[index])
  if lead < 0x80 {
    index += 1
    return lead
  }
  func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
  if lead >= 0xE0, lead < 0xF0 {
    let scalar = (lead & 0x0F) << 12 | tail(1) << 6 | tail(2)
    index += 3
    return scalar
  }
  if lead < 0xE0 {
    let scalar = (lead & 0x1F) << 6 | tail(1)
    index += 2
    return scalar
  }
  let scalar = (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
  index += 4
  return scalar
}
