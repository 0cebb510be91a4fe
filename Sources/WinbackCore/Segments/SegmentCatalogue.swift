import Crypto

/// All named segments of a workspace, each judged on its own: a faulty one leaves the others working.
public struct SegmentCatalogue: Sendable {
  /// How many references may follow each other: a segment that names none is 0 deep.
  public static let deepestReference = 8

  /// The product's own first, in the order of their table, then the workspace's by name.
  public let definitions: [SegmentDefinition]
  /// Names given twice, each at the place of the later one.
  private let duplicateFaults: [SettingsFault]
  private let entries: [String: Entry]

  struct Entry: Sendable {
    var predicate: Predicate?
    var error: SegmentError?
    /// The segments it names before its first fault.
    var references: [SegmentReference]
    /// Longest chain of references from it; nil when it leads into a circle.
    var depth: Int?
    /// nil when it is faulty.
    var hash: String?
  }

  /// Judges the product's own segments together with those of the workspace.
  ///
  /// A name that is taken already, by the product or by an earlier file, is a fault of the later
  /// definition, which is left out.
  public init(
    _ workspace: [SegmentDefinition] = [], builtIn: [SegmentDefinition] = SegmentDefinition.builtIn
  ) {
    var taken: [String: SegmentDefinition] = [:]
    var kept: [SegmentDefinition] = []
    var faults: [SettingsFault] = []
    for definition in builtIn + workspace {
      if let earlier = taken[definition.name] {
        if let place = definition.location {
          faults.append(Self.duplicate(definition.name, at: place, earlier: earlier))
        }
      } else {
        taken[definition.name] = definition
        kept.append(definition)
      }
    }
    let ownCount = kept.count { $0.isBuiltIn }
    definitions =
      kept[..<ownCount]
      + kept[ownCount...].sorted {
        $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
      }
    duplicateFaults = faults
    entries = SegmentGraph.judge(definitions)
  }

  public var names: [String] { definitions.map(\.name) }

  public func definition(named name: String) -> SegmentDefinition? {
    definitions.first { $0.name == name }
  }

  /// The checked predicate of a segment; nil when it is unknown or faulty.
  public func predicate(named name: String) -> Predicate? {
    guard let entry = entries[name], entry.error == nil else { return nil }
    return entry.predicate
  }

  /// What is wrong with the definition of a segment; nil when it is fine or unknown.
  public func error(in name: String) -> SegmentError? { entries[name]?.error }

  /// Every fault of the workspace's definitions, at its place in the file.
  public var faults: [SettingsFault] {
    duplicateFaults
      + definitions.compactMap { definition in
        guard let error = error(in: definition.name),
          let place = definition.textOrigin?.location(of: error.position) ?? definition.location
        else { return nil }
        return SettingsFault(place, zh: error.words(.zh), en: error.words(.en))
      }
  }

  /// Parses `text` and checks every segment it names.
  ///
  /// - Parameter name: The name it is about to be saved under, so that a reference back to it is a
  ///   circle; nil for a text that is only evaluated.
  /// - Throws: the leftmost fault, P01 to P06.
  public func check(
    _ text: String, savedAs name: String? = nil
  ) throws(SegmentError) -> Predicate {
    let outcome = PredicateParser.parse(text)
    for reference in outcome.references {
      if let error = SegmentGraph.fault(of: reference, savedAs: name, in: entries) { throw error }
    }
    switch outcome.result {
    case .success(let node):
      return Predicate(text: text, root: node, references: outcome.references)
    case .failure(let error): throw error
    }
  }

  /// The definition hash of a segment; nil when it is unknown or faulty.
  public func definitionHash(of name: String) -> String? { entries[name]?.hash }

  /// The SHA-256 of a definition in lower-case hex: what a result was computed from.
  ///
  /// Hashed is the UTF-8 of the predicate's normal form (see ``Predicate/description``) in which
  /// each `segment("name")` is written `segment(h)`, h being the definition hash of that segment.
  /// So it changes when a referenced definition changes its meaning, and does not when a segment is
  /// renamed, retitled or spaced differently.
  ///
  /// - Precondition: the predicate was checked by this catalogue.
  public func definitionHash(of predicate: Predicate) -> String {
    SegmentGraph.hash(predicate, entries)
  }

  private static func duplicate(
    _ name: String, at place: FileLocation, earlier: SegmentDefinition
  ) -> SettingsFault {
    let zh = earlier.location.map { "已在 \($0) 定义" } ?? "是内置分群"
    let en = earlier.location.map { "is defined at \($0)" } ?? "is a built-in segment"
    return SettingsFault(
      place, zh: "分群 `\(name)` \(zh)；请换一个 name",
      en: "segment `\(name)` \(en); give this one another name")
  }
}

extension SegmentCatalogue {
  /// Binds a predicate to columns.
  ///
  /// - Throws: P04 when it names a segment that is unknown or faulty, P02 when it or a segment it
  ///   names needs a field that the columns lack.
  public func plan(
    for predicate: Predicate, over columns: UserColumns
  ) throws(SegmentError) -> PredicatePlan {
    var compiler = PredicateCompiler(columns: columns)
    for reference in predicate.references {
      if let error = SegmentGraph.fault(of: reference, savedAs: nil, in: entries) { throw error }
      do throws(SegmentError) {
        try define(reference.name, in: &compiler)
      } catch {
        throw SegmentError(error.reason, at: reference.position)
      }
    }
    let root = try compiler.step(predicate.root)
    return PredicatePlan(
      root: root, leaves: compiler.leaves, shared: compiler.shared, rowCount: columns.rowCount)
  }

  /// The users of a segment; nil when it is unknown or faulty.
  public func members(
    of name: String, over columns: UserColumns, cache: inout LeafCache
  ) -> Bitmap? {
    guard let predicate = predicate(named: name),
      let plan = try? plan(for: predicate, over: columns)
    else { return nil }
    return plan.run(cache: &cache)
  }

  /// The users of every segment that is not faulty, by name.
  public func allMembers(over columns: UserColumns) -> [String: Bitmap] {
    var cache = LeafCache()
    var result: [String: Bitmap] = [:]
    for definition in definitions {
      result[definition.name] = members(of: definition.name, over: columns, cache: &cache)
    }
    return result
  }

  /// Compiles a segment after those it names; at most ``deepestReference`` calls deep.
  private func define(
    _ name: String, in compiler: inout PredicateCompiler
  ) throws(SegmentError) {
    guard !compiler.knows(name), let predicate = predicate(named: name) else { return }
    for other in predicate.segmentNames { try define(other, in: &compiler) }
    try compiler.define(name, as: predicate)
  }
}

extension Predicate {
  /// The users that match.
  ///
  /// A test on a missing value is false, also `!=` and `not in`; only `not (…)` makes it true.
  ///
  /// - Throws: P04 for a segment that the catalogue lacks or that is faulty, P02 for a field that the
  ///   columns lack.
  public func evaluate(
    over columns: UserColumns, resolving catalogue: SegmentCatalogue
  ) throws(SegmentError) -> Bitmap {
    try catalogue.plan(for: self, over: columns).run()
  }
}
