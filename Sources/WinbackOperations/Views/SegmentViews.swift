public import WinbackCore

/// One line of the segment list.
public struct SegmentSummary: Sendable, Equatable {
  public var name: String
  /// The title in the session's language; the name where a file gives none.
  public var title: String
  public var predicate: String
  public var isBuiltIn: Bool
  /// Members, or nil when the definition is faulty.
  public var count: Int?
  /// Users the definition ranges over (closed accounts left out).
  public var of: Int
  public var definitionHash: String?
  /// What is wrong with the definition and where, in the session's language.
  public var fault: String?

  public init(
    name: String, title: String, predicate: String, isBuiltIn: Bool, count: Int?, of: Int,
    definitionHash: String?, fault: String?
  ) {
    self.name = name
    self.title = title
    self.predicate = predicate
    self.isBuiltIn = isBuiltIn
    self.count = count
    self.of = of
    self.definitionHash = definitionHash
    self.fault = fault
  }
}

/// A named number, for tables and bars.
public struct NamedCount: Sendable, Equatable, Codable {
  /// The machine name, such as `churned`.
  public var name: String
  /// The label in the session's language.
  public var label: String
  public var count: Int

  public init(name: String, label: String, count: Int) {
    self.name = name
    self.label = label
    self.count = count
  }
}

/// What an operator looks at when a segment is opened.
public struct SegmentDetail: Sendable, Equatable {
  public var summary: SegmentSummary
  public var asOf: Instant
  /// `rfm[r - 1][f - 1]` = members with recency score r and frequency score f.
  public var rfm: [[Int]]
  /// Members without a score.
  public var unscored: Int
  public var cells: [NamedCount]
  public var stages: [NamedCount]
  public var tiers: [NamedCount]
  /// Members by days since the last key action, in ascending bands.
  public var lapse: [NamedCount]
  /// Members that may be contacted now on each channel the workspace uses (address and consent).
  public var reachable: [NamedCount]
  public var sample: [UserRow]

  public init(
    summary: SegmentSummary, asOf: Instant, rfm: [[Int]], unscored: Int, cells: [NamedCount],
    stages: [NamedCount], tiers: [NamedCount], lapse: [NamedCount], reachable: [NamedCount],
    sample: [UserRow]
  ) {
    self.summary = summary
    self.asOf = asOf
    self.rfm = rfm
    self.unscored = unscored
    self.cells = cells
    self.stages = stages
    self.tiers = tiers
    self.lapse = lapse
    self.reachable = reachable
    self.sample = sample
  }
}

/// One user in a list, personal data masked.
public struct UserRow: Sendable, Equatable {
  public var id: User.ID
  public var name: String
  public var phone: String
  /// Machine name of the stage, and its label in the session's language.
  public var stage: String
  public var stageLabel: String
  public var rDays: Int?
  public var orders: Int
  public var lifetimeValue: Money
  public var tier: String
  public var tierLabel: String
  public var region: String

  public init(
    id: User.ID, name: String, phone: String, stage: String, stageLabel: String, rDays: Int?,
    orders: Int, lifetimeValue: Money, tier: String, tierLabel: String, region: String
  ) {
    self.id = id
    self.name = name
    self.phone = phone
    self.stage = stage
    self.stageLabel = stageLabel
    self.rDays = rDays
    self.orders = orders
    self.lifetimeValue = lifetimeValue
    self.tier = tier
    self.tierLabel = tierLabel
    self.region = region
  }
}

/// A page of members in a chosen order.
public struct MemberPage: Sendable, Equatable {
  public var rows: [UserRow]
  public var offset: Int
  public var total: Int

  public init(rows: [UserRow], offset: Int, total: Int) {
    self.rows = rows
    self.offset = offset
    self.total = total
  }
}
