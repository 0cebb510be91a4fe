import Crypto

/// Judges definitions that refer to each other.
enum SegmentGraph {
  typealias Entry = SegmentCatalogue.Entry

  /// Parses every definition and finds the leftmost fault of each.
  ///
  /// Those that name nothing come first, then those whose references are all judged; what never
  /// comes leads into a circle. No step recurses, so no chain of files can be too long.
  static func judge(_ definitions: [SegmentDefinition]) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    var parseErrors: [String: SegmentError] = [:]
    for definition in definitions {
      let text = definition.predicateText
      let outcome = PredicateParser.parse(text)
      var entry = Entry(references: outcome.references)
      switch outcome.result {
      case .success(let node):
        entry.predicate = Predicate(text: text, root: node, references: outcome.references)
      case .failure(let error): parseErrors[definition.name] = error
      }
      entries[definition.name] = entry
    }

    var dependents: [String: [String]] = [:]
    var waiting: [String: Int] = [:]
    var ready: [String] = []
    for definition in definitions {
      let known = Set(entries[definition.name]?.references.map(\.name) ?? [])
        .filter { entries[$0] != nil }
      for name in known { dependents[name, default: []].append(definition.name) }
      waiting[definition.name] = known.count
      if known.isEmpty { ready.append(definition.name) }
    }
    while let name = ready.popLast() {
      settle(name, &entries, parseErrors[name])
      for dependent in dependents[name] ?? [] {
        let rest = (waiting[dependent] ?? 0) - 1
        waiting[dependent] = rest
        if rest == 0 { ready.append(dependent) }
      }
    }
    for definition in definitions where entries[definition.name]?.depth == nil {
      let name = definition.name
      let error = leftmost(
        entries[name]?.references ?? [], savedAs: nil, in: entries, else: parseErrors[name])
      entries[name]?.error = error
    }
    return entries
  }

  private static func settle(
    _ name: String, _ entries: inout [String: Entry], _ parseError: SegmentError?
  ) {
    guard var entry = entries[name] else { return }
    entry.depth =
      entry.references.compactMap { entries[$0.name]?.depth }.max().map { $0 + 1 } ?? 0
    entry.error = leftmost(entry.references, savedAs: nil, in: entries, else: parseError)
    if entry.error == nil, let predicate = entry.predicate {
      entry.hash = hash(predicate, entries)
    }
    entries[name] = entry
  }

  /// References stand left of the fault that ended parsing, so the first faulty one is leftmost.
  private static func leftmost(
    _ references: [SegmentReference], savedAs name: String?, in entries: [String: Entry],
    else parseError: SegmentError?
  ) -> SegmentError? {
    for reference in references {
      if let error = fault(of: reference, savedAs: name, in: entries) { return error }
    }
    return parseError
  }

  /// What is wrong with naming a segment; nil when it may be named.
  static func fault(
    of reference: SegmentReference, savedAs name: String?, in entries: [String: Entry]
  ) -> SegmentError? {
    func error(_ reason: SegmentError.Reason) -> SegmentError {
      SegmentError(reason, at: reference.position)
    }
    if let name, let path = path(from: reference.name, to: name, in: entries) {
      return error(.cycle(path))
    }
    guard let entry = entries[reference.name] else {
      let names = entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return error(
        .unknownSegment(reference.name, nearest: NearestName.find(reference.name, in: names)))
    }
    guard let depth = entry.depth else {
      return error(.cycle(circle(through: reference.name, entries)))
    }
    if depth + 1 > SegmentCatalogue.deepestReference {
      return error(
        .tooDeepReferences(reference.name, limit: SegmentCatalogue.deepestReference))
    }
    if let inner = entry.error { return error(.faultySegment(reference.name, inner.code)) }
    return nil
  }

  static func hash(_ predicate: Predicate, _ entries: [String: Entry]) -> String {
    let text = predicate.normalForm { "segment(\(entries[$0]?.hash ?? "unknown"))" }
    return SHA256.hash(data: Array(text.utf8)).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }

  /// A shortest chain of names from `start` to `end`, ended by `start` again; nil when there is none.
  private static func path(
    from start: String, to end: String, in entries: [String: Entry]
  ) -> [String]? {
    if start == end { return [start, start] }
    var cameFrom: [String: String] = [start: start]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let name = queue[next]
      next += 1
      for other in entries[name]?.references.map(\.name) ?? [] where cameFrom[other] == nil {
        cameFrom[other] = name
        if other == end {
          var chain = [other]
          while let last = chain.last, last != start { chain.append(cameFrom[last] ?? start) }
          return chain.reversed() + [start]
        }
        queue.append(other)
      }
    }
    return nil
  }

  /// The names from `name` into a circle and once round it.
  private static func circle(through name: String, _ entries: [String: Entry]) -> [String] {
    var chain = [name]
    var seen: Set<String> = [name]
    while let last = chain.last,
      let next = entries[last]?.references.map(\.name).first(where: {
        entries[$0] != nil && entries[$0]?.depth == nil
      })
    {
      chain.append(next)
      guard seen.insert(next).inserted else { break }
    }
    return chain
  }
}
