import Foundation
import WinbackCore
import WinbackStore

/// Notices when sending does harm or fails too often.
struct FailureWatch {
  /// The latest hand-overs of this run, true for one that failed.
  private var latest: [Bool] = []
  private var groups = 0

  mutating func add(isFailure: Bool) {
    latest.append(isFailure)
    if latest.count > 200 { latest.removeFirst(latest.count - 200) }
  }

  /// Why the batch must pause: at least 10 % of the last 200 hand-overs (of at least 50) failed, or at
  /// least 1 % of at least 200 receivers unsubscribed or complained.
  mutating func pause(of id: Batch.ID, in store: WorkspaceStore) throws -> AutomaticPause? {
    let failures = latest.count { $0 }
    if latest.count >= 50, failures * 10 >= latest.count {
      return .failures(failures, of: latest.count)
    }
    defer { groups += 1 }
    // Receipts come seldom; asking for them with every group would cost more than the group.
    guard groups % 20 == 0 else { return nil }
    let receipts = try store.receiptCounts(of: id)
    let delivered = receipts[.delivered] ?? 0
    let harm = (receipts[.unsubscribed] ?? 0) + (receipts[.complained] ?? 0)
    return delivered >= 200 && harm * 100 >= delivered
      ? .complaints(harm, of: delivered) : nil
  }
}

/// Keeps sending below a number of messages a second.
struct Pace {
  private let rate: Int?
  private var groupStart = ContinuousClock.now

  init(rate: Int?) {
    self.rate = rate
  }

  /// A group never holds more than a second's worth, so that a stop is heard soon.
  var groupLimit: Int { rate.map { max(1, $0) } ?? .max }

  /// Waits until the next group may begin.
  mutating func rest(after count: Int, shouldStop: () -> Bool) {
    defer { groupStart = ContinuousClock.now }
    guard let rate, rate > 0 else { return }
    let next = groupStart + .seconds(Double(count) / Double(rate))
    while !shouldStop() {
      let left = next - ContinuousClock.now
      guard left > .zero else { return }
      Thread.sleep(forTimeInterval: min(0.1, left / .seconds(1)))
    }
  }
}
