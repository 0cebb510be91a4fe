import GRDB
import WinbackCore

/// Operators, batches with what was frozen of them, the ledger of messages, and the audit trail.
enum Ledger002Batches {
  static func migrate(_ database: Database) throws {
    func names<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> String
    where Choice.RawValue == String {
      type.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
    try database.execute(
      sql: """
        CREATE TABLE ledger_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        INSERT INTO ledger_state VALUES ('touches', 0);

        CREATE TABLE operator (
          operator_id TEXT PRIMARY KEY CHECK (length(operator_id) BETWEEN 1 AND 64),
          name TEXT NOT NULL,
          roles TEXT NOT NULL,
          public_key TEXT NOT NULL,
          is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1)),
          signed_by TEXT NOT NULL REFERENCES operator (operator_id) DEFERRABLE INITIALLY DEFERRED,
          signature TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE document (
          kind TEXT NOT NULL, name TEXT NOT NULL,
          version INTEGER NOT NULL CHECK (version > 0),
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
          json TEXT NOT NULL,
          PRIMARY KEY (kind, name, version), UNIQUE (kind, name, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX document_by_hash ON document (sha256);

        CREATE TABLE batch (
          batch_id TEXT PRIMARY KEY CHECK (length(batch_id) BETWEEN 1 AND 64),
          version INTEGER NOT NULL CHECK (version > 0),
          state TEXT NOT NULL CHECK (state IN (\(names(BatchState.self)))),
          strategy TEXT NOT NULL, segment TEXT NOT NULL,
          channel TEXT NOT NULL CHECK (channel IN (\(names(Channel.self)))),
          template TEXT NOT NULL,
          purpose TEXT NOT NULL CHECK (purpose IN (\(names(Touch.Purpose.self)))),
          creator TEXT NOT NULL,
          authors TEXT NOT NULL CHECK (json_valid(authors)),
          created_at INTEGER NOT NULL, as_of INTEGER NOT NULL,
          submitted_at INTEGER, send_at INTEGER, expires_at INTEGER, paused_at INTEGER,
          segment_size INTEGER NOT NULL CHECK (segment_size >= 0),
          recipients INTEGER NOT NULL CHECK (recipients >= 0),
          control_size INTEGER NOT NULL CHECK (control_size >= 0),
          risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high', 'critical')),
          cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
          waterfall TEXT NOT NULL CHECK (json_valid(waterfall)),
          content_hash TEXT, messages_hash TEXT, content TEXT, parts INTEGER,
          note TEXT NOT NULL,
          -- Beyond a draft a batch is frozen, except where it never was.
          CHECK (state IN ('draft', 'cancelled') OR content_hash IS NOT NULL),
          CHECK ((content_hash IS NULL) = (messages_hash IS NULL)
            AND (content_hash IS NULL) = (content IS NULL) AND (content_hash IS NULL) = (parts IS NULL))
        ) STRICT;

        CREATE TABLE approval (
          batch_id TEXT NOT NULL REFERENCES batch (batch_id),
          version INTEGER NOT NULL,
          operator_id TEXT NOT NULL REFERENCES operator (operator_id),
          at INTEGER NOT NULL,
          content_hash TEXT NOT NULL, messages_hash TEXT NOT NULL,
          recipients INTEGER NOT NULL,
          note TEXT NOT NULL, signature TEXT NOT NULL,
          is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
          PRIMARY KEY (batch_id, version, operator_id, at)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE act (
          row INTEGER PRIMARY KEY,
          batch_id TEXT NOT NULL REFERENCES batch (batch_id),
          version INTEGER NOT NULL,
          at INTEGER NOT NULL,
          operator_id TEXT NOT NULL, action TEXT NOT NULL,
          note TEXT NOT NULL, signature TEXT NOT NULL
        ) STRICT;
        CREATE INDEX act_by_batch ON act (batch_id);

        CREATE TABLE recipient (
          row INTEGER PRIMARY KEY,
          batch_id TEXT NOT NULL REFERENCES batch (batch_id),
          user_id TEXT NOT NULL CHECK (length(user_id) BETWEEN 1 AND 64),
          step_no INTEGER NOT NULL CHECK (step_no > 0),
          arm TEXT NOT NULL,
          channel TEXT NOT NULL CHECK (channel IN (\(names(Channel.self)))),
          plan TEXT NOT NULL,
          destination TEXT NOT NULL, text TEXT NOT NULL,
          units INTEGER NOT NULL, parts INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN (\(names(RecipientState.self)))),
          reason TEXT,
          idempotency_key TEXT NOT NULL UNIQUE CHECK (length(idempotency_key) = 32),
          attempt INTEGER NOT NULL CHECK (attempt >= 0),
          intended_at INTEGER, settled_at INTEGER,
          provider_id TEXT,
          UNIQUE (batch_id, user_id, step_no),
          CHECK (state NOT IN ('in_flight', 'sent', 'unknown') OR intended_at IS NOT NULL),
          CHECK (state NOT IN ('skipped', 'failed') OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX recipient_by_state ON recipient (batch_id, state);
        CREATE INDEX recipient_by_user ON recipient (user_id);

        CREATE TABLE own_receipt (
          receipt_id TEXT PRIMARY KEY CHECK (length(receipt_id) BETWEEN 1 AND 64),
          idempotency_key TEXT NOT NULL REFERENCES recipient (idempotency_key),
          at INTEGER NOT NULL,
          type TEXT NOT NULL CHECK (type IN (\(names(Receipt.Kind.self)))),
          detail TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX own_receipt_by_message ON own_receipt (idempotency_key);

        CREATE TABLE audit (
          seq INTEGER PRIMARY KEY CHECK (seq > 0),
          at INTEGER NOT NULL,
          actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
          detail TEXT NOT NULL CHECK (json_valid(detail)),
          prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
          hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
        ) STRICT;
        CREATE INDEX audit_by_object ON audit (object);
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
          BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """)
  }
}
