public import WinbackCore

/// One line of the template list.
public struct TemplateSummary: Sendable, Equatable {
  public var name: String
  public var title: String
  public var channel: Channel
  public var errors: Int
  public var warnings: Int
  /// Messages per user when filled with the sample values; nil where parts mean nothing.
  public var parts: Int?
  /// What is wrong with the file and where; the counts mean nothing then.
  public var fault: String?

  public init(
    name: String, title: String, channel: Channel, errors: Int, warnings: Int, parts: Int?,
    fault: String?
  ) {
    self.name = name
    self.title = title
    self.channel = channel
    self.errors = errors
    self.warnings = warnings
    self.parts = parts
    self.fault = fault
  }
}

/// One lint result as a screen shows it.
public struct PreviewFinding: Sendable, Equatable {
  public enum Severity: String, Sendable, Equatable {
    case error, warning, note
  }

  public var rule: String
  public var severity: Severity
  /// Code points of ``TemplatePreview/text``; nil when the finding has no place.
  public var range: Range<Int>?
  /// What is wrong, with the value, in the session's language.
  public var message: String
  /// Why it matters and where the rule comes from.
  public var reason: String
  /// What would be done by the automatic fix; nil when only a person can mend it.
  public var fix: String?

  public init(
    rule: String, severity: Severity, range: Range<Int>?, message: String, reason: String,
    fix: String?
  ) {
    self.rule = rule
    self.severity = severity
    self.range = range
    self.message = message
    self.reason = reason
    self.fix = fix
  }
}

/// A template filled for one user, with its lint.
public struct TemplatePreview: Sendable, Equatable {
  public var name: String
  public var title: String
  public var channel: Channel
  public var kind: String
  /// The text as written, variables in braces.
  public var source: String
  /// The whole message as the user would get it: signature, body, appended opt-out.
  public var text: String
  /// Code points of ``text`` that came from variables.
  public var variables: [Range<Int>]
  public var findings: [PreviewFinding]
  /// Billed characters and messages; 0 where parts mean nothing.
  public var units: Int
  public var parts: Int
  public var encoding: String
  /// Cost of this message in hundredths of a minor unit, as prices are per thousand.
  public var costHundredths: Int
  public var user: UserRow?
  /// Variables without value and fallback: this user would be skipped.
  public var missing: [String]

  public init(
    name: String, title: String, channel: Channel, kind: String, source: String, text: String,
    variables: [Range<Int>], findings: [PreviewFinding], units: Int, parts: Int, encoding: String,
    costHundredths: Int, user: UserRow?, missing: [String]
  ) {
    self.name = name
    self.title = title
    self.channel = channel
    self.kind = kind
    self.source = source
    self.text = text
    self.variables = variables
    self.findings = findings
    self.units = units
    self.parts = parts
    self.encoding = encoding
    self.costHundredths = costHundredths
    self.user = user
    self.missing = missing
  }
}
