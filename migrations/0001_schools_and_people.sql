-- Who the authority is, its schools, its people, what they may do, and who is signed in.
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE schools (
  urn            TEXT PRIMARY KEY CHECK (length(urn) = 6 AND urn NOT GLOB '*[^0-9]*'),
  name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  register_kept  TEXT NOT NULL DEFAULT 'mis' CHECK (register_kept IN ('mis', 'paper')),
  created_at     TEXT NOT NULL
) STRICT;

CREATE TABLE people (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  issuer     TEXT,
  subject    TEXT,
  created_at TEXT NOT NULL,
  CHECK ((issuer IS NULL) = (subject IS NULL)),
  UNIQUE (issuer, subject)
) STRICT;

CREATE TABLE roles_held (
  id           TEXT PRIMARY KEY,
  person_id    TEXT NOT NULL REFERENCES people (id),
  role         TEXT NOT NULL CHECK (role IN ('attendance-officer', 'safeguarding-lead', 'head-teacher', 'cme-officer', 'authority-manager', 'administrator')),
  school_urn   TEXT REFERENCES schools (urn),
  granted_at   TEXT NOT NULL,
  granted_by   TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  CHECK ((role IN ('attendance-officer', 'safeguarding-lead', 'head-teacher')) = (school_urn IS NOT NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_role_once ON roles_held (person_id, role, coalesce(school_urn, '')) WHERE withdrawn_at IS NULL;

CREATE TABLE invitations (
  code_hash  TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES people (id),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at    TEXT
) STRICT;

-- Only the hash of the cookie is kept, so that a copy of the database signs nobody in.
CREATE TABLE sessions (
  id_hash      TEXT PRIMARY KEY,
  person_id    TEXT NOT NULL REFERENCES people (id),
  started_at   TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  ended_at     TEXT,
  kept         TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(kept))
) STRICT;
CREATE INDEX sessions_of_person ON sessions (person_id);
