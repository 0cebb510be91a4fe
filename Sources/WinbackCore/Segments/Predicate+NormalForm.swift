extension Predicate: CustomStringConvertible {
  /// The normal form: the same meaning with lower-case keywords, single spaces, minor units for
  /// money, shortest string escapes, no needless parentheses, and `not not x` as `x`.
  ///
  /// Two predicates with the same normal form match the same users.
  public var description: String { normalForm { "segment(\(Self.quoted($0)))" } }

  /// The normal form with every `segment("name")` written as `segmentText` says.
  func normalForm(_ segmentText: (String) -> String) -> String {
    var text = ""
    Self.write(root, inside: .or, to: &text, segmentText)
    return text
  }

  /// How tightly the surroundings bind; looser parts inside tighter surroundings need parentheses.
  private enum Binding: Int {
    case or, and, not
  }

  private static func write(
    _ node: Node, inside binding: Binding, to text: inout String, _ segmentText: (String) -> String
  ) {
    switch node {
    case .or(let parts):
      join(parts, " or ", as: .or, inside: binding, to: &text, segmentText)
    case .and(let parts):
      join(parts, " and ", as: .and, inside: binding, to: &text, segmentText)
    case .not(let part):
      text += "not "
      write(part, inside: .not, to: &text, segmentText)
    case .segment(let reference):
      text += segmentText(reference.name)
    case .test(let test):
      text += test.normalForm
    }
  }

  private static func join(
    _ parts: [Node], _ separator: String, as own: Binding, inside binding: Binding,
    to text: inout String, _ segmentText: (String) -> String
  ) {
    let isEnclosed = binding.rawValue > own.rawValue
    if isEnclosed { text += "(" }
    for (index, part) in parts.enumerated() {
      if index > 0 { text += separator }
      write(part, inside: own, to: &text, segmentText)
    }
    if isEnclosed { text += ")" }
  }

  /// A JSON string with no escape that it can do without.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        result += scalar.value < 0x10 ? "\\u000" : "\\u00"
        result += String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Predicate.Test {
  var normalForm: String {
    let left =
      switch left {
      case .field(let field): field.name
      case .count(let event, let days): "count(\(Predicate.quoted(event)), \(days))"
      }
    return switch condition {
    case .compare(let comparison, let literal):
      "\(left) \(comparison.rawValue) \(literal.normalForm)"
    case .among(let literals, let isNegated):
      "\(left)\(isNegated ? " not" : "") in [\(literals.map(\.normalForm).joined(separator: ", "))]"
    case .between(let low, let high): "\(left) between \(low.normalForm) and \(high.normalForm)"
    case .contains(let part): "\(left) contains \(Predicate.quoted(part))"
    case .startsWith(let prefix): "\(left) starts_with \(Predicate.quoted(prefix))"
    case .exists: "\(left) exists"
    case .missing: "\(left) missing"
    }
  }
}

extension Predicate.Literal {
  var normalForm: String {
    switch self {
    case .integer(let value): String(value)
    case .decimal(_, let digits): digits
    case .text(let text): Predicate.quoted(text)
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}
