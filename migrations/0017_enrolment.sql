-- What was said of a pupil's coming and leaving, by whom and when: every word is kept, and the roll follows from all of them.
CREATE TABLE enrolment_words (
  pupil_id    TEXT NOT NULL REFERENCES pupils (id),
  number      INTEGER NOT NULL CHECK (number > 0),
  what        TEXT NOT NULL CHECK (what IN ('expected', 'started', 'ended', 'reversed', 'deleted', 'merged',
    'has-started', 'starts-later', 'did-not-come', 'elsewhere', 'attended', 'destination-said', 'still-here')),
  at          TEXT NOT NULL,
  by          TEXT NOT NULL,
  details     TEXT NOT NULL CHECK (json_valid(details)),
  received_at TEXT NOT NULL,
  PRIMARY KEY (pupil_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER enrolment_words_never_updated BEFORE UPDATE ON enrolment_words BEGIN SELECT RAISE(ABORT, 'append-only: enrolment_words'); END;
CREATE TRIGGER enrolment_words_never_deleted BEFORE DELETE ON enrolment_words BEGIN SELECT RAISE(ABORT, 'append-only: enrolment_words'); END;
-- In the engine's own words, also for INSERT OR REPLACE: two people at once, so that the second one looks again.
CREATE TRIGGER enrolment_words_never_replaced BEFORE INSERT ON enrolment_words WHEN EXISTS (SELECT 1 FROM enrolment_words WHERE pupil_id = NEW.pupil_id AND number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: enrolment_words.pupil_id, enrolment_words.number'); END;

-- asks: what somebody must find out about the pupil. 'starter': expected and not here; 'leaver': gone, and nobody knows where to.
ALTER TABLE pupils ADD COLUMN asks TEXT CHECK (asks IN ('starter', 'leaver'));
ALTER TABLE pupils ADD COLUMN asks_from TEXT;
CREATE INDEX pupils_asked_about ON pupils (school_urn, asks, asks_from) WHERE asks IS NOT NULL;

-- A number of the MIS that a person said belongs to a pupil known under another: its messages go to that pupil.
CREATE TABLE pupil_links (
  school_urn TEXT NOT NULL REFERENCES schools (urn),
  mis_id     TEXT NOT NULL,
  pupil_id   TEXT NOT NULL REFERENCES pupils (id),
  joined_at  TEXT NOT NULL,
  joined_by  TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (school_urn, mis_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pupil_links_of_pupil ON pupil_links (pupil_id);

-- Two pupils whom a person said to be two: not suggested again. one < other.
CREATE TABLE pupils_kept_apart (
  one     TEXT NOT NULL REFERENCES pupils (id),
  other   TEXT NOT NULL REFERENCES pupils (id),
  at      TEXT NOT NULL,
  by      TEXT NOT NULL REFERENCES people (id),
  because TEXT NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pupils_kept_apart_never_updated BEFORE UPDATE ON pupils_kept_apart BEGIN SELECT RAISE(ABORT, 'append-only: pupils_kept_apart'); END;
CREATE TRIGGER pupils_kept_apart_never_deleted BEFORE DELETE ON pupils_kept_apart BEGIN SELECT RAISE(ABORT, 'append-only: pupils_kept_apart'); END;
CREATE TRIGGER pupils_kept_apart_never_replaced BEFORE INSERT ON pupils_kept_apart WHEN EXISTS (SELECT 1 FROM pupils_kept_apart WHERE one = NEW.one AND other = NEW.other)
  BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: pupils_kept_apart.one, pupils_kept_apart.other'); END;

-- The roll as it stood becomes words too, so that what comes later is laid over it. Not where a head deleted the name here.
INSERT INTO enrolment_words (pupil_id, number, what, at, by, details, received_at)
  SELECT id, 1, 'started', coalesce(CASE WHEN left_on IS NULL THEN enrolment_at END, ''), 'mis', json_object('on', entered_on, 'status', NULL, 'previousSchool', NULL), coalesce(enrolment_at, '')
  FROM pupils WHERE entered_on IS NOT NULL;
INSERT INTO enrolment_words (pupil_id, number, what, at, by, details, received_at)
  SELECT id, 2, 'ended', enrolment_at, 'mis', json_object('on', left_on, 'grounds', NULL, 'reasonCode', NULL, 'destination', NULL, 'lastAttended', NULL, 'newAddressKnown', NULL), enrolment_at
  FROM pupils p WHERE left_on IS NOT NULL AND enrolment_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.pupil_id = p.id AND c.ended_because = 'removed' AND c.ended_on = p.left_on);
CREATE INDEX pupils_of_upn ON pupils (upn) WHERE upn IS NOT NULL;
