import Foundation
public import WinbackCore
import WinbackStore

/// The first screen, and the users.
extension Session {
  /// What waits, what runs, and how the users stand.
  public func overview(asOf: Instant, language: Language) throws -> OverviewView {
    let playbook = playbook()
    let summary = try snapshot(asOf: asOf).population.summary
    let batches = try batchSummaries(language)
    let running: Set<String> = [
      BatchState.sending.rawValue, BatchState.paused.rawValue, BatchState.scheduled.rawValue,
      BatchState.approved.rawValue,
    ]
    return OverviewView(
      workspaceName: playbook.settings.name.isEmpty
        ? folder.root.lastPathComponent : playbook.settings.name,
      isDemo: playbook.settings.workspace.isDemo, asOf: asOf, users: try store.userCount(),
      recallPool: LifecycleStage.recallPool.reduce(0) { $0 + (summary.stages[$1] ?? 0) },
      stages: LifecycleStage.allCases.compactMap { stage in
        summary.stages[stage].map {
          NamedCount(name: stage.rawValue, label: stage.words(language), count: $0)
        }
      },
      waiting: batches.filter(\.needsMyDecision),
      running: batches.filter { running.contains($0.state) },
      today: try today(language),
      recentActs: try store.latestAuditEntries(8).map { entry in
        let time = entry.at.rfc3339(in: playbook.settings.zone).dropFirst(5).prefix(11)
          .replacingOccurrences(of: "T", with: " ")
        return "\(time)  \(entry.actor)  \(entry.action)  \(entry.object)"
      },
      faults: playbook.faults.map { $0.words(language) })
  }

  /// Messages by outcome since the business day began.
  private func today(_ language: Language) throws -> [NamedCount] {
    let zone = settings.zone
    let day = BusinessDay(clock.now(), in: zone)
    let counts = try store.outcomes { BusinessDay($0, in: zone) == day }
    return RecipientState.allCases.compactMap { state in
      counts[state].map {
        NamedCount(name: state.rawValue, label: state.words(language), count: $0)
      }
    }
  }
}
