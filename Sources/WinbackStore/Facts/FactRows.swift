import Foundation
import GRDB
import WinbackCore

/// A stored user.
enum UserRow {
  static let select = """
    SELECT row, user_id, registered_at, phone, email, wecom_id, push_token, tz, region, app_type,
      source, acquisition_cost_minor, member_level, member_expires_at, vip, app_installed, closed_at,
      name, attributes
    FROM user
    """
  static let all = select + " ORDER BY row"

  static func user(_ row: Row) -> User {
    User(
      id: User.ID(row[1]), registeredAt: Instant(seconds: row[2]), phone: row[3], email: row[4],
      wecomID: row[5], pushToken: row[6], zone: row[7], region: row[8],
      appType: (row[9] as String?).flatMap { AppType(rawValue: $0) }, source: row[10],
      acquisitionCost: money(row[11]), memberLevel: row[12], memberExpiresAt: instant(row[13]),
      isVIP: (row[14] as Int?).map { $0 == 1 }, hasAppInstalled: (row[15] as Int?).map { $0 == 1 },
      closedAt: instant(row[16]), name: row[17], attributes: attributes(row[18]))
  }

  static func attributes(_ json: String?) -> [String: String] {
    guard let json, json != "{}" else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
  }
}

private func money(_ minor: Int64?) -> Money? { minor.map { Money(minor: $0) } }
private func instant(_ seconds: Int64?) -> Instant? { seconds.map { Instant(seconds: $0) } }

/// A stored order; `record` makes it one of the user it belongs to.
struct OrderRow {
  static let select = """
    SELECT user, order_id, created_at, status, amount_minor, paid_at, dispatched_at, promised_at,
      dispatch_issue, discount_minor, refund_minor, refunded_at, kind, category, touch_id
    FROM "order"
    """
  static let all = select + " ORDER BY user"

  private let order: Order

  init(_ row: Row) {
    order = Order(
      id: Order.ID(row[1]), userID: "", createdAt: Instant(seconds: row[2]),
      // The schema lets no other text in.
      status: Order.Status(rawValue: row[3]) ?? .cancelled, amount: Money(minor: row[4]),
      paidAt: instant(row[5]), dispatchedAt: instant(row[6]), promisedAt: instant(row[7]),
      dispatchIssue: (row[8] as String?).flatMap { Order.DispatchIssue(rawValue: $0) },
      discount: money(row[9]), refund: money(row[10]), refundedAt: instant(row[11]),
      kind: (row[12] as String?).flatMap { Order.Kind(rawValue: $0) }, category: row[13],
      touchID: row[14])
  }

  func record(_ user: User.ID) -> Order {
    var order = order
    order.userID = user
    return order
  }
}

/// A stored event.
struct EventRow {
  static let select = """
    SELECT user, event_id, at, type, object_id, value_minor, detail FROM event
    """
  static let all = select + " ORDER BY user"

  private let event: UserEvent

  init(_ row: Row) {
    event = UserEvent(
      id: UserEvent.ID(row[1]), userID: "", at: Instant(seconds: row[2]), type: row[3],
      objectID: row[4], value: money(row[5]), detail: row[6])
  }

  func record(_ user: User.ID) -> UserEvent {
    var event = event
    event.userID = user
    return event
  }
}

/// A stored touch of a file.
struct TouchRow {
  static let select = """
    SELECT user, touch_id, channel, sent_at, purpose, batch_id, step_no, template_id,
      coalesce(status, 'sent'), cost_minor
    FROM touch
    """
  static let all = select + " ORDER BY user"

  private let touch: Touch

  init(_ row: Row) {
    touch = Touch(
      id: Touch.ID(row[1]), userID: "",
      // The schema lets no other texts in.
      channel: Channel(rawValue: row[2]) ?? .sms, sentAt: Instant(seconds: row[3]),
      purpose: Touch.Purpose(rawValue: row[4]) ?? .recall, batchID: row[5], stepNo: row[6],
      templateID: row[7], status: Touch.Status(rawValue: row[8]) ?? .unknown, cost: money(row[9]))
  }

  func record(_ user: User.ID) -> Touch {
    var touch = touch
    touch.userID = user
    return touch
  }
}
