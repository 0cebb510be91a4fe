/// One message to one user, as imported or as we sent it.
public struct Touch: Hashable, Sendable {
  public typealias ID = Identifier<Touch>

  public enum Purpose: String, Sendable, CaseIterable, Codable {
    case recall, marketing, service, care
  }

  public enum Status: String, Sendable, CaseIterable, Codable {
    case sent, failed, unknown
  }

  public var id: ID
  public var userID: User.ID
  public var channel: Channel
  public var sentAt: Instant
  public var purpose: Purpose
  public var batchID: String?
  public var stepNo: Int?
  public var templateID: String?
  public var status: Status
  public var cost: Money?

  public init(
    id: ID, userID: User.ID, channel: Channel, sentAt: Instant, purpose: Purpose,
    batchID: String? = nil, stepNo: Int? = nil, templateID: String? = nil, status: Status = .sent,
    cost: Money? = nil
  ) {
    self.id = id
    self.userID = userID
    self.channel = channel
    self.sentAt = sentAt
    self.purpose = purpose
    self.batchID = batchID
    self.stepNo = stepNo
    self.templateID = templateID
    self.status = status
    self.cost = cost
  }
}

/// What a provider reported of a touch.
public struct Receipt: Hashable, Sendable {
  public typealias ID = Identifier<Receipt>

  public enum Kind: String, Sendable, CaseIterable, Codable {
    case accepted, delivered
    case failedTemporarily = "failed_temp"
    case failedPermanently = "failed_perm"
    case opened, clicked
    case pageView = "page_view"
    case pageClick = "page_click"
    case jump, connected
    case noAnswer = "no_answer"
    case busy, refused, replied
    case addedWecom = "added_wecom"
    case unsubscribed, complained
  }

  public var id: ID
  public var touchID: Touch.ID
  public var at: Instant
  public var kind: Kind
  public var detail: String?

  public init(id: ID, touchID: Touch.ID, at: Instant, kind: Kind, detail: String? = nil) {
    self.id = id
    self.touchID = touchID
    self.at = at
    self.kind = kind
    self.detail = detail
  }
}
