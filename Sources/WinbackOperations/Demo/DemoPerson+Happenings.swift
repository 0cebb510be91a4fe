import WinbackCore

extension DemoPerson {
  /// The visits, carts, complaints and obstacles around the orders, and what made him leave.
  mutating func makeHappenings(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    addWelcome(&random)
    addShopping(&random)
    addVisits(calendar, &random)
    addReasonToLeave(calendar, &random)
    addCart(calendar, &random)
    if course == .mature || course == .growing {
      if random.chance(40) { addSettledComplaint(&random) }
      if random.chance(25) {
        happenings.append(
          Happening(
            at: calendar.instant(daysAgo: random.between(1, 13), second: 79_000),
            type: "push_disabled"))
      }
    }
    happenings.removeAll { $0.at > calendar.now || $0.at < registeredAt }
  }

  /// When he was last seen, as far as told.
  private var lastSeen: Instant {
    let order = purchases.lazy.map(\.createdAt).max() ?? registeredAt
    return max(order, happenings.lazy.map(\.at).max() ?? registeredAt)
  }

  private mutating func addWelcome(_ random: inout DemoRandom) {
    happenings.append(Happening(at: registeredAt.adding(seconds: 40), type: "session"))
    let isLost = grievance == .onboarding
    if !isLost && random.chance(820) {
      happenings.append(Happening(at: registeredAt.adding(seconds: 260), type: "onboarding_done"))
    }
    if !isLost && !(grievance == .firstExperience && orderDays.isEmpty) && random.chance(900) {
      happenings.append(
        Happening(at: registeredAt.adding(seconds: 420), type: "core_value", object: "shelf"))
    }
    if random.chance(500) {
      happenings.append(
        Happening(
          at: registeredAt.adding(seconds: 500), type: "search", object: "",
          detail: random.one(of: ["龙井", "盖碗", "大红袍", "礼盒", "香薰", "四件套"])))
    }
  }

  /// Looking, putting into the cart and paying, for the latest orders.
  private mutating func addShopping(_ random: inout DemoRandom) {
    for purchase in purchases.suffix(3) where purchase.paidAt != nil {
      let product = random.one(of: DemoShop.products)
      let object = "p-\(product.number)"
      let at = purchase.createdAt
      happenings.append(Happening(at: at.adding(seconds: -900), type: "session"))
      happenings.append(
        Happening(at: at.adding(seconds: -640), type: "view_item", object: object))
      happenings.append(
        Happening(
          at: at.adding(seconds: -410), type: "add_to_cart", object: object, value: product.price))
      happenings.append(Happening(at: at.adding(seconds: -60), type: "checkout", object: object))
    }
  }

  private mutating func addVisits(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    func visit(_ low: Int, _ high: Int, _ count: Int, _ random: inout DemoRandom) {
      for _ in 0..<count {
        let day = random.between(low, high)
        if day >= registeredDaysAgo { continue }
        let at = calendar.instant(daysAgo: day, second: Self.second(of: &random))
        happenings.append(Happening(at: at, type: "session"))
        if random.chance(300) {
          let product = random.one(of: DemoShop.products)
          happenings.append(
            Happening(
              at: at.adding(seconds: 120), type: "view_item", object: "p-\(product.number)"))
        }
      }
    }
    switch course {
    case .mature, .growing, .new, .returned:
      if random.chance(110) {
        visit(15, 27, random.between(5, 8), &random)
        visit(2, 13, random.between(0, 1), &random)
      } else {
        visit(1, 30, random.between(2, 9), &random)
      }
      if random.chance(300) {
        let day = random.between(1, min(29, max(1, registeredDaysAgo - 1)))
        happenings.append(
          Happening(
            at: calendar.instant(daysAgo: day, second: 32_000), type: "checkin",
            detail: "茶友签到"))
        happenings.append(
          Happening(
            at: calendar.instant(daysAgo: day, second: 32_010), type: "reward", object: "points",
            value: 500))
      }
    case .declining: visit(3, 55, random.between(0, 4), &random)
    case .registered: visit(0, max(1, registeredDaysAgo - 1), random.between(0, 2), &random)
    case .silent, .churned, .lost:
      // Some still look without buying.
      if grievance == .none && random.chance(160) { visit(4, 80, random.between(1, 3), &random) }
    case .never:
      // More than half look in again before they give it up.
      guard grievance == .none, random.chance(620) else { return }
      let later = registeredDaysAgo - random.between(9, 60)
      visit(max(1, later - 20), max(1, later), random.between(1, 3), &random)
    }
  }

