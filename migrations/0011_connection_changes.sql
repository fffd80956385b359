-- Who connected, rotated a secret of, or ended a connection, and when. Numbered from 1 a connection: of two at once the second is refused.
CREATE TABLE connection_changes (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  by            TEXT NOT NULL,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  number        INTEGER NOT NULL,
  what          TEXT NOT NULL CHECK (what IN ('connected', 'secret-rotated', 'previous-secret-ended', 'ended')),
  detail        TEXT,
  UNIQUE (connection_id, number)
) STRICT;
CREATE TRIGGER connection_changes_never_updated BEFORE UPDATE ON connection_changes BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;
CREATE TRIGGER connection_changes_never_deleted BEFORE DELETE ON connection_changes BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;
CREATE TRIGGER connection_changes_never_replaced BEFORE INSERT ON connection_changes WHEN EXISTS (SELECT 1 FROM connection_changes WHERE id = NEW.id OR (connection_id = NEW.connection_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;

INSERT INTO connection_changes (at, by, connection_id, number, what) SELECT created_at, coalesce(created_by, 'command-line'), id, 1, 'connected' FROM connections ORDER BY created_at, id;
INSERT INTO connection_changes (at, by, connection_id, number, what, detail) SELECT ended_at, 'command-line', id, 2, 'ended', ended_because FROM connections WHERE ended_at IS NOT NULL ORDER BY ended_at, id;
