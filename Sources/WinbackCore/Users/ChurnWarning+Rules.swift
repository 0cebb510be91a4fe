extension ChurnWarning {
  /// The warning of one user; empty for stages that early warning does not watch.
  ///
  /// Watched are registered, new, growing, mature, returned and declining.
  static func of(
    _ timeline: Timeline, _ history: UserHistory, stage: LifecycleStage, gapMedian: Double?
  ) -> ChurnWarning {
    guard stage.isWatched else { return ChurnWarning(hits: []) }
    let hits = [
      late(timeline, gapMedian: gapMedian), activityDrop(timeline), orderDrop(timeline),
      service(timeline, history), exitSignal(timeline), membership(timeline, history.user),
      node(timeline),
    ]
    return ChurnWarning(hits: hits.compactMap { $0 })
  }

  /// EW1 超期: at least four key days, and away for twice the usual gap.
  private static func late(_ timeline: Timeline, gapMedian: Double?) -> Hit? {
    guard timeline.keyDays.count >= 4, let rDays = timeline.rDays, let gapMedian,
      Double(rDays) >= 2 * gapMedian
    else { return nil }
    let usual = ProfileTable.number(gapMedian)
    return Hit(
      rule: "EW1", weight: 40, zh: "已 \(rDays) 天无关键行为，不少于通常间隔 \(usual) 天的两倍",
      en: "\(rDays) days without a key action, at least twice the usual gap of \(usual)")
  }

  /// EW2 活跃下降: sessions of the last 14 days against those of the 14 days before.
  private static func activityDrop(_ timeline: Timeline) -> Hit? {
    guard !timeline.events.isEmpty else { return nil }
    let middle = timeline.asOf.adding(days: -14)
    let earlier = timeline.countEvents(after: timeline.asOf.adding(days: -28), upTo: middle) {
      $0 == .session
    }
    let recent = timeline.countEvents(after: middle, upTo: timeline.asOf) { $0 == .session }
    guard earlier >= 4, 2 * recent <= earlier else { return nil }
    return Hit(
      rule: "EW2", weight: 20, zh: "近 14 天访问 \(recent) 次，此前 14 天 \(earlier) 次",
      en: "\(recent) sessions in the last 14 days, \(earlier) in the 14 days before")
  }

  /// EW3: valid orders of the last 90 days against those of the 90 days before.
  private static func orderDrop(_ timeline: Timeline) -> Hit? {
    guard let drop = timeline.orderDrop(before: timeline.asOf) else { return nil }
    return Hit(
      rule: "EW3", weight: 20, zh: "近 90 天有效订单 \(drop.recent) 笔，此前 90 天 \(drop.earlier) 笔",
      en: "\(drop.recent) orders in the last 90 days, \(drop.earlier) in the 90 days before")
  }

  /// EW4 服务异常: an old complaint unsolved, two complaints, or a refund.
  private static func service(_ timeline: Timeline, _ history: UserHistory) -> Hit? {
    let monthAgo = timeline.asOf.adding(days: -30)
    let unsolved = Complaints.unsolved(timeline, history)
    let complaints = timeline.countEvents(after: monthAgo, upTo: timeline.asOf) { $0 == .complaint }
    let refunds = timeline.created.count {
      history.orders[$0].refundInstant(by: timeline.asOf).map { $0 > monthAgo } ?? false
    }
    guard unsolved > 0 || complaints >= 2 || refunds > 0 else { return nil }
    return Hit(
      rule: "EW4", weight: 30,
      zh: "超过 48 小时未解决的投诉 \(unsolved) 件，近 30 天投诉 \(complaints) 件、退款 \(refunds) 笔",
      en: "\(unsolved) complaints unsolved after 48 hours; in 30 days \(complaints) complaints,"
        + " \(refunds) refunds")
  }

  /// EW5: push switched off, unsubscribed or uninstalled within 14 days.
  private static func exitSignal(_ timeline: Timeline) -> Hit? {
    let signals = timeline.countEvents(
      after: timeline.asOf.adding(days: -14), upTo: timeline.asOf
    ) { $0 == .exitSignal }
    guard signals > 0 else { return nil }
    return Hit(
      rule: "EW5", weight: 30, zh: "近 14 天退出信号（关推送、退订、卸载）\(signals) 次",
      en: "\(signals) exit signals (push off, unsubscribe, uninstall) in 14 days")
  }

  /// EW6: the membership ends within 7 days.
  private static func membership(_ timeline: Timeline, _ user: User) -> Hit? {
    guard let end = user.memberExpiresAt, end >= timeline.asOf,
      end <= timeline.asOf.adding(days: 7)
    else { return nil }
    let day = timeline.day(end)
    return Hit(
      rule: "EW6", weight: 20, zh: "会员将于 \(day) 到期", en: "the membership ends on \(day)")
  }

  /// EW7 关键节点: a day after registration still without a key action.
  private static func node(_ timeline: Timeline) -> Hit? {
    guard timeline.keyDays.isEmpty, timeline.registeredAt.adding(hours: 24) <= timeline.asOf
    else { return nil }
    let hours = (timeline.asOf.seconds - timeline.registeredAt.seconds) / 3600
    return Hit(
      rule: "EW7", weight: 30, zh: "注册已 \(hours) 小时，尚无关键行为",
      en: "\(hours) hours since registration without a key action")
  }
}

/// How complaints of one user were answered.
enum Complaints {
  /// Complaints at least 48 hours old that no complaint_resolved of the same object followed.
  static func unsolved(_ timeline: Timeline, _ history: UserHistory) -> Int {
    let ripe = timeline.asOf.adding(hours: -48)
    return timeline.events.count {
      $0.kind == .complaint && $0.at <= ripe
        && !isResolved($0, within: nil, timeline, history)
    }
  }

  /// Complaints that no complaint_resolved of the same object followed within 48 hours.
  static func unansweredIn48Hours(_ timeline: Timeline, _ history: UserHistory) -> Int {
    timeline.events.count {
      $0.kind == .complaint && !isResolved($0, within: 48, timeline, history)
    }
  }

  private static func isResolved(
    _ complaint: Timeline.Happening, within hours: Int64?, _ timeline: Timeline,
    _ history: UserHistory
  ) -> Bool {
    let object = history.events[complaint.index].objectID
    let end = hours.map { complaint.at.adding(hours: $0) } ?? timeline.asOf
    return timeline.events.contains {
      $0.kind == .complaintResolved && complaint.at <= $0.at && $0.at <= end
        && history.events[$0.index].objectID == object
    }
  }
}
