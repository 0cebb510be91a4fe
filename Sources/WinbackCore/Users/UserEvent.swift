/// One thing a user did, or that happened to him, as imported.
public struct UserEvent: Hashable, Sendable {
  public typealias ID = Identifier<UserEvent>

  public var id: ID
  public var userID: User.ID
  public var at: Instant
  /// One of ``activityTypes`` or ``passiveTypes``, or `x_…`.
  public var type: String
  public var objectID: String?
  public var value: Money?
  public var detail: String?

  public init(
    id: ID, userID: User.ID, at: Instant, type: String, objectID: String? = nil,
    value: Money? = nil, detail: String? = nil
  ) {
    self.id = id
    self.userID = userID
    self.at = at
    self.type = type
    self.objectID = objectID
    self.value = value
    self.detail = detail
  }

  /// The types that count as activity of the user.
  public static let activityTypes: Set<String> = [
    "session", "view_item", "search", "search_empty", "add_to_cart", "remove_from_cart",
    "cart_clear", "checkout", "pay_failed", "core_value", "feature", "feedback", "complaint",
    "onboarding_step", "onboarding_done", "checkin", "error", "crash",
  ]

  /// The types that say something of the user without his being active.
  public static let passiveTypes: Set<String> = [
    "complaint_resolved", "reward", "uninstall", "push_disabled", "unsubscribe",
  ]

  /// Tells whether `type` counts as activity: a listed type or `x_[a-z0-9_]{1,40}`.
  public static func isActivity(_ type: String) -> Bool {
    activityTypes.contains(type) || isCustom(type)
  }

  /// Tells whether `type` may be imported.
  public static func isKnown(_ type: String) -> Bool {
    isActivity(type) || passiveTypes.contains(type)
  }

  private static func isCustom(_ type: String) -> Bool {
    guard type.hasPrefix("x_") else { return false }
    let rest = type.utf8.dropFirst(2)
    return (1...40).contains(rest.count)
      && rest.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
  }
}
