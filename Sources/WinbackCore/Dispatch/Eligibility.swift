/// What planning must know of one candidate.
public struct Candidate: Sendable {
  /// What speaks for and against one channel of the flow.
  public struct ChannelFacts: Hashable, Sendable {
    public var isDown: Bool
    public var isSuppressed: Bool
    public var hasAddress: Bool
    public var hasConsent: Bool
    public var isRegionBlocked: Bool
    public var isCapped: Bool

    public init(
      isDown: Bool = false, isSuppressed: Bool = false, hasAddress: Bool = true,
      hasConsent: Bool = true, isRegionBlocked: Bool = false, isCapped: Bool = false
    ) {
      self.isDown = isDown
      self.isSuppressed = isSuppressed
      self.hasAddress = hasAddress
      self.hasConsent = hasConsent
      self.isRegionBlocked = isRegionBlocked
      self.isCapped = isCapped
    }

    /// The first reason against the channel; nil when it can be used.
    public var reason: SkipReason? {
      if isDown { return .channelDown }
      if isSuppressed { return .suppressed }
      if !hasAddress { return .noAddress }
      if !hasConsent { return .noConsent }
      if isRegionBlocked { return .regionBlocked }
      return isCapped ? .capped : nil
    }
  }

  public var id: User.ID
  /// Expected value in minor units; the higher comes first into a budget.
  public var expectedValue: Int64
  public var isClosed: Bool
  public var isSuppressedEverywhere: Bool
  public var hasReturned: Bool
  public var isBusy: Bool
  public var unanswered: Int
  public var lastTouchDays: Int?
  public var isNatural: Bool
  /// In the order of the flow.
  public var channels: [(channel: Channel, facts: ChannelFacts)]

  public init(
    id: User.ID, expectedValue: Int64 = 0, isClosed: Bool = false,
    isSuppressedEverywhere: Bool = false, hasReturned: Bool = false, isBusy: Bool = false,
    unanswered: Int = 0, lastTouchDays: Int? = nil, isNatural: Bool = false,
    channels: [(channel: Channel, facts: ChannelFacts)]
  ) {
    self.id = id
    self.expectedValue = expectedValue
    self.isClosed = isClosed
    self.isSuppressedEverywhere = isSuppressedEverywhere
    self.hasReturned = hasReturned
    self.isBusy = isBusy
    self.unanswered = unanswered
    self.lastTouchDays = lastTouchDays
    self.isNatural = isNatural
    self.channels = channels
  }

  /// The first reason against this user before budget and arms; else the channel to use.
  var judgement: Eligibility.Judgement {
    if isClosed { return .out(.closed) }
    if isSuppressedEverywhere { return .out(.suppressed) }
    if hasReturned { return .out(.returned) }
    if isBusy { return .out(.busy) }
    if unanswered >= 6 { return .out(.sunset) }
    if unanswered >= 3, let days = lastTouchDays, days < 60 { return .out(.resting) }
    if isNatural { return .out(.natural) }
    for (channel, facts) in channels where facts.reason == nil { return .usable(channel) }
    return .out(channels.first?.facts.reason ?? .channelDown)
  }
}

/// Decides for every member of a segment whether he gets a message, and if not, the first reason.
public struct Eligibility: Sendable {
  enum Judgement: Equatable {
    case usable(Channel)
    case out(SkipReason)
  }

  public enum Decision: Hashable, Sendable {
    case send(channel: Channel, arm: String)
    /// Kept back as control; the channel is the one a message would have gone out on.
    case control(channel: Channel, arm: String)
    case exclude(SkipReason)
  }

  /// The decisions in byte order of the user ids.
  public let decisions: [(user: User.ID, decision: Decision)]

  /// Judges `candidates`, whatever their order.
  ///
  /// - Parameters:
  ///   - budgetRecipients: The most people the budget pays for; nil means no limit. Those of the
  ///     highest expected value come first, ties by id.
  ///   - assignment: Draws the arms, last of all, so that treated and control are alike.
  ///   - holdoutBP: Share kept out of every recall.
  public init(
    _ candidates: some Sequence<Candidate>, budgetRecipients: Int?, assignment: Assignment,
    holdoutBP: Int
  ) {
    var decided: [(user: User.ID, decision: Decision)] = []
    var usable: [(user: User.ID, value: Int64, channel: Channel)] = []
    for candidate in candidates {
      switch candidate.judgement {
      case .usable(let channel): usable.append((candidate.id, candidate.expectedValue, channel))
      case .out(let reason): decided.append((candidate.id, .exclude(reason)))
      }
    }
    usable.sort { $0.value != $1.value ? $0.value > $1.value : $0.user < $1.user }
    for (index, item) in usable.enumerated() {
      let decision: Decision
      if let budgetRecipients, index >= budgetRecipients {
        decision = .exclude(.overBudget)
      } else if Assignment.isHeldOut(item.user, salt: assignment.salt, holdoutBP: holdoutBP) {
        decision = .exclude(.globalHoldout)
      } else if let arm = assignment.arm(of: item.user), arm.isControl {
        decision = .control(channel: item.channel, arm: arm.name)
      } else {
        decision = .send(channel: item.channel, arm: assignment.arm(of: item.user)?.name ?? "")
      }
      decided.append((item.user, decision))
    }
    decided.sort { $0.user < $1.user }
    decisions = decided
  }

  /// How many each reason kept out, in the order of the rules; with the messages they sum to all.
  public var exclusions: [Batch.Exclusion] {
    var counts: [SkipReason: Int] = [:]
    for (_, decision) in decisions {
      switch decision {
      case .exclude(let reason): counts[reason, default: 0] += 1
      case .control: counts[.control, default: 0] += 1
      case .send: break
      }
    }
    return SkipReason.allCases.compactMap { reason in
      counts[reason].map { Batch.Exclusion(reason: reason.rawValue, count: $0) }
    }
  }
}
