-- Calendars by hand beside those of the MIS, the authority's own days, and bank holidays as GOV.UK published them.
ALTER TABLE calendars ADD COLUMN source TEXT NOT NULL DEFAULT 'mis' CHECK (source IN ('mis', 'typed', 'file', 'bank-holiday'));
ALTER TABLE calendars ADD COLUMN entered_by TEXT REFERENCES people (id);
ALTER TABLE calendars ADD COLUMN reason TEXT;

-- A system that sends the same calendar every night says nothing new: it does not undo what somebody typed since.
CREATE VIEW calendars_told AS
SELECT * FROM (
  SELECT c.*, lag(c.terms || c.closed || coalesce(c.registers_close, '')) OVER (
      PARTITION BY c.school_urn, c.academic_year, c.source = 'mis' ORDER BY c.published_at, c.delivery_id) AS said_before
  FROM calendars c
) WHERE said_before IS NULL OR source <> 'mis' OR said_before <> terms || closed || coalesce(registers_close, '');

-- The authority's own numbers, each version whole. A wrong one is withdrawn, never changed.
CREATE TABLE policies (
  id           TEXT PRIMARY KEY,
  holds_from   TEXT NOT NULL CHECK (holds_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  numbers      TEXT NOT NULL CHECK (json_valid(numbers)),
  instrument   TEXT NOT NULL CHECK (length(instrument) BETWEEN 1 AND 300),
  provision    TEXT NOT NULL DEFAULT '',
  url          TEXT,
  recorded_at  TEXT NOT NULL,
  recorded_by  TEXT NOT NULL REFERENCES people (id),
  withdrawn_at TEXT,
  withdrawn_by TEXT REFERENCES people (id),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_policy_a_day ON policies (holds_from) WHERE withdrawn_at IS NULL;
CREATE TRIGGER policies_never_deleted BEFORE DELETE ON policies BEGIN SELECT RAISE(ABORT, 'append-only: policies'); END;
CREATE TRIGGER policies_never_replaced BEFORE INSERT ON policies WHEN EXISTS (SELECT 1 FROM policies WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'append-only: policies'); END;
CREATE TRIGGER policies_only_withdrawn BEFORE UPDATE ON policies
  WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id OR NEW.holds_from <> OLD.holds_from OR NEW.numbers <> OLD.numbers
    OR NEW.instrument <> OLD.instrument OR NEW.provision <> OLD.provision OR NEW.url IS NOT OLD.url
    OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
  BEGIN SELECT RAISE(ABORT, 'append-only: policies'); END;

-- One row each time the published list was another than the one before.
CREATE TABLE bank_holiday_lists (
  read_at TEXT PRIMARY KEY,
  days    TEXT NOT NULL CHECK (json_valid(days))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bank_holiday_lists_never_updated BEFORE UPDATE ON bank_holiday_lists BEGIN SELECT RAISE(ABORT, 'append-only: bank_holiday_lists'); END;
CREATE TRIGGER bank_holiday_lists_never_deleted BEFORE DELETE ON bank_holiday_lists BEGIN SELECT RAISE(ABORT, 'append-only: bank_holiday_lists'); END;
CREATE TRIGGER bank_holiday_lists_never_replaced BEFORE INSERT ON bank_holiday_lists WHEN EXISTS (SELECT 1 FROM bank_holiday_lists WHERE read_at = NEW.read_at) BEGIN SELECT RAISE(ABORT, 'append-only: bank_holiday_lists'); END;
