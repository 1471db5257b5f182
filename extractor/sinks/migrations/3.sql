-- From schema 2 to 3: what reviewers corrected.

CREATE TABLE corrections (
  document_id TEXT NOT NULL,
  kind        TEXT NOT NULL,
  number      INTEGER,
  page        INTEGER,
  place       TEXT NOT NULL,
  verdict     TEXT NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'rejected', 'added')),
  field       TEXT NOT NULL,
  machine     TEXT NOT NULL,
  value       TEXT NOT NULL,
  note        TEXT NOT NULL,
  reviewer    TEXT NOT NULL,
  made_at     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX corrections_once ON corrections
  (document_id, kind, ifnull(number, 0), place, field, reviewer, made_at, value);
