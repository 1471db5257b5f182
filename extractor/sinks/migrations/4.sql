-- From schema 3 to 4: files that are no longer there are marked.

ALTER TABLE files ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
