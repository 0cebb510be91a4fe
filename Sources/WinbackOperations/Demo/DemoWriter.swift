import WinbackCore

/// Writes the demo's users, one after another, into the files.
struct DemoWriter {
  private let calendar: DemoCalendar
  private var users: DemoTable
  private var orders: DemoTable
  private var events: DemoTable
  private var consents: DemoTable
  private var touches: DemoTable
  private var receipts: DemoTable
  private var suppressions: DemoTable
  private var assignments: DemoTable
  private var numbers: DemoTable

  init(users count: Int, calendar: DemoCalendar) {
    self.calendar = calendar
    users = DemoTable(
      header: "user_id,registered_at,phone,email,wecom_id,push_token,tz,region,app_type,source,"
        + "acquisition_cost_minor,member_level,member_expires_at,vip,app_installed,closed_at,name,"
        + "attr_city", capacity: count * 200)
    orders = DemoTable(
      header: "order_id,user_id,created_at,status,amount_minor,currency,paid_at,dispatched_at,"
        + "promised_at,dispatch_issue,discount_minor,refund_minor,refunded_at,kind,category,touch_id",
      capacity: count * 900)
    events = DemoTable(
      header: "event_id,user_id,ts,type,object_id,value,detail", capacity: count * 900)
    consents = DemoTable(
      header: "user_id,channel,state,ts,source,evidence", capacity: count * 240)
    touches = DemoTable(
      header: "touch_id,user_id,channel,sent_at,purpose,batch_id,step_no,template_id,status,"
        + "cost_minor", capacity: count * 90)
    receipts = DemoTable(header: "receipt_id,touch_id,ts,type,detail", capacity: count * 90)
    suppressions = DemoTable(header: "user_id,scope,from,until,reason", capacity: count * 2)
    assignments = DemoTable(
      header: "experiment_id,user_id,arm,assigned_at", capacity: count * 16)
    numbers = DemoTable(header: "number,owner,last_checked_at,result", capacity: 600)
  }

  /// In the order of import: users first, then what refers to them.
  var files: [DemoWorld.File] {
    [
      ("users", users), ("orders", orders), ("events", events), ("consents", consents),
      ("suppressions", suppressions), ("touches", touches), ("receipts", receipts),
      ("assignments", assignments), ("numbers", numbers),
    ].map { DemoWorld.File(kind: $0.0, bytes: $0.1.bytes) }
  }

  mutating func add(_ number: Int, _ random: inout DemoRandom) {
    var person = DemoPerson(number: number, &random)
    person.settle(calendar, &random)
    let reach = addConsents(person, &random)
    person.joinExperiment(reach, &random)
    person.makePurchases(calendar, &random)
    person.makeHappenings(calendar, &random)
    person.makeContacts(reach, calendar, &random)
    addUser(person, reach, &random)
    addOrders(person)
    addEvents(person)
    addTouches(person)
    addRest(person, &random)
  }

  private mutating func addUser(
    _ person: DemoPerson, _ reach: DemoReach, _ random: inout DemoRandom
  ) {
    // A stream of their own keeps names out of everything else that is drawn.
    var naming = DemoRandom(seed: 0x4E41, stream: UInt64(person.number))
    let (name, spelling) = DemoNames.make(&naming)
    let place = person.place
    let source = random.one(of: DemoShop.sources)
    let isMember = person.purchases.count >= 3 && random.chance(420)
    let isVIP = person.means == 2 && person.purchases.count >= 6 && random.chance(500)
    users.id("u", person.number)
    users.cell(person.registeredAt)
    users.cell(reach.hasPhone ? Self.phone(person.number) : nil)
    users.cell(
      reach.hasEmail
        ? "\(spelling).\(person.number)@example.\(random.chance(600) ? "com" : "cn")" : nil)
    users.cell(reach.hasWecom ? "wx\(person.number)" : nil)
    users.cell(reach.hasApp && random.chance(930) ? "tk\(person.number)" : nil)
    users.cell(place.region == "CN-65" ? "Asia/Urumqi" : nil)
    users.cell(place.region)
    users.cell("ecommerce")
    users.cell(source.name)
    users.cell(source.cost == 0 ? 0 : source.cost * random.between(70, 140) / 100)
    users.cell(isMember ? (isVIP ? "黑金" : person.means > 0 ? "金卡" : "银卡") : nil)
    users.cell(
      isMember
        ? calendar.instant(
          daysAgo: random.between(-300, min(person.lapse ?? 0, 90)), second: 86_399)
        : nil)
    users.cell(isVIP)
    users.cell(reach.hasApp)
    users.cell(
      person.isClosed
        ? calendar.instant(
          daysAgo: random.between(
            0, max(0, min(person.lapse ?? 300, person.registeredDaysAgo) - 1)),
          second: 30_000) : nil)
    users.cell(name)
    users.cell(place.city)
    users.endLine()
  }

