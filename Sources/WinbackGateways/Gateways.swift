public import Foundation
import WinbackCore

/// The gateways this build has.
public enum Gateways {
  /// Every name that `winback.yaml` may use, sorted.
  public static let all: [any Gateway.Type] = [OutboxGateway.self]

  public static var names: [String] { all.map { $0.name } }

  /// The gateway called `name`; nil when there is none.
  ///
  /// - Parameter data: The workspace's `data/`.
  public static func make(_ name: String, data: URL) -> (any Gateway)? {
    switch name {
    case OutboxGateway.name: OutboxGateway(file: data.appending(path: "outbox/messages.jsonl"))
    default: nil
    }
  }
}
