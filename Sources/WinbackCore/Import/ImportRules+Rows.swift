extension ImportParser {
  /// The first rule over several columns that an order breaks.
  ///
  /// - Parameter stored: What is known of an order whose file lacks a column: the payment if it lacks
  ///   `paid_at`, the refund if it lacks `refund_minor`.
  static func orderFault(
    _ cells: ArraySlice<ImportCell>, stored: (paidAt: Int64?, refund: Int64?)?
  ) -> (code: ImportCode, column: String)? {
    let first = cells.startIndex
    guard case .choice(let status) = cells[first + OrderPlace.status],
      let createdAt = cells[first + OrderPlace.createdAt].number,
      let amount = cells[first + OrderPlace.amount].number
    else { return nil }
    return ImportRules.fault(
      inOrder: Order.Status.allCases[Int(status)], createdAt: createdAt,
      paidAt: cells[first + OrderPlace.paidAt].number ?? stored?.paidAt, amount: amount,
      refund: cells[first + OrderPlace.refund].number ?? stored?.refund)
  }

  static func futureFault(
    _ cells: ArraySlice<ImportCell>, kind: ImportKind, mainTime: Int?, rules: ImportRules
  ) -> (code: ImportCode, column: String)? {
    guard let mainTime, let seconds = cells[cells.startIndex + mainTime].number,
      seconds > rules.now.seconds + ImportRules.futureTolerance
    else { return nil }
    return (.future, kind.columns[mainTime].name)
  }
}

/// Where the columns that rules look at stand among those of orders.
enum OrderPlace {
  static let createdAt = ImportKind.orders.place("created_at")
  static let status = ImportKind.orders.place("status")
  static let amount = ImportKind.orders.place("amount_minor")
  static let paidAt = ImportKind.orders.place("paid_at")
  static let refund = ImportKind.orders.place("refund_minor")
}

extension ImportHeader {
  /// Tells whether rows of the file can be judged only beside what is stored: orders whose file lacks
  /// the payment or the refund, which then keep their values.
  public var needsStoredOrders: Bool {
    kind == .orders && !(has(OrderPlace.paidAt) && has(OrderPlace.refund))
  }

  /// Judges an order of a file that ``needsStoredOrders``, as it would be stored, then its time.
  ///
  /// - Parameters:
  ///   - cells: The row.
  ///   - paidAt: The stored payment; nil when there is none, or no such order.
  ///   - refund: The stored refund.
  public func faultBesideStored(
    _ cells: ArraySlice<ImportCell>, paidAt: Int64?, refund: Int64?, rules: ImportRules
  ) -> (code: ImportCode, column: String)? {
    let stored = (
      paidAt: has(OrderPlace.paidAt) ? nil : paidAt, refund: has(OrderPlace.refund) ? nil : refund
    )
    return ImportParser.orderFault(cells, stored: stored)
      ?? ImportParser.futureFault(
        cells, kind: .orders, mainTime: OrderPlace.createdAt, rules: rules)
  }
}
