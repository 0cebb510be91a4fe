/// What all receipts of one message together say became of it.
///
/// Providers report in any order and more than once, so the answer depends on the set of reports only: a
/// message that arrived once has arrived, whatever is claimed later.
public struct ReceiptEvidence: Hashable, Sendable {
  /// The provider had the message.
  public private(set) var wasHandedOver = false
  /// It came to the user: delivered, or something only a receiver can do.
  public private(set) var hasArrived = false
  /// The provider gave it up for good.
  public private(set) var hasFailed = false

  public init() {}

  public init(_ kinds: some Sequence<Receipt.Kind>) {
    for kind in kinds { add(kind) }
  }

  public mutating func add(_ kind: Receipt.Kind) {
    wasHandedOver = true
    switch kind {
    case .accepted, .failedTemporarily, .noAnswer, .busy, .refused: break
    case .failedPermanently: hasFailed = true
    case .delivered, .opened, .clicked, .pageView, .pageClick, .jump, .connected, .replied,
      .addedWecom, .unsubscribed, .complained:
      hasArrived = true
    }
  }

  /// Tells whether the receipts contradict each other, or say that a message which was never handed over
  /// has come out.
  public func contradicts(_ state: RecipientState) -> Bool {
    if hasArrived && hasFailed { return true }
    switch state {
    case .pending, .skipped, .cancelled, .control: return wasHandedOver
    case .failed: return hasArrived
    case .inFlight, .sent, .unknown: return false
    }
  }

  /// The state of a message in the light of the receipts; it never goes back.
  ///
  /// A message that was not handed over keeps its state: no report makes it sent.
  public func state(after state: RecipientState) -> RecipientState {
    switch state {
    case .pending, .skipped, .cancelled, .control: return state
    case .inFlight, .sent, .unknown, .failed: break
    }
    if hasArrived { return .sent }
    if hasFailed || state == .failed { return .failed }
    return wasHandedOver ? .sent : state
  }
}

extension Receipt {
  /// The suppression that follows from the receipt: no more on that channel, or none at all.
  public func suppression(of user: User.ID, on channel: Channel) -> Suppression? {
    switch kind {
    case .unsubscribed:
      Suppression(userID: user, scope: .channel(channel), from: at, reason: kind.rawValue)
    case .complained: Suppression(userID: user, scope: .all, from: at, reason: kind.rawValue)
    default: nil
    }
  }
}
