-- From schema 10 to 11: what names a problem whose title does not. Findings that were loaded before are told by their titles.

ALTER TABLE findings ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