  /// A number that reads like one and is only counted through.
  private static func phone(_ number: Int) -> String {
    let prefixes = ["138", "139", "150", "158", "177", "186", "199"]
    let digits = String(number)
    return prefixes[number % prefixes.count] + String(repeating: "0", count: 8 - digits.count)
      + digits
  }

  private mutating func addOrders(_ person: DemoPerson) {
    for purchase in person.purchases {
      orders.id("o", person.number, purchase.number)
      orders.id("u", person.number)
      orders.cell(purchase.createdAt)
      orders.cell(purchase.status)
      orders.cell(purchase.amount)
      orders.cell("CNY")
      orders.cell(purchase.paidAt)
      orders.cell(purchase.dispatchedAt.flatMap { $0 <= calendar.now ? $0 : nil })
      orders.cell(purchase.promisedAt)
      orders.cell(purchase.issue)
      orders.cell(purchase.discount)
      orders.cell(purchase.refund)
      orders.cell(purchase.refundedAt)
      orders.cell(purchase.kind)
      orders.cell(purchase.category)
      if let touch = purchase.touch {
        orders.id("t", person.number, touch)
      } else {
        orders.cell("")
      }
      orders.endLine()
    }
  }

  private mutating func addEvents(_ person: DemoPerson) {
    for (place, happening) in person.happenings.enumerated() {
      events.id("e", person.number, place + 1)
      events.id("u", person.number)
      events.cell(happening.at)
      events.cell(happening.type)
      events.cell(happening.object)
      events.cell(happening.value)
      events.cell(happening.detail)
      events.endLine()
    }
  }

  private mutating func addTouches(_ person: DemoPerson) {
    var receipt = 0
    for contact in person.contacts {
      touches.id("t", person.number, contact.number)
      touches.id("u", person.number)
      touches.cell(contact.channel.rawValue)
      touches.cell(contact.sentAt)
      touches.cell(contact.purpose.rawValue)
      touches.cell(contact.campaign?.id)
      touches.cell(contact.campaign == nil ? nil : 1)
      touches.cell(contact.campaign?.template)
      touches.cell(contact.status)
      touches.cell(contact.cost)
      touches.endLine()
      for (type, at) in contact.receipts where at <= calendar.now {
        receipt += 1
        receipts.id("r", person.number, receipt)
        receipts.id("t", person.number, contact.number)
        receipts.cell(at)
        receipts.cell(type)
        receipts.cell("")
        receipts.endLine()
      }
    }
  }

  /// Suppressions and arms.
  private mutating func addRest(_ person: DemoPerson, _ random: inout DemoRandom) {
    if random.chance(7) {
      suppressions.id("u", person.number)
      suppressions.cell(random.one(of: ["all", "sms", "call_ai", "all", "push"]))
      suppressions.cell(calendar.instant(daysAgo: random.between(1, 300), second: 40_000))
      suppressions.cell(
        random.chance(150) ? calendar.instant(daysAgo: -random.between(20, 90), second: 0) : nil)
      suppressions.cell(random.one(of: ["客户来电要求", "投诉", "员工账号", "风控名单"]))
      suppressions.endLine()
    }
    if let arm = person.arm {
      assignments.cell(DemoCampaign.experiment)
      assignments.id("u", person.number)
      assignments.cell(arm)
      assignments.cell(
        calendar.instant(daysAgo: DemoCampaign.experimentBatch.daysAgo, second: 9 * 3600))
      assignments.endLine()
    }
  }

