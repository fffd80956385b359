-- Plain presence as it came in the last days, laid down register by register: a school's batch is written side by side.
-- A session of a pupil stands here or in marks, never in both: here when its MIS says / or \ and nothing more.
CREATE TABLE presence (
  school_urn  TEXT NOT NULL REFERENCES schools (urn),
  marked_on   TEXT NOT NULL CHECK (marked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  session     TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  pupil_id    TEXT NOT NULL REFERENCES pupils (id),
  code        TEXT NOT NULL CHECK (code IN ('/', '\')),
  stamp       TEXT NOT NULL,
  tie         TEXT NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (school_urn, marked_on, session, pupil_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE register_sessions ADD COLUMN presence_kept INTEGER NOT NULL DEFAULT 0 CHECK (presence_kept IN (0, 1));
CREATE INDEX register_sessions_with_presence ON register_sessions (school_urn, marked_on, session) WHERE presence_kept = 1;

INSERT INTO presence (school_urn, marked_on, session, pupil_id, code, stamp, tie, received_at)
  SELECT m.school_urn, m.marked_on, m.session, m.pupil_id, m.code, m.stamp, m.tie, m.received_at FROM marks m
  WHERE m.source = 'mis' AND m.code IN ('/', '\') AND m.comment IS NULL AND m.minutes_late IS NULL
    AND EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = m.school_urn AND r.marked_on = m.marked_on AND r.session = m.session);
DELETE FROM marks WHERE EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = marks.school_urn AND q.marked_on = marks.marked_on
  AND q.session = marks.session AND q.pupil_id = marks.pupil_id);
UPDATE register_sessions SET presence_kept = 1 WHERE EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = register_sessions.school_urn
  AND q.marked_on = register_sessions.marked_on AND q.session = register_sessions.session);
