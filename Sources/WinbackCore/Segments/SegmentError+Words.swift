extension SegmentError: Worded, CustomStringConvertible {
  public func words(_ language: Language) -> String {
    let place = language.pick(zh: "第 \(position) 个字符", en: "at character \(position)")
    return "\(code.rawValue) \(place)\(language.pick(zh: "：", en: ": "))\(reason.words(language))"
  }
}

extension SegmentError.Reason: Worded {
  /// The fault and how to mend it, without code and place.
  public func words(_ language: Language) -> String {
    switch self {
    case .expected(let expectation, let found):
      let found =
        found.map { "`\(Self.shortened($0))`" } ?? language.pick(zh: "结尾", en: "the end")
      return language.pick(
        zh: "此处应为\(expectation.words(.zh))，却是\(found)",
        en: "expected \(expectation.words(.en)), found \(found)")
    case .strayCharacter(let character, let meant):
      let hint =
        meant.map { language.pick(zh: "；请写 `\($0)`", en: "; write `\($0)`") } ?? ""
      return language.pick(
        zh: "此处不能有 `\(character)`\(hint)", en: "`\(character)` has no meaning here\(hint)")
    case .unclosedString:
      return language.pick(
        zh: "引号没有结束；请在文本末尾加 `\"`", en: "the string is not closed; add a `\"` after the text")
    case .badEscape(let escape):
      return language.pick(
        zh: "`\(Self.shortened(escape))` 不是有效的转义；反斜杠请写 `\\\\`",
        en: "`\(Self.shortened(escape))` is no escape of a JSON string; write a backslash as `\\\\`"
      )
    case .nestedTooDeep(let limit):
      return language.pick(
        zh: "括号嵌套超过 \(limit) 层；请去掉多余的括号",
        en: "parentheses stand more than \(limit) deep; remove the needless ones")
    case .unknownField(let name, let nearest):
      return language.pick(
        zh: "没有字段 `\(Self.shortened(name))`\(Self.hint(nearest, .zh))",
        en: "unknown field `\(Self.shortened(name))`\(Self.hint(nearest, .en))")
    case .unavailableField(let name):
      return language.pick(
        zh: "字段 `\(name)` 在当前数据中不可用；请先刷新数据",
        en: "field `\(name)` is known but not available in these data; refresh them first")
    case .operatorNotTaken(let text, let left, let kind):
      return language.pick(
        zh: "`\(left)` 是\(kind.words(.zh))，不能用 `\(text)`；可用：\(kind.operators)",
        en:
          "`\(left)` is \(kind.words(.en)) and does not take `\(text)`; it takes \(kind.operators)")
    case .wrongLiteral(let text, let left, let kind):
      return language.pick(
        zh: "`\(left)` 需要\(kind.words(.zh))，而不是 `\(Self.shortened(text))`；例如 \(kind.example)",
        en:
          "`\(left)` needs \(kind.words(.en)), not `\(Self.shortened(text))`; such as \(kind.example)"
      )
    case .fraction(let text, let left):
      return language.pick(
        zh: "`\(left)` 只能是整数，不能是 `\(Self.shortened(text))`",
        en:
          "`\(left)` is a whole number, so `\(Self.shortened(text))` can never match; drop the fraction"
      )
    case .tooManyDecimals(let text):
      return language.pick(
        zh: "`\(Self.shortened(text))` 的小数超过两位；金额最小到分",
        en: "`\(Self.shortened(text))` has more than two decimals; money is counted in hundredths")
    case .negativeDays(let text):
      return language.pick(
        zh: "天数不能是负数 `\(Self.shortened(text))`",
        en: "days cannot be negative: `\(Self.shortened(text))`")
    case .unknownSegment(let name, let nearest):
      return language.pick(
        zh: "没有分群 `\(Self.shortened(name))`\(Self.hint(nearest, .zh))",
        en: "unknown segment `\(Self.shortened(name))`\(Self.hint(nearest, .en))")
    case .faultySegment(let name, let code):
      return language.pick(
        zh: "分群 `\(Self.shortened(name))` 自身的定义有错（\(code.rawValue)）；请先修好它",
        en:
          "the definition of segment `\(Self.shortened(name))` is faulty itself (\(code.rawValue)); mend that first"
      )
    case .cycle(let names):
      let path = names.map(Self.shortened).joined(separator: " → ")
      return language.pick(
        zh: "分群互相引用成环：\(path)；请去掉其中一个引用",
        en: "segments refer to each other in a circle: \(path); remove one of the references")
    case .tooDeepReferences(let name, let limit):
      return language.pick(
        zh: "经由 `\(Self.shortened(name))` 的分群引用超过 \(limit) 层；请直接写出条件",
        en:
          "references through `\(Self.shortened(name))` go more than \(limit) deep; write the condition out"
      )
    }
  }

  private static func hint(_ nearest: String?, _ language: Language) -> String {
    guard let nearest else { return "" }
    return language.pick(zh: "；是否想写 `\(nearest)`？", en: "; did you mean `\(nearest)`?")
  }

  private static func shortened(_ text: String) -> String {
    text.count > 40 ? "\(text.prefix(40))…" : text
  }
}

extension SegmentError.Expectation: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .condition:
      language.pick(zh: "条件（如 `r_days >= 90`）", en: "a condition, such as `r_days >= 90`")
    case .test: language.pick(zh: "运算符（如 `=` 或 `in`）", en: "an operator, such as `=` or `in`")
    case .literal:
      language.pick(
        zh: "值（如 90、¥12.5、\"lost\"、true）", en: "a value, such as 90, ¥12.5, \"lost\" or true")
    case .string: language.pick(zh: "双引号中的文本", en: "a text in double quotes")
    case .openParenthesis: language.pick(zh: " `(`", en: "`(`")
    case .closeParenthesis: language.pick(zh: " `)`", en: "`)`")
    case .comma: language.pick(zh: " `,`", en: "`,`")
    case .openList: language.pick(zh: " `[`", en: "`[`")
    case .commaOrListEnd: language.pick(zh: " `,` 或 `]`", en: "`,` or `]`")
    case .inKeyword: language.pick(zh: " `in`", en: "`in`")
    case .andOfBetween: language.pick(zh: " `and`（between 的上限）", en: "`and` with the upper end")
    case .connective:
      language.pick(zh: " `and`、`or` 或结尾", en: "`and`, `or` or the end")
    }
  }
}

extension SegmentField.Kind {
  /// The operators that values of this kind take.
  var operators: String {
    switch self {
    case .integer, .decimal, .money: "= != < <= > >= in between exists missing"
    case .text: "= != in contains starts_with exists missing"
    case .flag: "= != in exists missing"
    }
  }

  fileprivate var example: String {
    switch self {
    case .integer: "90"
    case .decimal: "29.5"
    case .money: "¥300"
    case .text: "\"lost\""
    case .flag: "true"
    }
  }
}
