-- What teams are told: a message waits here from the commit of what caused it until it is sent, or somebody knows that it was not.
CREATE TABLE messages (
  id               TEXT PRIMARY KEY,
  key              TEXT NOT NULL UNIQUE,
  made_at          TEXT NOT NULL,
  kind             TEXT NOT NULL,
  team             TEXT NOT NULL CHECK (team IN ('education-welfare', 'authority') OR team GLOB 'school:[0-9][0-9][0-9][0-9][0-9][0-9]'),
  school_urn       TEXT REFERENCES schools (urn),
  case_id          TEXT REFERENCES cases (id),
  subject          TEXT NOT NULL CHECK (length(subject) > 0),
  body             TEXT NOT NULL CHECK (length(body) > 0),
  state            TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dead', 'held', 'withdrawn')),
  because          TEXT,
  held_because     TEXT,
  released_at      TEXT,
  released_by      TEXT REFERENCES people (id),
  tries            INTEGER NOT NULL DEFAULT 0,
  tries_at_release INTEGER NOT NULL DEFAULT 0,
  tried_at         TEXT,
  sent_at          TEXT,
  notify_reference TEXT,
  CHECK (state NOT IN ('failed', 'dead', 'held', 'withdrawn') OR because IS NOT NULL),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
) STRICT;
CREATE INDEX messages_to_send ON messages (made_at, id) WHERE state IN ('waiting', 'failed', 'sending');
CREATE INDEX messages_not_sent ON messages (made_at, id) WHERE state IN ('failed', 'dead') OR (state = 'waiting' AND because IS NOT NULL);
CREATE INDEX messages_newest ON messages (made_at, id);
CREATE INDEX messages_of_school ON messages (school_urn, made_at);
CREATE INDEX messages_of_case ON messages (case_id);

-- One row a try: written before GOV.UK Notify is asked, answered after; one without an answer may have been sent.
CREATE TABLE message_tries (
  message_id TEXT NOT NULL REFERENCES messages (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  at         TEXT NOT NULL,
  email      TEXT NOT NULL,
  answer     TEXT,
  PRIMARY KEY (message_id, number)
) STRICT, WITHOUT ROWID;

-- To whom each team's messages go.
CREATE TABLE team_addresses (
  team   TEXT PRIMARY KEY CHECK (team IN ('education-welfare', 'authority') OR team GLOB 'school:[0-9][0-9][0-9][0-9][0-9][0-9]'),
  email  TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES people (id)
) STRICT, WITHOUT ROWID;

-- Who changed an address, when, to what; null when it was taken away.
CREATE TABLE team_address_changes (
  id     INTEGER PRIMARY KEY,
  team   TEXT NOT NULL,
  email  TEXT,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX team_address_changes_of_team ON team_address_changes (team, id);
CREATE TRIGGER team_address_changes_never_updated BEFORE UPDATE ON team_address_changes BEGIN SELECT RAISE(ABORT, 'append-only: team_address_changes'); END;
CREATE TRIGGER team_address_changes_never_deleted BEFORE DELETE ON team_address_changes BEGIN SELECT RAISE(ABORT, 'append-only: team_address_changes'); END;
CREATE TRIGGER team_address_changes_never_replaced BEFORE INSERT ON team_address_changes WHEN EXISTS (SELECT 1 FROM team_address_changes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: team_address_changes'); END;
