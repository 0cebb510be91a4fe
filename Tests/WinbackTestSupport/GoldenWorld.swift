public import Foundation
public import WinbackCore

/// A whole small workspace of the golden folder: its settings and what is known of its users.
public struct GoldenWorld: Sendable {
  public var settings: Settings
  public var asOf: Instant
  /// In file order.
  public var histories: [UserHistory]
  public var consents: [Consent]
  public var receipts: [Receipt]

  /// Reads `<folder>/{config.json,users.csv,…}` of the golden folder; an absent CSV file has no rows.
  public static func load(_ folder: String) throws -> GoldenWorld {
    try load(at: Golden.folder.appending(path: folder))
  }

  /// Reads the CDNOW purchases.
  public static func cdnow() throws -> GoldenWorld { try load(at: Golden.cdnow) }

  /// Reads the world in `folder`.
  public static func load(at folder: URL) throws -> GoldenWorld {
    let settings = try GoldenSettings.read(folder.appending(path: "config.json"))
    guard let asOf = settings.asOf else { throw GoldenFault(what: "config.json has no as_of") }
    var histories = try rows(folder, "users.csv").map { UserHistory(user: try user($0)) }
    var places: [User.ID: Int] = [:]
    for (place, history) in histories.enumerated() { places[history.user.id] = place }
    for row in try rows(folder, "orders.csv") {
      let order = try order(row)
      if let place = places[order.userID] { histories[place].orders.append(order) }
    }
    for row in try rows(folder, "events.csv") {
      let event = try event(row)
      if let place = places[event.userID] { histories[place].events.append(event) }
    }
    for row in try rows(folder, "touches.csv") {
      let touch = try touch(row)
      if let place = places[touch.userID] { histories[place].touches.append(touch) }
    }
    return GoldenWorld(
      settings: settings, asOf: asOf, histories: histories,
      consents: try rows(folder, "consents.csv").map(consent),
      receipts: try rows(folder, "receipts.csv").map(receipt))
  }

  private static func rows(_ folder: URL, _ name: String) throws -> [GoldenRow] {
    let file = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try GoldenRow.read(file)
  }

  private static func user(_ row: GoldenRow) throws -> User {
    User(
      id: User.ID(try row.text("user_id")), registeredAt: try row.instant("registered_at"),
      phone: row["phone"].map { $0.hasPrefix("+") ? $0 : "+86\($0)" }, email: row["email"],
      wecomID: row["wecom_id"], pushToken: row["push_token"], zone: row["tz"],
      region: row["region"], appType: row["app_type"].flatMap(AppType.init),
      source: row["source"], acquisitionCost: row.money("acquisition_cost_minor"),
      memberLevel: row["member_level"], memberExpiresAt: row.moment("member_expires_at"),
      isVIP: row["vip"].map { $0 == "1" }, hasAppInstalled: row["app_installed"].map { $0 == "1" },
      closedAt: row.moment("closed_at"), name: row["name"], attributes: row.attributes)
  }

  private static func order(_ row: GoldenRow) throws -> Order {
    Order(
      id: Order.ID(try row.text("order_id")), userID: User.ID(try row.text("user_id")),
      createdAt: try row.instant("created_at"), status: try row.choice("status"),
      amount: row.money("amount_minor") ?? .zero, paidAt: row.moment("paid_at"),
      dispatchedAt: row.moment("dispatched_at"), promisedAt: row.moment("promised_at"),
      dispatchIssue: row["dispatch_issue"].flatMap(Order.DispatchIssue.init),
      discount: row.money("discount_minor"), refund: row.money("refund_minor"),
      refundedAt: row.moment("refunded_at"), kind: row["kind"].flatMap(Order.Kind.init),
      category: row["category"], touchID: row["touch_id"])
  }

  private static func event(_ row: GoldenRow) throws -> UserEvent {
    UserEvent(
      id: UserEvent.ID(try row.text("event_id")), userID: User.ID(try row.text("user_id")),
      at: try row.instant("ts"), type: try row.text("type"), objectID: row["object_id"],
      value: row.money("value"), detail: row["detail"])
  }

  private static func touch(_ row: GoldenRow) throws -> Touch {
    Touch(
      id: Touch.ID(try row.text("touch_id")), userID: User.ID(try row.text("user_id")),
      channel: try row.choice("channel"), sentAt: try row.instant("sent_at"),
      purpose: try row.choice("purpose"), batchID: row["batch_id"],
      stepNo: row["step_no"].flatMap { Int($0) }, templateID: row["template_id"],
      status: row["status"].flatMap(Touch.Status.init) ?? .sent, cost: row.money("cost_minor"))
  }

  private static func consent(_ row: GoldenRow) throws -> Consent {
    Consent(
      userID: User.ID(try row.text("user_id")), channel: try row.choice("channel"),
      state: try row.choice("state"), at: try row.instant("ts"), source: row["source"],
      evidence: row["evidence"])
  }

  private static func receipt(_ row: GoldenRow) throws -> Receipt {
    Receipt(
      id: Receipt.ID(try row.text("receipt_id")), touchID: Touch.ID(try row.text("touch_id")),
      at: try row.instant("ts"), kind: try row.choice("type"), detail: row["detail"])
  }
}

/// A golden file that is not of the form that its README states.
public struct GoldenFault: Error, CustomStringConvertible {
  public let what: String
  public var description: String { what }
}
