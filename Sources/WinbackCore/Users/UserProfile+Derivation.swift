extension UserProfile {
  /// Derives everything that depends on the user alone.
  ///
  /// Scores, causes and the natural rate need the whole population and stay empty here.
  init(_ timeline: Timeline, _ history: UserHistory, settings: Settings) {
    let keyDays = timeline.keyDays
    let median = KeyGaps.median(of: keyDays)
    let rDays = timeline.rDays
    let isClosed = history.user.closedAt.map { $0 <= timeline.asOf } ?? false
    let stage = LifecycleStage.of(
      isClosed: isClosed, keyDays: keyDays, registered: timeline.registeredDay,
      today: timeline.today, settings: settings)
    var value = Money.zero
    for order in timeline.paid { value += order.net }
    self.init(
      user: history.user, stage: stage, rDays: rDays, keyDays: keyDays.count, gapMedian: median,
      registeredDays: timeline.today - timeline.registeredDay, ordersCount: timeline.paid.count,
      ordersCreated: timeline.created.count, lifetimeValue: value,
      tier: ValueTier.name(of: value, in: settings.tiers),
      warning: ChurnWarning.of(timeline, history, stage: stage, gapMedian: median),
      isOnCadence: KeyGaps.isOnCadence(keyDays: keyDays.count, rDays: rDays, median: median),
      lapseDays: history.user.memberExpiresAt.map { timeline.today - timeline.day($0) },
      topCategory: Self.topCategory(timeline, history),
      lastCategory: timeline.paid.last.flatMap { history.orders[$0.index].category },
      lastActivityAt: timeline.lastActivity, pathSteps: PathSteps(timeline))
    addEvents(timeline, history)
    addContacts(timeline)
  }

  private mutating func addEvents(_ timeline: Timeline, _ history: UserHistory) {
    guard !timeline.events.isEmpty else { return }
    let cart = Cart(timeline, history)
    cartItems = cart.items
    cartValue = cart.value
    cartAgeHours = cart.ageHours
    let monthAgo = timeline.asOf.adding(days: -30)
    for event in timeline.events where event.kind == .session {
      sessionsTotal += 1
      if event.at > monthAgo { sessions30d += 1 }
    }
  }

  private mutating func addContacts(_ timeline: Timeline) {
    let monthAgo = timeline.asOf.adding(days: -30)
    for contact in timeline.contacts where contact.isRecall {
      if contact.at > monthAgo { touches30d += 1 }
      if contact.at > timeline.lastActivity { unanswered += 1 }
      lastTouchDays = timeline.today - timeline.day(contact.at)
    }
  }

  /// The category with the largest net, ties to the later last order, then to byte order.
  private static func topCategory(_ timeline: Timeline, _ history: UserHistory) -> String? {
    // Users mostly stay within one category, so the first one is kept apart from the rest.
    var first: (name: String, net: Money, last: Instant)?
    var others: [String: (net: Money, last: Instant)] = [:]
    for order in timeline.paid {
      guard let category = history.orders[order.index].category else { continue }
      if let known = first, known.name == category {
        first = (category, known.net + order.net, order.paidAt)
      } else if first == nil {
        first = (category, order.net, order.paidAt)
      } else {
        others[category] = ((others[category]?.net ?? .zero) + order.net, order.paidAt)
      }
    }
    guard var best = first else { return nil }
    for (name, sum) in others {
      let isBetter =
        if sum.net != best.net {
          sum.net > best.net
        } else if sum.last != best.last {
          sum.last > best.last
        } else {
          name.utf8.lexicographicallyPrecedes(best.name.utf8)
        }
      if isBetter { best = (name, sum.net, sum.last) }
    }
    return best.name
  }
}
