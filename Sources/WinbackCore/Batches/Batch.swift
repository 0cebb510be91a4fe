/// Users × strategy × template to send together: what is stored of a batch beside its recipients.
public struct Batch: Hashable, Sendable {
  public typealias ID = Identifier<Batch>

  public var id: ID
  /// Grows with every edit and submission; approvals speak of one version.
  public var version: Int
  public var state: BatchState
  public var strategy: Strategy.ID
  public var segment: String
  public var channel: Channel
  public var template: MessageTemplate.ID
  public var purpose: Touch.Purpose
  public var creator: Operator.ID
  /// Everyone who created, edited or submitted it: none of them may approve it.
  public var authors: Set<Operator.ID>
  public var createdAt: Instant
  /// The instant of the data that the recipients were chosen by.
  public var asOf: Instant
  public var submittedAt: Instant?
  /// When sending may begin; nil means once approved.
  public var sendAt: Instant?
  /// After this nothing of it is sent any more.
  public var expiresAt: Instant?
  public var pausedAt: Instant?
  /// The most people who are to get a message; nil takes everyone who may get one.
  public var sizeLimit: Int?
  /// Members of the segment when it was planned.
  public var segmentSize: Int
  /// Everyone who is to get a message.
  public var recipients: Int
  /// Everyone kept back to measure the effect.
  public var controlSize: Int
  public var risk: BatchRisk
  /// What all messages cost by the price list, in minor units.
  public var cost: Money
  /// The exclusions in order; with recipients they sum to ``segmentSize``.
  public var waterfall: [Exclusion]
  /// nil until it was submitted.
  public var frozen: Frozen?
  public var note: String

  /// One reason against and how many users it kept out.
  public struct Exclusion: Hashable, Sendable, Codable {
    public var reason: String
    public var count: Int

    public init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  /// What a submission fixed; an approval names these hashes.
  public struct Frozen: Hashable, Sendable {
    public var contentHash: String
    public var messagesHash: String
    /// The documents by kind, as canonical JSON.
    public var content: CanonicalJSON
    public var parts: Int

    public init(contentHash: String, messagesHash: String, content: CanonicalJSON, parts: Int) {
      self.contentHash = contentHash
      self.messagesHash = messagesHash
      self.content = content
      self.parts = parts
    }
  }

  public init(
    id: ID, version: Int = 1, state: BatchState = .draft, strategy: Strategy.ID, segment: String,
    channel: Channel, template: MessageTemplate.ID, purpose: Touch.Purpose, creator: Operator.ID,
    authors: Set<Operator.ID>, createdAt: Instant, asOf: Instant, submittedAt: Instant? = nil,
    sendAt: Instant? = nil, expiresAt: Instant? = nil, pausedAt: Instant? = nil,
    sizeLimit: Int? = nil, segmentSize: Int = 0, recipients: Int = 0, controlSize: Int = 0,
    risk: BatchRisk = .low,
    cost: Money = .zero, waterfall: [Exclusion] = [], frozen: Frozen? = nil, note: String = ""
  ) {
    self.id = id
    self.version = version
    self.state = state
    self.strategy = strategy
    self.segment = segment
    self.channel = channel
    self.template = template
    self.purpose = purpose
    self.creator = creator
    self.authors = authors
    self.createdAt = createdAt
    self.asOf = asOf
    self.submittedAt = submittedAt
    self.sendAt = sendAt
    self.expiresAt = expiresAt
    self.pausedAt = pausedAt
    self.sizeLimit = sizeLimit
    self.segmentSize = segmentSize
    self.recipients = recipients
    self.controlSize = controlSize
    self.risk = risk
    self.cost = cost
    self.waterfall = waterfall
    self.frozen = frozen
    self.note = note
  }

  /// A batch waits so long for its approvals.
  public static let submittedHours: Int64 = 72
  /// Within these seconds after the last approval nothing leaves and an approver may take his back.
  public static let coolingSeconds: Int64 = 60
  /// The largest share of recipients that late removals may take, in percent, before it is stale.
  public static let mostRemovedPercent = 20
}
