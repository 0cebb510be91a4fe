public import WinbackCore

/// One message as a gateway gets it.
public struct OutboundMessage: Hashable, Sendable {
  /// Under this key the message may be handed over only once.
  public var key: String
  public var batch: Batch.ID
  public var user: User.ID
  public var step: Int
  public var channel: Channel
  public var destination: String
  public var text: String
  /// When the intent was made durable.
  public var at: Instant

  public init(
    key: String, batch: Batch.ID, user: User.ID, step: Int, channel: Channel, destination: String,
    text: String, at: Instant
  ) {
    self.key = key
    self.batch = batch
    self.user = user
    self.step = step
    self.channel = channel
    self.destination = destination
    self.text = text
    self.at = at
  }
}

/// What a gateway says of one hand-over.
public enum Delivery: Hashable, Sendable {
  /// It took the message.
  case accepted(providerID: String?)
  /// It did not take the message, and says so.
  case refused(reason: String)
  /// Nobody knows; such a message is never handed over again by itself.
  case unknown(reason: String)
}

/// The code that sends on one or more channels.
public protocol Gateway: Sendable {
  /// The name in `winback.yaml`.
  static var name: String { get }

  /// Hands over a group and says of each message, in order, what became of it.
  ///
  /// Never throws: a failure is an answer about each message.
  func deliver(_ messages: [OutboundMessage]) -> [Delivery]

  /// Which of `keys` the gateway can prove to have taken.
  ///
  /// - Returns: nil when it cannot tell; a key that is absent was then not taken as far as it knows.
  func taken(of keys: Set<String>) throws -> Set<String>?
}