  private mutating func addConsents(
    _ person: DemoPerson, _ random: inout DemoRandom
  ) -> DemoReach {
    var reach = DemoReach(
      hasPhone: random.chance(968), hasEmail: random.chance(430), hasWecom: random.chance(310),
      hasApp: random.chance(person.lapse ?? 0 >= 180 ? 380 : person.lapse ?? 0 >= 60 ? 620 : 810),
      isInBlockedRegion: person.place.region == "CN-65", granted: [])
    func row(_ channel: Channel, _ state: String, _ at: Instant, _ source: String, _ text: String) {
      consents.id("u", person.number)
      consents.cell(channel.rawValue)
      consents.cell(state)
      consents.cell(at)
      consents.cell(source)
      consents.cell(text)
      consents.endLine()
    }
    let shares: [(channel: Channel, granted: Int, isReachable: Bool)] = [
      (.sms, 820, reach.hasPhone), (.email, 720, reach.hasEmail), (.wecom, 850, reach.hasWecom),
      (.callAI, 310, reach.hasPhone), (.callHuman, 180, reach.hasPhone),
    ]
    for share in shares where share.isReachable {
      let at = person.registeredAt
      guard random.chance(share.granted) else {
        if random.chance(400) { row(share.channel, "denied", at, "注册页", "未勾选") }
        continue
      }
      row(share.channel, "granted", at, "注册页", "隐私政策3.2已勾选")
      // Withdrawn later, by two in a hundred.
      if random.chance(22), person.registeredDaysAgo > 2 {
        let day = random.between(1, person.registeredDaysAgo - 1)
        row(
          share.channel, "withdrawn", calendar.instant(daysAgo: day, second: 52_000), "设置页", "用户关闭")
      } else {
        reach.granted.insert(share.channel)
      }
    }
    if reach.hasApp && random.chance(60) {
      row(.push, "denied", person.registeredAt, "系统弹窗", "不允许通知")
    }
    return reach
  }

  /// Outbound numbers in every state of health.
  mutating func addNumbers() {
    let rows: [(number: String, owner: String, checked: Int?, result: String)] = [
      ("057100010001", "外呼一组", 4, "clean"), ("057100010002", "外呼一组", 12, "clean"),
      ("057100010003", "外呼二组", 28, "clean"), ("057100010004", "外呼二组", 41, "clean"),
      ("057100010005", "外呼三组", 6, "flagged"), ("057100010006", "外呼三组", nil, "unknown"),
    ]
    for row in rows {
      numbers.cell(row.number)
      numbers.cell(row.owner)
      numbers.cell(row.checked.map { calendar.instant(daysAgo: $0, second: 34_000) })
      numbers.cell(row.result)
      numbers.endLine()
    }
  }
}

extension DemoPerson {
  /// Where he lives, by his number alone.
  var place: (region: String, city: String) {
    var random = DemoRandom(seed: 0x7EA, stream: UInt64(number))
    return random.one(of: DemoShop.places)
  }

  /// Fixes when he registered, and shapes the history of some who left to their reason.
  mutating func settle(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    switch grievance {
    case .firstExperience where !orderDays.isEmpty:
      let latest = orderDays[orderDays.count - 1]
      orderDays = [latest]
      registeredDaysAgo = latest + random.between(0, 2)
    case .fallingActivity where course != .never:
      let latest = orderDays[orderDays.count - 1]
      orderDays = [182, 165, 149, 128, 108, 0].map { latest + $0 }
      registeredDaysAgo = latest + 190 + random.between(0, 60)
    case .productChange where course == .churned:
      let latest = DemoWorld.releaseDaysAgo - random.between(2, 12)
      orderDays = [latest + random.between(20, 45), latest]
      registeredDaysAgo = latest + random.between(60, 200)
    case .productChange: grievance = .none
    default: break
    }
    if orderDays.isEmpty && (grievance == .service || grievance == .finiteNeed) {
      grievance = .none
    }
    let second = Self.second(of: &random)
    registeredAt = calendar.instant(daysAgo: registeredDaysAgo, second: second)
    // Whoever ordered on the day of his registration had the evening left for it.
    if let first = orderDays.first, first == registeredDaysAgo {
      registeredAt = calendar.instant(daysAgo: registeredDaysAgo, second: min(second, 72_000))
    }
  }
}
