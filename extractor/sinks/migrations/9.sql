-- From schema 8 to 9: indicators tell the project that their form is filled in for, which those of reports loaded before
-- have from a new reading.

ALTER TABLE score_items ADD COLUMN project TEXT;
