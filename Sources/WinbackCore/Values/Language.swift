/// A language in which winback speaks to its operators.
public enum Language: String, Sendable, CaseIterable, Codable {
  case zh
  case en

  /// Chooses the language from the environment, reading the locale names as text.
  ///
  /// The locale need not be installed: `zh_CN.UTF-8` means Chinese even where the C library does
  /// not know it. The first non-empty of `LC_ALL`, `LC_MESSAGES` and `LANG` decides.
  public static func preferred(in environment: [String: String]) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      return value.lowercased().hasPrefix("zh") ? .zh : .en
    }
    return .en
  }

  /// Picks the text of this language.
  public func pick(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    switch self {
    case .zh: zh()
    case .en: en()
    }
  }
}

/// Something that can say itself to an operator in either language.
///
/// Errors conform so that the same fact is worded for the console, the command line and the log;
/// their `description` is the English wording.
public protocol Worded: Sendable {
  /// The sentence or label in `language`, without a final line break.
  func words(_ language: Language) -> String
}

extension Worded where Self: CustomStringConvertible {
  public var description: String { words(.en) }
}
