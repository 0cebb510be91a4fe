/// The kinds of files that can be imported, in the order in which they are taken: a record may refer
/// to those before it. Source: SPEC 2.
public enum ImportKind: String, Sendable, CaseIterable, Codable {
  case users, orders, events, touches, receipts, assignments, numbers, consents, suppressions

  /// The columns in the order in which they are checked; the first ones that are ids form the key,
  /// but for consents and suppressions, whose key is in ``keyColumns``.
  public var columns: [ImportColumn] { Self.tables[self] ?? [] }

  /// The columns that tell one record from another; a conflict is reported at the first.
  public var keyColumns: [String] {
    switch self {
    case .users: ["user_id"]
    case .orders: ["order_id"]
    case .events: ["event_id"]
    case .touches: ["touch_id"]
    case .receipts: ["receipt_id"]
    case .assignments: ["experiment_id", "user_id"]
    case .numbers: ["number"]
    case .consents: ["user_id", "channel", "ts"]
    case .suppressions: ["user_id", "scope", "from"]
    }
  }

  /// What becomes of a record whose key is known and whose content differs.
  public enum Repetition: Sendable {
    /// The columns of the file replace the stored values.
    case updates
    /// The stored record stays and the second is rejected.
    case conflicts
    /// The stricter statement stays; a milder one is rejected.
    case stricterWins
  }

  /// Files of suppressions and numbers bring later knowledge, as those of users do; an arm once drawn
  /// stays, because results were counted by it.
  public var repetition: Repetition {
    switch self {
    case .users, .orders, .numbers, .suppressions: .updates
    case .events, .touches, .receipts, .assignments: .conflicts
    case .consents: .stricterWins
    }
  }

  /// Consents and suppressions are kept with what is sent, the others with the facts.
  public var isContact: Bool { self == .consents || self == .suppressions }

  /// The place of the column that must not lie in the future; nil when none is looked at.
  ///
  /// A suppression may begin in the future.
  public var mainTimeColumn: Int? {
    self == .suppressions
      ? nil : columns.firstIndex { $0.form == .instant && $0.demand == .required }
  }

  /// The place of the column of that name.
  ///
  /// - Precondition: The kind has that column.
  public func place(_ column: String) -> Int {
    guard let place = columns.firstIndex(where: { $0.name == column }) else {
      preconditionFailure("\(self) has no column \(column)")
    }
    return place
  }

  /// Columns `attr_*` are kept of users only.
  public var keepsAttributes: Bool { self == .users }

  /// Cells of one row: the columns, and for users one with all attributes.
  public var width: Int { columns.count + (keepsAttributes ? 1 : 0) }

  private static let tables: [ImportKind: [ImportColumn]] = [
    .users: [
      .required("user_id", .id), .required("registered_at", .instant), .init("phone", .phone),
      .init("email", .email), .init("wecom_id"), .init("push_token"), .init("tz", .zone),
      .init("region", .region), .init("app_type", .choice(AppType.self)), .init("source"),
      .strict("acquisition_cost_minor", .money), .init("member_level"),
      .init("member_expires_at", .instant), .init("vip", .flag), .init("app_installed", .flag),
      .init("closed_at", .instant), .init("name"),
    ],
    .orders: [
      .required("order_id", .id), .required("user_id", .id), .required("created_at", .instant),
      .required("status", .choice(Order.Status.self)), .required("amount_minor", .money),
      .strict("currency", .currency), .strict("paid_at", .instant),
      .init("dispatched_at", .instant),
      .init("promised_at", .instant),
      .init("dispatch_issue", .choice(Order.DispatchIssue.self)),
      .strict("discount_minor", .money), .strict("refund_minor", .money),
      .init("refunded_at", .instant), .init("kind", .choice(Order.Kind.self)), .init("category"),
      .init("touch_id"),
    ],
    .events: [
      .required("event_id", .id), .required("user_id", .id), .required("ts", .instant),
      .required("type", .eventType), .init("object_id"), .init("value", .money), .init("detail"),
    ],
    .touches: [
      .required("touch_id", .id), .required("user_id", .id),
      .required("channel", .choice(Channel.self)), .required("sent_at", .instant),
      .required("purpose", .choice(Touch.Purpose.self)), .init("batch_id"),
      .init("step_no", .wholeNumber), .init("template_id"),
      .init("status", .choice(Touch.Status.self)), .strict("cost_minor", .money),
    ],
    .receipts: [
      .required("receipt_id", .id), .required("touch_id", .id), .required("ts", .instant),
      .required("type", .choice(Receipt.Kind.self)), .init("detail"),
    ],
    .assignments: [
      .required("experiment_id", .id), .required("user_id", .id), .required("arm", .text),
      .required("assigned_at", .instant),
    ],
    .numbers: [
      .required("number", .id), .init("owner"), .init("last_checked_at", .instant),
      .init("result", .choice(OutboundNumber.CheckResult.self)),
    ],
    .consents: [
      .required("user_id", .id), .required("channel", .choice(Channel.self)),
      .required("state", .choice(Consent.State.self)), .required("ts", .instant), .init("source"),
      .init("evidence"),
    ],
    .suppressions: [
      .required("user_id", .id),
      .required("scope", .choice(names: ["all"] + Channel.allCases.map(\.rawValue))),
      .required("from", .instant), .init("until", .instant), .init("reason"),
    ],
  ]
}

extension ImportKind: Worded {
  public func words(_ language: Language) -> String {
    switch self {
    case .users: language.pick(zh: "用户", en: "users")
    case .orders: language.pick(zh: "订单", en: "orders")
    case .events: language.pick(zh: "事件", en: "events")
    case .touches: language.pick(zh: "触达", en: "touches")
    case .receipts: language.pick(zh: "回执", en: "receipts")
    case .assignments: language.pick(zh: "实验分组", en: "assignments")
    case .numbers: language.pick(zh: "外呼号码", en: "numbers")
    case .consents: language.pick(zh: "触达授权", en: "consents")
    case .suppressions: language.pick(zh: "禁止触达", en: "suppressions")
    }
  }
}
