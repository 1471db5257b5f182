-- From schema 11 to 12: 预算执行率, which only a new reading tells.

CREATE TABLE executions (
  document_id TEXT    NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  table_id    TEXT    NOT NULL,
  project     TEXT,                              -- what the form is filled in for, where it names that
  name        TEXT    NOT NULL,                  -- what the row is called: 年度资金总额
  is_total    INTEGER NOT NULL,                  -- 1 for the row of the whole
  budget_name TEXT,                              -- the head of the amount that the rate is of: 全年预算数, 到位数
  budget_yuan TEXT,                              -- that amount, exact decimal 元
  budget_fen  INTEGER,                           -- the same in 分
  paid_yuan   TEXT,
  paid_fen    INTEGER,
  rate        REAL    NOT NULL,
  text        TEXT    NOT NULL,                  -- the rate as printed
  page        INTEGER,
  x0          REAL,
  y0          REAL,
  x1          REAL,
  y1          REAL,
  evidence    TEXT    NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
