-- A code that waits to be sent is withdrawn when the reason behind it is undone; of one that was sent it is kept that and when the reason was undone.
DROP TRIGGER write_backs_never_deleted;
DROP TRIGGER write_backs_never_replaced;
DROP TRIGGER write_backs_one_at_a_time;
DROP TRIGGER write_backs_ask_never_changed;
CREATE TABLE write_backs_now (
  id               TEXT PRIMARY KEY,
  connection_id    TEXT NOT NULL REFERENCES connections (id),
  school_urn       TEXT NOT NULL REFERENCES schools (urn),
  pupil_id         TEXT NOT NULL REFERENCES pupils (id),
  marked_on        TEXT NOT NULL CHECK (marked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  session          TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  from_code        TEXT NOT NULL,
  from_stamp       TEXT NOT NULL,
  to_code          TEXT NOT NULL CHECK (to_code <> from_code),
  -- What the code means; the words that were said stay in the entry of the record, where they can be erased.
  reason           TEXT NOT NULL,
  reason_entry     TEXT NOT NULL,
  asked_by         TEXT NOT NULL REFERENCES people (id),
  asked_at         TEXT NOT NULL,
  state            TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'accepted', 'failed', 'withdrawn')),
  vendor_ref       TEXT,
  sent_at          TEXT,
  tries            INTEGER NOT NULL DEFAULT 0,
  next_try_at      TEXT,
  because          TEXT,
  needs_person     INTEGER NOT NULL DEFAULT 0 CHECK (needs_person IN (0, 1)),
  ended_at         TEXT,
  reason_undone_at TEXT,
  CHECK ((state IN ('failed', 'withdrawn')) = (because IS NOT NULL)),
  CHECK (state NOT IN ('failed', 'withdrawn') OR ended_at IS NOT NULL),
  CHECK (state NOT IN ('pending', 'sending') OR ended_at IS NULL),
  CHECK (state <> 'withdrawn' OR reason_undone_at IS NOT NULL)
) STRICT;
INSERT INTO write_backs_now (id, connection_id, school_urn, pupil_id, marked_on, session, from_code, from_stamp, to_code, reason, reason_entry, asked_by, asked_at, state,
    vendor_ref, sent_at, tries, next_try_at, because, needs_person, ended_at)
  SELECT id, connection_id, school_urn, pupil_id, marked_on, session, from_code, from_stamp, to_code, reason, reason_entry, asked_by, asked_at, state,
    vendor_ref, sent_at, tries, next_try_at, because, needs_person, ended_at FROM write_backs ORDER BY rowid;
DROP TABLE write_backs;
ALTER TABLE write_backs_now RENAME TO write_backs;
CREATE UNIQUE INDEX one_write_back_a_session ON write_backs (pupil_id, marked_on, session) WHERE state IN ('pending', 'sending');
CREATE INDEX write_backs_of_session ON write_backs (pupil_id, marked_on, session);
CREATE INDEX write_backs_going ON write_backs (asked_at) WHERE ended_at IS NULL;
CREATE INDEX write_backs_of_connection ON write_backs (connection_id, asked_at);
CREATE INDEX write_backs_of_reason ON write_backs (reason_entry);
CREATE INDEX write_backs_reason_undone ON write_backs (school_urn) WHERE reason_undone_at IS NOT NULL AND state IN ('sending', 'accepted');

CREATE TRIGGER write_backs_never_deleted BEFORE DELETE ON write_backs BEGIN SELECT RAISE(ABORT, 'append-only: write_backs'); END;
CREATE TRIGGER write_backs_never_replaced BEFORE INSERT ON write_backs WHEN EXISTS (SELECT 1 FROM write_backs WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: write_backs.id'); END;
CREATE TRIGGER write_backs_one_at_a_time BEFORE INSERT ON write_backs WHEN EXISTS (SELECT 1 FROM write_backs WHERE id <> NEW.id AND pupil_id = NEW.pupil_id AND marked_on = NEW.marked_on AND session = NEW.session AND state IN ('pending', 'sending')) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: write_backs.pupil_id, write_backs.marked_on, write_backs.session'); END;
CREATE TRIGGER write_backs_ask_never_changed BEFORE UPDATE ON write_backs WHEN
  NEW.id IS NOT OLD.id OR NEW.connection_id IS NOT OLD.connection_id OR NEW.school_urn IS NOT OLD.school_urn OR NEW.pupil_id IS NOT OLD.pupil_id
  OR NEW.marked_on IS NOT OLD.marked_on OR NEW.session IS NOT OLD.session OR NEW.from_code IS NOT OLD.from_code OR NEW.from_stamp IS NOT OLD.from_stamp
  OR NEW.to_code IS NOT OLD.to_code OR NEW.reason IS NOT OLD.reason OR NEW.reason_entry IS NOT OLD.reason_entry
  OR NEW.asked_by IS NOT OLD.asked_by OR NEW.asked_at IS NOT OLD.asked_at OR (OLD.vendor_ref IS NOT NULL AND NEW.vendor_ref IS NOT OLD.vendor_ref)
  OR (OLD.reason_undone_at IS NOT NULL AND NEW.reason_undone_at IS NOT OLD.reason_undone_at)
  OR (OLD.state = 'accepted' AND NEW.state IS NOT 'accepted' AND NEW.state IS NOT NULL)
  OR (OLD.ended_at IS NOT NULL AND (NEW.state IS NOT OLD.state OR NEW.vendor_ref IS NOT OLD.vendor_ref OR NEW.sent_at IS NOT OLD.sent_at OR NEW.tries IS NOT OLD.tries
    OR NEW.next_try_at IS NOT OLD.next_try_at OR NEW.because IS NOT OLD.because OR NEW.needs_person IS NOT OLD.needs_person OR NEW.ended_at IS NOT OLD.ended_at
    OR NEW.reason_undone_at IS OLD.reason_undone_at))
  BEGIN SELECT RAISE(ABORT, 'append-only: write_backs'); END;
