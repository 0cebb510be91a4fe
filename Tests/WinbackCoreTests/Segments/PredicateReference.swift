@testable import WinbackCore

/// Evaluates a predicate on one profile the slow and obvious way, as a check on the kernels.
struct PredicateReference {
  enum Value: Equatable {
    case number(Double)
    case text(String)
    case flag(Bool)
  }

  let profile: UserProfile
  /// Seconds of his events by type.
  let events: [String: [Int64]]
  let asOf: Instant
  let segments: [String: Predicate]

  func matches(_ node: Predicate.Node) -> Bool {
    switch node {
    case .and(let parts): parts.allSatisfy(matches)
    case .or(let parts): parts.contains(where: matches)
    case .not(let part): !matches(part)
    case .segment(let reference): segments[reference.name].map { matches($0.root) } ?? false
    case .test(let test): matches(test)
    }
  }

  private func matches(_ test: Predicate.Test) -> Bool {
    let value = value(test.left)
    switch test.condition {
    case .exists: return value != nil
    case .missing: return value == nil
    default: break
    }
    guard let value else { return false }
    switch test.condition {
    case .compare(let comparison, let literal):
      let other = self.value(literal)
      if comparison == .equal { return equal(value, other) }
      if comparison == .notEqual { return !equal(value, other) }
      guard case .number(let left) = value, case .number(let right) = other else { return false }
      switch comparison {
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .greater: return left > right
      default: return left >= right
      }
    case .among(let literals, let isNegated):
      return literals.contains { equal(value, self.value($0)) } != isNegated
    case .between(let low, let high):
      guard case .number(let number) = value, case .number(let from) = self.value(low),
        case .number(let to) = self.value(high)
      else { return false }
      return from <= number && number <= to
    case .contains(let part):
      guard case .text(let text) = value else { return false }
      let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
      guard bytes.count >= wanted.count else { return false }
      return (0...(bytes.count - wanted.count)).contains {
        Array(bytes[$0..<($0 + wanted.count)]) == wanted
      }
    case .startsWith(let prefix):
      guard case .text(let text) = value else { return false }
      return text.utf8.starts(with: prefix.utf8)
    case .exists, .missing: return false
    }
  }

  private func equal(_ left: Value, _ right: Value) -> Bool {
    // Texts are equal when their bytes are, not when they look the same.
    if case .text(let one) = left, case .text(let other) = right {
      return one.utf8.elementsEqual(other.utf8)
    }
    return left == right
  }

  private func value(_ literal: Predicate.Literal) -> Value {
    switch literal {
    case .integer(let value): .number(Double(value))
    case .decimal(let value, _): .number(value)
    case .text(let text): .text(text)
    case .flag(let flag): .flag(flag)
    }
  }

  private func value(_ left: Predicate.Left) -> Value? {
    switch left {
    case .count(let type, let days):
      let start = Double(asOf.seconds) - Double(days) * 86_400
      let count = (events[type] ?? []).count {
        Double($0) > start && $0 <= asOf.seconds
      }
      return .number(Double(count))
    case .field(let field):
      var profile = profile
      switch field.reader {
      case .integer(let read): return read(&profile).map { .number(Double($0)) }
      case .decimal(let read): return read(&profile).map { .number($0) }
      case .money(let read): return read(&profile).map { .number(Double($0.minor)) }
      case .text(let read): return read(&profile).map { .text($0) }
      case .flag(let read): return read(&profile).map { .flag($0) }
      }
    }
  }
}
