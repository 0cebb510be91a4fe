import Foundation
import Synchronization
public import WinbackCore

/// Sending on a thread of its own, for a console that goes on meanwhile.
///
/// What happens shows in the ledger. Whoever ends the program calls ``finish()`` first, so that the
/// group under way is settled and nothing is left in doubt.
public final class BackgroundDispatch: Sendable {
  private let state = Mutex(State())

  private struct State {
    var running: Set<Batch.ID> = []
    var isStopping = false
  }

  public init() {}

  /// Starts sending `batch` and gives back what is known after a moment.
  ///
  /// - Returns: What was done if it is done already, else that it has begun.
  /// - Throws: Why it was refused, if that shows within the first moments.
  public func start(_ batch: Batch.ID, in session: Session) throws -> any Worded {
    let isNew = state.withLock { $0.running.insert(batch).inserted }
    guard isNew else { return DispatchStarted(batch: batch) }
    let outcome = Outcome()
    let thread = Thread { [self] in
      let result = Result {
        try session.dispatch(
          batch: batch, shouldStop: { self.state.withLock { $0.isStopping } })
      }
      state.withLock { _ = $0.running.remove(batch) }
      outcome.finish(with: result)
    }
    thread.name = "dispatch \(batch)"
    thread.start()
    guard let result = outcome.wait(seconds: 1) else { return DispatchStarted(batch: batch) }
    return DispatchDone(report: try result.get())
  }

  /// Lets no further group begin and waits until those under way are settled.
  public func finish() {
    state.withLock { $0.isStopping = true }
    while state.withLock({ !$0.running.isEmpty }) { Thread.sleep(forTimeInterval: 0.02) }
  }

  /// The end of a run, waited for from another thread.
  private final class Outcome: Sendable {
    private let result = Mutex<Result<DispatchReport, any Error>?>(nil)
    private let done = DispatchSemaphore(value: 0)

    func finish(with result: Result<DispatchReport, any Error>) {
      self.result.withLock { $0 = result }
      done.signal()
    }

    func wait(seconds: Double) -> Result<DispatchReport, any Error>? {
      guard done.wait(timeout: .now() + seconds) == .success else { return nil }
      return result.withLock { $0 }
    }
  }
}

/// Says that a batch is being sent.
private struct DispatchStarted: Worded {
  var batch: Batch.ID

  func words(_ language: Language) -> String {
    language.pick(
      zh: "批次 \(batch) 开始发送，进度见批次页", en: "batch \(batch) is being sent; its page shows how far")
  }
}

/// Says what a short run did.
private struct DispatchDone: Worded {
  var report: DispatchReport

  func words(_ language: Language) -> String { report.words(language) }
}
