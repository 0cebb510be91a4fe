/// What is known of a message beside its text; a rule that needs an unknown fact stays silent.
public struct LintFacts: Hashable, Sendable {
  /// The plan (利益点) that the step promises.
  public enum Plan: Hashable, Sendable {
    case unknown
    /// The step promises nothing.
    case none
    case attached(faceValue: Money?, expiresOn: BusinessDay?)
  }

  /// What operators have seen of the text on real handsets in the last 30 days.
  public struct TestSends: Hashable, Sendable {
    public var total: Int
    public var android: Int
    /// How many of them were shown in the inbox, not among the blocked.
    public var shown: Int

    public init(total: Int, android: Int, shown: Int) {
      self.total = total
      self.android = android
      self.shown = shown
    }
  }

  /// The names a template may use; nil when the text is no template of ours.
  public var knownVariables: Set<String>?
  public var plan: Plan
  /// Whether the text must name something the user gains even though no plan is known.
  public var expectsBenefit: Bool
  /// Whether the step leads somewhere that only a link in the text reaches.
  public var hasLanding: Bool?
  /// The local day on which it would be sent.
  public var sendDay: BusinessDay?
  public var testSends: TestSends?
  /// For pop-ups: whether the user can close it.
  public var hasDismissButton: Bool?
  /// Whether the same text went to the same segment within 30 days.
  public var wasSentRecently: Bool?

  public init(
    knownVariables: Set<String>? = nil, plan: Plan = .unknown, expectsBenefit: Bool = false,
    hasLanding: Bool? = nil, sendDay: BusinessDay? = nil, testSends: TestSends? = nil,
    hasDismissButton: Bool? = nil, wasSentRecently: Bool? = nil
  ) {
    self.knownVariables = knownVariables
    self.plan = plan
    self.expectsBenefit = expectsBenefit
    self.hasLanding = hasLanding
    self.sendDay = sendDay
    self.testSends = testSends
    self.hasDismissButton = hasDismissButton
    self.wasSentRecently = wasSentRecently
  }
}
