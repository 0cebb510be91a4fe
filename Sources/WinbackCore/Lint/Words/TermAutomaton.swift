/// An Aho–Corasick automaton over symbols, as a double array with fail links.
///
/// A symbol is a small number given to each folded scalar that occurs in a term. State 0 is the root; the
/// child of state `s` on symbol `c` is slot `base + c` if that slot's ``State/check`` is `s`.
struct TermAutomaton: Sendable {
  struct State: Sendable {
    var base: Int32 = 0
    /// The parent, or -1 where the slot is free.
    var check: Int32 = -1
    var fail: Int32 = 0
    /// 1 + index into ``outputs`` of what ends here; negative when only allow phrases do; 0 for nothing.
    var output: Int32 = 0
  }

  /// A pattern that ends in a state, and the next one that ends there; the chain goes on with the
  /// patterns of the state's suffixes.
  struct Output: Sendable {
    var pattern: Int32
    /// 1 + index of the next output, 0 at the end.
    var next: Int32
  }

  private(set) var states: [State]
  private(set) var outputs: [Output] = []

  /// The patterns to find: symbols of all of them in one array, one range each, none empty.
  struct Patterns {
    var symbols: [UInt16] = []
    var ranges: [Range<Int>] = []
    /// Whether a pattern is an allow phrase.
    var isAllowed: [Bool] = []

    /// The pattern numbers in lexicographic order of their symbols.
    fileprivate func sorted() -> [Int32] {
      // Four symbols decide nearly every comparison, so they go into one key.
      var keyed = ranges.enumerated().map { number, range in
        var key: UInt64 = 0
        for offset in 0..<4 {
          let symbol = offset < range.count ? symbols[range.lowerBound + offset] : 0
          key = key << 16 | UInt64(symbol)
        }
        return (key: key, number: Int32(number))
      }
      keyed.sort { left, right in
        if left.key != right.key { return left.key < right.key }
        let (leftRange, rightRange) = (ranges[Int(left.number)], ranges[Int(right.number)])
        let leftRest = symbols[leftRange].dropFirst(4)
        let rightRest = symbols[rightRange].dropFirst(4)
        if leftRest.lexicographicallyPrecedes(rightRest) { return true }
        if rightRest.lexicographicallyPrecedes(leftRest) { return false }
        return left.number < right.number
      }
      return keyed.map(\.number)
    }
  }

  /// - Parameter symbolCount: One more than the greatest symbol.
  init(_ patterns: Patterns, symbolCount: Int) {
    var slots = SlotAllocator(symbolCount: symbolCount)
    states = []
    build(patterns, sorted: patterns.sorted(), slots: &slots)
    states = slots.trimmed
  }

  /// A trie node still to be expanded: the sorted patterns `low..<high` share its first `depth` symbols.
  private struct Node {
    var state: Int32
    var low: Int32
    var high: Int32
    var depth: Int32
  }

  /// Breadth first, so that the fail state of a node is complete before the node is.
  private mutating func build(
    _ patterns: Patterns, sorted: [Int32], slots: inout SlotAllocator
  ) {
    var queue = [Node(state: 0, low: 0, high: Int32(sorted.count), depth: 0)]
    var head = 0
    var children: [(symbol: UInt16, low: Int32, high: Int32)] = []
    while head < queue.count {
      let node = queue[head]
      head += 1
      let depth = Int(node.depth)
      var low = node.low
      while low < node.high, patterns.ranges[Int(sorted[Int(low)])].count == depth { low += 1 }
      addOutputs(sorted[Int(node.low)..<Int(low)], patterns, to: node.state, slots: &slots)

      children.removeAll(keepingCapacity: true)
      while low < node.high {
        let symbol = patterns.symbol(sorted[Int(low)], depth)
        var high = low + 1
        while high < node.high, patterns.symbol(sorted[Int(high)], depth) == symbol { high += 1 }
        children.append((symbol, low, high))
        low = high
      }
      if children.isEmpty { continue }
      let base = slots.place(children.lazy.map { Int($0.symbol) }, under: node.state)
      for child in children {
        let state = base + Int32(child.symbol)
        if node.state != 0 {
          let fail = slots.step(from: slots.states[Int(node.state)].fail, on: Int(child.symbol))
          slots.states[Int(state)].fail = fail
        }
        queue.append(Node(state: state, low: child.low, high: child.high, depth: node.depth + 1))
      }
    }
  }

