import WinbackCore
import WinbackOperations

/// The batches that fit the filter, in the chosen order.
struct Queue: Sendable {
  /// What the rows were made from; nil when the batches were read anew.
  struct Key: Hashable, Sendable {
    var filter: String
    var sort: ListState.Sort?
  }

  var key: Key?
  private(set) var rows: [BatchSummary] = []

  /// Makes the rows anew when anything they depend on has changed.
  mutating func settle(_ batches: [BatchSummary], _ list: ListState) {
    let key = Key(filter: list.filter, sort: list.sort)
    guard key != self.key else { return }
    self.key = key
    let found = batches.filter {
      ListView.matches(
        list.filter, [$0.id, $0.strategy, $0.segment, $0.template, $0.stateLabel, $0.author])
    }
    let sort = list.sort ?? ListState.Sort(column: 0, isDescending: false)
    rows = found.sorted(by: sort) { left, right in
      switch sort.column {
      case 1: left.id < right.id
      case 2: left.recipients < right.recipients
      case 3: left.stateLabel < right.stateLabel
      case 4: left.author < right.author
      case 5: (left.submittedAt ?? .distant) < (right.submittedAt ?? .distant)
      default: Self.order(left) < Self.order(right)
      }
    }
  }

  /// My decisions, then what waits for others or runs, then what is over; the nearest sending first.
  private static func order(_ batch: BatchSummary) -> (Int, Instant) {
    let time = batch.sendAt ?? batch.submittedAt ?? .distant
    if batch.needsMyDecision { return (0, time) }
    switch batch.state {
    case "sending", "paused": return (1, time)
    case "submitted": return (2, time)
    case "approved", "scheduled": return (3, time)
    case "draft": return (4, time)
    default: return (5, Instant(seconds: -time.seconds))
    }
  }
}
