import WinbackCore

/// By which channels a customer can and may be reached.
struct DemoReach {
  var hasPhone: Bool
  var hasEmail: Bool
  var hasWecom: Bool
  var hasApp: Bool
  var isInBlockedRegion: Bool
  /// Channels with a consent that stands.
  var granted: Set<Channel>

  func allows(_ channel: Channel) -> Bool {
    switch channel {
    case .sms: hasPhone && granted.contains(.sms)
    case .email: hasEmail && granted.contains(.email)
    case .push: hasApp
    case .callAI: hasPhone && granted.contains(.callAI) && !isInBlockedRegion
    default: false
    }
  }
}

extension DemoPerson {
  /// Draws the experiment's arm; who came back because of it, or by himself, orders once more.
  mutating func joinExperiment(_ reach: DemoReach, _ random: inout DemoRandom) {
    let campaign = DemoCampaign.experimentBatch
    guard !isClosed, reach.allows(campaign.channel), let lapse,
      campaign.lapse.contains(lapse - campaign.daysAgo)
    else { return }
    let drawn = random.one(of: DemoCampaign.arms)
    arm = drawn
    guard random.chance(DemoCampaign.returnPermille(arm: drawn)) else { return }
    orderDays.append(random.between(campaign.daysAgo - 13, campaign.daysAgo - 1))
    if random.chance(300) { orderDays.append(random.between(4, campaign.daysAgo - 15)) }
    grievance = .none
  }

  /// What was sent to him: past recalls, and the weekly pushes that made some leave.
  mutating func makeContacts(
    _ reach: DemoReach, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) {
    for campaign in DemoCampaign.all where reach.allows(campaign.channel) {
      let isExperiment = campaign == DemoCampaign.experimentBatch
      guard isExperiment ? arm == DemoCampaign.treated : isDue(campaign, &random) else { continue }
      addContact(of: campaign, calendar, &random)
    }
    if grievance == .overContact && reach.hasApp { addTooMany(calendar, &random) }
    if reach.hasApp && (course == .mature || course == .growing) && random.chance(300) {
      let at = calendar.instant(daysAgo: random.between(4, 50), second: 11 * 3600)
      if at > registeredAt { addMarketing(at: at, &random) }
    }
    if let first = contacts.first(where: { $0.campaign == DemoCampaign.experimentBatch }) {
      for place in purchases.indices
      where purchases[place].createdAt > first.sentAt
        && purchases[place].createdAt < first.sentAt.adding(hours: 72)
      {
        purchases[place].touch = first.number
      }
    }
  }

  private func isDue(_ campaign: DemoCampaign, _ random: inout DemoRandom) -> Bool {
    guard !isClosed, let last = orderDays.last(where: { $0 > campaign.daysAgo }),
      campaign.lapse.contains(last - campaign.daysAgo)
    else { return false }
    return random.chance(campaign.share)
  }

  private mutating func addContact(
    of campaign: DemoCampaign, _ calendar: DemoCalendar, _ random: inout DemoRandom
  ) {
    let hour =
      campaign.channel == .callAI
      ? random.one(of: [
        (10, 18), (11, 16), (12, 14), (14, 10), (15, 9), (16, 9), (17, 8), (18, 8), (19, 18),
      ]) : random.one(of: [(10, 6), (11, 3), (19, 2)])
    let at = calendar.instant(
      daysAgo: campaign.daysAgo - (campaign.channel == .callAI ? random.between(0, 6) : 0),
      second: hour * 3600 + random.below(3000))
    let status = random.one(of: [("sent", 985), ("failed", 11), ("unknown", 4)])
    let cost =
      switch campaign.channel {
      case .sms: 5
      case .callAI: 15
      case .email: 1
      default: 0
      }
    var contact = Contact(
      number: contacts.count + 1, channel: campaign.channel, sentAt: at, purpose: .recall,
      campaign: campaign, status: status, cost: status == "failed" ? 0 : cost)
    if status == "sent" { contact.answer(hour: hour, &random) }
    if contact.receipts.last.map({ $0.type == "connected" || $0.type == "added_wecom" }) == true,
      random.chance(hour == 12 ? 20 : hour == 19 ? 150 : 65)
    {
      addPurchase(after: contact, calendar, &random)
    }
    contacts.append(contact)
  }

  private mutating func addMarketing(at: Instant, _ random: inout DemoRandom) {
    var contact = Contact(
      number: contacts.count + 1, channel: .push, sentAt: at, purpose: .marketing, campaign: nil,
      status: "sent", cost: 0)
    if random.chance(700) { contact.answer(hour: 11, &random) }
    contacts.append(contact)
  }

  /// Six pushes in a week, after which he switched them off.
  private mutating func addTooMany(_ calendar: DemoCalendar, _ random: inout DemoRandom) {
    let order = purchases.lazy.map(\.createdAt).max() ?? registeredAt
    let seen = max(order, happenings.lazy.map(\.at).max() ?? registeredAt)
    for step in (0..<6).reversed() {
      let at = seen.adding(hours: -Int64(step * 26 + 3))
      if at > registeredAt { addMarketing(at: at, &random) }
    }
    let off = seen.adding(seconds: Int64(random.between(900, 40_000)))
    if off <= calendar.now { happenings.append(Happening(at: off, type: "push_disabled")) }
  }
}

extension DemoPerson.Contact {
  /// What the provider reports of a message that went out.
  fileprivate mutating func answer(hour: Int, _ random: inout DemoRandom) {
    var at = sentAt
    func add(_ type: String, after seconds: Int, to contact: inout Self) {
      at = at.adding(seconds: Int64(seconds))
      contact.receipts.append((type, at))
    }
    if channel == .callAI {
      // At noon people answer and are annoyed; in the evening fewer answer and more listen.
      let (connected, interested) = hour == 12 ? (600, 30) : hour == 19 ? (430, 190) : (480, 90)
      guard random.chance(connected) else {
        add(
          random.one(of: [("no_answer", 70), ("busy", 20), ("refused", 10)]), after: 30, to: &self)
        return
      }
      add("connected", after: 15, to: &self)
      if random.chance(interested) { add("added_wecom", after: 160, to: &self) }
      return
    }
    let (delivered, opened, clicked) =
      switch channel {
      case .sms: (955, 0, 62)
      case .email: (970, 190, 160)
      default: (880, 90, 420)
      }
    guard random.chance(delivered) else {
      add(random.chance(700) ? "failed_perm" : "failed_temp", after: 20, to: &self)
      return
    }
    add("delivered", after: random.between(2, 90), to: &self)
    if opened > 0 {
      guard random.chance(opened) else { return }
      add("opened", after: random.between(60, 20_000), to: &self)
    }
    if random.chance(clicked) {
      add("clicked", after: random.between(20, 9000), to: &self)
      if random.chance(930) {
        add("page_view", after: 3, to: &self)
        if random.chance(480) {
          add("page_click", after: 25, to: &self)
          if random.chance(600) { add("jump", after: 4, to: &self) }
        }
      }
    } else if random.chance(channel == .sms ? 6 : 3) {
      add(random.chance(900) ? "unsubscribed" : "complained", after: 600, to: &self)
    }
  }
}
