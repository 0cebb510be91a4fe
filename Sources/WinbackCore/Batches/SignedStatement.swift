import Crypto
import Foundation

/// What an operator signs when he submits, approves or rejects: exactly this batch, as it is now.
public struct SignedStatement: Hashable, Sendable {
  public var action: String
  public var at: Instant
  public var batch: Batch.ID
  public var contentHash: String
  public var messagesHash: String
  public var operatorID: Operator.ID
  public var recipients: Int
  public var version: Int

  public init(
    action: String, at: Instant, batch: Batch.ID, contentHash: String, messagesHash: String,
    operatorID: Operator.ID, recipients: Int, version: Int
  ) {
    self.action = action
    self.at = at
    self.batch = batch
    self.contentHash = contentHash
    self.messagesHash = messagesHash
    self.operatorID = operatorID
    self.recipients = recipients
    self.version = version
  }

  public var json: CanonicalJSON {
    .object([
      "action": .text(action), "at": .text(at.rfc3339), "batch": .text(batch.text),
      "content_hash": .text(contentHash), "messages_hash": .text(messagesHash),
      "operator": .text(operatorID.text), "recipients": .integer(Int64(recipients)),
      "version": .integer(Int64(version)), "v": .integer(1),
    ])
  }
}

/// The public half of an operator's Ed25519 key.
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes of the key.
  public let bytes: [UInt8]

  private static let prefix = "ed25519:"

  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Reads `ed25519:` and base64; nil when it is not that.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count)))
    else { return nil }
    self.init(bytes: Array(data))
  }

  public var description: String { Self.prefix + Data(bytes).base64EncodedString() }

  /// Tells whether `signature` (base64) was made over `content` with the private half.
  public func verifies(_ signature: String, of content: CanonicalJSON) -> Bool {
    guard let data = Data(base64Encoded: signature),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { return false }
    return key.isValidSignature(data, for: Data(content.bytes))
  }
}
