/// A test over the fields of a user, parsed and checked for types.
///
/// The grammar is that of the specification's section 8.1. Whether the segments it names exist is
/// known only to a ``SegmentCatalogue``: use ``SegmentCatalogue/check(_:savedAs:)`` for text that an
/// operator typed.
public struct Predicate: Sendable, Equatable {
  /// As written.
  public let text: String
  let root: Node
  /// The segments it names, in order of appearance.
  let references: [SegmentReference]

  /// Parses `text`.
  ///
  /// - Throws: the leftmost of P01, P02 and P03.
  public init(_ text: String) throws(SegmentError) {
    let outcome = PredicateParser.parse(text)
    switch outcome.result {
    case .success(let node): self.init(text: text, root: node, references: outcome.references)
    case .failure(let error): throw error
    }
  }

  init(text: String, root: Node, references: [SegmentReference]) {
    self.text = text
    self.root = root
    self.references = references
  }

  /// The names of the segments it refers to, each once, in order of appearance.
  public var segmentNames: [String] {
    var seen: Set<String> = []
    return references.map(\.name).filter { seen.insert($0).inserted }
  }

  indirect enum Node: Sendable, Equatable {
    /// At least two parts.
    case and([Node])
    /// At least two parts.
    case or([Node])
    case not(Node)
    case segment(SegmentReference)
    case test(Test)
  }

  /// One comparison of one value.
  struct Test: Sendable, Equatable {
    var left: Left
    /// Where the left side begins, 1-based.
    var position: Int
    var condition: Condition
  }

  enum Left: Sendable, Equatable {
    case field(SegmentField)
    /// Events of the type in the last so many days; never missing.
    case count(event: String, days: Int64)

    var kind: SegmentField.Kind {
      switch self {
      case .field(let field): field.kind
      case .count: .integer
      }
    }
  }

  enum Condition: Sendable, Equatable {
    case compare(Comparison, Literal)
    case among([Literal], isNegated: Bool)
    /// Both ends included.
    case between(Literal, Literal)
    case contains(String)
    case startsWith(String)
    case exists
    case missing
  }

  enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    var needsOrder: Bool { self != .equal && self != .notEqual }
  }

  /// A literal of the type of the left side. Money is in minor units.
  enum Literal: Sendable, Equatable {
    case integer(Int64)
    case decimal(Double, digits: String)
    case text(String)
    case flag(Bool)
  }
}

/// A segment named inside a predicate.
struct SegmentReference: Sendable, Hashable {
  let name: String
  /// Where the name begins (its quote), 1-based.
  let position: Int
}
