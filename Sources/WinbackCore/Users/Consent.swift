/// A statement of a user about one channel: whether and since when we may contact him there.
public struct Consent: Hashable, Sendable {
  /// Ordered by strictness: withdrawn is stricter than denied, denied than granted.
  public enum State: String, Sendable, CaseIterable, Codable, Comparable {
    case granted, denied, withdrawn

    private var strictness: Int {
      switch self {
      case .granted: 0
      case .denied: 1
      case .withdrawn: 2
      }
    }

    public static func < (left: State, right: State) -> Bool { left.strictness < right.strictness }
  }

  public var userID: User.ID
  public var channel: Channel
  public var state: State
  public var at: Instant
  public var source: String?
  public var evidence: String?

  public init(
    userID: User.ID, channel: Channel, state: State, at: Instant, source: String? = nil,
    evidence: String? = nil
  ) {
    self.userID = userID
    self.channel = channel
    self.state = state
    self.at = at
    self.source = source
    self.evidence = evidence
  }
}

/// A reason not to contact a user, on one channel or on all, for a time or for good.
public struct Suppression: Hashable, Sendable {
  public enum Scope: Hashable, Sendable, CustomStringConvertible {
    case all
    case channel(Channel)

    public init?(_ text: String) {
      if text == "all" {
        self = .all
      } else if let channel = Channel(rawValue: text) {
        self = .channel(channel)
      } else {
        return nil
      }
    }

    public var description: String {
      switch self {
      case .all: "all"
      case .channel(let channel): channel.rawValue
      }
    }

    public func covers(_ channel: Channel) -> Bool { self == .all || self == .channel(channel) }
  }

  public var userID: User.ID
  public var scope: Scope
  public var from: Instant
  /// Exclusive; nil means for good.
  public var until: Instant?
  public var reason: String?

  public init(
    userID: User.ID, scope: Scope, from: Instant, until: Instant? = nil, reason: String? = nil
  ) {
    self.userID = userID
    self.scope = scope
    self.from = from
    self.until = until
    self.reason = reason
  }

  /// Tells whether the suppression holds at `now`.
  public func isInForce(at now: Instant) -> Bool {
    from <= now && until.map { now < $0 } ?? true
  }
}
