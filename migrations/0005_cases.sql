-- From the third school day, or earlier when somebody says so, an absence is a case of school and authority together.
ALTER TABLE cases ADD COLUMN opened_at TEXT;
ALTER TABLE cases ADD COLUMN closed_at TEXT;
ALTER TABLE cases ADD COLUMN allocated_to TEXT REFERENCES people (id);
-- What still stands of all that was written down, without anybody's words: the deadlines are computed from it.
ALTER TABLE cases ADD COLUMN standing TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(standing));

-- A child has one absence running or one case open at a school, never two.
DROP INDEX one_running_case_a_pupil;
CREATE UNIQUE INDEX one_case_a_pupil ON cases (pupil_id) WHERE ended_on IS NULL OR (opened_at IS NOT NULL AND closed_at IS NULL);
CREATE INDEX open_cases ON cases (school_urn) WHERE opened_at IS NOT NULL AND closed_at IS NULL;

-- Leave of absence that was given: the clock starts on the day the child is expected back.
CREATE TABLE leaves (
  id           TEXT PRIMARY KEY,
  pupil_id     TEXT NOT NULL REFERENCES pupils (id),
  first_on     TEXT NOT NULL,
  last_on      TEXT NOT NULL,
  reason       TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  recorded_at  TEXT NOT NULL,
  recorded_by  TEXT NOT NULL REFERENCES people (id),
  withdrawn_at TEXT,
  withdrawn_by TEXT REFERENCES people (id),
  CHECK (last_on >= first_on),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE INDEX leaves_of_pupil ON leaves (pupil_id);

-- When somebody last looked at the caseload: what changed since is marked.
CREATE TABLE caseload_looks (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  looked_at TEXT NOT NULL,
  before_at TEXT NOT NULL
) STRICT;
