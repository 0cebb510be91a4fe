/// The short names under which `winback lint --jsonl` tells what a text has, in the order they print.
public enum LintFlag: String, Sendable, CaseIterable, Codable {
  case optOutMissing = "optout_missing"
  case optOutNotAtEnd = "optout_not_at_end"
  case optOutInNotice = "optout_in_notice"
  case optOutWording = "optout_wording"
  case signatureMissing = "signature_missing"
  case signatureLength = "signature_length"
  case signatureBracketInBody = "signature_bracket_in_body"
  case variableAdjacent = "var_adjacent"
  case variableWholeText = "var_all"
  case variableMalformed = "var_malformed"
  case variableUndeclared = "var_undeclared"
  case variableLink = "var_link"
  case linkNoScheme = "link_no_scheme"
  case linkShortHost = "link_short_host"
  case linkIP = "link_ip"
  case linkNonASCII = "link_nonascii"
  case linkFullWidth = "link_fullwidth"
  case linkCopyPaste = "link_copy_paste"
  case blunt
  case benefitMissing = "benefit_missing"
  case internalJargon = "internal_jargon"
  case characterTraditional = "char_traditional"
  case characterUnsupported = "char_unsupported"
  case tooLong = "too_long"
}

/// One line of the table that ties a rule to its numbers elsewhere.
public struct LintRuleEntry: Hashable, Sendable {
  public let rule: String
  /// The number in the list of template rules, such as `TL03`; nil for one that is not listed.
  public let code: String?
  public let flag: LintFlag?

  /// Rule, number and flag of every rule, sorted by rule.
  public static let all: [LintRuleEntry] = [
    entry("benefit-missing", "TL07", .benefitMissing),
    entry("char-traditional", "TL13", .characterTraditional),
    entry("char-unsupported", "TL13", .characterUnsupported),
    entry("claim-unbound", "TL16"),
    entry("date-past", "TL10"),
    entry("encoding-forced", "TL05"),
    entry("link-copy-paste", "TL12", .linkCopyPaste),
    entry("link-fullwidth", "TL12", .linkFullWidth),
    entry("link-http", "TL12"),
    entry("link-ip", "TL12", .linkIP),
    entry("link-many", "TL11"),
    entry("link-missing", "TL11"),
    entry("link-no-scheme", "TL12", .linkNoScheme),
    entry("link-non-ascii", "TL12", .linkNonASCII),
    entry("link-odd-space", "TL12"),
    entry("link-short-host", "TL12", .linkShortHost),
    entry("link-space-after", "TL12"),
    entry("link-space-before", "TL12"),
    entry("link-variable", "TL12", .variableLink),
    entry("opt-out-in-notice", "TL03", .optOutInNotice),
    entry("opt-out-missing", "TL03", .optOutMissing),
    entry("opt-out-not-at-end", "TL03", .optOutNotAtEnd),
    entry("opt-out-wording", "TL03", .optOutWording),
    entry("parts-many", "TL05"),
    entry("personal-data", "TL15"),
    entry("plan-amount", "TL08"),
    entry("plan-expiry", "TL08"),
    entry("popup-no-dismiss", "TL17"),
    entry("signature-bracket-in-body", "TL04", .signatureBracketInBody),
    entry("signature-characters", "TL04"),
    entry("signature-length", "TL04", .signatureLength),
    entry("signature-missing", "TL04", .signatureMissing),
    entry("template-no-fallback", "TL02"),
    entry("template-unknown-variable", "TL01", .variableUndeclared),
    entry("test-sends-missing", "TL14"),
    entry("text-repeated", "TL17"),
    entry("tone-blunt", "TL06", .blunt),
    entry("tone-jargon", "TL13", .internalJargon),
    entry("too-long", "TL05", .tooLong),
    entry("urgency-unbacked", "TL09"),
    entry("variable-adjacent", nil, .variableAdjacent),
    entry("variable-count", nil),
    entry("variable-in-marketing", nil),
    entry("variable-malformed", "TL01", .variableMalformed),
    entry("variable-whole-text", nil, .variableWholeText),
    entry("word-blocked", "TL13"),
    entry("word-risky", "TL13"),
  ]

  private static let byRule = Dictionary(uniqueKeysWithValues: all.map { ($0.rule, $0) })

  /// The line of a rule; nil when there is no such rule.
  public static func of(_ rule: String) -> LintRuleEntry? { byRule[rule] }

  private static func entry(
    _ rule: String, _ code: String?, _ flag: LintFlag? = nil
  ) -> LintRuleEntry {
    LintRuleEntry(rule: rule, code: code, flag: flag)
  }
}
