/// What users allow and refuse at one instant.
public struct ContactBook: Sendable {
  public let now: Instant
  private var latest: [Key: (state: Consent.State, at: Instant)] = [:]
  private var suppressed: [User.ID: [Suppression.Scope]] = [:]

  private struct Key: Hashable {
    var user: User.ID
    var channel: Channel
  }

  public init(at now: Instant) {
    self.now = now
  }

  /// Takes a statement into account: the latest counts, the stricter one of the same second. One later
  /// than ``now`` does not exist yet.
  public mutating func add(_ consent: Consent) {
    guard consent.at <= now else { return }
    let key = Key(user: consent.userID, channel: consent.channel)
    if let known = latest[key] {
      guard (known.at, known.state) < (consent.at, consent.state) else { return }
    }
    latest[key] = (consent.state, consent.at)
  }

  /// Takes a suppression into account if it is in force.
  public mutating func add(_ suppression: Suppression) {
    guard suppression.isInForce(at: now) else { return }
    suppressed[suppression.userID, default: []].append(suppression.scope)
  }

  /// The present statement of `user` on `channel` and since when; nil when there is none.
  public func consent(
    of user: User.ID, on channel: Channel
  ) -> (state: Consent.State, since: Instant)? {
    latest[Key(user: user, channel: channel)].map { ($0.state, $0.at) }
  }

  /// Tells whether `user` may be messaged on `channel`: an explicit grant where the channel needs one,
  /// else no refusal.
  public func allows(_ user: User.ID, on channel: Channel) -> Bool {
    switch (consent(of: user, on: channel)?.state, channel.consentMode) {
    case (.granted, _), (nil, .optOut): true
    case (.denied, _), (.withdrawn, _), (nil, .optIn): false
    }
  }

  /// Tells whether `user` must not be contacted at all.
  public func isSuppressedEverywhere(_ user: User.ID) -> Bool {
    suppressed[user]?.contains(.all) ?? false
  }

  /// Tells whether `user` must not be contacted on `channel`, for whatever scope.
  public func isSuppressed(_ user: User.ID, on channel: Channel) -> Bool {
    suppressed[user]?.contains { $0.covers(channel) } ?? false
  }
}
