import WinbackCore
import WinbackStore

/// Judges each message once more in the moment it would leave; plans are never trusted with that.
///
/// It only takes people away: suppression, consent, address, return, cap and hours are those of now,
/// under the rules that were frozen with the batch.
final class LastLook {
  private let session: Session
  private let frozen: FrozenBatch
  private let settings: Settings
  private let fingerprints: Set<UInt64>
  private let businessZone: Zone
  /// Making a zone is dear, and few occur.
  private var zones: [String: Zone] = [:]
  private var hasUsableNumber = true
  /// The earliest instant at which a message that had to wait may go.
  private(set) var waitsUntil: Instant?

  /// Seconds until a message that the gateway refused is offered again, by attempt.
  static let retrySeconds: [Int64] = [60, 300, 900]

  /// - Parameter fingerprints: Of the rows that were proven to be the approved ones.
  init(_ frozen: FrozenBatch, session: Session, fingerprints: Set<UInt64>) {
    self.frozen = frozen
    self.session = session
    self.fingerprints = fingerprints
    settings = session.settings
    businessZone = Zone(identifier: frozen.policy.zone) ?? settings.zone
  }

  /// Begins a pass over the waiting messages.
  func beginPass() {
    waitsUntil = nil
  }

  /// Judges one group inside the transaction that claims it.
  ///
  /// - Throws: ``BatchError/tampered(_:_:)`` for a row that is not one of the approved ones.
  func verdicts(
    _ group: [Recipient], _ contacts: ContactBook, at now: Instant
  ) throws -> [ClaimVerdict] {
    let users = group.map(\.user)
    let store = session.store
    let heeds = DispatchPolicy.heedsRecallRules(frozen.policy.purpose)
    let histories = try store.recentHistories(of: users, after: frozen.batch.asOf)
    let touches =
      heeds
      ? try store.countedTouches(of: users, after: now.adding(days: -AudienceFacts.capDays)) : [:]
    let returned =
      heeds
      ? AudienceFacts.returned(
        histories, settings: settings, since: frozen.batch.asOf, now: now) : []
    hasUsableNumber = try AudienceFacts.hasUsableNumber(
      store, frozen.policy.channel, in: businessZone, at: now)
    return try group.map { message in
      let mark = message.fingerprint(textSHA256: Digest.sha256(message.text))
      guard fingerprints.contains(mark) else {
        throw BatchError.tampered(
          message.batch, .recipient(message.user, columns: try changedColumns(of: message)))
      }
      if let expiresAt = frozen.batch.expiresAt, expiresAt <= now { return .skip(.expired) }
      let user = histories[message.user]?.user
      if let reason = reason(
        against: message, user: user, contacts: contacts,
        hasReturned: returned.contains(message.user), touches: touches[message.user] ?? [],
        at: now)
      {
        return .skip(reason)
      }
      return wait(of: message, zone: user.flatMap(\.zone), at: now)
    }
  }

  /// How many of the waiting messages would be taken away now.
  func countRemoved(at now: Instant) throws -> Int {
    let store = session.store
    let facts = try AudienceFacts(
      store: store, settings: settings, channel: frozen.policy.channel, except: frozen.batch.id,
      dataAsOf: frozen.batch.asOf, now: now)
    let heeds = DispatchPolicy.heedsRecallRules(frozen.policy.purpose)
    hasUsableNumber = facts.hasUsableNumber
    var removed = 0
    var group: [Recipient] = []
    func count() throws {
      let users = try store.users(of: group.map(\.user))
      for message in group {
        let reason = reason(
          against: message, user: users[message.user], contacts: facts.contacts,
          hasReturned: heeds && facts.returned.contains(message.user),
          touches: heeds ? facts.touches[message.user] ?? [] : [], at: now)
        if reason != nil { removed += 1 }
      }
      group.removeAll(keepingCapacity: true)
    }
    try store.forEachRecipient(of: frozen.batch.id) { message in
      guard message.state == .pending else { return }
      group.append(message)
      if group.count == 500 { try count() }
    }
    try count()
    return removed
  }

  /// The first reason against a message that will not go away by waiting.
  private func reason(
    against message: Recipient, user: User?, contacts: ContactBook, hasReturned: Bool,
    touches: [(at: Instant, channel: Channel)], at now: Instant
  ) -> SkipReason? {
    let channel = message.channel
    guard let user, user.closedAt.map({ $0 > now }) ?? true else { return .closed }
    if contacts.isSuppressedEverywhere(user.id) { return .suppressed }
    if hasReturned { return .returned }
    if !hasUsableNumber { return .channelDown }
    if contacts.isSuppressed(user.id, on: channel) { return .suppressed }
    guard let address = user.address(on: channel) else { return .noAddress }
    if address != message.destination { return .addressChanged }
    if !contacts.allows(user.id, on: channel) { return .noConsent }
    if channel.isCall, let region = user.region, frozen.policy.blockedRegions.contains(region) {
      return .regionBlocked
    }
    let verdict = FrequencyCap.judge(
      frozen.policy.caps, channel: channel, touches: touches, now: now)
    return verdict.isAllowed ? nil : .capped
  }

  /// Whether a message that may go at all may go now, by the user's own clock.
  private func wait(of message: Recipient, zone name: String?, at now: Instant) -> ClaimVerdict {
    let zone = zone(name)
    let window = frozen.policy.window
    let calendar = frozen.policy.calendar
    var earliest = now
    if message.attempt > 0, let refusedAt = message.settledAt {
      let index = min(message.attempt, Self.retrySeconds.count) - 1
      earliest = max(now, refusedAt.adding(seconds: Self.retrySeconds[index]))
    }
    guard let next = window.nextAllowed(from: earliest, in: zone, calendar: calendar) else {
      return .skip(.outsideWindow)
    }
    if next <= now { return .send }
    if let expiresAt = frozen.batch.expiresAt, next >= expiresAt { return .skip(.expired) }
    waitsUntil = waitsUntil.map { min($0, next) } ?? next
    return .wait
  }

  private func zone(_ name: String?) -> Zone {
    guard let name, name != businessZone.identifier else { return businessZone }
    if let known = zones[name] { return known }
    let made = Zone(identifier: name) ?? businessZone
    zones[name] = made
    return made
  }

  private func changedColumns(of message: Recipient) throws -> [String] {
    let changed = try session.store.changedRecipients(of: message.batch, limit: 100)
    return changed.first { $0.user == message.user }?.columns ?? ["text", "destination"]
  }
}
