extension CausePoints {
  /// Weighs every cause for one user.
  ///
  /// Windows before L, the last activity, are half open: w days before L are (L − w·24h, L].
  init(_ timeline: Timeline, _ history: UserHistory, settings: Settings) {
    self.init()
    let facts = CauseFacts(timeline: timeline, history: history, settings: settings)
    addServiceFailure(facts)
    addOverContact(facts)
    addUsability(facts)
    addFirstExperience(facts)
    addOnboarding(facts)
    addProductChange(facts)
    addCompetitor(facts)
    addFallingActivity(facts)
    addNatural(facts)
  }

  /// 服务问题: an unanswered complaint, a refund around the last activity, a late delivery.
  private mutating func addServiceFailure(_ facts: CauseFacts) {
    let (timeline, history) = (facts.timeline, facts.history)
    if Complaints.unansweredIn48Hours(timeline, history) > 0 { serviceFailure += 60 }
    let end = facts.last.adding(days: 14)
    let start = facts.before(30)
    var isRefunded = false
    var isLate = false
    for index in timeline.created {
      if let at = history.orders[index].refundInstant(by: timeline.asOf), start < at, at <= end {
        isRefunded = true
      }
      guard let promised = history.orders[index].promisedAt, promised <= timeline.asOf,
        history.orders[index].status != .cancelled,
        facts.isBefore(history.orders[index].createdAt, days: 60)
      else { continue }
      if history.orders[index].dispatchedAt.map({ $0 > promised }) ?? true { isLate = true }
    }
    if isRefunded { serviceFailure += 30 }
    if isLate { serviceFailure += 30 }
  }

  /// 过度打扰: leaving right after a touch, or many touches in the last week.
  private mutating func addOverContact(_ facts: CauseFacts) {
    let contacts = facts.timeline.contacts
    guard !contacts.isEmpty else { return }
    let followsTouch = facts.timeline.events.contains { event in
      event.kind == .exitSignal
        && contacts.contains { $0.at <= event.at && event.at <= $0.at.adding(hours: 48) }
    }
    if followsTouch { overContact += 70 }
    if contacts.count(where: { facts.isBefore($0.at, days: 7) }) >= 5 { overContact += 30 }
  }

  /// 易用性障碍: errors, checkouts that led nowhere, an address nobody understood.
  private mutating func addUsability(_ facts: CauseFacts) {
    let (timeline, history) = (facts.timeline, facts.history)
    let obstacles = timeline.countEvents(after: facts.before(14), upTo: facts.last) {
      $0.isObstacle
    }
    if obstacles >= 2 { usability += 60 }
    let abandoned = timeline.events.count { event in
      event.kind == .checkout
        && !timeline.created.contains {
          let at = history.orders[$0].createdAt
          return event.at <= at && at <= event.at.adding(hours: 24)
        }
    }
    if abandoned >= 2 { usability += 20 }
    let isUnclear = timeline.created.contains {
      history.orders[$0].dispatchIssue == .addressUnclear
        && facts.isBefore(history.orders[$0].createdAt, days: 30)
    }
    if isUnclear { usability += 20 }
  }

  /// 初次体验不佳: hardly arrived, never saw the value, or the only order went wrong.
  private mutating func addFirstExperience(_ facts: CauseFacts) {
    let (timeline, history) = (facts.timeline, facts.history)
    let orders = timeline.paid.count
    if orders <= 1, facts.last <= timeline.registeredAt.adding(days: 7) { firstExperience += 50 }
    if orders == 0, !timeline.has(.coreValue) { absences.insert(.coreValue) }
    guard orders == 1 else { return }
    let paidAt = timeline.paid[0].paidAt
    let end = paidAt.adding(days: 14)
    let wentWrong =
      timeline.events.contains { $0.kind == .complaint && paidAt <= $0.at && $0.at <= end }
      || timeline.created.contains {
        history.orders[$0].refundInstant(by: timeline.asOf).map { paidAt <= $0 && $0 <= end }
          ?? false
      }
    if wentWrong { firstExperience += 40 }
  }

  /// 新用户引导不足: gone within 30 days without finishing the guide, or found nothing.
  private mutating func addOnboarding(_ facts: CauseFacts) {
    let timeline = facts.timeline
    if facts.lastDay <= timeline.registeredDay + 30, !timeline.has(.onboardingDone) {
      absences.insert(.onboardingDone)
    }
    if timeline.paid.isEmpty, timeline.has(.searchEmpty) { onboarding += 20 }
  }

  /// 改版: a release took away what he used in the 60 days before it.
  private mutating func addProductChange(_ facts: CauseFacts) {
    let (timeline, history) = (facts.timeline, facts.history)
    guard timeline.has(.feature) else { return }
    for release in facts.settings.releases
    where (0...14).contains(facts.lastDay - release.date) {
      let isMissed = timeline.events.contains { event in
        guard event.kind == .feature, let name = history.events[event.index].objectID else {
          return false
        }
        return release.removedFeatures.contains(name)
          && (1...60).contains(release.date - timeline.day(event.at))
      }
      if isMissed {
        productChange += 60
        return
      }
    }
  }

  /// 竞品: he said so, left in a rival's campaign, or looked without buying.
  private mutating func addCompetitor(_ facts: CauseFacts) {
    let (timeline, history) = (facts.timeline, facts.history)
    let saidSo = timeline.events.contains {
      $0.kind == .feedback && history.events[$0.index].detail == "competitor"
    }
    if saidSo { competitor += 70 }
    if facts.settings.competitorPeriods.contains(where: {
      $0.from <= facts.lastDay && facts.lastDay <= $0.to
    }) {
      competitor += 30
    }
    let views = timeline.countEvents(after: facts.before(30), upTo: facts.last) { $0 == .viewItem }
    if views >= 5, timeline.countPaid(after: facts.before(30), upTo: facts.last) == 0 {
      competitor += 20
    }
  }

  /// 老用户活跃下降: someone with five orders who ordered ever less, or was long without reward.
  private mutating func addFallingActivity(_ facts: CauseFacts) {
    let timeline = facts.timeline
    guard timeline.paid.count >= 5 else { return }
    if timeline.orderDrop(before: facts.last) != nil { fallingActivity += 60 }
    let rewards = timeline.countEvents(after: facts.before(180), upTo: facts.last) {
      $0 == .reward
    }
    if rewards == 0 { absences.insert(.reward) }
  }

  /// 自然流失: the need has an end, he stayed for long, or his pauses grew.
  private mutating func addNatural(_ facts: CauseFacts) {
    let timeline = facts.timeline
    if let last = timeline.paid.last, let category = facts.history.orders[last.index].category,
      facts.settings.finiteNeedCategories.contains(category)
    {
      natural += 60
    }
    if facts.lastDay >= timeline.registeredDay + 730 { natural += 20 }
    if KeyGaps.areGrowing(timeline.keyDays) { natural += 20 }
  }
}

/// What the cause rules look at.
private struct CauseFacts {
  let timeline: Timeline
  let history: UserHistory
  let settings: Settings
  let lastDay: BusinessDay

  init(timeline: Timeline, history: UserHistory, settings: Settings) {
    self.timeline = timeline
    self.history = history
    self.settings = settings
    lastDay = timeline.day(timeline.lastActivity)
  }

  /// L, the last activity.
  var last: Instant { timeline.lastActivity }

  func before(_ days: Int64) -> Instant { last.adding(days: -days) }

  /// Whether `instant` lies in the given days before L.
  func isBefore(_ instant: Instant, days: Int64) -> Bool {
    before(days) < instant && instant <= last
  }
}
