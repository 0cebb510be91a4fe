import GRDB
import WinbackCore

/// Refusals that imported receipts report: who unsubscribed or complained must not be messaged again,
/// whichever system sent the message.
extension WorkspaceStore {
  /// The suppressions that follow from imported receipts.
  ///
  /// - Parameter users: Only those of these users; nil for everybody's.
  func reportedRefusals(of users: [User.ID]? = nil) throws -> [Suppression] {
    try readFacts { database in
      let condition =
        users.map { " AND user.user_id IN (\(databaseQuestionMarks(count: $0.count)))" } ?? ""
      return try Row.fetchAll(
        database,
        sql: """
          SELECT user.user_id, touch.channel, receipt.at, receipt.type
          FROM receipt JOIN touch USING (touch_id) JOIN user ON user.row = touch.user
          WHERE receipt.type IN ('unsubscribed', 'complained')\(condition)
          """, arguments: StatementArguments((users ?? []).map(\.text))
      ).compactMap { row in
        guard let channel = Channel(rawValue: row[1]), let kind = Receipt.Kind(rawValue: row[3])
        else { return nil }
        return Receipt(id: "", touchID: "", at: Instant(seconds: row[2]), kind: kind)
          .suppression(of: User.ID(row[0]), on: channel)
      }
    }
  }
}
