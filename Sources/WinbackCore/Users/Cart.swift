/// What lies in a user's cart (购物车).
///
/// An item is in the cart from its add_to_cart until a remove_from_cart of it, a cart_clear or any
/// later valid order; at equal instants the order comes first.
public struct Cart: Hashable, Sendable {
  public var items = 0
  /// The values of the latest adds together.
  public var value = Money.zero
  /// Whole hours since the latest add that is still in.
  public var ageHours: Int?

  public init() {}

  /// The cart of one user at `asOf`.
  public init(of history: UserHistory, settings: Settings, asOf: Instant) {
    var timeline = Timeline(settings: settings, asOf: asOf)
    timeline.load(history)
    self.init(timeline, history)
  }

  init(_ timeline: Timeline, _ history: UserHistory) {
    guard timeline.has(.addToCart) else { return }
    var adds: [String?: (at: Instant, value: Money)] = [:]
    var orders = timeline.paid.makeIterator()
    var order = orders.next()
    for event in timeline.events {
      while let next = order, next.paidAt <= event.at {
        adds.removeAll(keepingCapacity: true)
        order = orders.next()
      }
      let item = history.events[event.index].objectID
      switch event.kind {
      case .addToCart: adds[item] = (event.at, history.events[event.index].value ?? .zero)
      case .removeFromCart: adds[item] = nil
      case .cartClear: adds.removeAll(keepingCapacity: true)
      default: break
      }
    }
    // An order left over was paid after the last event.
    guard order == nil, let latest = adds.values.map(\.at).max() else { return }
    items = adds.count
    value = adds.values.reduce(Money.zero) { $0 + $1.value }
    ageHours = Int((timeline.asOf.seconds - latest.seconds) / 3600)
  }
}
