-- From schema 5 to 6: what comparisons count stands in one narrow table, so indexes need not hold it.

CREATE TABLE tallies (
  document_id     TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  status          TEXT NOT NULL,
  fiscal_year     INTEGER,
  region_code     TEXT,
  region_name     TEXT,
  province_code   TEXT,
  city_code       TEXT,
  county_code     TEXT,
  report_type     TEXT,
  evaluation_kind TEXT,
  sector          TEXT,
  department      TEXT,
  fund_kind       TEXT,
  evaluator       TEXT,
  project_key     TEXT,
  project_name    TEXT,
  overall_score   REAL,
  grade           TEXT,
  findings        TEXT NOT NULL,
  types           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tallies
SELECT d.id, status, fiscal_year, region_code, region_name, province_code, city_code, county_code, report_type,
  evaluation_kind, sector, department, fund_kind, evaluator, project_key, project_name, overall_score, grade,
  coalesce((SELECT group_concat(coalesce(f.category_code, '-') || substr(f.severity, 1, 1), ' ') || '|' ||
    group_concat(coalesce(f.involved_yuan, '0'), ' ') || '|' ||
    group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0' ELSE coalesce(f.involved_fen, 'NaN') END, ' ')
    FROM findings AS f WHERE f.document_id = d.id), '||'),
  coalesce((SELECT group_concat(c.category_code || substr(c.severity, 1, 1), ' ') || '|' ||
    group_concat(coalesce(f.involved_yuan, '0'), ' ') || '|' ||
    group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0' ELSE coalesce(f.involved_fen, 'NaN') END, ' ')
    FROM finding_categories AS c
    JOIN findings AS f ON f.document_id = c.document_id AND f.id = c.finding_id WHERE c.document_id = d.id), '||')
FROM documents AS d WHERE d.status <> 'failed';

DROP INDEX findings_without_fen;
DROP INDEX findings_by_category;
CREATE INDEX findings_by_category ON findings (category_code);
DROP INDEX finding_categories_by_category;
CREATE INDEX finding_categories_by_category ON finding_categories (category_code);
