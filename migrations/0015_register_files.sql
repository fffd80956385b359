-- Register files that people uploaded: what is in one is kept locked until it is used or laid aside, a day at most.
CREATE TABLE register_files (
  id            TEXT PRIMARY KEY,
  school_urn    TEXT NOT NULL REFERENCES schools (urn),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  sha256        TEXT NOT NULL,
  extension     TEXT NOT NULL,
  bytes         INTEGER NOT NULL,
  uploaded_at   TEXT NOT NULL,
  uploaded_by   TEXT NOT NULL REFERENCES people (id),
  state         TEXT NOT NULL DEFAULT 'uploaded'
                CHECK (state IN ('uploaded', 'reading', 'read', 'applying', 'applied', 'taking-back', 'taken-back', 'laid-aside', 'expired')),
  mapping       TEXT CHECK (mapping IS NULL OR json_valid(mapping)),
  preview       TEXT,
  is_whole      INTEGER CHECK (is_whole IN (0, 1)),
  problem       TEXT,
  done          INTEGER NOT NULL DEFAULT 0,
  to_do         INTEGER NOT NULL DEFAULT 0,
  moved_at      TEXT NOT NULL,
  used_at       TEXT,
  used_by       TEXT REFERENCES people (id),
  taken_back_at TEXT,
  taken_back_by TEXT REFERENCES people (id),
  outcome       TEXT CHECK (outcome IS NULL OR json_valid(outcome))
) STRICT;
CREATE INDEX register_files_of_school ON register_files (school_urn, uploaded_at);
CREATE INDEX register_files_going ON register_files (moved_at) WHERE state IN ('uploaded', 'reading', 'read', 'applying', 'taking-back');
-- The same file counts once.
CREATE UNIQUE INDEX register_files_once ON register_files (school_urn, sha256) WHERE state IN ('applying', 'applied', 'taking-back');

-- The text of a file, locked piece by piece: a row may not be as long as a file.
CREATE TABLE register_file_texts (
  file_id TEXT NOT NULL REFERENCES register_files (id),
  number  INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (file_id, number)
) STRICT;

-- What each message of a file changed, locked: for its page, and to take it back. Erased after 30 days like the messages.
CREATE TABLE register_file_changes (
  file_id TEXT NOT NULL REFERENCES register_files (id),
  part    INTEGER NOT NULL,
  at      TEXT NOT NULL,
  shown   INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (file_id, part)
) STRICT;
CREATE INDEX register_file_changes_at ON register_file_changes (at);
