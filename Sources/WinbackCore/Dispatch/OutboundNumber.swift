/// A telephone number that calls go out from, with the last check of its reputation.
public struct OutboundNumber: Hashable, Sendable {
  public typealias ID = Identifier<OutboundNumber>

  public enum CheckResult: String, Sendable, CaseIterable, Codable {
    case clean, flagged, unknown
  }

  public var id: ID
  public var owner: String?
  public var lastCheckedAt: Instant?
  public var result: CheckResult?

  public init(
    id: ID, owner: String? = nil, lastCheckedAt: Instant? = nil, result: CheckResult? = nil
  ) {
    self.id = id
    self.owner = owner
    self.lastCheckedAt = lastCheckedAt
    self.result = result
  }
}

/// An arm that a user was drawn into elsewhere, as imported.
public struct ImportedAssignment: Hashable, Sendable {
  public var experimentID: String
  public var userID: User.ID
  public var arm: String
  public var assignedAt: Instant

  public init(experimentID: String, userID: User.ID, arm: String, assignedAt: Instant) {
    self.experimentID = experimentID
    self.userID = userID
    self.arm = arm
    self.assignedAt = assignedAt
  }
}
