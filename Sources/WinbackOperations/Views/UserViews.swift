public import WinbackCore

/// One message of a user's history, sent or not.
public struct TouchRow: Sendable, Equatable {
  public var at: Instant
  /// The batch it belongs to; nil for imported touches without one.
  public var batchID: String?
  public var channel: Channel
  public var template: String
  /// Machine name: sent, failed, unknown, skipped, pending, in_flight, cancelled, control.
  public var outcome: String
  public var outcomeLabel: String
  /// The exact text that was handed over; nil for imported touches.
  public var text: String?
  /// For a message not sent: the rule that stopped it, in the session's language.
  public var reason: String?
  public var approvers: [String]
  /// Receipts in time order: when, machine name, label.
  public var receipts: [ReceiptRow]

  public init(
    at: Instant, batchID: String?, channel: Channel, template: String, outcome: String,
    outcomeLabel: String, text: String?, reason: String?, approvers: [String],
    receipts: [ReceiptRow]
  ) {
    self.at = at
    self.batchID = batchID
    self.channel = channel
    self.template = template
    self.outcome = outcome
    self.outcomeLabel = outcomeLabel
    self.text = text
    self.reason = reason
    self.approvers = approvers
    self.receipts = receipts
  }
}

/// What a provider reported, for a screen.
public struct ReceiptRow: Sendable, Equatable {
  public var at: Instant
  public var kind: String
  public var label: String

  public init(at: Instant, kind: String, label: String) {
    self.at = at
    self.kind = kind
    self.label = label
  }
}

/// A labelled value of a user, such as `r_days 34`.
public struct FieldRow: Sendable, Equatable {
  public var name: String
  public var label: String
  public var value: String

  public init(name: String, label: String, value: String) {
    self.name = name
    self.label = label
    self.value = value
  }
}

/// One user's page: who he is, where he stands, what he was ever sent.
public struct UserView: Sendable, Equatable {
  public var row: UserRow
  public var registeredAt: Instant
  public var fields: [FieldRow]
  /// Names of the segments he belongs to.
  public var segments: [String]
  /// One line per channel: what he agreed to or refused, and since when.
  public var consents: [FieldRow]
  /// Newest first.
  public var touches: [TouchRow]

  public init(
    row: UserRow, registeredAt: Instant, fields: [FieldRow], segments: [String],
    consents: [FieldRow], touches: [TouchRow]
  ) {
    self.row = row
    self.registeredAt = registeredAt
    self.fields = fields
    self.segments = segments
    self.consents = consents
    self.touches = touches
  }
}
