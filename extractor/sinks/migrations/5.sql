-- From schema 4 to 5: indicators of a fourth level.

ALTER TABLE score_items ADD COLUMN level4 TEXT;
