import Foundation
public import WinbackCore

/// The time by which batches are submitted, approved and sent.
///
/// It is the machine's clock. Only in a demo workspace whose sole gateway is the outbox may
/// `WINBACK_NOW` set it to another instant, from which it then ticks on: elsewhere a shifted clock
/// would send at an hour nobody approved.
public struct WorkClock: Sendable {
  private let shift: Int64
  private let stopped: Instant?

  /// The machine's own time.
  public static let machine = WorkClock(shift: 0)

  private init(shift: Int64) {
    self.shift = shift
    stopped = nil
  }

  /// A clock that stands, for the made-up past of a demo, which must be the same each time.
  init(stoppedAt instant: Instant) {
    shift = 0
    stopped = instant
  }

  /// The clock for a workspace with `settings`.
  ///
  /// - Throws: ``ClockError`` when `WINBACK_NOW` is set but may not be used or cannot be read.
  public init(environment: [String: String], settings: Settings) throws(ClockError) {
    guard let text = environment["WINBACK_NOW"], !text.isEmpty else {
      self = .machine
      return
    }
    let sendsOnlyToOutbox = settings.channels.values.allSatisfy { $0.gateway == "outbox" }
    guard settings.workspace.isDemo, sendsOnlyToOutbox else { throw .onlyInDemo }
    guard let instant = Instant(rfc3339: text) else { throw .unreadable(text) }
    shift = instant.seconds - Self.machineNow().seconds
    stopped = nil
  }

  public func now() -> Instant { stopped ?? Self.machineNow().adding(seconds: shift) }

  private static func machineNow() -> Instant {
    Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
  }
}

/// Why `WINBACK_NOW` was refused.
public enum ClockError: Error, Equatable, Worded, CustomStringConvertible {
  case onlyInDemo
  case unreadable(String)

  public func words(_ language: Language) -> String {
    switch self {
    case .onlyInDemo:
      language.pick(
        zh: "WINBACK_NOW 只能用于演示工作区（demo: true，且网关只有 outbox）；请取消该环境变量",
        en:
          "WINBACK_NOW is for demo workspaces only (demo: true and no gateway but outbox); unset it"
      )
    case .unreadable(let text):
      language.pick(
        zh: "WINBACK_NOW 的值 `\(text)` 不是时间；例如 2024-06-30T02:00:00Z",
        en: "WINBACK_NOW is `\(text)`, which is no time; write one such as 2024-06-30T02:00:00Z")
    }
  }
}
