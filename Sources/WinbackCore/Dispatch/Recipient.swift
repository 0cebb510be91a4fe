/// One message of a batch to one user, as it was frozen, and what became of it.
public struct Recipient: Hashable, Sendable {
  public var batch: Batch.ID
  public var user: User.ID
  /// 1 is the first step of the flow.
  public var step: Int
  public var arm: String
  public var channel: Channel
  /// The lever plan it promises; empty for none.
  public var plan: String
  /// Empty for one kept back as control.
  public var destination: String
  /// The whole filled text, exactly as the gateway gets it; empty for one kept back as control.
  public var text: String
  public var units: Int
  public var parts: Int
  public var state: RecipientState
  /// Why it was not sent, or what the gateway said: a ``SkipReason`` or a gateway's own word.
  public var reason: String?
  public var key: String
  public var attempt: Int
  public var intendedAt: Instant?
  public var settledAt: Instant?
  public var providerID: String?

  public init(
    batch: Batch.ID, user: User.ID, step: Int = 1, arm: String, channel: Channel,
    plan: String = "", destination: String, text: String, units: Int = 0, parts: Int = 0,
    state: RecipientState = .pending, reason: String? = nil, attempt: Int = 0,
    intendedAt: Instant? = nil, settledAt: Instant? = nil, providerID: String? = nil,
    key: String? = nil
  ) {
    self.batch = batch
    self.user = user
    self.step = step
    self.arm = arm
    self.channel = channel
    self.plan = plan
    self.destination = destination
    self.text = text
    self.units = units
    self.parts = parts
    self.state = state
    self.reason = reason
    self.attempt = attempt
    self.intendedAt = intendedAt
    self.settledAt = settledAt
    self.providerID = providerID
    self.key =
      key ?? IdempotencyKey.of(batch: batch.text, user: user, step: step, channel: channel)
  }
}
