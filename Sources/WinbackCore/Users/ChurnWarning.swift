/// The early warning of one user: the rules that hold, with their evidence.
public struct ChurnWarning: Hashable, Sendable {
  public enum Level: String, Sendable, CaseIterable, Codable, Comparable {
    case none, yellow, orange, red

    private var rank: Int {
      switch self {
      case .none: 0
      case .yellow: 1
      case .orange: 2
      case .red: 3
      }
    }

    public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
  }

  public struct Hit: Hashable, Sendable {
    /// `EW1` to `EW7`.
    public var rule: String
    public var weight: Int
    /// The numbers that made the rule hold, in English and Chinese.
    public var zh: String
    public var en: String

    public init(rule: String, weight: Int, zh: String, en: String) {
      self.rule = rule
      self.weight = weight
      self.zh = zh
      self.en = en
    }
  }

  /// In rule order.
  public var hits: [Hit]

  public init(hits: [Hit]) {
    self.hits = hits
  }

  /// Sum of the weights, at most 100.
  public var score: Int { min(100, hits.reduce(0) { $0 + $1.weight }) }

  public var level: Level {
    switch score {
    case 60...: .red
    case 40...: .orange
    case 20...: .yellow
    default: .none
    }
  }
}

extension ChurnWarning.Level: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .none: language.pick(zh: "无", en: "none")
    case .yellow: language.pick(zh: "黄色", en: "yellow")
    case .orange: language.pick(zh: "橙色", en: "orange")
    case .red: language.pick(zh: "红色", en: "red")
    }
  }
}

extension ChurnWarning.Hit: Worded {
  /// The rule with its evidence.
  public func words(_ language: Language) -> String {
    "\(rule) \(language.pick(zh: zh, en: en))"
  }
}
