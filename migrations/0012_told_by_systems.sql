-- Leave that a school's system told of, beside leave that people wrote down: nobody recorded it (recorded_by is null), and
-- when a newer message replaces it nobody withdraws it.
CREATE TABLE leaves_now (
  id           TEXT PRIMARY KEY,
  pupil_id     TEXT NOT NULL REFERENCES pupils (id),
  first_on     TEXT NOT NULL,
  last_on      TEXT NOT NULL,
  reason       TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  recorded_at  TEXT NOT NULL,
  recorded_by  TEXT REFERENCES people (id),
  told_stamp   TEXT,
  withdrawn_at TEXT,
  withdrawn_by TEXT REFERENCES people (id),
  CHECK (last_on >= first_on),
  CHECK ((recorded_by IS NULL) = (told_stamp IS NOT NULL)),
  CHECK (withdrawn_by IS NULL OR withdrawn_at IS NOT NULL),
  CHECK (withdrawn_at IS NULL OR withdrawn_by IS NOT NULL OR recorded_by IS NULL)
) STRICT;
INSERT INTO leaves_now (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by, withdrawn_at, withdrawn_by)
  SELECT id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by, withdrawn_at, withdrawn_by FROM leaves;
DROP TABLE leaves;
ALTER TABLE leaves_now RENAME TO leaves;
CREATE INDEX leaves_of_pupil ON leaves (pupil_id);

-- The newest word about leave from each first day. Which of them stand is decided from all of them (src/cases/leaveTold.ts).
CREATE TABLE leaves_told (
  pupil_id    TEXT NOT NULL REFERENCES pupils (id),
  first_on    TEXT NOT NULL,
  last_on     TEXT NOT NULL,
  expected_on TEXT,
  code        TEXT NOT NULL,
  stamp       TEXT NOT NULL,
  tie         TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (pupil_id, first_on),
  CHECK (last_on >= first_on)
) STRICT, WITHOUT ROWID;

-- Suspensions and permanent exclusions as a school's system tells them: the newest word from each first day.
CREATE TABLE exclusions (
  pupil_id      TEXT NOT NULL REFERENCES pupils (id),
  start_on      TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('fixed', 'permanent')),
  start_session TEXT CHECK (start_session IN ('AM', 'PM')),
  end_on        TEXT,
  end_session   TEXT CHECK (end_session IN ('AM', 'PM')),
  sessions      INTEGER,
  stamp         TEXT NOT NULL,
  tie           TEXT NOT NULL,
  received_at   TEXT NOT NULL,
  PRIMARY KEY (pupil_id, start_on)
) STRICT, WITHOUT ROWID;

-- When a feed was last reported as failed, and what was said. A feed that was never heard can fail too.
CREATE TABLE feed_failures (
  school_urn     TEXT NOT NULL REFERENCES schools (urn),
  feed           TEXT NOT NULL,
  last_failed_at TEXT NOT NULL,
  problem        TEXT,
  PRIMARY KEY (school_urn, feed)
) STRICT, WITHOUT ROWID;

-- What a vendor said last of each kind about our access to a school by one connection.
CREATE TABLE access_told (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  kind          TEXT NOT NULL CHECK (kind IN ('granted', 'revoked', 'declined', 'migrated')),
  at            TEXT NOT NULL,
  because       TEXT,
  from_system   TEXT,
  to_system     TEXT,
  tie           TEXT NOT NULL,
  PRIMARY KEY (connection_id, kind)
) STRICT, WITHOUT ROWID;
