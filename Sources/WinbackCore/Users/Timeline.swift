/// What one user did up to an instant, filtered and put in time order once for all rules.
///
/// Entries point into the history they were made from. One timeline is loaded again for user after
/// user, so that a million users need no allocation each.
struct Timeline {
  struct PaidOrder {
    var paidAt: Instant
    var day: BusinessDay
    var net: Money
    /// Place in `history.orders`.
    var index: Int
  }

  struct Happening {
    var at: Instant
    var kind: EventKind
    /// Place in `history.events`.
    var index: Int
  }

  struct Contact {
    var at: Instant
    var isRecall: Bool
  }

  let asOf: Instant
  let today: BusinessDay
  private let zone: Zone
  private let keyAction: Settings.KeyAction
  private let countsTowardsValue: (purchase: Bool, membership: Bool, recharge: Bool)

  private(set) var registeredAt = Instant(seconds: 0)
  private(set) var registeredDay = BusinessDay(number: 0)
  /// Valid orders by payment, ties by id.
  private(set) var paid: [PaidOrder] = []
  /// Orders of any status that exist, as places in `history.orders`, unordered.
  private(set) var created: [Int] = []
  /// Events by time, ties by id.
  private(set) var events: [Happening] = []
  /// Touches that did not fail, of any purpose, by time.
  private(set) var contacts: [Contact] = []
  /// Distinct business days with a key action, ascending.
  private(set) var keyDays: [BusinessDay] = []
  /// The latest order creation or active event; the registration when there is none.
  private(set) var lastActivity = Instant(seconds: 0)

  init(settings: Settings, asOf: Instant) {
    self.asOf = asOf
    today = BusinessDay(asOf, in: settings.zone)
    zone = settings.zone
    keyAction = settings.keyAction
    let basis = settings.valueBasis
    countsTowardsValue = (
      basis.contains(.purchase), basis.contains(.membership), basis.contains(.recharge)
    )
  }

  /// The business day of an instant.
  func day(_ instant: Instant) -> BusinessDay { BusinessDay(instant, in: zone) }

  /// Replaces the content with what `history` holds up to the instant.
  mutating func load(_ history: UserHistory) {
    registeredAt = history.user.registeredAt
    registeredDay = day(registeredAt)
    loadOrders(history)
    loadEvents(history)
    loadContacts(history)
    lastActivity = latestActivity(history) ?? registeredAt
    loadKeyDays(history)
  }

  private mutating func loadOrders(_ history: UserHistory) {
    paid.removeAll(keepingCapacity: true)
    created.removeAll(keepingCapacity: true)
    var isSorted = true
    for index in history.orders.indices where history.orders[index].createdAt <= asOf {
      created.append(index)
      guard history.orders[index].isValid(at: asOf), let paidAt = history.orders[index].paidAt
      else { continue }
      if let last = paid.last, paidAt <= last.paidAt { isSorted = false }
      let amount = history.orders[index].amount - history.orders[index].countedRefund(at: asOf)
      paid.append(
        PaidOrder(
          paidAt: paidAt, day: day(paidAt),
          net: counts(history.orders[index].kind) ? amount : .zero, index: index))
    }
    guard !isSorted else { return }
    paid.sort {
      $0.paidAt != $1.paidAt
        ? $0.paidAt < $1.paidAt : history.orders[$0.index].id < history.orders[$1.index].id
    }
  }

  private func counts(_ kind: Order.Kind?) -> Bool {
    switch kind {
    case nil, .purchase: countsTowardsValue.purchase
    case .membership: countsTowardsValue.membership
    case .recharge: countsTowardsValue.recharge
    }
  }

  private mutating func loadEvents(_ history: UserHistory) {
    events.removeAll(keepingCapacity: true)
    var isSorted = true
    for index in history.events.indices where history.events[index].at <= asOf {
      let at = history.events[index].at
      if let last = events.last, at <= last.at { isSorted = false }
      events.append(Happening(at: at, kind: EventKind(history.events[index].type), index: index))
    }
    guard !isSorted else { return }
    events.sort {
      $0.at != $1.at ? $0.at < $1.at : history.events[$0.index].id < history.events[$1.index].id
    }
  }

