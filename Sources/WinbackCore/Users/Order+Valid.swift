extension Order {
  /// Tells whether the order counts at `asOf` (有效订单): paid by then and not wholly refunded by then.
  ///
  /// The status is taken as imported; a paid order of amount 0 is valid.
  public func isValid(at asOf: Instant) -> Bool {
    switch status {
    case .created, .cancelled, .refunded: return false
    case .paid, .dispatched, .completed: break
    }
    guard createdAt <= asOf, let paidAt, paidAt <= asOf else { return false }
    let refunded = countedRefund(at: asOf)
    return !(refunded > .zero && refunded >= amount)
  }

  /// The refund that counts at `asOf`: one without a date always, a dated one from its date on.
  public func countedRefund(at asOf: Instant) -> Money {
    guard let refund else { return .zero }
    if let refundedAt, refundedAt > asOf { return .zero }
    return refund
  }

  /// What the order adds to the user's value: amount − refund, 0 for a kind outside `basis`.
  ///
  /// An empty kind is a purchase. Says nothing of whether the order is valid.
  public func net(at asOf: Instant, basis: Set<Kind>) -> Money {
    basis.contains(kind ?? .purchase) ? amount - countedRefund(at: asOf) : .zero
  }

  /// The instant of a refund with an amount, if it has happened by `asOf`.
  func refundInstant(by asOf: Instant) -> Instant? {
    guard let refund, refund > .zero, let refundedAt, refundedAt <= asOf else { return nil }
    return refundedAt
  }
}
