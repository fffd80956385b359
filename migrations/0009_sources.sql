-- Every source of a school: signed webhooks, Wonde, Arbor, files. One inbox behind them all.
CREATE TABLE connections_now (
  id              TEXT PRIMARY KEY,
  endpoint        TEXT NOT NULL UNIQUE,
  school_urn      TEXT NOT NULL REFERENCES schools (urn),
  vendor          TEXT NOT NULL CHECK (vendor IN ('generic', 'wonde', 'arbor', 'file')),
  secret_current  TEXT,
  secret_previous TEXT,
  previous_until  TEXT,
  token           TEXT,
  settings        TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  created_at      TEXT NOT NULL,
  created_by      TEXT REFERENCES people (id),
  ended_at        TEXT,
  ended_because   TEXT,
  CHECK (vendor NOT IN ('generic', 'wonde') OR secret_current IS NOT NULL)
) STRICT;
INSERT INTO connections_now (id, endpoint, school_urn, vendor, secret_current, secret_previous, created_at, ended_at)
  SELECT id, endpoint, school_urn, vendor, secret_current, secret_previous, created_at, ended_at FROM connections;

-- received -> processed | quarantined | ignored | parked (a person decides) | dead (tried often enough, a person may try again).
CREATE TABLE deliveries_now (
  id             INTEGER PRIMARY KEY,
  connection_id  TEXT NOT NULL REFERENCES connections_now (id),
  delivery_id    TEXT NOT NULL CHECK (length(delivery_id) BETWEEN 1 AND 256),
  received_at    TEXT NOT NULL,
  type           TEXT,
  body_sha256    TEXT NOT NULL,
  body           TEXT,
  state          TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'processed', 'quarantined', 'ignored', 'parked', 'dead')),
  tries          INTEGER NOT NULL DEFAULT 0,
  next_try_at    TEXT,
  processed_at   TEXT,
  parked_because TEXT,
  released_at    TEXT,
  released_by    TEXT REFERENCES people (id),
  replays        INTEGER REFERENCES deliveries_now (id),
  sent_by        TEXT REFERENCES people (id),
  UNIQUE (connection_id, delivery_id)
) STRICT;
INSERT INTO deliveries_now (id, connection_id, delivery_id, received_at, type, body_sha256, body, state, tries, processed_at)
  SELECT id, connection_id, delivery_id, received_at, type, body_sha256, body, CASE state WHEN 'failed' THEN 'dead' ELSE state END, tries, processed_at FROM deliveries;

CREATE TABLE quarantined_now (
  delivery    INTEGER NOT NULL REFERENCES deliveries_now (id),
  number      INTEGER NOT NULL,
  school_urn  TEXT NOT NULL REFERENCES schools (urn),
  at          TEXT NOT NULL,
  type        TEXT NOT NULL,
  path        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  content     TEXT,
  settled_at  TEXT,
  settled_by  TEXT REFERENCES people (id),
  settled_how TEXT CHECK (settled_how IN ('discarded', 'replayed')),
  settled_because TEXT,
  PRIMARY KEY (delivery, number),
  CHECK ((settled_at IS NULL) = (settled_how IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO quarantined_now (delivery, number, school_urn, at, type, path, reason, content)
  SELECT delivery, number, school_urn, at, type, path, reason, content FROM quarantined;

CREATE TABLE security_events_now (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('delivery-id-reused', 'delivery-for-another-school', 'signature-refused', 'too-many-deliveries', 'access-not-confirmed')),
  connection_id TEXT REFERENCES connections_now (id),
  school_urn    TEXT,
  delivery_id   TEXT,
  detail        TEXT NOT NULL
) STRICT;
INSERT INTO security_events_now (id, at, kind, connection_id, school_urn, delivery_id, detail)
  SELECT id, at, kind, connection_id, school_urn, delivery_id, detail FROM security_events;

DROP TABLE security_events;
DROP TABLE quarantined;
DROP TABLE deliveries;
DROP TABLE connections;
ALTER TABLE connections_now RENAME TO connections;
ALTER TABLE deliveries_now RENAME TO deliveries;
ALTER TABLE quarantined_now RENAME TO quarantined;
ALTER TABLE security_events_now RENAME TO security_events;

CREATE INDEX connections_of_school ON connections (school_urn);
CREATE INDEX deliveries_waiting ON deliveries (id) WHERE state = 'received';
CREATE INDEX deliveries_stuck ON deliveries (id) WHERE state IN ('parked', 'dead');
CREATE INDEX deliveries_by_connection ON deliveries (connection_id, received_at);
CREATE INDEX quarantined_of_school ON quarantined (school_urn, at);
CREATE INDEX quarantined_unsettled ON quarantined (school_urn, at) WHERE settled_at IS NULL;
CREATE INDEX security_events_at ON security_events (at);
CREATE TRIGGER security_events_never_updated BEFORE UPDATE ON security_events BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;
CREATE TRIGGER security_events_never_deleted BEFORE DELETE ON security_events BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;
CREATE TRIGGER security_events_never_replaced BEFORE INSERT ON security_events WHEN EXISTS (SELECT 1 FROM security_events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: security_events'); END;

-- Where reading a vendor stands: one row a feed of a connection. The cursor is the vendor's own, opaque here.
CREATE TABLE polls (
  connection_id    TEXT NOT NULL REFERENCES connections (id),
  feed             TEXT NOT NULL,
  cursor           TEXT,
  next_at          TEXT NOT NULL,
  leased_until     TEXT,
  leased_by        TEXT,
  last_begun_at    TEXT,
  last_complete_at TEXT,
  failures         INTEGER NOT NULL DEFAULT 0,
  problem          TEXT,
  most_seen        INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (connection_id, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX polls_due ON polls (next_at);

-- The vendor's own words that every later reading needs: attendance codes, marks of which pupil is which.
CREATE TABLE vendor_lists (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  name          TEXT NOT NULL,
  content       TEXT NOT NULL CHECK (json_valid(content)),
  read_at       TEXT NOT NULL,
  PRIMARY KEY (connection_id, name)
) STRICT, WITHOUT ROWID;
