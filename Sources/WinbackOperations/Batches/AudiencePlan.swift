import WinbackCore

/// Who gets what from a strategy: every member of its segment with a message, an arm or a reason.
struct AudiencePlan: Sendable {
  var asOf: Instant
  var segmentSize: Int
  /// Messages and those kept back, in byte order of the user ids.
  var rows: [Recipient]
  /// Reasons in the order of the rules; with ``recipients`` they sum to ``segmentSize``.
  var exclusions: [Batch.Exclusion]
  var recipients: Int
  var controlSize: Int
  var parts: Int
  var cost: Money
  var assignment: Assignment
  /// Mean share of people like these who come back by themselves, in basis points; nil when unknown.
  var baselineBP: Int?
  var segmentHash: String
  /// A few recipients whose message uses a fallback, for the approver to see.
  var fallbackUsers: [User.ID] = []

  /// What planning needs beside the users.
  struct Input {
    var batch: Batch.ID
    var strategy: Strategy
    var template: MessageTemplate
    var settings: Settings
    var sizeLimit: Int?
    var caps: [FrequencyCap]
    var segmentHash: String
  }

  /// The price of 1000 units on a channel here.
  static func price(of channel: Channel, _ settings: Settings) -> Money {
    settings.channels[channel]?.costPerThousand ?? channel.costPerThousand
  }

  /// The draw of the strategy's arms for one batch.
  static func assignment(_ strategy: Strategy, batch: Batch.ID, _ settings: Settings) -> Assignment
  {
    let control = max(0, min(10_000, strategy.controlBP))
    let treated = ExperimentArm(name: "A", weightBP: 10_000 - control)
    let arms =
      control == 0
      ? [treated]
      : [
        ExperimentArm(name: Recipient.controlArm, weightBP: control, isControl: true), treated,
      ]
    return Assignment(salt: settings.experimentSalt, experiment: batch.text, arms: arms)
  }

  /// Decides for each of `members`.
  init(
    _ input: Input, members: [UserProfile], asOf: Instant, facts: AudienceFacts,
    filler: consuming MessageFiller
  ) {
    let strategy = input.strategy
    let settings = input.settings
    self.asOf = asOf
    segmentHash = input.segmentHash
    segmentSize = members.count
    let assignment = Self.assignment(strategy, batch: input.batch, settings)
    self.assignment = assignment
    let price = Self.price(of: strategy.channel, settings)
    let profiles = Dictionary(uniqueKeysWithValues: members.map { ($0.user.id, $0) })
    let candidates = members.map {
      facts.candidate($0, strategy: strategy, settings: settings, caps: input.caps)
    }
    var filled: [User.ID: MessageFiller.Filled] = [:]
    func fill(_ user: User.ID) -> MessageFiller.Filled {
      if let known = filled[user] { return known }
      guard let profile = profiles[user] else { return .excluded(.closed) }
      let made = filler.fill(for: profile)
      filled[user] = made
      return made
    }
    let holdout =
      DispatchPolicy.heedsRecallRules(strategy.purpose) ? settings.globalHoldoutBP : 0
    func decide(_ budgetRecipients: Int?) -> Eligibility {
      Eligibility(
        candidates, budgetRecipients: budgetRecipients, assignment: assignment, holdoutBP: holdout)
    }
    let values = Dictionary(uniqueKeysWithValues: candidates.map { ($0.id, $0.expectedValue) })
    func byValue(_ users: [User.ID]) -> [User.ID] {
      users.sorted {
        let (left, right) = (values[$0] ?? 0, values[$1] ?? 0)
        return left != right ? left > right : $0 < $1
      }
    }
    var decisions = decide(nil).decisions
    if let budget = strategy.budget, price > .zero {
      // Whom the budget pays for is known only once the messages are.
      let wanted = byValue(decisions.filter { $0.decision.isWanted }.map(\.user))
      var spent: Int64 = 0
      var count = 0
      for user in wanted {
        if case .message(_, _, let parts, _) = fill(user) { spent += Int64(parts) * price.minor }
        if spent > budget.minor * 1000 { break }
        count += 1
      }
      decisions = decide(count).decisions
    }
    // Both arms are filled, so that a missing value or a lint error takes people out of both alike.
    var reasons: [SkipReason: Int] = [:]
    var chosen: [User.ID: Eligibility.Decision] = [:]
    for (user, decision) in decisions {
      switch decision {
      case .exclude(let reason): reasons[reason, default: 0] += 1
      case .send, .control:
        if case .excluded(let reason) = fill(user) {
          reasons[reason, default: 0] += 1
        } else {
          chosen[user] = decision
        }
      }
    }
    if let limit = input.sizeLimit {
      var count = 0
      for user in byValue(Array(chosen.keys)) {
        if count >= limit {
          chosen[user] = nil
          reasons[.notChosen, default: 0] += 1
        } else if case .send = chosen[user] {
          count += 1
        }
      }
    }
    rows = []
    rows.reserveCapacity(chosen.count)
    recipients = 0
    controlSize = 0
    parts = 0
    var natural: (sum: Double, count: Int) = (0, 0)
    for (user, _) in decisions {
      guard let decision = chosen[user], let profile = profiles[user] else { continue }
      if let rate = profile.naturalRate?.value {
        natural.sum += rate
        natural.count += 1
      }
      switch decision {
      case .exclude: break
      case .control(let channel, let arm):
        controlSize += 1
        reasons[.control, default: 0] += 1
        rows.append(
          Recipient(
            batch: input.batch, user: user, arm: arm, channel: channel, destination: "", text: "",
            state: .control))
      case .send(let channel, let arm):
        guard case .message(let text, let units, let count, let usesFallback) = fill(user),
          let address = profile.user.address(on: channel)
        else { continue }
        if usesFallback, fallbackUsers.count < 3 { fallbackUsers.append(user) }
        recipients += 1
        parts += count
        rows.append(
          Recipient(
            batch: input.batch, user: user, arm: arm, channel: channel,
            plan: strategy.plan ?? "", destination: address, text: text, units: units,
            parts: count))
      }
    }
    cost = Money.rounded(Int64(parts) * price.minor, over: 1000)
    baselineBP =
      natural.count > 0
      ? Int((natural.sum / Double(natural.count) * 10_000).rounded()) : nil
    exclusions = SkipReason.allCases.compactMap { reason in
      reasons[reason].map { Batch.Exclusion(reason: reason.rawValue, count: $0) }
    }
  }
}

extension Eligibility.Decision {
  /// He could get a message as far as he himself is concerned.
  fileprivate var isWanted: Bool {
    switch self {
    case .send, .control: true
    case .exclude(let reason): reason == .globalHoldout
    }
  }
}
