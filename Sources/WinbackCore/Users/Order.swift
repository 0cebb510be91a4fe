/// One order of a user, as imported.
public struct Order: Hashable, Sendable {
  public typealias ID = Identifier<Order>

  public enum Status: String, Sendable, CaseIterable, Codable {
    case created, paid, dispatched, completed, cancelled, refunded
  }

  public enum DispatchIssue: String, Sendable, CaseIterable, Codable {
    case none
    case addressUnclear = "address_unclear"
    case outOfStock = "out_of_stock"
    case other
  }

  public enum Kind: String, Sendable, CaseIterable, Codable {
    case purchase, membership, recharge
  }

  public var id: ID
  public var userID: User.ID
  public var createdAt: Instant
  public var status: Status
  /// What the user paid.
  public var amount: Money
  public var paidAt: Instant?
  public var dispatchedAt: Instant?
  public var promisedAt: Instant?
  public var dispatchIssue: DispatchIssue?
  public var discount: Money?
  public var refund: Money?
  public var refundedAt: Instant?
  public var kind: Kind?
  public var category: String?
  public var touchID: String?

  public init(
    id: ID, userID: User.ID, createdAt: Instant, status: Status, amount: Money,
    paidAt: Instant? = nil, dispatchedAt: Instant? = nil, promisedAt: Instant? = nil,
    dispatchIssue: DispatchIssue? = nil, discount: Money? = nil, refund: Money? = nil,
    refundedAt: Instant? = nil, kind: Kind? = nil, category: String? = nil, touchID: String? = nil
  ) {
    self.id = id
    self.userID = userID
    self.createdAt = createdAt
    self.status = status
    self.amount = amount
    self.paidAt = paidAt
    self.dispatchedAt = dispatchedAt
    self.promisedAt = promisedAt
    self.dispatchIssue = dispatchIssue
    self.discount = discount
    self.refund = refund
    self.refundedAt = refundedAt
    self.kind = kind
    self.category = category
    self.touchID = touchID
  }
}