  private mutating func loadContacts(_ history: UserHistory) {
    contacts.removeAll(keepingCapacity: true)
    for index in history.touches.indices
    where history.touches[index].sentAt <= asOf && history.touches[index].status != .failed {
      contacts.append(
        Contact(
          at: history.touches[index].sentAt, isRecall: history.touches[index].purpose == .recall))
    }
    contacts.sort { $0.at < $1.at }
  }

  private func latestActivity(_ history: UserHistory) -> Instant? {
    var latest = events.last { $0.kind.isActivity }?.at
    for index in created {
      let at = history.orders[index].createdAt
      if latest.map({ $0 < at }) ?? true { latest = at }
    }
    return latest
  }

  private mutating func loadKeyDays(_ history: UserHistory) {
    keyDays.removeAll(keepingCapacity: true)
    switch keyAction {
    case .order: for order in paid { keyDays.append(order.day) }
    case .session:
      for event in events where event.kind == .session { keyDays.append(day(event.at)) }
    case .any:
      for event in events where event.kind.isActivity { keyDays.append(day(event.at)) }
      for index in created { keyDays.append(day(history.orders[index].createdAt)) }
    }
    // Instants in order may have days out of order where a clock is set back across midnight.
    for place in keyDays.indices.dropFirst() where keyDays[place] < keyDays[place - 1] {
      keyDays.sort()
      break
    }
    var kept = 0
    for place in keyDays.indices where kept == 0 || keyDays[place] != keyDays[kept - 1] {
      keyDays[kept] = keyDays[place]
      kept += 1
    }
    keyDays.removeLast(keyDays.count - kept)
  }
}

extension Timeline {
  /// Days since the last key day; nil without any.
  var rDays: Int? { keyDays.last.map { today - $0 } }

  /// Valid orders paid in `(after, upTo]`.
  func countPaid(after: Instant, upTo: Instant) -> Int {
    var count = 0
    for order in paid where after < order.paidAt && order.paidAt <= upTo { count += 1 }
    return count
  }

  /// Events of the wanted kinds in `(after, upTo]`.
  func countEvents(after: Instant, upTo: Instant, where isWanted: (EventKind) -> Bool) -> Int {
    var count = 0
    for event in events where after < event.at && event.at <= upTo && isWanted(event.kind) {
      count += 1
    }
    return count
  }

  /// Tells whether some event is of `kind`.
  func has(_ kind: EventKind) -> Bool {
    for event in events where event.kind == kind { return true }
    return false
  }

  /// Tells whether valid orders halved: at least 2 in days 91–180 back from `point`, and at most half
  /// as many in the 90 days before it; the two counts, earlier first, when they did.
  func orderDrop(before point: Instant) -> (earlier: Int, recent: Int)? {
    guard paid.count >= 2 else { return nil }
    let middle = point.adding(days: -90)
    let earlier = countPaid(after: point.adding(days: -180), upTo: middle)
    let recent = countPaid(after: middle, upTo: point)
    return earlier >= 2 && 2 * recent <= earlier ? (earlier, recent) : nil
  }
}

extension UserHistory {
  /// The instants of his key actions up to `asOf`, ascending; a valid order counts when it is paid.
  public func keyActions(settings: Settings, asOf: Instant) -> [Instant] {
    switch settings.keyAction {
    case .order: orders.filter { $0.isValid(at: asOf) }.compactMap(\.paidAt).sorted()
    case .session: events.filter { $0.type == "session" && $0.at <= asOf }.map(\.at).sorted()
    case .any: activities(asOf: asOf)
    }
  }

  /// The instants of everything he did up to `asOf`, ascending: orders created and active events.
  public func activities(asOf: Instant) -> [Instant] {
    let acts = events.filter { $0.at <= asOf && UserEvent.isActivity($0.type) }.map(\.at)
    return (acts + orders.map(\.createdAt).filter { $0 <= asOf }).sorted()
  }
}
