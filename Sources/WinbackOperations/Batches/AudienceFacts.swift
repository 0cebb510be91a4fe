import WinbackCore
import WinbackStore

/// What speaks for and against messaging each user at one instant, beside what his profile says.
///
/// Planning reads it for everybody, the last look before a message for one group.
struct AudienceFacts {
  let now: Instant
  let contacts: ContactBook
  /// Users of other batches that wait or run.
  let busy: [User.ID: Batch.ID]
  /// Users with a key action since the instant of the data.
  let returned: Set<User.ID>
  let touches: [User.ID: [(at: Instant, channel: Channel)]]
  /// Whether some outbound number may be used; true where the channel needs none.
  let hasUsableNumber: Bool

  /// Gathers the facts about everybody.
  ///
  /// - Parameters:
  ///   - batch: Does not count as another batch.
  ///   - dataAsOf: The instant the members were chosen by.
  init(
    store: WorkspaceStore, settings: Settings, channel: Channel, except batch: Batch.ID?,
    dataAsOf: Instant, now: Instant
  ) throws {
    self.now = now
    contacts = try store.contactBook(at: now)
    busy = try store.busyUsers(except: batch)
    if dataAsOf < now {
      returned = Self.returned(
        try store.recentHistories(after: dataAsOf), settings: settings, since: dataAsOf, now: now)
    } else {
      returned = []
    }
    touches = try store.countedTouches(after: now.adding(days: -Self.capDays))
    hasUsableNumber = try Self.hasUsableNumber(store, channel, in: settings.zone, at: now)
  }

  /// The longest span that a cap looks back.
  static let capDays = Int64(
    (FrequencyCap.usual + FrequencyCap.ceilings).map(\.days).max() ?? 30)

  static func returned(
    _ histories: [User.ID: UserHistory], settings: Settings, since: Instant, now: Instant
  ) -> Set<User.ID> {
    Set(
      histories.filter { _, history in
        history.keyActions(settings: settings, asOf: now).contains { $0 > since }
      }.keys)
  }

  /// Calls need an outbound number that was checked lately; one-to-one service uses its own lines.
  static func hasUsableNumber(
    _ store: WorkspaceStore, _ channel: Channel, in zone: Zone, at now: Instant
  ) throws -> Bool {
    guard channel == .callAI || channel == .callHuman else { return true }
    return try store.numbers().contains { $0.health(at: now, in: zone).isUsable }
  }

  /// One member of the segment as a candidate of a strategy.
  func candidate(
    _ profile: UserProfile, strategy: Strategy, settings: Settings, caps: [FrequencyCap]
  ) -> Candidate {
    let user = profile.user
    let channel = strategy.channel
    let heeds = DispatchPolicy.heedsRecallRules(strategy.purpose)
    let isCapped =
      heeds
      && !FrequencyCap.judge(caps, channel: channel, touches: touches[user.id] ?? [], now: now)
        .isAllowed
    let facts = Candidate.ChannelFacts(
      isDown: settings.channels[channel] == nil || !hasUsableNumber,
      isSuppressed: contacts.isSuppressed(user.id, on: channel),
      hasAddress: user.address(on: channel) != nil,
      hasConsent: contacts.allows(user.id, on: channel),
      isRegionBlocked: channel.isCall
        && (user.region.map(settings.callBlockedRegions.contains) ?? false),
      isCapped: isCapped)
    return Candidate(
      id: user.id, expectedValue: Self.expectedValue(of: profile),
      isClosed: profile.stage == .closed || (user.closedAt.map { $0 <= now } ?? false),
      isSuppressedEverywhere: contacts.isSuppressedEverywhere(user.id),
      hasReturned: heeds && returned.contains(user.id), isBusy: busy[user.id] != nil,
      unanswered: heeds ? profile.unanswered : 0, lastTouchDays: profile.lastTouchDays,
      isNatural: heeds && profile.isNatural, channels: [(channel, facts)])
  }

  /// What one more order of his brings by his own record: the mean of those he made.
  static func expectedValue(of profile: UserProfile) -> Int64 {
    profile.ordersCount > 0 ? profile.lifetimeValue.minor / Int64(profile.ordersCount) : 0
  }
}
