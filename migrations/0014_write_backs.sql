-- Codes that a person sends to a school's MIS in place of an N. Amending a register is a legal act: what stood, what was to
-- stand, why, when and by whom is kept for good, and only what became of it changes.
CREATE TABLE write_backs (
  id            TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  school_urn    TEXT NOT NULL REFERENCES schools (urn),
  pupil_id      TEXT NOT NULL REFERENCES pupils (id),
  marked_on     TEXT NOT NULL CHECK (marked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  session       TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  from_code     TEXT NOT NULL,
  from_stamp    TEXT NOT NULL,
  to_code       TEXT NOT NULL CHECK (to_code <> from_code),
  -- What the code means; the words that were said stay in the entry of the record, where they can be erased.
  reason        TEXT NOT NULL,
  reason_entry  TEXT NOT NULL,
  asked_by      TEXT NOT NULL REFERENCES people (id),
  asked_at      TEXT NOT NULL,
  state         TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'accepted', 'failed')),
  vendor_ref    TEXT,
  sent_at       TEXT,
  tries         INTEGER NOT NULL DEFAULT 0,
  next_try_at   TEXT,
  because       TEXT,
  needs_person  INTEGER NOT NULL DEFAULT 0 CHECK (needs_person IN (0, 1)),
  ended_at      TEXT,
  CHECK ((state = 'failed') = (because IS NOT NULL)),
  CHECK (state <> 'failed' OR ended_at IS NOT NULL),
  CHECK (state NOT IN ('pending', 'sending') OR ended_at IS NULL)
) STRICT;
CREATE UNIQUE INDEX one_write_back_a_session ON write_backs (pupil_id, marked_on, session) WHERE state IN ('pending', 'sending');
CREATE INDEX write_backs_of_session ON write_backs (pupil_id, marked_on, session);
CREATE INDEX write_backs_going ON write_backs (asked_at) WHERE ended_at IS NULL;
CREATE INDEX write_backs_of_connection ON write_backs (connection_id, asked_at);

CREATE TRIGGER write_backs_never_deleted BEFORE DELETE ON write_backs BEGIN SELECT RAISE(ABORT, 'append-only: write_backs'); END;
CREATE TRIGGER write_backs_never_replaced BEFORE INSERT ON write_backs WHEN EXISTS (SELECT 1 FROM write_backs WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: write_backs.id'); END;
CREATE TRIGGER write_backs_one_at_a_time BEFORE INSERT ON write_backs WHEN EXISTS (SELECT 1 FROM write_backs WHERE id <> NEW.id AND pupil_id = NEW.pupil_id AND marked_on = NEW.marked_on AND session = NEW.session AND state IN ('pending', 'sending')) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: write_backs.pupil_id, write_backs.marked_on, write_backs.session'); END;
CREATE TRIGGER write_backs_ask_never_changed BEFORE UPDATE ON write_backs WHEN OLD.ended_at IS NOT NULL
  OR NEW.id IS NOT OLD.id OR NEW.connection_id IS NOT OLD.connection_id OR NEW.school_urn IS NOT OLD.school_urn OR NEW.pupil_id IS NOT OLD.pupil_id
  OR NEW.marked_on IS NOT OLD.marked_on OR NEW.session IS NOT OLD.session OR NEW.from_code IS NOT OLD.from_code OR NEW.from_stamp IS NOT OLD.from_stamp
  OR NEW.to_code IS NOT OLD.to_code OR NEW.reason IS NOT OLD.reason OR NEW.reason_entry IS NOT OLD.reason_entry
  OR NEW.asked_by IS NOT OLD.asked_by OR NEW.asked_at IS NOT OLD.asked_at OR (OLD.vendor_ref IS NOT NULL AND NEW.vendor_ref IS NOT OLD.vendor_ref)
  OR (OLD.state = 'accepted' AND NEW.state IS NOT 'accepted' AND NEW.state IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'append-only: write_backs'); END;

-- One more kind of change: which codes may be sent.
DROP TRIGGER connection_changes_never_updated;
DROP TRIGGER connection_changes_never_deleted;
DROP TRIGGER connection_changes_never_replaced;
CREATE TABLE connection_changes_now (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  by            TEXT NOT NULL,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  number        INTEGER NOT NULL,
  what          TEXT NOT NULL CHECK (what IN ('connected', 'secret-rotated', 'previous-secret-ended', 'ended', 'codes-sent-set')),
  detail        TEXT,
  UNIQUE (connection_id, number)
) STRICT;
INSERT INTO connection_changes_now (id, at, by, connection_id, number, what, detail) SELECT id, at, by, connection_id, number, what, detail FROM connection_changes ORDER BY id;
DROP TABLE connection_changes;
ALTER TABLE connection_changes_now RENAME TO connection_changes;
CREATE TRIGGER connection_changes_never_updated BEFORE UPDATE ON connection_changes BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;
CREATE TRIGGER connection_changes_never_deleted BEFORE DELETE ON connection_changes BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;
CREATE TRIGGER connection_changes_never_replaced BEFORE INSERT ON connection_changes WHEN EXISTS (SELECT 1 FROM connection_changes WHERE id = NEW.id OR (connection_id = NEW.connection_id AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'append-only: connection_changes'); END;
