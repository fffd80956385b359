-- What the nightly run has done, and what it sealed of the record.
CREATE TABLE due_keys (
  key TEXT PRIMARY KEY,
  at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a table a night: the rows from one id to another as they were, and the seal before. For 'cases' the rows are in sealed_heads.
CREATE TABLE seals (
  table_name    TEXT NOT NULL,
  sealed_on     TEXT NOT NULL CHECK (sealed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  from_id       INTEGER NOT NULL,
  to_id         INTEGER NOT NULL CHECK (to_id >= from_id - 1),
  rows          INTEGER NOT NULL CHECK (rows >= 0),
  digest        TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL,
  PRIMARY KEY (table_name, sealed_on)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER seals_never_updated BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'append-only: seals'); END;
CREATE TRIGGER seals_never_deleted BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'append-only: seals'); END;
CREATE TRIGGER seals_never_replaced BEFORE INSERT ON seals WHEN EXISTS (SELECT 1 FROM seals WHERE table_name = NEW.table_name AND sealed_on = NEW.sealed_on) BEGIN SELECT RAISE(ABORT, 'append-only: seals'); END;

-- Where each case's chain ended on the night on which that end was new: a chain cut back, or a case taken out whole, is missed.
CREATE TABLE sealed_heads (
  sealed_on TEXT NOT NULL,
  case_id   TEXT NOT NULL,
  version   INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  PRIMARY KEY (sealed_on, case_id),
  UNIQUE (case_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sealed_heads_never_updated BEFORE UPDATE ON sealed_heads BEGIN SELECT RAISE(ABORT, 'append-only: sealed_heads'); END;
CREATE TRIGGER sealed_heads_never_deleted BEFORE DELETE ON sealed_heads BEGIN SELECT RAISE(ABORT, 'append-only: sealed_heads'); END;
CREATE TRIGGER sealed_heads_never_replaced BEFORE INSERT ON sealed_heads WHEN EXISTS (SELECT 1 FROM sealed_heads WHERE (sealed_on = NEW.sealed_on AND case_id = NEW.case_id) OR (case_id = NEW.case_id AND version = NEW.version)) BEGIN SELECT RAISE(ABORT, 'append-only: sealed_heads'); END;

-- Roles are withdrawn where they stand, so what each was at first and became is written down beside, to be sealed like the rest.
CREATE TABLE role_changes (
  id           INTEGER PRIMARY KEY,
  role_id      TEXT NOT NULL,
  person_id    TEXT NOT NULL,
  role         TEXT NOT NULL,
  school_urn   TEXT,
  granted_at   TEXT NOT NULL,
  granted_by   TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by TEXT
) STRICT;
CREATE INDEX role_changes_of_role ON role_changes (role_id, id);
INSERT INTO role_changes (role_id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by)
  SELECT id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by FROM roles_held ORDER BY granted_at, id;
CREATE TRIGGER roles_held_given AFTER INSERT ON roles_held BEGIN INSERT INTO role_changes (role_id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by) VALUES (NEW.id, NEW.person_id, NEW.role, NEW.school_urn, NEW.granted_at, NEW.granted_by, NEW.withdrawn_at, NEW.withdrawn_by); END;
CREATE TRIGGER roles_held_changed AFTER UPDATE ON roles_held BEGIN INSERT INTO role_changes (role_id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by) VALUES (NEW.id, NEW.person_id, NEW.role, NEW.school_urn, NEW.granted_at, NEW.granted_by, NEW.withdrawn_at, NEW.withdrawn_by); END;
CREATE TRIGGER role_changes_never_updated BEFORE UPDATE ON role_changes BEGIN SELECT RAISE(ABORT, 'append-only: role_changes'); END;
CREATE TRIGGER role_changes_never_deleted BEFORE DELETE ON role_changes BEGIN SELECT RAISE(ABORT, 'append-only: role_changes'); END;
CREATE TRIGGER role_changes_never_replaced BEFORE INSERT ON role_changes WHEN EXISTS (SELECT 1 FROM role_changes WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: role_changes'); END;
