public import WinbackCore

/// What one run of the dispatcher did to one batch.
public struct DispatchRun: Sendable, Equatable {
  public var batch: Batch.ID
  public var state: BatchState
  /// Of this run.
  public var sent = 0
  public var failed = 0
  public var unknown = 0
  public var skipped = 0
  /// Settled of what an earlier run left in flight: found with the gateway, and not found.
  public var recovered = 0
  public var inDoubt = 0
  /// Messages of the batch that still wait.
  public var waiting = 0
  /// When the first of them may go; nil when none waits for a time.
  public var nextAt: Instant?
  /// Why the batch was paused by itself; nil when it was not.
  public var pause: AutomaticPause?

  public init(batch: Batch.ID, state: BatchState) {
    self.batch = batch
    self.state = state
  }
}

/// Why sending stopped by itself.
public enum AutomaticPause: Hashable, Sendable, Worded {
  /// Of the latest hand-overs so many failed.
  case failures(Int, of: Int)
  /// So many receivers unsubscribed or complained.
  case complaints(Int, of: Int)

  /// As kept in the batch's history.
  var note: String {
    switch self {
    case .failures(let count, let total): "failures \(count)/\(total)"
    case .complaints(let count, let total): "complaints \(count)/\(total)"
    }
  }

  public func words(_ language: Language) -> String {
    switch self {
    case .failures(let count, let total):
      language.pick(
        zh: "最近 \(total) 次发送有 \(count) 次失败，已自动暂停；请检查网关后继续或取消",
        en:
          "\(count) of the last \(total) hand-overs failed, so it was paused; look into the gateway, "
          + "then resume or cancel")
    case .complaints(let count, let total):
      language.pick(
        zh: "\(total) 个送达中有 \(count) 个退订或投诉，已自动暂停；请检查文案和人群后继续或取消",
        en:
          "\(count) of \(total) receivers unsubscribed or complained, so it was paused; look into copy "
          + "and audience, then resume or cancel")
    }
  }
}

/// What a dispatcher did.
public struct DispatchReport: Sendable {
  /// By batch, in the order in which they were taken up.
  public var runs: [DispatchRun] = []
  /// Why batches that were due did not go.
  public var problems: [(batch: Batch.ID, error: any Error)] = []

  public init() {}

  mutating func add(_ run: DispatchRun) {
    guard let index = runs.firstIndex(where: { $0.batch == run.batch }) else {
      runs.append(run)
      return
    }
    var sum = run
    let earlier = runs[index]
    sum.sent += earlier.sent
    sum.failed += earlier.failed
    sum.unknown += earlier.unknown
    sum.skipped += earlier.skipped
    sum.recovered += earlier.recovered
    sum.inDoubt += earlier.inDoubt
    runs[index] = sum
  }

  mutating func add(_ error: any Error, of batch: Batch.ID) {
    problems.removeAll { $0.batch == batch }
    problems.append((batch, error))
  }
}

/// What happens while a dispatcher works.
public enum DispatchEvent: Sendable {
  /// A batch is taken up; `total` messages of it wait.
  case started(Batch.ID, total: Int)
  /// `looked` of the waiting messages were dealt with.
  case progress(Batch.ID, looked: Int, total: Int, DispatchRun)
  case finished(DispatchRun)
  case refused(Batch.ID, any Error)
}
