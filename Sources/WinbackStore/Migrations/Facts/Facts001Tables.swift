import GRDB
import WinbackCore

/// Users and what the imported files say of them.
///
/// Records refer to a user by his row number: the index over them stays small, and one user's records
/// lie together in it.
enum Facts001Tables {
  static func migrate(_ database: Database) throws {
    func names<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> String
    where Choice.RawValue == String {
      type.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
    try database.execute(
      sql: """
        CREATE TABLE fact_state (
          name TEXT PRIMARY KEY, value INTEGER NOT NULL
        ) STRICT;
        INSERT INTO fact_state VALUES ('version', 0);

        CREATE TABLE user (
          row INTEGER PRIMARY KEY,
          user_id TEXT NOT NULL UNIQUE CHECK (length(user_id) BETWEEN 1 AND 64),
          registered_at INTEGER NOT NULL,
          phone TEXT, email TEXT, wecom_id TEXT, push_token TEXT, tz TEXT, region TEXT,
          app_type TEXT CHECK (app_type IN (\(names(AppType.self)))),
          source TEXT,
          acquisition_cost_minor INTEGER CHECK (acquisition_cost_minor >= 0),
          member_level TEXT, member_expires_at INTEGER,
          vip INTEGER CHECK (vip IN (0, 1)),
          app_installed INTEGER CHECK (app_installed IN (0, 1)),
          closed_at INTEGER, name TEXT,
          -- SQLite before 3.45 holds NULL for no valid JSON.
          attributes TEXT CHECK (attributes IS NULL OR json_valid(attributes))
        ) STRICT;

        CREATE TABLE "order" (
          order_id TEXT NOT NULL UNIQUE CHECK (length(order_id) BETWEEN 1 AND 64),
          user INTEGER NOT NULL REFERENCES user (row),
          created_at INTEGER NOT NULL,
          status TEXT NOT NULL CHECK (status IN (\(names(Order.Status.self)))),
          amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
          currency TEXT,
          paid_at INTEGER CHECK (paid_at >= created_at),
          dispatched_at INTEGER, promised_at INTEGER,
          dispatch_issue TEXT CHECK (dispatch_issue IN (\(names(Order.DispatchIssue.self)))),
          discount_minor INTEGER CHECK (discount_minor >= 0),
          refund_minor INTEGER CHECK (refund_minor BETWEEN 0 AND amount_minor),
          refunded_at INTEGER,
          kind TEXT CHECK (kind IN (\(names(Order.Kind.self)))),
          category TEXT, touch_id TEXT,
          CHECK (paid_at IS NOT NULL OR status IN ('created', 'cancelled'))
        ) STRICT;
        CREATE INDEX order_by_user ON "order" (user);

        CREATE TABLE event (
          event_id TEXT NOT NULL UNIQUE CHECK (length(event_id) BETWEEN 1 AND 64),
          user INTEGER NOT NULL REFERENCES user (row),
          at INTEGER NOT NULL,
          type TEXT NOT NULL,
          object_id TEXT,
          value_minor INTEGER CHECK (value_minor >= 0),
          detail TEXT
        ) STRICT;
        CREATE INDEX event_by_user ON event (user);

        CREATE TABLE touch (
          touch_id TEXT NOT NULL UNIQUE CHECK (length(touch_id) BETWEEN 1 AND 64),
          user INTEGER NOT NULL REFERENCES user (row),
          channel TEXT NOT NULL CHECK (channel IN (\(names(Channel.self)))),
          sent_at INTEGER NOT NULL,
          purpose TEXT NOT NULL CHECK (purpose IN (\(names(Touch.Purpose.self)))),
          batch_id TEXT, step_no INTEGER, template_id TEXT,
          status TEXT CHECK (status IN (\(names(Touch.Status.self)))),
          cost_minor INTEGER CHECK (cost_minor >= 0)
        ) STRICT;
        CREATE INDEX touch_by_user ON touch (user);

        CREATE TABLE receipt (
          receipt_id TEXT NOT NULL UNIQUE CHECK (length(receipt_id) BETWEEN 1 AND 64),
          touch_id TEXT NOT NULL REFERENCES touch (touch_id),
          at INTEGER NOT NULL,
          type TEXT NOT NULL CHECK (type IN (\(names(Receipt.Kind.self)))),
          detail TEXT
        ) STRICT;
        CREATE INDEX receipt_by_touch ON receipt (touch_id);

        CREATE TABLE assignment (
          experiment_id TEXT NOT NULL CHECK (length(experiment_id) BETWEEN 1 AND 64),
          user INTEGER NOT NULL REFERENCES user (row),
          arm TEXT NOT NULL,
          assigned_at INTEGER NOT NULL,
          PRIMARY KEY (experiment_id, user)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE number (
          number TEXT PRIMARY KEY CHECK (length(number) BETWEEN 1 AND 64),
          owner TEXT,
          last_checked_at INTEGER,
          result TEXT CHECK (result IN (\(names(OutboundNumber.CheckResult.self))))
        ) STRICT, WITHOUT ROWID;
        """)
  }
}
