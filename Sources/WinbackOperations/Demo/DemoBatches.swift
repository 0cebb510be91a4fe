import WinbackCore
import WinbackStore

/// The batches of a demo workspace: one sent in the past days, some waiting, one a draft.
///
/// Each is made by the same acts an operator would use, at a set time.
struct DemoBatches {
  /// How far a batch goes.
  enum End {
    case draft, submitted, approved, completed
  }

  /// One batch to make.
  struct Plan {
    var strategy: Strategy.ID
    var end: End
    /// When its author planned and submitted it.
    var time: Time
    var size: Int?
    var note = ""
  }

  enum Time {
    /// So many days before, at that minute of the local day.
    case past(days: Int, minute: Int)
    /// Half an hour before the instant of the world, all in one go.
    case today
  }

  /// In the order in which they are made: who is in a batch that waits is in no later one.
  static let plans: [Plan] = [
    Plan(
      strategy: "make-good", end: .completed, time: .past(days: 3, minute: 870),
      note: "发货已改为48小时内，客服复核过名单"),
    Plan(
      strategy: "first-order", end: .approved, time: .today, size: 180,
      note: "新客首单，量小先试"),
    Plan(
      strategy: "win-cart", end: .submitted, time: .today, size: 450,
      note: "降价已上线，库存充足"),
    Plan(
      strategy: "season-letter", end: .submitted, time: .today, size: 520,
      note: "时令茶单，给走远的老客"),
    Plan(
      strategy: "restock-everyone", end: .submitted, time: .today,
      note: "全部召回池，请三位都看过样例再批"),
    Plan(strategy: "refill-tea", end: .draft, time: .today),
  ]

  let asOf: Instant
  let zone: Zone
  let seed: UInt64
  /// Opens the workspace for an operator at an instant, at which its clock stands.
  let open: (Operator.ID, Instant) throws -> Session

  /// Makes all batches; `progress` hears how many are done.
  ///
  /// A strategy whose segment is empty among few users has no batch.
  func make(progress: (_ done: Int, _ total: Int) throws -> Void) throws {
    // Deriving all users takes most of the time, so batches of one instant share what is derived.
    var shared: (at: Instant, session: Session)?
    for (place, plan) in Self.plans.enumerated() {
      let start = instant(plan.time)
      let author: Session
      if let shared, shared.at == start {
        author = shared.session
      } else {
        author = try open(DemoStaff.author, start)
        shared = (start, author)
      }
      do {
        try make(plan, by: author, at: start)
      } catch BatchError.noRecipients {
        // The draft stays, with the waterfall that says why.
      }
      try progress(place + 1, Self.plans.count)
    }
  }

  private func make(_ plan: Plan, by author: Session, at start: Instant) throws {
    let batch = try author.planBatch(strategy: plan.strategy, size: plan.size, asOf: start)
    guard plan.end != .draft else { return }
    try author.submitBatch(batch.id, note: plan.note)
    guard plan.end != .submitted else { return }
    let risk = try author.storedBatch(batch.id).batch.risk
    for approver in (DemoStaff.approvers + [DemoStaff.sender]).prefix(risk.approvalsNeeded) {
      let session = try open(approver, start.adding(seconds: 900))
      try session.approveBatch(
        batch.id, count: try session.storedBatch(batch.id).batch.recipients, note: "样例和剔除原因已看")
    }
    guard plan.end != .approved else { return }
    let sending = start.adding(seconds: 1800)
    let sender = try open(DemoStaff.sender, sending)
    _ = try sender.dispatch(batch: batch.id)
    try report(on: batch.id, sentAt: sending, in: sender.store)
  }

  private func instant(_ time: Time) -> Instant {
    switch time {
    case .today: return asOf.adding(seconds: -1800)
    case .past(let days, let minute):
      let local = Int64((BusinessDay(asOf, in: zone) + -days).number) * 86_400 + Int64(minute) * 60
      return Instant(seconds: local - Int64(zone.offset(at: Instant(seconds: local))))
    }
  }

  // MARK: - Receipts

  /// Records what the provider would have reported in the day after, the same for the same message.
  private func report(on id: Batch.ID, sentAt: Instant, in store: WorkspaceStore) throws {
    var receipts: [Receipt] = []
    try store.forEachRecipient(of: id) { message in
      guard message.state == .sent else { return }
      var random = DemoRandom(seed: seed, stream: Self.stream(of: message.key))
      for answer in Self.answers(on: message.channel, &random) {
        receipts.append(
          Receipt(
            id: Receipt.ID("\(message.key)-\(answer.kind.rawValue)"),
            touchID: Touch.ID(message.key), at: sentAt.adding(seconds: answer.after),
            kind: answer.kind))
      }
    }
    _ = try store.record(receipts, at: sentAt.adding(days: 1), actor: "system")
  }

  private static func answers(
    on channel: Channel, _ random: inout DemoRandom
  ) -> [(kind: Receipt.Kind, after: Int64)] {
    guard random.chance(channel.isSMS ? 958 : 905) else {
      return [(random.chance(700) ? .failedPermanently : .failedTemporarily, 20)]
    }
    var answers: [(kind: Receipt.Kind, after: Int64)] = [
      (.delivered, Int64(random.between(2, 90)))
    ]
    if !channel.isSMS {
      guard random.chance(120) else { return answers }
      answers.append((.opened, Int64(random.between(100, 20_000))))
    }
    if random.chance(channel.isSMS ? 85 : 420) {
      answers.append((.clicked, Int64(random.between(20_100, 30_000))))
      if random.chance(900) { answers.append((.pageView, Int64(random.between(30_100, 30_200)))) }
    } else if channel.isSMS, random.chance(4) {
      answers.append((.unsubscribed, Int64(random.between(600, 4000))))
    }
    return answers
  }

  /// FNV-1a.
  private static func stream(of key: String) -> UInt64 {
    key.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
