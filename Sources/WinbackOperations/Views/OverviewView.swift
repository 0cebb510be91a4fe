public import WinbackCore

/// The first screen: what waits for a decision, what runs, how the users stand.
public struct OverviewView: Sendable, Equatable {
  public var workspaceName: String
  public var isDemo: Bool
  public var asOf: Instant
  public var users: Int
  public var recallPool: Int
  public var stages: [NamedCount]
  /// Batches that wait for this session's operator.
  public var waiting: [BatchSummary]
  /// Batches that are sending, paused or scheduled.
  public var running: [BatchSummary]
  /// Messages of today by outcome.
  public var today: [NamedCount]
  /// The latest acts of the audit trail, newest first, one line each.
  public var recentActs: [String]
  /// Faults of the playbook files, one line each.
  public var faults: [String]

  public init(
    workspaceName: String, isDemo: Bool, asOf: Instant, users: Int, recallPool: Int,
    stages: [NamedCount], waiting: [BatchSummary], running: [BatchSummary], today: [NamedCount],
    recentActs: [String], faults: [String]
  ) {
    self.workspaceName = workspaceName
    self.isDemo = isDemo
    self.asOf = asOf
    self.users = users
    self.recallPool = recallPool
    self.stages = stages
    self.waiting = waiting
    self.running = running
    self.today = today
    self.recentActs = recentActs
    self.faults = faults
  }
}
