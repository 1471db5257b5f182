-- From schema 1 to 2: what findings are about, several types of each, how links were made, citations, and the facts
-- that reports are compared by. What only a new reading can tell stays empty until a report is loaded again.

ALTER TABLE documents ADD COLUMN department TEXT;

ALTER TABLE documents ADD COLUMN sector TEXT;

ALTER TABLE documents ADD COLUMN fund_kind TEXT;

ALTER TABLE documents ADD COLUMN evaluation_kind TEXT;

ALTER TABLE documents ADD COLUMN project_key TEXT;

ALTER TABLE documents ADD COLUMN province_code TEXT;

ALTER TABLE documents ADD COLUMN city_code TEXT;

ALTER TABLE documents ADD COLUMN county_code TEXT;

UPDATE documents SET
  province_code = substr(region_code, 1, 2) || '0000',
  city_code = CASE WHEN region_code NOT LIKE '__0000' THEN
    (SELECT substr(documents.region_code, 1, 4) || '00' FROM regions AS r
     WHERE r.code = documents.region_code AND r.name = documents.region_name AND r.city IS NOT NULL) END,
  county_code = CASE WHEN region_code NOT LIKE '____00' THEN region_code END
WHERE region_code IS NOT NULL;
DROP INDEX documents_by_region;
CREATE INDEX documents_by_region ON documents (region_code, region_name, fiscal_year, status);
CREATE INDEX documents_by_project ON documents (project_key, region_code, fiscal_year);

ALTER TABLE findings ADD COLUMN severity TEXT NOT NULL DEFAULT 'ordinary';
ALTER TABLE findings ADD COLUMN involved_yuan TEXT;
ALTER TABLE findings ADD COLUMN involved_fen INTEGER;
ALTER TABLE findings ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE findings ADD COLUMN points_evidence TEXT NOT NULL DEFAULT '[]';
ALTER TABLE findings ADD COLUMN cause_links TEXT NOT NULL DEFAULT '[]';
DROP INDEX findings_by_category;
DROP INDEX finding_money_without_fen;
CREATE INDEX findings_by_category ON findings (category_code, severity, document_id, involved_fen);
CREATE INDEX findings_of_document ON findings (document_id, category_code, involved_fen);
CREATE INDEX findings_without_fen ON findings (document_id, category_code, severity, involved_yuan)
  WHERE involved_fen IS NULL AND involved_yuan IS NOT NULL;
ALTER TABLE finding_money ADD COLUMN role TEXT;
ALTER TABLE recommendation_findings ADD COLUMN how TEXT;

CREATE TABLE finding_categories (
  document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id    TEXT NOT NULL,
  rank          INTEGER NOT NULL,
  category_code TEXT NOT NULL REFERENCES categories (code),
  phrases       TEXT NOT NULL,
  severity      TEXT NOT NULL,
  involved_fen  INTEGER,
  PRIMARY KEY (document_id, finding_id, rank),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_categories_by_category ON finding_categories (category_code, severity, document_id, involved_fen);

INSERT INTO finding_categories
  SELECT document_id, id, 0, category_code, '[]', severity, involved_fen FROM findings WHERE category_code IS NOT NULL;

CREATE TABLE finding_rates (
  document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id    TEXT NOT NULL,
  position      INTEGER NOT NULL,
  name          TEXT,
  text          TEXT NOT NULL,
  value         REAL NOT NULL,
  role          TEXT,
  standard      REAL,
  standard_text TEXT,
  against       TEXT,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_rates_by_name ON finding_rates (name);

CREATE TABLE finding_dates (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id  TEXT NOT NULL,
  position    INTEGER NOT NULL,
  date_number INTEGER NOT NULL,
  role        TEXT,
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE,
  FOREIGN KEY (document_id, date_number) REFERENCES dates (document_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_dates_by_date ON finding_dates (document_id, date_number);

CREATE TABLE finding_mentions (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id  TEXT NOT NULL,
  position    INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  text        TEXT NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_mentions_by_name ON finding_mentions (name);

CREATE TABLE citations (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  canonical   TEXT,
  title       TEXT,
  times       INTEGER NOT NULL,
  page        INTEGER,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_canonical ON citations (canonical);
CREATE INDEX citations_by_title ON citations (title);

INSERT INTO citations
  SELECT document_id, row_number() OVER (PARTITION BY document_id ORDER BY min(number)), canonical, max(title),
    count(*), min(page)
  FROM document_numbers GROUP BY document_id, canonical;
