-- An absence nobody has explained, and what was tried. It is the school's alone until it is opened as a case for the authority.
CREATE TABLE cases (
  id              TEXT PRIMARY KEY,
  pupil_id        TEXT NOT NULL REFERENCES pupils (id),
  school_urn      TEXT NOT NULL REFERENCES schools (urn),
  began_on        TEXT NOT NULL,
  ended_on        TEXT,
  ended_because   TEXT,
  explained_on    TEXT,
  explained_until TEXT,
  explained_by    INTEGER,
  version         INTEGER NOT NULL CHECK (version > 0),
  last_hash       TEXT NOT NULL,
  changed_at      TEXT NOT NULL,
  CHECK ((ended_on IS NULL) = (ended_because IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_running_case_a_pupil ON cases (pupil_id) WHERE ended_on IS NULL;
CREATE INDEX running_cases_of_school ON cases (school_urn, began_on) WHERE ended_on IS NULL;
CREATE INDEX cases_of_pupil ON cases (pupil_id);

CREATE TABLE case_events (
  case_id       TEXT NOT NULL REFERENCES cases (id),
  version       INTEGER NOT NULL CHECK (version > 0),
  at            TEXT NOT NULL,
  by            TEXT NOT NULL,
  what          TEXT NOT NULL,
  details_hash  TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL,
  PRIMARY KEY (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER case_events_never_updated BEFORE UPDATE ON case_events BEGIN SELECT RAISE(ABORT, 'append-only: case_events'); END;
CREATE TRIGGER case_events_never_deleted BEFORE DELETE ON case_events BEGIN SELECT RAISE(ABORT, 'append-only: case_events'); END;
CREATE TRIGGER case_events_never_replaced BEFORE INSERT ON case_events WHEN EXISTS (SELECT 1 FROM case_events WHERE case_id = NEW.case_id AND version = NEW.version) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: case_events.case_id, case_events.version'); END;

-- Beside the chain, so that they can be erased and the chain still holds: the event commits to their salted hash.
CREATE TABLE case_event_details (
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  salt    TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  PRIMARY KEY (case_id, version),
  FOREIGN KEY (case_id, version) REFERENCES case_events (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER case_event_details_never_updated BEFORE UPDATE ON case_event_details BEGIN SELECT RAISE(ABORT, 'append-only: case_event_details'); END;
CREATE TRIGGER case_event_details_never_replaced BEFORE INSERT ON case_event_details WHEN EXISTS (SELECT 1 FROM case_event_details WHERE case_id = NEW.case_id AND version = NEW.version) BEGIN SELECT RAISE(ABORT, 'append-only: case_event_details'); END;

-- Numbers said to be dead or somebody else's are asked for by every morning's list.
CREATE INDEX numbers_said_wrong ON case_event_details (case_id, version)
  WHERE details ->> 'outcome' IN ('number-dead', 'wrong-person');

-- Every look at a child's record, written before the page is sent.
CREATE TABLE reads (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  page      TEXT NOT NULL,
  pupil_ids TEXT NOT NULL CHECK (json_valid(pupil_ids))
) STRICT;
CREATE INDEX reads_at ON reads (at);
CREATE TRIGGER reads_never_updated BEFORE UPDATE ON reads BEGIN SELECT RAISE(ABORT, 'append-only: reads'); END;
CREATE TRIGGER reads_never_deleted BEFORE DELETE ON reads BEGIN SELECT RAISE(ABORT, 'append-only: reads'); END;
CREATE TRIGGER reads_never_replaced BEFORE INSERT ON reads WHEN EXISTS (SELECT 1 FROM reads WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: reads'); END;