  private mutating func addReasonToLeave(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    let seen = lastSeen
    func before(_ days: Int, _ random: inout DemoRandom) -> Instant {
      seen.adding(seconds: -Int64(random.between(1800, max(3600, days * 86_400))))
    }
    switch grievance {
    case .none, .finiteNeed, .fallingActivity, .firstExperience, .overContact: break
    case .service:
      guard let purchase = purchases.last(where: { $0.paidAt != nil }) else { return }
      let object = DemoWorld.orderID(number, purchase.number)
      let at = purchase.createdAt.adding(hours: Int64(random.between(50, 96)))
      happenings.append(
        Happening(
          at: at, type: "complaint", object: object,
          detail: random.one(of: ["迟迟不发货", "到货破损", "客服没有回音", "与描述不符"])))
      if random.chance(350) {
        happenings.append(
          Happening(
            at: at.adding(hours: Int64(random.between(60, 140))), type: "complaint_resolved",
            object: object))
      }
    case .usability:
      for _ in 0..<random.between(2, 4) {
        let type = random.one(of: ["error", "pay_failed", "pay_failed", "search_empty", "crash"])
        happenings.append(
          Happening(at: before(9, &random), type: type, detail: type == "search_empty" ? "明前茶" : "")
        )
      }
      for _ in 0..<random.between(0, 2) {
        happenings.append(Happening(at: before(6, &random), type: "checkout", object: "p-601"))
      }
    case .onboarding:
      happenings.append(
        Happening(
          at: registeredAt.adding(seconds: 900), type: "search_empty", object: "", detail: "怎么下单"))
    case .productChange:
      let release = calendar.instant(daysAgo: DemoWorld.releaseDaysAgo, second: 0)
      happenings.append(
        Happening(
          at: release.adding(days: -Int64(random.between(1, 40))), type: "feature",
          object: DemoWorld.removedFeature))
    case .competitor:
      happenings.append(
        Happening(
          at: seen.adding(seconds: Int64(random.between(600, 90_000))), type: "feedback",
          detail: "competitor"))
      for step in 0..<random.between(3, 6) {
        happenings.append(
          Happening(
            at: seen.adding(seconds: Int64(120 * (step + 1))), type: "view_item",
            object: "p-\(random.one(of: DemoShop.products).number)"))
      }
    }
  }

  private mutating func addSettledComplaint(_ random: inout DemoRandom) {
    guard let purchase = purchases.last(where: { $0.paidAt != nil }) else { return }
    let object = DemoWorld.orderID(number, purchase.number)
    let at = purchase.createdAt.adding(hours: Int64(random.between(48, 90)))
    happenings.append(Happening(at: at, type: "complaint", object: object, detail: "包装破损"))
    happenings.append(
      Happening(
        at: at.adding(hours: Int64(random.between(1, 30))), type: "complaint_resolved",
        object: object))
  }

  /// Goods put into the cart after the latest order and left there.
  private mutating func addCart(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    let share =
      switch course {
      case .mature, .growing, .new, .returned: 130
      case .registered: 260
      case .declining, .silent: 150
      case .churned, .lost, .never: 45
      }
    // Those with a grievance are judged by their last days, which a late cart would move.
    guard grievance == .none, random.chance(share) else { return }
    let limit = max(1, min(lapse ?? registeredDaysAgo, 60))
    let day = random.between(0, limit - 1)
    let start = calendar.instant(daysAgo: day, second: random.between(8 * 3600, 9 * 3600))
    happenings.append(Happening(at: start.adding(seconds: -200), type: "session"))
    for step in 0..<random.one(of: [(1, 60), (2, 28), (3, 12)]) {
      let product = random.one(of: DemoShop.products)
      happenings.append(
        Happening(
          at: start.adding(seconds: Int64(step * 70)), type: "add_to_cart",
          object: "p-\(product.number)", value: product.price))
    }
  }
}
