-- Trying again later, and what people did about what could not be taken in.
DROP INDEX deliveries_waiting;
CREATE INDEX deliveries_waiting ON deliveries (next_try_at, id) WHERE state = 'received';

-- A dead delivery: who had it tried again, or who let it go and why.
ALTER TABLE deliveries ADD COLUMN retried_at TEXT;
ALTER TABLE deliveries ADD COLUMN retried_by TEXT REFERENCES people (id);
ALTER TABLE deliveries ADD COLUMN discarded_at TEXT;
ALTER TABLE deliveries ADD COLUMN discarded_by TEXT REFERENCES people (id);
ALTER TABLE deliveries ADD COLUMN discarded_because TEXT;

-- A part that was set aside: when the authority told the school of it, and as which delivery a person sent it again.
ALTER TABLE quarantined ADD COLUMN replayed_as INTEGER REFERENCES deliveries (id);
ALTER TABLE quarantined ADD COLUMN told_at TEXT;
ALTER TABLE quarantined ADD COLUMN told_by TEXT REFERENCES people (id);

CREATE INDEX quarantined_settled ON quarantined (school_urn, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX deliveries_discarded ON deliveries (discarded_at) WHERE discarded_at IS NOT NULL;
