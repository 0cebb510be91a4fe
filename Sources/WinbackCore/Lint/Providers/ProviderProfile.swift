/// What one SMS provider lets a message hold: data that changes often, so never code.
public struct ProviderProfile: Hashable, Sendable {
  public typealias ID = Identifier<ProviderProfile>

  public var id: ID
  public var title: Wording
  /// The opt-out sentences it takes, the best first; empty means any clear one.
  public var optOutWordings: [String] {
    didSet { optOutScalars = optOutWordings.map { Array($0.unicodeScalars) } }
  }
  /// Whether it turns down any other wording.
  public var isOptOutStrict: Bool
  /// Characters of the signature without brackets; nil when it sets no limit.
  public var signatureLength: ClosedRange<Int>?
  /// Whether a bracket at either end of the body is taken for a second signature.
  public var forbidsOuterBrackets: Bool
  /// Whether marketing templates may hold slots.
  public var allowsVariablesInMarketing: Bool
  /// Whether slots may stand side by side.
  public var allowsAdjacentVariables: Bool
  public var maxVariables: Int?
  public var allowsVariableLinks: Bool
  public var allowsShortLinks: Bool
  /// Characters and strings that its handsets or review turn down.
  public var unsupported: [String] {
    didSet { unsupportedIndex = UnsupportedIndex(unsupported) }
  }
  /// Whether one of ``unsupported`` stops the message rather than risks it.
  public var refusesUnsupported: Bool
  /// Most units of one message; nil when it sets no limit.
  public var maxUnits: Int?
  private(set) var optOutScalars: [[Unicode.Scalar]]
  private(set) var unsupportedIndex: UnsupportedIndex

  public init(
    id: ID, title: Wording, optOutWordings: [String] = ["拒收请回复R"],
    isOptOutStrict: Bool = false, signatureLength: ClosedRange<Int>? = 2...12,
    forbidsOuterBrackets: Bool = false, allowsVariablesInMarketing: Bool = true,
    allowsAdjacentVariables: Bool = true, maxVariables: Int? = nil,
    allowsVariableLinks: Bool = true, allowsShortLinks: Bool = true,
    unsupported: [String] = ProviderProfile.commonlyUnsupported, refusesUnsupported: Bool = false,
    maxUnits: Int? = 500
  ) {
    self.id = id
    self.title = title
    self.optOutWordings = optOutWordings
    optOutScalars = optOutWordings.map { Array($0.unicodeScalars) }
    self.isOptOutStrict = isOptOutStrict
    self.signatureLength = signatureLength
    self.forbidsOuterBrackets = forbidsOuterBrackets
    self.allowsVariablesInMarketing = allowsVariablesInMarketing
    self.allowsAdjacentVariables = allowsAdjacentVariables
    self.maxVariables = maxVariables
    self.allowsVariableLinks = allowsVariableLinks
    self.allowsShortLinks = allowsShortLinks
    self.unsupported = unsupported
    unsupportedIndex = UnsupportedIndex(unsupported)
    self.refusesUnsupported = refusesUnsupported
    self.maxUnits = maxUnits
  }

  /// Signs that at least one mainland provider names as turned down.
  public static let commonlyUnsupported = [
    "¥", "★", "☞", "✓", "√", "※", "^_^", "&", "→", "●", "•", "①", "②", "③", "④", "⑤", "⑥", "⑦",
    "⑧", "⑨", "⑩", "#", "_", "㎡", "m²", "『", "』", "「", "」", "〖", "〗",
  ]

  /// What holds wherever no provider is named: warnings where providers differ.
  public static let general = ProviderProfile(
    id: "general", title: Wording(zh: "通用", en: "general"))

  /// What holds abroad: no fixed wording, no signature length, no listed signs.
  public static let international = ProviderProfile(
    id: "international", title: Wording(zh: "国际短信", en: "international SMS"),
    optOutWordings: [], signatureLength: nil, unsupported: [], maxUnits: nil)
}
