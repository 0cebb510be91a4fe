/// A text in both languages.
public struct Wording: Hashable, Sendable, Worded {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  public func words(_ language: Language) -> String { language.pick(zh: zh, en: en) }
}

/// One thing that can be wrong with a message.
///
/// A rule never throws and never stops at strange text: it returns findings with their places.
public protocol LintRule: Sendable {
  /// Kebab-case and unique.
  static var id: String { get }
  /// Why it matters to the person messaged or to the sender.
  static var reason: Wording { get }
  /// Who says so.
  static var source: String { get }
  static func check(_ subject: LintSubject) -> [Finding]
}

extension LintRule {
  /// A finding of this rule; `range` is of code points of the subject's text.
  static func finding(
    _ severity: Finding.Severity, _ range: Range<Int>?, zh: String, en: String, fix: String? = nil
  ) -> Finding {
    Finding(rule: id, severity: severity, range: range, zh: zh, en: en, fix: fix)
  }
}

/// The registered rules.
public enum LintRules {
  /// Sorted by id.
  public static let all: [any LintRule.Type] = [
    BenefitMissing.self,
    CharacterTraditional.self,
    CharacterUnsupported.self,
    ClaimUnbound.self,
    DatePast.self,
    EncodingForced.self,
    LinkCopyPaste.self,
    LinkFullWidth.self,
    LinkHTTP.self,
    LinkIP.self,
    LinkMany.self,
    LinkMissing.self,
    LinkNoScheme.self,
    LinkNonASCII.self,
    LinkOddSpace.self,
    LinkShortHost.self,
    LinkSpaceAfter.self,
    LinkSpaceBefore.self,
    LinkVariable.self,
    OptOutInNotice.self,
    OptOutMissing.self,
    OptOutNotAtEnd.self,
    OptOutWording.self,
    PartsMany.self,
    PersonalData.self,
    PlanAmount.self,
    PlanExpiry.self,
    PopupNoDismiss.self,
    SignatureBracketInBody.self,
    SignatureCharacters.self,
    SignatureLength.self,
    SignatureMissing.self,
    TemplateNoFallback.self,
    TemplateUnknownVariable.self,
    TestSendsMissing.self,
    TextRepeated.self,
    ToneBlunt.self,
    ToneJargon.self,
    TooLong.self,
    UrgencyUnbacked.self,
    VariableAdjacent.self,
    VariableCount.self,
    VariableInMarketing.self,
    VariableMalformed.self,
    VariableWholeText.self,
    WordBlocked.self,
    WordRisky.self,
  ]

  /// The rule of that id; nil when there is none.
  public static func rule(_ id: String) -> (any LintRule.Type)? { byID[id] }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// All findings, by place, then the graver first, then rule; those without a place come first.
  public static func check(_ subject: LintSubject) -> [Finding] {
    var findings: [Finding] = []
    for rule in all { findings += rule.check(subject) }
    return findings.count < 2 ? findings : findings.sorted(by: isBefore)
  }

  private static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    let places = (left.range?.lowerBound ?? -1, right.range?.lowerBound ?? -1)
    if places.0 != places.1 { return places.0 < places.1 }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.rule != right.rule { return left.rule < right.rule }
    return (left.range?.upperBound ?? -1) < (right.range?.upperBound ?? -1)
  }
}
