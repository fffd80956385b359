-- The school's days, its pupils, whom to ring, and the marks that are not plain presence.
CREATE TABLE calendars (
  school_urn      TEXT NOT NULL REFERENCES schools (urn),
  academic_year   TEXT NOT NULL,
  published_at    TEXT NOT NULL,
  delivery_id     TEXT NOT NULL,
  terms           TEXT NOT NULL CHECK (json_valid(terms)),
  closed          TEXT NOT NULL CHECK (json_valid(closed)),
  registers_close TEXT CHECK (registers_close IS NULL OR json_valid(registers_close)),
  received_at     TEXT NOT NULL,
  PRIMARY KEY (school_urn, academic_year, published_at, delivery_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pupils (
  id                  TEXT PRIMARY KEY,
  school_urn          TEXT NOT NULL REFERENCES schools (urn),
  mis_id              TEXT NOT NULL CHECK (length(mis_id) BETWEEN 1 AND 200),
  upn                 TEXT,
  former_upn          TEXT,
  legal_forename      TEXT,
  legal_surname       TEXT,
  preferred_forename  TEXT,
  preferred_surname   TEXT,
  search_name         TEXT NOT NULL DEFAULT '',
  date_of_birth       TEXT CHECK (date_of_birth IS NULL OR date_of_birth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sex                 TEXT,
  year_group          TEXT,
  reg_group           TEXT,
  home_la_code        TEXT,
  boarder             INTEGER NOT NULL DEFAULT 0 CHECK (boarder IN (0, 1)),
  details_at          TEXT,
  looked_after        INTEGER CHECK (looked_after IN (0, 1)),
  protection_plan     INTEGER CHECK (protection_plan IN (0, 1)),
  child_in_need       INTEGER CHECK (child_in_need IN (0, 1)),
  ehc_plan            INTEGER CHECK (ehc_plan IN (0, 1)),
  sen_support         INTEGER CHECK (sen_support IN (0, 1)),
  social_worker       INTEGER CHECK (social_worker IN (0, 1)),
  flags_at            TEXT,
  flags_to_check      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(flags_to_check)),
  flags_to_check_at   TEXT,
  first_known_on      TEXT NOT NULL,
  entered_on          TEXT,
  left_on             TEXT,
  enrolment_at        TEXT,
  UNIQUE (school_urn, mis_id)
) STRICT;
CREATE INDEX pupils_by_upn ON pupils (school_urn, upn);
CREATE INDEX pupils_by_name ON pupils (school_urn, search_name);

CREATE TABLE contacts (
  id                      TEXT PRIMARY KEY,
  pupil_id                TEXT NOT NULL REFERENCES pupils (id),
  contact_ref             TEXT NOT NULL,
  name                    TEXT NOT NULL,
  relationship            TEXT,
  priority                INTEGER,
  parental_responsibility INTEGER CHECK (parental_responsibility IN (0, 1)),
  phones                  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(phones)),
  emails                  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(emails)),
  address                 TEXT CHECK (address IS NULL OR json_valid(address)),
  restricted              INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
  source_updated_at       TEXT NOT NULL,
  UNIQUE (pupil_id, contact_ref)
) STRICT;

-- stamp and tie say which of two messages about one mark is the newer, whatever order they came in.
CREATE TABLE marks (
  pupil_id     TEXT NOT NULL REFERENCES pupils (id),
  marked_on    TEXT NOT NULL CHECK (marked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  session      TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  school_urn   TEXT NOT NULL REFERENCES schools (urn),
  code         TEXT NOT NULL,
  minutes_late INTEGER,
  comment      TEXT,
  source       TEXT NOT NULL CHECK (source IN ('mis', 'hand', 'no-mark')),
  stamp        TEXT NOT NULL,
  tie          TEXT NOT NULL,
  received_at  TEXT NOT NULL,
  received_by  TEXT NOT NULL,
  PRIMARY KEY (pupil_id, marked_on, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_of_school ON marks (school_urn, marked_on, session, code);
CREATE INDEX marks_unexplained ON marks (school_urn, pupil_id) WHERE code = 'N';

-- What a mark was before it changed, or what came too late to count: who, when, why.
CREATE TABLE mark_versions (
  id           INTEGER PRIMARY KEY,
  pupil_id     TEXT NOT NULL REFERENCES pupils (id),
  marked_on    TEXT NOT NULL,
  session      TEXT NOT NULL,
  code         TEXT NOT NULL,
  source       TEXT NOT NULL,
  stamp        TEXT NOT NULL,
  tie          TEXT NOT NULL,
  received_at  TEXT NOT NULL,
  received_by  TEXT NOT NULL,
  became       TEXT NOT NULL,
  kept_at      TEXT NOT NULL,
  kept_because TEXT NOT NULL CHECK (kept_because IN ('replaced', 'stale')),
  reason       TEXT
) STRICT;
CREATE INDEX mark_versions_of_pupil ON mark_versions (pupil_id, marked_on);
CREATE TRIGGER mark_versions_never_updated BEFORE UPDATE ON mark_versions BEGIN SELECT RAISE(ABORT, 'append-only: mark_versions'); END;
CREATE TRIGGER mark_versions_never_deleted BEFORE DELETE ON mark_versions BEGIN SELECT RAISE(ABORT, 'append-only: mark_versions'); END;
CREATE TRIGGER mark_versions_never_replaced BEFORE INSERT ON mark_versions WHEN EXISTS (SELECT 1 FROM mark_versions WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: mark_versions'); END;

CREATE TABLE register_sessions (
  school_urn    TEXT NOT NULL REFERENCES schools (urn),
  marked_on     TEXT NOT NULL,
  session       TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  expected      INTEGER,
  marked        INTEGER,
  complete      INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  closed_at     TEXT,
  last_heard_at TEXT NOT NULL,
  source        TEXT NOT NULL CHECK (source IN ('mis', 'hand')),
  stamp         TEXT NOT NULL,
  PRIMARY KEY (school_urn, marked_on, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  school_urn        TEXT NOT NULL REFERENCES schools (urn),
  feed              TEXT NOT NULL,
  last_heard_at     TEXT NOT NULL,
  last_complete_at  TEXT,
  PRIMARY KEY (school_urn, feed)
) STRICT, WITHOUT ROWID;
