-- From schema 12 to 13: what a user has taken out, which no batch reads again.

CREATE TABLE removed (
  document_id TEXT PRIMARY KEY,                  -- as it was in documents: that of its content
  file        TEXT NOT NULL                      -- where it was loaded from
) STRICT, WITHOUT ROWID;
