import Synchronization
import WinbackCore
import WinbackGateways

/// A gateway that keeps what it was given and answers as it is told.
final class RecordingGateway: Gateway {
  static let name = "recording"

  private let messages = Mutex<[OutboundMessage]>([])
  private let answer: @Sendable (OutboundMessage) -> Delivery

  init(
    _ answer: @escaping @Sendable (OutboundMessage) -> Delivery = { .accepted(providerID: $0.key) }
  ) {
    self.answer = answer
  }

  var delivered: [OutboundMessage] { messages.withLock { $0 } }

  func deliver(_ messages: [OutboundMessage]) -> [Delivery] {
    self.messages.withLock { $0 += messages }
    return messages.map(answer)
  }

  func taken(of keys: Set<String>) throws -> Set<String>? {
    messages.withLock { keys.intersection($0.map(\.key)) }
  }
}
