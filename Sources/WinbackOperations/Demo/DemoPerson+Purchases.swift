import WinbackCore

extension DemoPerson {
  /// Turns the order days into orders, with the odd one that was never paid, cancelled or sent back.
  mutating func makePurchases(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    for (place, day) in orderDays.enumerated() {
      let isLast = place == orderDays.count - 1
      let at =
        day == registeredDaysAgo
        ? registeredAt.adding(seconds: Int64(random.between(400, 9000)))
        : calendar.instant(daysAgo: day, second: Self.second(of: &random))
      var purchase = makePurchase(at: at, calendar, &random)
      if isLast && grievance == .finiteNeed { purchase.category = DemoShop.finiteNeedCategory }
      if isLast && grievance == .service { spoil(&purchase, calendar, &random) }
      if isLast && grievance == .usability && random.chance(300) {
        purchase.issue = "address_unclear"
      }
      purchases.append(purchase)
      if random.chance(45) { addAborted(near: purchase, &random) }
      if !isLast && random.chance(18) { addSentBack(near: purchase, calendar, &random) }
    }
    if orderDays.isEmpty && random.chance(120) {
      let at = registeredAt.adding(seconds: Int64(random.between(600, 5400)))
      var purchase = makePurchase(at: at, calendar, &random)
      purchase.strip(to: random.chance(500) ? "created" : "cancelled")
      purchases.append(purchase)
    }
    if course == .mature && random.chance(8) { addStuck(calendar, &random) }
  }

  /// An order that a call brought about, within its two days.
  mutating func addPurchase(
    after contact: Contact, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) {
    let at = contact.sentAt.adding(seconds: Int64(random.between(1200, 150_000)))
    var purchase = makePurchase(at: at, calendar, &random)
    purchase.touch = contact.number
    purchases.append(purchase)
  }

  static func second(of random: inout DemoRandom) -> Int {
    random.one(of: DemoShop.hours) * 3600 + random.below(3600)
  }

  private mutating func makePurchase(
    at: Instant, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) -> Purchase {
    let product =
      (0..<max(1, means)).map { _ in random.one(of: DemoShop.products) }
      .max { $0.price < $1.price } ?? random.one(of: DemoShop.products)
    let count = random.one(of: [(1, 62), (2, 26), (3, 12)])
    let full = product.price * (means == 0 ? 1 : count)
    let discount = random.chance(280) ? min(full / 4, random.between(3, 40) * 100) : 0
    let isMembership = random.chance(14)
    let paid = at.adding(seconds: Int64(random.between(20, 540)))
    let dispatched = paid.adding(seconds: Int64(random.between(2 * 3600, 40 * 3600)))
    let isDispatched = dispatched <= calendar.now
    let isOld = paid.adding(days: 6) <= calendar.now
    return Purchase(
      number: purchases.count + 1, createdAt: at, paidAt: paid,
      dispatchedAt: isDispatched ? dispatched : nil, promisedAt: paid.adding(hours: 48),
      status: isOld ? "completed" : isDispatched ? "dispatched" : "paid", issue: "none",
      amount: isMembership ? 9900 : full - discount, discount: isMembership ? 0 : discount,
      refund: 0, refundedAt: nil, kind: isMembership ? "membership" : "purchase",
      category: isMembership ? "" : product.category, touch: nil)
  }

  /// Something went wrong with it: late, or partly paid back.
  private func spoil(
    _ purchase: inout Purchase, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) {
    guard let paid = purchase.paidAt else { return }
    if random.chance(550) {
      purchase.issue = "out_of_stock"
      purchase.dispatchedAt = paid.adding(hours: Int64(random.between(80, 170)))
    }
    if random.chance(450), purchase.amount > 400 {
      purchase.refund = purchase.amount / random.between(2, 4)
      purchase.refundedAt = paid.adding(hours: Int64(random.between(100, 220)))
    }
  }

  private mutating func addAborted(near purchase: Purchase, _ random: inout DemoRandom) {
    var copy = purchase
    copy.number = purchases.count + 1
    copy.createdAt = purchase.createdAt.adding(seconds: -Int64(random.between(300, 40_000)))
    copy.strip(to: random.chance(600) ? "created" : "cancelled")
    if copy.createdAt > registeredAt { purchases.append(copy) }
  }

  private mutating func addSentBack(
    near purchase: Purchase, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) {
    var copy = purchase
    copy.number = purchases.count + 1
    copy.createdAt = purchase.createdAt.adding(seconds: Int64(random.between(600, 20_000)))
    copy.paidAt = copy.createdAt.adding(seconds: 90)
    copy.dispatchedAt = copy.createdAt.adding(hours: 20)
    copy.promisedAt = copy.createdAt.adding(hours: 48)
    copy.status = "refunded"
    copy.refund = copy.amount
    copy.refundedAt = copy.createdAt.adding(days: Int64(random.between(4, 9)))
    guard let refundedAt = copy.refundedAt, refundedAt <= calendar.now else { return }
    purchases.append(copy)
  }

  /// Paid an hour or some ago and not sent, so that the alerts have something to show.
  private mutating func addStuck(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    let paid = calendar.now.adding(seconds: -Int64(random.between(62, 420) * 60))
    var purchase = makePurchase(at: paid.adding(seconds: -60), calendar, &random)
    purchase.paidAt = paid
    purchase.dispatchedAt = nil
    purchase.promisedAt = paid.adding(hours: 48)
    purchase.status = "paid"
    purchase.issue = random.one(of: [("none", 4), ("address_unclear", 4), ("out_of_stock", 2)])
    purchases.append(purchase)
  }
}

extension DemoPerson.Purchase {
  /// Takes back everything that a paid order has.
  fileprivate mutating func strip(to status: String) {
    self.status = status
    paidAt = nil
    dispatchedAt = nil
    promisedAt = nil
    issue = "none"
    refund = 0
    refundedAt = nil
  }
}
