import Crypto

/// Hashes the recipients of a batch: who, in which arm, on which channel, with which plan.
///
/// Lines `user_id TAB arm TAB channel TAB plan_id LF`, sorted by the bytes of the user id.
public struct AudienceHash {
  private var hash = SHA256()
  private var last: String?

  public init() {}

  /// Adds one line.
  ///
  /// - Precondition: users come in ascending byte order of their ids.
  public mutating func add(user: User.ID, arm: String, channel: String, plan: String) {
    precondition(
      last.map { !user.text.utf8.lexicographicallyPrecedes($0.utf8) } ?? true, "users must ascend")
    last = user.text
    hash.update(data: Array("\(user.text)\t\(arm)\t\(channel)\t\(plan)\n".utf8))
  }

  /// 64 lower-case hexadecimal digits.
  public consuming func finish() -> String { Digest.hex(hash.finalize()) }
}

/// Hashes the messages of a batch as they will be handed over.
///
/// Lines `user_id TAB step_no TAB channel TAB destination TAB SHA-256(filled text) LF`, sorted by the
/// bytes of the user id, then by step.
public struct MessagesHash {
  private var hash = SHA256()
  private var last: (user: String, step: Int)?

  public init() {}

  /// Adds one message.
  ///
  /// - Precondition: messages come in ascending order.
  public mutating func add(
    user: User.ID, step: Int, channel: Channel, destination: String, textSHA256: String
  ) {
    if let last {
      precondition(
        last.user.utf8.lexicographicallyPrecedes(user.text.utf8)
          || (last.user == user.text && last.step < step), "messages must ascend")
    }
    last = (user.text, step)
    hash.update(
      data: Array(
        "\(user.text)\t\(step)\t\(channel.rawValue)\t\(destination)\t\(textSHA256)\n".utf8))
  }

  /// 64 lower-case hexadecimal digits.
  public consuming func finish() -> String { Digest.hex(hash.finalize()) }
}

/// The documents of a batch that its content hash binds.
public struct BatchContent: Hashable, Sendable {
  /// Hash of the audience.
  public var audience: String
  public var budget: Money?
  public var experiment: CanonicalJSON
  /// Each a SHA-256, an array of them, or null.
  public var flow: CanonicalJSON
  public var plan: CanonicalJSON
  public var policy: CanonicalJSON
  public var schedule: CanonicalJSON
  public var template: CanonicalJSON

  public init(
    audience: String, budget: Money?, experiment: CanonicalJSON, flow: CanonicalJSON,
    plan: CanonicalJSON, policy: CanonicalJSON, schedule: CanonicalJSON, template: CanonicalJSON
  ) {
    self.audience = audience
    self.budget = budget
    self.experiment = experiment
    self.flow = flow
    self.plan = plan
    self.policy = policy
    self.schedule = schedule
    self.template = template
  }

  public var json: CanonicalJSON {
    .object([
      "audience": .text(audience), "budget_minor": budget.map { .integer($0.minor) } ?? .null,
      "experiment": experiment, "flow": flow, "plan": plan, "policy": policy,
      "schedule": schedule, "template": template, "v": .integer(1),
    ])
  }

  /// The hash that approvals name.
  public var hash: String { json.sha256 }
}

/// The key under which one message can be handed over only once.
public enum IdempotencyKey {
  /// The first 32 hexadecimal digits of SHA-256 of `batch|user|step|channel`.
  public static func of(batch: String, user: User.ID, step: Int, channel: Channel) -> String {
    String(Digest.sha256("\(batch)|\(user.text)|\(step)|\(channel.rawValue)").prefix(32))
  }
}
