/// One text to lint, as a line of `winback lint --jsonl` states it.
public struct LintCase: Decodable, Sendable {
  /// A term given with the case.
  public struct Term: Decodable, Hashable, Sendable {
    public var term: String
    public var category: String
    public var severity: Finding.Severity

    public init(term: String, category: String, severity: Finding.Severity) {
      self.term = term
      self.category = category
      self.severity = severity
    }

    private enum CodingKeys: String, CodingKey { case term, category, severity }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      term = try values.decode(String.self, forKey: .term)
      category = try values.decodeIfPresent(String.self, forKey: .category) ?? ""
      severity = try LintCase.choice(values, .severity) ?? .error
    }
  }

  public struct Input: Decodable, Sendable {
    public var channel: Channel
    public var kind: MessageTemplate.Kind
    public var text: String
    public var signature: String?
    public var profile: SMSMarket
    public var provider: String?
    public var variables: [String: LintSubject.Variable]?
    /// These terms instead of the workspace's.
    public var lexicon: [Term]?
    /// These allow phrases instead of the workspace's.
    public var allow: [String]?
    public var appendedText: String?
    public var options: Options

    private enum CodingKeys: String, CodingKey {
      case channel, kind, text, signature, profile, provider, vars, lexicon, allow, options
      case appendedText = "appended_text"
    }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      channel = try LintCase.choice(values, .channel) ?? .sms
      kind = try LintCase.choice(values, .kind) ?? .marketing
      text = try values.decode(String.self, forKey: .text)
      signature = try values.decodeIfPresent(String.self, forKey: .signature)
      profile = try LintCase.choice(values, .profile) ?? .cn
      provider = try values.decodeIfPresent(String.self, forKey: .provider)
      variables = try values.decodeIfPresent([String: Variable].self, forKey: .vars)?
        .mapValues(\.variable)
      lexicon = try values.decodeIfPresent([Term].self, forKey: .lexicon)
      allow = try values.decodeIfPresent([String].self, forKey: .allow)
      appendedText = try values.decodeIfPresent(String.self, forKey: .appendedText)
      options = (try? values.decodeIfPresent(Options.self, forKey: .options)) ?? Options()
    }
  }

  /// What may be said about a case beside its text; options of another name or kind are ignored.
  public struct Options: Decodable, Sendable {
    /// Whether a plan is attached, so that the text must name its benefit.
    public var plan: Bool?
    /// Whether the step has a landing, so that the text needs one link.
    public var landing: Bool?

    public init() {}

    private enum CodingKeys: String, CodingKey { case plan, landing }

    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      plan = try? values.decodeIfPresent(Bool.self, forKey: .plan)
      landing = try? values.decodeIfPresent(Bool.self, forKey: .landing)
    }
  }

  public var id: LintID
  public var input: Input

  private enum CodingKeys: String, CodingKey { case id, input }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decodeIfPresent(LintID.self, forKey: .id) ?? .text("")
    input = try values.decode(Input.self, forKey: .input)
  }

  /// A slot as a line declares it.
  private struct Variable: Decodable {
    let variable: LintSubject.Variable

    private enum CodingKeys: String, CodingKey { case kind, min, max }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      let kind: LintSubject.Variable.Kind = try LintCase.choice(values, .kind) ?? .text
      let least = try values.decodeIfPresent(Int.self, forKey: .min) ?? 0
      // Without a longest value the usual limit of providers stands in.
      let most = try values.decodeIfPresent(Int.self, forKey: .max) ?? Swift.max(least, 35)
      guard least >= 0, most >= least, most <= 100_000 else {
        throw LintCaseFault(
          path: LintCase.path(decoder.codingPath),
          zh: "min \(least) 和 max \(most) 应满足 0 ≤ min ≤ max ≤ 100000",
          en: "min \(least) and max \(most) must satisfy 0 <= min <= max <= 100000")
      }
      variable = LintSubject.Variable(kind: kind, length: least...most)
    }
  }

  /// The raw value at `key`; nil when absent, a fault with the nearest name when it is none of them.
  fileprivate static func choice<Key: CodingKey, Choice: RawRepresentable & CaseIterable>(
    _ values: KeyedDecodingContainer<Key>, _ key: Key
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text = try values.decodeIfPresent(String.self, forKey: key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let nearest = NearestName.find(text, in: names)
    throw LintCaseFault(
      path: path(values.codingPath + [key]),
      zh: "没有 `\(text)`"
        + (nearest.map { "；是否想写 `\($0)`？" } ?? "；可用：\(names.joined(separator: "、"))"),
      en: "there is no `\(text)`"
        + (nearest.map { "; did you mean `\($0)`?" }
          ?? "; known are \(names.joined(separator: ", "))"))
  }

  static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

/// Why a line of `winback lint --jsonl` could not be linted.
public struct LintCaseFault: Error, Hashable, Sendable, Worded, CustomStringConvertible {
  /// 1-based; 0 while the line is being read.
  public var line: Int
  /// The place inside the line, such as `input.vars.name`; empty for the line as a whole.
  public let path: String
  public let zh: String
  public let en: String

  public init(line: Int = 0, path: String, zh: String, en: String) {
    self.line = line
    self.path = path
    self.zh = zh
    self.en = en
  }

  public func words(_ language: Language) -> String {
    let place = path.isEmpty ? "" : "\(path): "
    return language.pick(zh: "第 \(line) 行：\(place)\(zh)", en: "line \(line): \(place)\(en)")
  }
}
