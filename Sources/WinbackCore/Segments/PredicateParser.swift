extension Predicate {
  /// How deep parentheses may stand inside each other.
  ///
  /// Nobody writes so many; the limit keeps hostile text from exhausting the stack.
  public static let deepestNesting = 100
}

/// Reads a predicate by recursive descent and stops at the first fault, which is the leftmost
/// because every check is made as its token is taken.
struct PredicateParser {
  struct Outcome {
    var result: Result<Predicate.Node, SegmentError>
    /// The segments named before the first fault.
    var references: [SegmentReference]
  }

  private var lexer: PredicateLexer
  private var token: PredicateLexer.Token
  private var depth = 0
  private var references: [SegmentReference] = []

  static func parse(_ text: String) -> Outcome {
    var parser = PredicateParser(text)
    do throws(SegmentError) {
      let node = try parser.disjunction()
      guard parser.token.content == .end else { throw parser.unexpected(.connective) }
      return Outcome(result: .success(node), references: parser.references)
    } catch {
      return Outcome(result: .failure(error), references: parser.references)
    }
  }

  private init(_ text: String) {
    lexer = PredicateLexer(text)
    token = lexer.next()
  }

  // MARK: - Connectives

  private mutating func disjunction() throws(SegmentError) -> Predicate.Node {
    var parts = [try conjunction()]
    while takeKeyword("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws(SegmentError) -> Predicate.Node {
    var parts = [try negation()]
    while takeKeyword("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func negation() throws(SegmentError) -> Predicate.Node {
    var isNegated = false
    while takeKeyword("not") { isNegated.toggle() }
    let node = try primary()
    guard isNegated else { return node }
    if case .not(let part) = node { return part }
    return .not(node)
  }

  private mutating func primary() throws(SegmentError) -> Predicate.Node {
    if token.content == .mark("(") {
      guard depth < Predicate.deepestNesting else {
        throw SegmentError(.nestedTooDeep(limit: Predicate.deepestNesting), at: token.position)
      }
      depth += 1
      advance()
      let inner = try disjunction()
      try take(")", orExpect: .closeParenthesis)
      depth -= 1
      return inner
    }
    guard case .word(let word) = token.content else { throw unexpected(.condition) }
    let keyword = word.lowercased()
    if keyword == "segment" { return try segment() }
    let position = token.position
    let left: Predicate.Left
    if keyword == "count" {
      left = try count()
    } else {
      guard !Self.reserved.contains(keyword) else { throw unexpected(.condition) }
      guard let field = SegmentField.named(word) else {
        throw SegmentError(
          .unknownField(word, nearest: SegmentField.nearest(to: word)), at: position)
      }
      advance()
      left = .field(field)
    }
    return .test(
      Predicate.Test(left: left, position: position, condition: try condition(of: left)))
  }

  private mutating func segment() throws(SegmentError) -> Predicate.Node {
    advance()
    try take("(", orExpect: .openParenthesis)
    let position = token.position
    let reference = SegmentReference(name: try string(of: "segment"), position: position)
    references.append(reference)
    try take(")", orExpect: .closeParenthesis)
    return .segment(reference)
  }

  private mutating func count() throws(SegmentError) -> Predicate.Left {
    advance()
    try take("(", orExpect: .openParenthesis)
    let event = try string(of: "count")
    try take(",", orExpect: .comma)
    let position = token.position
    let text = tokenText
    guard case .integer(let days) = try literal(of: .integer, named: "count") else {
      throw SegmentError(.wrongLiteral(text, left: "count", .integer), at: position)
    }
    guard !text.hasPrefix("-") else { throw SegmentError(.negativeDays(text), at: position) }
    try take(")", orExpect: .closeParenthesis)
    return .count(event: event, days: days)
  }

  // MARK: - Tests

  private mutating func condition(
    of left: Predicate.Left
  ) throws(SegmentError) -> Predicate.Condition {
    let kind = left.kind
    let name = left.shownName
    if case .comparison(let comparison) = token.content {
      try require(!comparison.needsOrder || kind.isOrdered, comparison.rawValue, name, kind)
      advance()
      return .compare(comparison, try literal(of: kind, named: name))
    }
    guard case .word(let word) = token.content else { throw unexpected(.test) }
    switch word.lowercased() {
    case "not":
      advance()
      guard takeKeyword("in") else { throw unexpected(.inKeyword) }
      return .among(try list(of: kind, named: name), isNegated: true)
    case "in":
      advance()
      return .among(try list(of: kind, named: name), isNegated: false)
    case "between":
      try require(kind.isOrdered, "between", name, kind)
      advance()
      let low = try literal(of: kind, named: name)
      guard takeKeyword("and") else { throw unexpected(.andOfBetween) }
      return .between(low, try literal(of: kind, named: name))
    case "contains":
      try require(kind == .text, "contains", name, kind)
      advance()
      return .contains(try string(of: name))
    case "starts_with":
      try require(kind == .text, "starts_with", name, kind)
      advance()
      return .startsWith(try string(of: name))
    case "exists":
      advance()
      return .exists
    case "missing":
      advance()
      return .missing
    default:
      throw unexpected(.test)
    }
  }

  private func require(
    _ isTaken: Bool, _ text: String, _ left: String, _ kind: SegmentField.Kind
  ) throws(SegmentError) {
    guard isTaken else {
      throw SegmentError(.operatorNotTaken(text, left: left, kind), at: token.position)
    }
  }

  private mutating func list(
    of kind: SegmentField.Kind, named name: String
  ) throws(SegmentError) -> [Predicate.Literal] {
    try take("[", orExpect: .openList)
    var literals = [try literal(of: kind, named: name)]
    while token.content == .mark(",") {
      advance()
      literals.append(try literal(of: kind, named: name))
    }
    try take("]", orExpect: .commaOrListEnd)
    return literals
  }

  // MARK: - Literals

  private mutating func literal(
    of kind: SegmentField.Kind, named name: String
  ) throws(SegmentError) -> Predicate.Literal {
    let wrong = SegmentError(.wrongLiteral(tokenText, left: name, kind), at: token.position)
    let literal: Predicate.Literal
    switch token.content {
    case .number(let digits):
      let isFraction = digits.contains(".")
      switch kind {
      case .decimal: literal = Self.decimal(digits)
      case .integer, .money:
        guard !isFraction else {
          throw SegmentError(.fraction(digits, left: name), at: token.position)
        }
        literal = .integer(Self.integer(digits))
      case .text, .flag: throw wrong
      }
    case .money(let digits):
      guard kind == .money else { throw wrong }
      guard let minor = Self.minor(digits) else {
        throw SegmentError(.tooManyDecimals("¥" + digits), at: token.position)
      }
      literal = .integer(minor)
    case .string(let text):
      guard kind == .text else { throw wrong }
      literal = .text(text)
    case .word(let word) where ["true", "false"].contains(word.lowercased()):
      guard kind == .flag else { throw wrong }
      literal = .flag(word.lowercased() == "true")
    default:
      throw unexpected(.literal)
    }
    advance()
    return literal
  }

  private mutating func string(of name: String) throws(SegmentError) -> String {
    switch token.content {
    case .string(let text):
      advance()
      return text
    case .number, .money:
      throw SegmentError(.wrongLiteral(tokenText, left: name, .text), at: token.position)
    case .word(let word) where ["true", "false"].contains(word.lowercased()):
      throw SegmentError(.wrongLiteral(tokenText, left: name, .text), at: token.position)
    default:
      throw unexpected(.string)
    }
  }

  /// Beyond what a column can hold the nearest bound stands for the number: no value reaches it.
  private static func integer(_ digits: String) -> Int64 {
    Int64(digits) ?? (digits.hasPrefix("-") ? .min : .max)
  }

  private static func decimal(_ digits: String) -> Predicate.Literal {
    let isNegative = digits.hasPrefix("-")
    let parts = digits.drop { $0 == "-" }.split(separator: ".")
    let whole = String(parts[0].drop { $0 == "0" })
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.last == "0" { fraction.removeLast() }
    var shortest = whole.isEmpty ? "0" : whole
    if !fraction.isEmpty { shortest += ".\(fraction)" }
    if isNegative, shortest != "0" { shortest = "-" + shortest }
    return .decimal(Double(shortest) ?? .infinity, digits: shortest)
  }

  /// Hundredths; nil when there are more than two decimals.
  private static func minor(_ digits: String) -> Int64? {
    let parts = digits.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    guard fraction.utf8.count <= 2 else { return nil }
    let padded = fraction + String(repeating: "0", count: 2 - fraction.utf8.count)
    return integer(parts[0] + padded)
  }

  // MARK: - Tokens

  private static let reserved: Set<String> = [
    "or", "and", "not", "in", "between", "contains", "starts_with", "exists", "missing", "true",
    "false",
  ]

  private var tokenText: String { lexer.text(token.range) }

  private mutating func advance() { token = lexer.next() }

  private mutating func takeKeyword(_ keyword: String) -> Bool {
    guard case .word(let word) = token.content, word.lowercased() == keyword else { return false }
    advance()
    return true
  }

  private mutating func take(
    _ mark: Character, orExpect expectation: SegmentError.Expectation
  ) throws(SegmentError) {
    guard token.content == .mark(mark) else { throw unexpected(expectation) }
    advance()
  }

  /// The fault of the present token: its own, or that something else was needed.
  private func unexpected(_ expectation: SegmentError.Expectation) -> SegmentError {
    switch token.content {
    case .fault(let reason): SegmentError(reason, at: token.position)
    case .end: SegmentError(.expected(expectation, found: nil), at: token.position)
    default: SegmentError(.expected(expectation, found: tokenText), at: token.position)
    }
  }
}

extension SegmentField.Kind {
  /// Whether `<`, `between` and the like make sense.
  var isOrdered: Bool { self != .text && self != .flag }
}

extension Predicate.Left {
  /// What messages call it.
  var shownName: String {
    switch self {
    case .field(let field): field.name
    case .count: "count"
    }
  }
}
