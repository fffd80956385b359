-- When a delivery was last let in by the secret that is to go: at most one note an hour.
ALTER TABLE connections ADD COLUMN previous_used_at TEXT;

-- Of whom a delivery speaks that is held back, by the number of the school's system, so that the pupil's page can say that one waits. Only where it speaks of one leaver.
ALTER TABLE deliveries ADD COLUMN parked_about TEXT;
CREATE INDEX deliveries_parked ON deliveries (connection_id, parked_about) WHERE state = 'parked';
