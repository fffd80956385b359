-- Deliveries that were held back and what a person then said; which pupils a school's system took off roll, so that many add up.
CREATE TABLE parked_settled (
  delivery   INTEGER PRIMARY KEY REFERENCES deliveries (id),
  school_urn TEXT NOT NULL REFERENCES schools (urn),
  parked_because TEXT NOT NULL,
  how        TEXT NOT NULL CHECK (how IN ('released', 'refused')),
  because    TEXT,
  at         TEXT NOT NULL,
  by         TEXT NOT NULL REFERENCES people (id),
  CHECK ((how = 'refused') = (because IS NOT NULL))
) STRICT;
CREATE INDEX parked_settled_of_school ON parked_settled (school_urn, parked_because, at);
CREATE TRIGGER parked_settled_never_updated BEFORE UPDATE ON parked_settled BEGIN SELECT RAISE(ABORT, 'append-only: parked_settled'); END;
CREATE TRIGGER parked_settled_never_deleted BEFORE DELETE ON parked_settled BEGIN SELECT RAISE(ABORT, 'append-only: parked_settled'); END;
CREATE TRIGGER parked_settled_never_replaced BEFORE INSERT ON parked_settled WHEN EXISTS (SELECT 1 FROM parked_settled WHERE delivery = NEW.delivery) BEGIN SELECT RAISE(ABORT, 'append-only: parked_settled'); END;

-- One row for each message that took a pupil off roll, or that said that the system no longer has one who is on roll.
CREATE TABLE leavings (
  school_urn  TEXT NOT NULL REFERENCES schools (urn),
  received_at TEXT NOT NULL,
  mis_id      TEXT NOT NULL,
  PRIMARY KEY (school_urn, received_at, mis_id)
) STRICT, WITHOUT ROWID;

-- Somebody looked at why a register did not come. Only the first look of a session is kept.
CREATE TABLE register_looks (
  school_urn TEXT NOT NULL REFERENCES schools (urn),
  marked_on  TEXT NOT NULL CHECK (marked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  session    TEXT NOT NULL CHECK (session IN ('AM', 'PM')),
  looked_at  TEXT NOT NULL,
  looked_by  TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (school_urn, marked_on, session)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER register_looks_never_updated BEFORE UPDATE ON register_looks BEGIN SELECT RAISE(ABORT, 'append-only: register_looks'); END;
CREATE TRIGGER register_looks_never_deleted BEFORE DELETE ON register_looks BEGIN SELECT RAISE(ABORT, 'append-only: register_looks'); END;
CREATE TRIGGER register_looks_never_replaced BEFORE INSERT ON register_looks WHEN EXISTS (SELECT 1 FROM register_looks WHERE school_urn = NEW.school_urn AND marked_on = NEW.marked_on AND session = NEW.session) BEGIN SELECT RAISE(ABORT, 'append-only: register_looks'); END;
CREATE INDEX messages_held ON messages (school_urn, id) WHERE state = 'held';
