-- From schema 6 to 7: seals on scanned pages; those of reports loaded before come with a new reading.

CREATE TABLE seals (
  document_id TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  page        INTEGER NOT NULL,
  x0          REAL    NOT NULL,
  y0          REAL    NOT NULL,
  x1          REAL    NOT NULL,
  y1          REAL    NOT NULL,
  seal_text   TEXT,
  confidence  REAL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX seals_by_text ON seals (seal_text);
