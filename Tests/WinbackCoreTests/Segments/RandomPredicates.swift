import WinbackTestSupport

@testable import WinbackCore

/// Texts of predicates, right ones and damaged ones, for seeded tests.
struct RandomPredicates {
  var random: SeededGenerator
  var segments = ["recall_pool", "vip_churned", "hardly_used"]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// A predicate without a fault.
  mutating func predicate(depth: Int = 3) -> String {
    let sort = depth == 0 ? 9 : number(0...9)
    switch sort {
    case 0, 1:
      return joined(" and ", depth)
    case 2, 3:
      return joined(" or ", depth)
    case 4:
      return "not \(predicate(depth: depth - 1))"
    case 5:
      return "(\(predicate(depth: depth - 1)))"
    default:
      return number(0...19) == 0
        ? "segment(\"\(pick(segments))\")" : test()
    }
  }

  /// A predicate with some characters changed, dropped or added, or plain noise.
  mutating func damaged() -> String {
    var scalars = Array(predicate().unicodeScalars)
    if number(0...9) == 0 { scalars.removeAll() }
    for _ in 0...number(0...4) {
      let noise = pick(Self.noise)
      let place = number(0...scalars.count)
      switch number(0...3) {
      case 0: scalars.insert(contentsOf: noise.unicodeScalars, at: place)
      case 1: if place < scalars.count { scalars.remove(at: place) }
      case 2: scalars.removeLast(scalars.count - place)
      default:
        if place < scalars.count {
          scalars.replaceSubrange(place..<(place + 1), with: noise.unicodeScalars)
        }
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static let noise = [
    "(", ")", "[", "]", ",", "\"", "\\", "\\u12", "\\ud83d", "¥", "￥", "-", "=", "!", "<", "and",
    "or",
    " not ", "in", "between", "\0", "\n", "\u{301}", "👩‍👩‍👧", "用户", "9999999999999999999999", "1.5",
    ".",
    "segment(", "count(", "attr_", "true", "“", "\u{FEFF}", "e",
  ]

  private mutating func joined(_ connective: String, _ depth: Int) -> String {
    (0...number(1...2)).map { _ in predicate(depth: depth - 1) }.joined(separator: connective)
  }

  private mutating func test() -> String {
    if number(0...9) == 0 {
      let type = pick(SampleUsers.eventTypes + ["none_such"])
      return "count(\"\(type)\", \(pick(["0", "1", "2", "3", "3650", "9223372036854775807"])))"
        + condition(.integer, "")
    }
    let field = number(0...9) == 0 ? "attr_city" : pick(SegmentField.all).name
    let kind = SegmentField.named(field)?.kind ?? .text
    return field + condition(kind, field)
  }

  private mutating func condition(_ kind: SegmentField.Kind, _ field: String) -> String {
    let list = (0...number(0...6)).map { _ in literal(kind, field) }.joined(separator: ", ")
    let sort = number(0...11)
    switch sort {
    case 0: return " exists"
    case 1: return " missing"
    case 2: return " in [\(list)]"
    case 3: return " not in [\(list)]"
    case 4, 5: return " \(pick(["=", "!="])) \(literal(kind, field))"
    default: break
    }
    switch kind {
    case .text: return " \(pick(["contains", "starts_with"])) \(pick(Self.parts))"
    case .flag: return " = \(literal(kind, field))"
    case .integer, .decimal, .money:
      if sort < 8 { return " between \(literal(kind, field)) and \(literal(kind, field))" }
      return " \(pick(["<", "<=", ">", ">="])) \(literal(kind, field))"
    }
  }

  private static let parts = [
    "\"\"", "\"C\"", "\"o\"", "\"CN-6\"", "\"\\u00e9\"", "\"e\"", "\"海\"", "\"u1\"",
  ]

  private mutating func literal(_ kind: SegmentField.Kind, _ field: String) -> String {
    switch kind {
    case .integer:
      return pick([
        "\(number(-3...10))", "\(number(0...200))", "99999999999999999999", "-99999999999999999999",
      ])
    case .decimal: return pick(["\(number(0...40))", "\(number(0...40)).5", "007.50", "-1.25"])
    case .money:
      return pick(["¥\(number(0...900))", "¥\(number(0...9)).5", "￥1.05", "\(number(0...900))"])
    case .flag: return pick(["true", "FALSE"])
    case .text:
      return switch field {
      case "stage": Predicate.quoted(pick(LifecycleStage.allCases).rawValue)
      case "cell": Predicate.quoted(pick(RFMCell.allCases).rawValue)
      case "tier": Predicate.quoted(pick(["low", "mid", "high", "none"]))
      case "region": Predicate.quoted(pick(["CN-31", "CN-65", "US", "XX"]))
      case "source": pick(["\"ad\"", "\"e\\u0301\"", "\"\\u00e9\"", "\"\"", "\"友 \\\"荐\\\"\""])
      case "user_id": Predicate.quoted("u\(String(number(0...200), radix: 36))")
      default: pick(["\"上海\"", "\"a\\\\b\"", "\"gold\"", "\"none\"", "\"red\"", "\"home\""])
      }
    }
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values.randomElement(using: &random)!
  }
}
