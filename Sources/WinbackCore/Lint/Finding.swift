/// One lint result: what is wrong, where, why it matters, and what would mend it.
public struct Finding: Hashable, Sendable {
  /// An error blocks submission, a warning needs a note, a note only informs.
  public enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
    case note
    case warning = "warn"
    case error

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// Kebab-case id, such as `link-space-before`.
  public var rule: String
  public var severity: Severity
  /// Half-open range of Unicode code points of the text that was linted; nil when it has no place.
  public var range: Range<Int>?
  public var zh: String
  public var en: String
  /// What the automatic fix puts in place of ``range``; nil when only a person can mend it.
  public var fix: String?

  public init(
    rule: String, severity: Severity, range: Range<Int>?, zh: String, en: String,
    fix: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.range = range
    self.zh = zh
    self.en = en
    self.fix = fix
  }
}

extension Finding: Worded {
  public func words(_ language: Language) -> String { language.pick(zh: zh, en: en) }
}
