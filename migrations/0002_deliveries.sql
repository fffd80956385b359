-- What schools' systems told us: kept first, answered, applied after.
CREATE TABLE connections (
  id              TEXT PRIMARY KEY,
  endpoint        TEXT NOT NULL UNIQUE,
  school_urn      TEXT NOT NULL REFERENCES schools (urn),
  vendor          TEXT NOT NULL CHECK (vendor IN ('generic')),
  secret_current  TEXT NOT NULL,
  secret_previous TEXT,
  created_at      TEXT NOT NULL,
  ended_at        TEXT
) STRICT;
CREATE INDEX connections_of_school ON connections (school_urn);

CREATE TABLE deliveries (
  id            INTEGER PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  delivery_id   TEXT NOT NULL CHECK (length(delivery_id) BETWEEN 1 AND 256),
  received_at   TEXT NOT NULL,
  type          TEXT,
  body_sha256   TEXT NOT NULL,
  body          TEXT,
  state         TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'processed', 'quarantined', 'ignored', 'failed')),
  tries         INTEGER NOT NULL DEFAULT 0,
  processed_at  TEXT,
  UNIQUE (connection_id, delivery_id)
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (id) WHERE state = 'received';
CREATE INDEX deliveries_by_connection ON deliveries (connection_id, received_at);

-- One row a thing that could not be applied: the path of the fault for everybody, the content for the school alone.
CREATE TABLE quarantined (
  delivery   INTEGER NOT NULL REFERENCES deliveries (id),
  number     INTEGER NOT NULL,
  school_urn TEXT NOT NULL REFERENCES schools (urn),
  at         TEXT NOT NULL,
  type       TEXT NOT NULL,
  path       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  content    TEXT,
  PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantined_of_school ON quarantined (school_urn, at);

CREATE TABLE security_events (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('delivery-id-reused', 'delivery-for-another-school', 'signature-refused')),
  connection_id TEXT REFERENCES connections (id),
  school_urn    TEXT,
  delivery_id   TEXT,
  detail        TEXT NOT NULL
) STRICT;
CREATE INDEX security_events_at ON security_events (at);
CREATE TRIGGER security_events_never_updated BEFORE UPDATE ON security_events BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;
CREATE TRIGGER security_events_never_deleted BEFORE DELETE ON security_events BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;
CREATE TRIGGER security_events_never_replaced BEFORE INSERT ON security_events WHEN EXISTS (SELECT 1 FROM security_events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;
