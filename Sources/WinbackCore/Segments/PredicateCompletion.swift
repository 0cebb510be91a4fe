/// What an operator may type next in a predicate.
public enum PredicateCompletion {
  public struct Suggestion: Sendable, Equatable, Worded {
    public enum Kind: String, Sendable, CaseIterable {
      case field, function, keyword, comparison, value, segment, eventType
    }

    /// What to insert.
    public var text: String
    public var kind: Kind
    /// The scalars of the text that it replaces, 0-based.
    public var replacing: Range<Int>
    private let zh: String
    private let en: String

    init(_ text: String, _ kind: Kind, replacing: Range<Int>, zh: String, en: String) {
      self.text = text
      self.kind = kind
      self.replacing = replacing
      self.zh = zh
      self.en = en
    }

    /// What it means; empty when the text says it.
    public func words(_ language: Language) -> String { language.pick(zh: zh, en: en) }
  }

  /// Lists what fits at `cursor`, the best first, at most `limit`.
  ///
  /// Nothing is suggested where the text before the cursor is already faulty, and no numbers are.
  ///
  /// - Parameter cursor: How many scalars of `text` stand before the cursor.
  public static func suggest(
    text: String, cursor: Int, columns: UserColumns, catalogue: SegmentCatalogue, limit: Int = 20
  ) -> [Suggestion] {
    let scalars = Array(text.unicodeScalars)
    let end = max(0, min(cursor, scalars.count))
    var before = String.UnicodeScalarView()
    before.append(contentsOf: scalars[..<end])
    var lexer = PredicateLexer(String(before))
    var grammar = CompletionGrammar()
    var token = lexer.next()
    while token.content != .end {
      if let typed = Typed(token, lexer, end: end) {
        return offers(
          grammar.place, typed, following: Array(scalars[end...]), columns, catalogue, limit)
      }
      grammar.take(token.content)
      token = lexer.next()
    }
    return offers(
      grammar.place, Typed(start: end, text: "", isString: false),
      following: Array(scalars[end...]), columns, catalogue, limit)
  }

  /// The word or string that the cursor stands at the end of.
  private struct Typed {
    var start: Int
    var text: String
    var isString: Bool

    init(start: Int, text: String, isString: Bool) {
      self.start = start
      self.text = text
      self.isString = isString
    }

    init?(_ token: PredicateLexer.Token, _ lexer: PredicateLexer, end: Int) {
      guard token.range.upperBound == end else { return nil }
      switch token.content {
      case .word(let word): self.init(start: token.range.lowerBound, text: word, isString: false)
      case .fault(.unclosedString):
        let inside = (token.range.lowerBound + 1)..<end
        self.init(start: token.range.lowerBound, text: lexer.text(inside), isString: true)
      default: return nil
      }
    }
  }

  private static func offers(
    _ place: CompletionGrammar.Place, _ typed: Typed, following: [Unicode.Scalar],
    _ columns: UserColumns, _ catalogue: SegmentCatalogue, _ limit: Int
  ) -> [Suggestion] {
    var end = typed.start + typed.text.unicodeScalars.count + (typed.isString ? 1 : 0)
    if typed.isString {
      if following.first == "\"" { end += 1 }
    } else if !typed.text.isEmpty {
      end += following.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }.count
    }
    let all = candidates(place, typed.text, columns, catalogue, limit: limit).filter {
      !typed.isString || $0.text.hasPrefix("\"")
    }
    let wanted = (typed.isString ? "\"" : "") + typed.text.lowercased()
    func matches(_ candidate: Candidate, _ test: (String) -> Bool) -> Bool {
      let text = candidate.text.lowercased()
      return test(text)
        || (!typed.isString && text.hasPrefix("\"") && test(String(text.dropFirst())))
    }
    let prefixed = all.filter { matches($0) { $0.hasPrefix(wanted) } }
    let inside =
      typed.isString || typed.text.utf8.count < 2
      ? [] : all.filter { matches($0) { $0.contains(wanted) && !$0.hasPrefix(wanted) } }
    return (prefixed + inside).prefix(limit).map {
      Suggestion($0.text, $0.kind, replacing: typed.start..<end, zh: $0.zh, en: $0.en)
    }
  }

  private struct Candidate {
    var text: String
    var kind: Suggestion.Kind
    var zh = ""
    var en = ""
  }

  private static func candidates(
    _ place: CompletionGrammar.Place, _ typed: String, _ columns: UserColumns,
    _ catalogue: SegmentCatalogue, limit: Int
  ) -> [Candidate] {
    func keywords(_ texts: [String]) -> [Candidate] {
      texts.map { Candidate(text: $0, kind: .keyword) }
    }
    switch place {
    case .condition: return fields(columns) + functions + keywords(["not"])
    case .test(let left): return tests(left.kind)
    case .inAfterNot: return keywords(["in"])
    case .listStart: return keywords(["["])
    case .literal(let left): return values(left, typed, columns, limit: limit)
    case .listItemEnd: return keywords([",", "]"])
    case .betweenAnd: return keywords(["and"])
    case .connective: return keywords(["and", "or"])
    case .segmentName:
      return catalogue.definitions.map {
        Candidate(
          text: Predicate.quoted($0.name), kind: .segment, zh: $0.titleZh, en: $0.titleEn)
      }
    case .eventType:
      return columns.eventTypes.map { Candidate(text: Predicate.quoted($0), kind: .eventType) }
    case .openParenthesis: return keywords(["("])
    case .closeParenthesis: return keywords([")"])
    case .comma: return keywords([","])
    case .days, .nowhere: return []
    }
  }

  private static let functions = [
    Candidate(
      text: "segment(", kind: .function, zh: "引用另一个分群", en: "the users of another segment"),
    Candidate(
      text: "count(", kind: .function, zh: "最近若干天的事件数",
      en: "events of a type in the last days"),
  ]

  private static func fields(_ columns: UserColumns) -> [Candidate] {
    let attributes = columns.fieldNames.filter { $0.hasPrefix(SegmentField.attributePrefix) }
    return (SegmentField.all + attributes.compactMap(SegmentField.named)).map {
      Candidate(text: $0.name, kind: .field, zh: $0.words(.zh), en: $0.words(.en))
    }
  }

  private static func tests(_ kind: SegmentField.Kind) -> [Candidate] {
    kind.operators.split(separator: " ").flatMap { text -> [Candidate] in
      let isWord = text.first?.isLetter ?? false
      let one = Candidate(text: String(text), kind: isWord ? .keyword : .comparison)
      return text == "in" ? [one, Candidate(text: "not in", kind: .keyword)] : [one]
    }
  }

  private static func values(
    _ left: Predicate.Left, _ typed: String, _ columns: UserColumns, limit: Int
  ) -> [Candidate] {
    guard case .field(let field) = left else { return [] }
    switch field.kind {
    case .flag: return ["true", "false"].map { Candidate(text: $0, kind: .value) }
    case .money: return typed.isEmpty ? [Candidate(text: "¥", kind: .value)] : []
    case .integer, .decimal: return []
    case .text:
      guard let column = columns.column(field), case .texts(_, let texts) = column.values else {
        return []
      }
      return texts.codes(startingWith: typed).prefix(limit).map { code in
        let value = texts[UInt32(code)]
        let (zh, en) = (field.label(of: value, .zh), field.label(of: value, .en))
        return Candidate(
          text: Predicate.quoted(value), kind: .value, zh: zh == value ? "" : zh,
          en: en == value ? "" : en)
      }
    }
  }
}
