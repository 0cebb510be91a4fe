/// Follows a predicate token by token and knows what may come next.
///
/// The parser cannot tell this: it stops at the end of an unfinished text, which is where an
/// operator is when he wants help.
struct CompletionGrammar {
  enum Place: Equatable {
    case condition
    case test(Predicate.Left)
    case inAfterNot(Predicate.Left)
    case listStart(Predicate.Left)
    case literal(Predicate.Left)
    case listItemEnd(Predicate.Left)
    case betweenAnd(Predicate.Left)
    case connective
    case segmentName, eventType, days
    case openParenthesis, comma, closeParenthesis
    /// After a fault nothing can be suggested.
    case nowhere
  }

  /// What the next token may be.
  private(set) var place = Place.condition

  /// What the literal being awaited belongs to.
  private enum Literal {
    case single, inList, lowEnd
  }

  private enum Function {
    case segment, count
  }

  private var literal = Literal.single
  private var function: Function?

  mutating func take(_ token: PredicateLexer.Token.Content) {
    place = next(token)
  }

  private mutating func next(_ token: PredicateLexer.Token.Content) -> Place {
    let word: String? = if case .word(let word) = token { word.lowercased() } else { nil }
    switch place {
    case .condition: return condition(token, word)
    case .test(let left): return test(left, token, word)
    case .inAfterNot(let left): return word == "in" ? .listStart(left) : .nowhere
    case .listStart(let left):
      literal = .inList
      return token == .mark("[") ? .literal(left) : .nowhere
    case .literal(let left): return afterLiteral(left, token, word)
    case .listItemEnd(let left):
      switch token {
      case .mark(","): return .literal(left)
      case .mark("]"): return .connective
      default: return .nowhere
      }
    case .betweenAnd(let left):
      literal = .single
      return word == "and" ? .literal(left) : .nowhere
    case .connective:
      if word == "and" || word == "or" { return .condition }
      return token == .mark(")") ? .connective : .nowhere
    case .openParenthesis:
      guard token == .mark("(") else { return .nowhere }
      return function == .segment ? .segmentName : .eventType
    case .segmentName:
      if case .string = token { return .closeParenthesis }
      return .nowhere
    case .eventType:
      if case .string = token { return .comma }
      return .nowhere
    case .comma: return token == .mark(",") ? .days : .nowhere
    case .days:
      if case .number = token { return .closeParenthesis }
      return .nowhere
    case .closeParenthesis:
      guard token == .mark(")") else { return .nowhere }
      return function == .segment ? .connective : .test(.count(event: "", days: 0))
    case .nowhere: return .nowhere
    }
  }

  private mutating func condition(
    _ token: PredicateLexer.Token.Content, _ word: String?
  ) -> Place {
    if token == .mark("(") || word == "not" { return .condition }
    switch word {
    case "segment":
      function = .segment
      return .openParenthesis
    case "count":
      function = .count
      return .openParenthesis
    default:
      guard case .word(let name) = token, let field = SegmentField.named(name) else {
        return .nowhere
      }
      return .test(.field(field))
    }
  }

  private mutating func test(
    _ left: Predicate.Left, _ token: PredicateLexer.Token.Content, _ word: String?
  ) -> Place {
    literal = .single
    if case .comparison = token { return .literal(left) }
    switch word {
    case "not": return .inAfterNot(left)
    case "in": return .listStart(left)
    case "between":
      literal = .lowEnd
      return .literal(left)
    case "contains", "starts_with": return .literal(left)
    case "exists", "missing": return .connective
    default: return .nowhere
    }
  }

  private func afterLiteral(
    _ left: Predicate.Left, _ token: PredicateLexer.Token.Content, _ word: String?
  ) -> Place {
    switch token {
    case .number, .money, .string: break
    case .word where word == "true" || word == "false": break
    default: return .nowhere
    }
    return switch literal {
    case .single: .connective
    case .inList: .listItemEnd(left)
    case .lowEnd: .betweenAnd(left)
    }
  }
}
