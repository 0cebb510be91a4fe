/// Everything known of one user that a computation may look at.
///
/// Records of any time may be given, in any order: a computation ignores what is later than its
/// `as_of`, so the caller need not filter.
public struct UserHistory: Hashable, Sendable {
  public var user: User
  public var orders: [Order]
  public var events: [UserEvent]
  /// Imported touches and those we sent ourselves, of every purpose and status.
  public var touches: [Touch]

  public init(
    user: User, orders: [Order] = [], events: [UserEvent] = [], touches: [Touch] = []
  ) {
    self.user = user
    self.orders = orders
    self.events = events
    self.touches = touches
  }
}
