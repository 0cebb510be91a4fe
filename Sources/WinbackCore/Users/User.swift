/// A person we may contact, as the imported files state him.
public struct User: Hashable, Sendable {
  public typealias ID = Identifier<User>

  public var id: ID
  public var registeredAt: Instant
  /// E.164, such as `+8613800000001`.
  public var phone: String?
  public var email: String?
  public var wecomID: String?
  public var pushToken: String?
  /// IANA name of his own zone; nil means the business zone.
  public var zone: String?
  /// Two capitals, optionally `-` and 1–3 capitals or digits: `CN-65`.
  public var region: String?
  public var appType: AppType?
  public var source: String?
  public var acquisitionCost: Money?
  public var memberLevel: String?
  public var memberExpiresAt: Instant?
  public var isVIP: Bool?
  public var hasAppInstalled: Bool?
  public var closedAt: Instant?
  public var name: String?
  /// The `attr_*` columns without their prefix.
  public var attributes: [String: String]

  public init(
    id: ID, registeredAt: Instant, phone: String? = nil, email: String? = nil,
    wecomID: String? = nil, pushToken: String? = nil, zone: String? = nil, region: String? = nil,
    appType: AppType? = nil, source: String? = nil, acquisitionCost: Money? = nil,
    memberLevel: String? = nil, memberExpiresAt: Instant? = nil, isVIP: Bool? = nil,
    hasAppInstalled: Bool? = nil, closedAt: Instant? = nil, name: String? = nil,
    attributes: [String: String] = [:]
  ) {
    self.id = id
    self.registeredAt = registeredAt
    self.phone = phone
    self.email = email
    self.wecomID = wecomID
    self.pushToken = pushToken
    self.zone = zone
    self.region = region
    self.appType = appType
    self.source = source
    self.acquisitionCost = acquisitionCost
    self.memberLevel = memberLevel
    self.memberExpiresAt = memberExpiresAt
    self.isVIP = isVIP
    self.hasAppInstalled = hasAppInstalled
    self.closedAt = closedAt
    self.name = name
    self.attributes = attributes
  }
}

/// The kind of business a user belongs to; it sets the default thresholds.
public enum AppType: String, Sendable, CaseIterable, Codable {
  case ecommerce, social, tool, recruiting, other
}