  /// Chains the patterns that end in `state` before those of its longest proper suffix.
  private mutating func addOutputs(
    _ ending: ArraySlice<Int32>, _ patterns: Patterns, to state: Int32, slots: inout SlotAllocator
  ) {
    guard state != 0 else { return }
    let suffix = slots.states[Int(slots.states[Int(state)].fail)].output
    var next = abs(suffix)
    var hasTerm = suffix > 0
    for number in ending.reversed() {
      outputs.append(Output(pattern: number, next: next))
      next = Int32(outputs.count)
      if !patterns.isAllowed[Int(number)] { hasTerm = true }
    }
    slots.states[Int(state)].output = hasTerm ? next : -next
  }
}

extension TermAutomaton.Patterns {
  fileprivate func symbol(_ number: Int32, _ depth: Int) -> UInt16 {
    symbols[ranges[Int(number)].lowerBound + depth]
  }
}

/// Finds room in the double array for the children of a state.
private struct SlotAllocator {
  var states: [TermAutomaton.State]
  /// One bit a slot, set where it is free; kept longer than ``states`` so that reads need no check.
  private var free: [UInt64] = []
  private var firstFree = 0
  /// All slots from here on are free.
  private var end: Int
  private let symbolCount: Int

  init(symbolCount: Int) {
    self.symbolCount = symbolCount
    states = []
    end = 1
    grow(to: 1)
    // The root is nobody's child: as no symbol is 0, its own check leads nowhere.
    take(0, parent: 0)
  }

  private mutating func grow(to base: Int) {
    let needed = base + symbolCount + 1
    if states.count >= needed { return }
    let size = max(needed, states.count + states.count / 4)
    states.append(contentsOf: repeatElement(.init(), count: size - states.count))
    let words = size / 64 + symbolCount / 64 + 4
    free.append(contentsOf: repeatElement(.max, count: words - free.count))
  }

  /// The states without the slots that nothing can lead to.
  var trimmed: [TermAutomaton.State] { Array(states[..<min(states.count, end + symbolCount)]) }

  private mutating func take(_ slot: Int, parent: Int32) {
    states[slot].check = parent
    free[slot >> 6] &= ~(1 << UInt64(slot & 63))
    end = max(end, slot + 1)
  }

  /// Takes slots for `symbols`, ascending, and returns the base that leads to them.
  mutating func place(_ symbols: some BidirectionalCollection<Int>, under parent: Int32) -> Int32 {
    guard let first = symbols.first, let last = symbols.last else { return 0 }
    let base = parent == 0 ? 0 : findBase(symbols, first: first)
    grow(to: base + last)
    for symbol in symbols { take(base + symbol, parent: parent) }
    states[Int(parent)].base = Int32(base)
    while free[firstFree >> 6] & 1 << UInt64(firstFree & 63) == 0 { firstFree += 1 }
    return Int32(base)
  }

  /// Looks for a fit from the first hole, then near the end, and falls back to the free space after it.
  private func findBase(_ symbols: some BidirectionalCollection<Int>, first: Int) -> Int {
    let tail = max(0, end - first - symbolCount)
    let start = max(1, firstFree - first)
    if let base = fit(symbols, from: start, words: symbols.count == 1 ? .max : 24) { return base }
    if let base = fit(symbols, from: max(start, tail), words: symbolCount / 64 + 1) { return base }
    return max(1, end - first)
  }

  /// Tries 64 bases at a time: a base fits where the bits of all its children are set.
  private func fit(_ symbols: some BidirectionalCollection<Int>, from start: Int, words: Int)
    -> Int?
  {
    var base = start
    var left = words
    while left > 0, base < end {
      var fitting = UInt64.max
      for symbol in symbols {
        let slot = base + symbol
        let word = slot >> 6
        if word + 1 >= free.count { break }
        let shift = UInt64(slot & 63)
        fitting &= free[word] >> shift | (shift == 0 ? 0 : free[word + 1] << (64 - shift))
        if fitting == 0 { break }
      }
      if fitting != 0 { return base + fitting.trailingZeroBitCount }
      base += 64
      left -= 1
    }
    return nil
  }

  func step(from state: Int32, on symbol: Int) -> Int32 {
    var state = state
    while true {
      let slot = Int(states[Int(state)].base) + symbol
      if states[slot].check == state { return Int32(slot) }
      if state == 0 { return 0 }
      state = states[Int(state)].fail
    }
  }
}
