import Testing
import WinbackCore

struct OrderTests {
  @Test(
    arguments: [
      (Order.Status.created, false), (.paid, true), (.dispatched, true), (.completed, true),
      (.cancelled, false), (.refunded, false),
    ])
  func `takes the status as imported`(status: Order.Status, isValid: Bool) {
    #expect(order(status: status).isValid(at: noon) == isValid)
  }

  @Test(
    arguments: [
      // amount, refund, refunded so many seconds after noon, valid, net
      (100, nil, nil, true, 100), (100, 99, nil, true, 1), (100, 100, nil, false, 0),
      (100, 100, 0, false, 0), (100, 100, 1, true, 100), (100, 40, -1, true, 60),
      (0, nil, nil, true, 0), (0, 0, nil, true, 0),
    ] as [(Int64, Int64?, Int64?, Bool, Int64)])
  func `counts a refund from its date on`(
    amount: Int64, refund: Int64?, refundedAfter: Int64?, isValid: Bool, net: Int64
  ) {
    var order = order(amount: amount)
    order.refund = refund.map { Money(minor: $0) }
    order.refundedAt = refundedAfter.map { noon.adding(seconds: $0) }
    #expect(order.isValid(at: noon) == isValid)
    #expect(order.net(at: noon, basis: [.purchase]).minor == net)
  }

  @Test
  func `needs a payment by then`() {
    var order = order()
    order.paidAt = noon
    #expect(order.isValid(at: noon))
    #expect(!order.isValid(at: noon.before(seconds: 1)))
    order.paidAt = nil
    #expect(!order.isValid(at: noon))
  }

  @Test(
    arguments: [
      (nil, 100), (.purchase, 100), (.membership, 100), (.recharge, 0),
    ] as [(Order.Kind?, Int64)])
  func `values the kinds of the basis only`(kind: Order.Kind?, net: Int64) throws {
    var sample = SampleHistory()
    sample.order(noon.before(days: 3), amount: 100) { $0.kind = kind }
    let profile = try #require(sample.profile())
    #expect(profile.lifetimeValue.minor == net)
    #expect(profile.ordersCount == 1)
    #expect(profile.rfm?.monetary.minor == net)
    #expect(profile.tier == (net > 0 ? "low" : "none"))
  }

  private func order(status: Order.Status = .completed, amount: Int64 = 100) -> Order {
    Order(
      id: "o", userID: "u", createdAt: noon.before(days: 9), status: status,
      amount: Money(minor: amount), paidAt: noon.before(days: 9))
  }
}
