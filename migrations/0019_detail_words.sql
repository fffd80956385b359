-- What the school's system said of a pupil's details that still counts, each with its stamp (src/cases/detailWords.ts): the
-- columns follow from it. Empty: the columns are all that is known, and count as said at details_at and flags_at.
ALTER TABLE pupils ADD COLUMN detail_words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(detail_words));

-- When the restriction of a contact was last named, which not every message does; null: never in so many words.
ALTER TABLE contacts ADD COLUMN restricted_at TEXT;
UPDATE contacts SET restricted_at = source_updated_at WHERE restricted = 1;
