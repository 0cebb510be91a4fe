import WinbackCore

/// The instant of the samples: noon of 30 June 2024 in Shanghai.
let noon = Instant(seconds: 1_719_720_000)

extension Instant {
  /// The instant that lies so long before this one.
  func before(days: Int64 = 0, hours: Int64 = 0, seconds: Int64 = 0) -> Instant {
    adding(seconds: -(days * 86_400 + hours * 3600 + seconds))
  }
}

/// Builds histories of one user `u` for tables of cases, times counted back from ``noon``.
struct SampleHistory {
  var history: UserHistory

  init(registered: Instant = noon.before(days: 400)) {
    history = UserHistory(user: User(id: "u", registeredAt: registered))
  }

  /// Adds a completed order of ¥100 paid when it was created.
  @discardableResult
  mutating func order(
    _ at: Instant, paid: Instant? = nil, status: Order.Status = .completed, amount: Int64 = 10_000,
    category: String? = nil, change: (inout Order) -> Void = { _ in }
  ) -> Order.ID {
    let id = Order.ID("o\(history.orders.count)")
    var order = Order(
      id: id, userID: "u", createdAt: at, status: status, amount: Money(minor: amount),
      paidAt: paid ?? at, category: category)
    change(&order)
    history.orders.append(order)
    return id
  }

  mutating func event(
    _ type: String, _ at: Instant, object: String? = nil, value: Int64? = nil,
    detail: String? = nil
  ) {
    history.events.append(
      UserEvent(
        id: UserEvent.ID("e\(history.events.count)"), userID: "u", at: at, type: type,
        objectID: object, value: value.map { Money(minor: $0) }, detail: detail))
  }

  mutating func touch(
    _ at: Instant, purpose: Touch.Purpose = .recall, status: Touch.Status = .sent
  ) {
    history.touches.append(
      Touch(
        id: Touch.ID("t\(history.touches.count)"), userID: "u", channel: .sms, sentAt: at,
        purpose: purpose, status: status))
  }

  /// Adds one order on each of the days, counted back from ``noon``.
  mutating func orders(daysAgo days: [Int64]) {
    for day in days { order(noon.before(days: day)) }
  }

  /// The profile in a workspace of this user and `others`.
  func profile(
    settings: Settings = Settings(), asOf: Instant = noon, others: [UserHistory] = []
  ) -> UserProfile? {
    Population([history] + others, settings: settings, asOf: asOf).profile("u")
  }
}
