-- The findings database. Ids and numbers come from the content, so loading a report twice changes nothing.
-- In every table of records: `number` counts from 1 in the order of the report; `page` and the box x0, y0, x1, y1
-- (points from the top left of the page as seen) say where the record begins; `evidence` is the JSON list of all
-- fragments, each with page, start, end and bbox, where substr(pages.text, start + 1, end - start) is the quoted text.

-- One row for every set of program, pattern and record versions that documents were read with.
CREATE TABLE runs (
  id                TEXT NOT NULL PRIMARY KEY,
  extractor_version TEXT NOT NULL,
  patterns_version  TEXT NOT NULL,
  schema_version    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Regions (行政区划) that the documents belong to, with the names of their levels.
CREATE TABLE regions (
  code     TEXT NOT NULL,  -- GB/T 2260, six digits
  name     TEXT NOT NULL,
  province TEXT,
  city     TEXT,
  county   TEXT,
  PRIMARY KEY (code, name)
) STRICT, WITHOUT ROWID;

-- Types of finding (问题类型) that occur.
CREATE TABLE categories (
  code       TEXT NOT NULL PRIMARY KEY,
  group_name TEXT NOT NULL,
  name       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for every document, also for one that could not be read.
CREATE TABLE documents (
  id                 TEXT NOT NULL PRIMARY KEY,  -- the first 16 hex digits of sha256
  sha256             TEXT UNIQUE,
  file               TEXT NOT NULL,              -- the name it was first loaded by
  bytes              INTEGER,
  page_count         INTEGER,
  text_layer         TEXT,                       -- born_digital, scanned, mixed or none
  title              TEXT,
  report_type        TEXT,                       -- evaluation or self_evaluation
  fiscal_year        INTEGER,
  region_code        TEXT,
  region_name        TEXT,
  project_name       TEXT,
  evaluated_units    TEXT NOT NULL DEFAULT '[]', -- JSON list
  commissioning_unit TEXT,
  evaluator          TEXT,
  document_number    TEXT,
  report_date        TEXT,                       -- ISO 8601
  overall_score      REAL,                       -- the first of overall_scores; none for forms of several projects
  grade              TEXT,                       -- as printed
  status             TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
  error_code         TEXT,                       -- why it failed: a word for programs …
  error              TEXT,                       -- … and a sentence for people
  evidence           TEXT NOT NULL DEFAULT '{}', -- JSON: field of the head → fragments
  run_id             TEXT NOT NULL REFERENCES runs (id),
  digest             TEXT NOT NULL,              -- of everything loaded for this document
  department         TEXT,                       -- 主管部门, else the first unit evaluated
  sector             TEXT,                       -- the field that it works in: 教育, 水利
  fund_kind          TEXT,                       -- 资金性质
  evaluation_kind    TEXT,                       -- self, department or finance
  project_key        TEXT,                       -- the project's name, the same over the years
  province_code      TEXT,
  city_code          TEXT,
  county_code        TEXT,
  FOREIGN KEY (region_code, region_name) REFERENCES regions (code, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_year_region ON documents (fiscal_year, region_code);
CREATE INDEX documents_by_region ON documents (region_code, region_name, fiscal_year, status);
CREATE INDEX documents_by_run ON documents (run_id);
CREATE INDEX documents_by_project ON documents (project_key, region_code, fiscal_year);

-- Where documents lie: the same content may lie in several places.
CREATE TABLE files (
  path        TEXT NOT NULL PRIMARY KEY,         -- absolute
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  missing     INTEGER NOT NULL DEFAULT 0         -- 1 where the last batch over its folder did not find it any more
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document_id);

-- The text of every page, as the offsets of evidence count it.
CREATE TABLE pages (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  page        INTEGER NOT NULL,
  width       REAL NOT NULL,                     -- points, as seen
  height      REAL NOT NULL,
  rotation    INTEGER NOT NULL,
  text        TEXT NOT NULL,
  text_layer  TEXT NOT NULL,
  PRIMARY KEY (document_id, page)
) STRICT, WITHOUT ROWID;

-- Headings with the text under them, in reading order; parent is the id of the section around.
CREATE TABLE sections (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  id          TEXT NOT NULL,
  parent      TEXT,
  level       INTEGER NOT NULL,
  label       TEXT NOT NULL,                     -- the printed numeral: 一, 1
  title       TEXT NOT NULL,
  run_in      INTEGER NOT NULL,                  -- 1 where the text follows in the same line
  text        TEXT NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number),
  UNIQUE (document_id, id)
) STRICT, WITHOUT ROWID;

-- Tables, a table that goes on over several pages as one; the texts are in cells.
CREATE TABLE tables (
  document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number       INTEGER NOT NULL,
  id           TEXT NOT NULL,
  kind         TEXT NOT NULL,                    -- score, self_evaluation, funds, projects, contracts, problems, other
  caption      TEXT,
  unit         TEXT,
  first_page   INTEGER,
  last_page    INTEGER,
  header_rows  INTEGER NOT NULL,
  row_count    INTEGER NOT NULL,
  column_count INTEGER NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number),
  UNIQUE (document_id, id)
) STRICT, WITHOUT ROWID;

-- Cells by the id of their table; rows and columns count from 0; a place covered by a span has no row here.
CREATE TABLE cells (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  table_id    TEXT NOT NULL,
  row         INTEGER NOT NULL,
  col         INTEGER NOT NULL,
  rowspan     INTEGER NOT NULL,
  colspan     INTEGER NOT NULL,
  is_header   INTEGER NOT NULL,
  text        TEXT NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, table_id, row, col),
  FOREIGN KEY (document_id, table_id) REFERENCES tables (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Every printed amount (金额).
CREATE TABLE money (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  text        TEXT NOT NULL,                     -- as printed
  yuan        TEXT,                              -- exact decimal 元
  fen         INTEGER,                           -- the same in 分; null where that is no whole number
  unit        TEXT NOT NULL,
  unit_from   TEXT NOT NULL,                     -- text, header or caption
  currency    TEXT NOT NULL,
  modifier    TEXT,
  table_id    TEXT,                              -- where it stands in a table
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- Every printed date, month, year or range of them.
CREATE TABLE dates (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  start_date  TEXT NOT NULL,                     -- the first day covered; XXXX-02-15 where the year is unknown
  end_date    TEXT NOT NULL,
  precision   TEXT NOT NULL,                     -- day, month, year, range or invalid
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- Numbers of official documents (发文字号) that are cited.
CREATE TABLE document_numbers (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  canonical   TEXT NOT NULL,
  agency      TEXT NOT NULL,
  year        INTEGER NOT NULL,
  serial      TEXT NOT NULL,
  title       TEXT,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_numbers_by_canonical ON document_numbers (canonical);

-- Indicators (指标) of the scoring tables.
CREATE TABLE score_items (
  document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  table_id      TEXT NOT NULL,
  level1        TEXT,
  level1_points REAL,
  level2        TEXT,
  level2_points REAL,
  level3        TEXT,
  points        REAL,
  deduction     REAL,
  score         REAL,
  explanation   TEXT,
  criteria      TEXT,
  standard      TEXT,
  comment       TEXT,
  target        TEXT,
  actual        TEXT,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  level4        TEXT,                         -- the indicator's name where a table has four levels
  project       TEXT,                         -- what the form is filled in for, where it names that
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_items_by_name ON score_items (level3);

-- 预算执行率 as rows of tables print it, in percent, with the two amounts of the row that it is made of. Not to be added
-- up as it stands: forms tell the whole and its sources, so is_total = 1 or 0 belongs into every question.
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

-- Overall scores (综合得分): a digest may have several.
CREATE TABLE overall_scores (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  subject     TEXT,
  score       REAL,
  grade       TEXT,
  grade_text  TEXT,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- Short names that the report introduces (以下简称).
CREATE TABLE abbreviations (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  short       TEXT NOT NULL,
  full        TEXT NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- Problems found (存在的问题).
CREATE TABLE findings (
  document_id      TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number           INTEGER NOT NULL,
  id               TEXT NOT NULL,
  section_id       TEXT,
  path             TEXT NOT NULL,                -- JSON list: the headings above
  title            TEXT NOT NULL,
  text             TEXT NOT NULL,
  points           TEXT NOT NULL,                -- JSON list
  causes           TEXT NOT NULL,                -- JSON list
  category_code    TEXT REFERENCES categories (code),
  category_name    TEXT,
  document_numbers TEXT NOT NULL,                -- JSON list, canonical
  money_fen        INTEGER,                      -- all amounts that it names, added up; see finding_money
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  severity         TEXT NOT NULL DEFAULT 'ordinary', -- as the wording hints: light, ordinary or serious
  involved_yuan    TEXT,                         -- what the problem comes to, exact decimal 元
  involved_fen     INTEGER,                      -- the same in 分
  facts            TEXT NOT NULL DEFAULT '[]',   -- JSON: the spans of text that tell what is found
  points_evidence  TEXT NOT NULL DEFAULT '[]',   -- JSON: the fragments of each point
  cause_links      TEXT NOT NULL DEFAULT '[]',   -- JSON: how each cause was linked, with its fragments
  remedies         TEXT NOT NULL DEFAULT '[]',   -- JSON: what was put right since (整改情况), with its fragments
  remedied         TEXT,                         -- whether that was all: done, partly, no; NULL where nothing tells
  names            TEXT NOT NULL DEFAULT '[]',   -- JSON list: what its type is told by beside the facts
  PRIMARY KEY (document_id, number),
  UNIQUE (document_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_category ON findings (category_code);
CREATE INDEX findings_of_document ON findings (document_id, category_code, involved_fen);

-- The types of a finding: `rank` 0 is the primary one, as in findings; `phrases` are the words that decided. Severity
-- and fen are those of the finding.
CREATE TABLE finding_categories (
  document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id    TEXT NOT NULL,
  rank          INTEGER NOT NULL,
  category_code TEXT NOT NULL REFERENCES categories (code),
  phrases       TEXT NOT NULL,                   -- JSON list
  severity      TEXT NOT NULL,
  involved_fen  INTEGER,
  PRIMARY KEY (document_id, finding_id, rank),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_categories_by_category ON finding_categories (category_code);

-- Amounts named in a finding; money_number is the row of money that stands inside the finding's text.
CREATE TABLE finding_money (
  document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id   TEXT NOT NULL,
  position     INTEGER NOT NULL,
  yuan         TEXT NOT NULL,
  fen          INTEGER,
  money_number INTEGER,
  role         TEXT,                             -- involved, standard or actual, where the sentence tells
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE,
  FOREIGN KEY (document_id, money_number) REFERENCES money (document_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_money_by_money ON finding_money (document_id, money_number);

-- Rates named in a finding, in percent, with what each is measured against where the sentence tells.
CREATE TABLE finding_rates (
  document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id    TEXT NOT NULL,
  position      INTEGER NOT NULL,
  name          TEXT,                            -- what is measured: 在线率
  text          TEXT NOT NULL,                   -- as printed
  value         REAL NOT NULL,
  role          TEXT,                            -- actual or standard
  standard      REAL,
  standard_text TEXT,
  against       TEXT,                            -- below or above its standard
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_rates_by_name ON finding_rates (name);

-- Dates named in a finding; date_number is the row of dates.
CREATE TABLE finding_dates (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id  TEXT NOT NULL,
  position    INTEGER NOT NULL,
  date_number INTEGER NOT NULL,
  role        TEXT,                              -- due, approved, signed, started, finished, accepted or paid
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE,
  FOREIGN KEY (document_id, date_number) REFERENCES dates (document_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_dates_by_date ON finding_dates (document_id, date_number);

-- Units and projects named in a finding.
CREATE TABLE finding_mentions (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  finding_id  TEXT NOT NULL,
  position    INTEGER NOT NULL,
  kind        TEXT NOT NULL,                     -- unit or project
  name        TEXT NOT NULL,                     -- in full
  text        TEXT NOT NULL,                     -- as printed
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, finding_id, position),
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_mentions_by_name ON finding_mentions (name);

-- What a report cites, once each: documents by number, and titles in 《》 that have none beside them.
CREATE TABLE citations (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  canonical   TEXT,                              -- 机关代字〔年〕序号号
  title       TEXT,                              -- without 《》
  times       INTEGER NOT NULL,
  page        INTEGER,                           -- where it is cited first
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_canonical ON citations (canonical);
CREATE INDEX citations_by_title ON citations (title);

-- Recommendations (建议).
CREATE TABLE recommendations (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  section_id  TEXT,
  path        TEXT NOT NULL,                     -- JSON list
  title       TEXT NOT NULL,
  text        TEXT NOT NULL,
  points      TEXT NOT NULL,                     -- JSON list
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

-- Which findings a recommendation addresses.
CREATE TABLE recommendation_findings (
  document_id    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  recommendation INTEGER NOT NULL,
  finding_id     TEXT NOT NULL,
  how            TEXT,                           -- named, same section, same words, same type, same number or row
  PRIMARY KEY (document_id, recommendation, finding_id),
  FOREIGN KEY (document_id, recommendation) REFERENCES recommendations (document_id, number) ON DELETE CASCADE,
  FOREIGN KEY (document_id, finding_id) REFERENCES findings (document_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX recommendation_findings_by_finding ON recommendation_findings (document_id, finding_id);

-- The report's own arithmetic and logic, verified; severity is that of a failure. OR, since SQLite makes a list behind IN
-- anew for every row: a tenth of loading.
CREATE TABLE checks (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  rule        TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status = 'pass' OR status = 'fail' OR status = 'unknown'),
  stated      TEXT,
  computed    TEXT,
  message     TEXT NOT NULL,
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, evidence TEXT NOT NULL,
  severity    TEXT CHECK (severity = 'light' OR severity = 'ordinary' OR severity = 'serious'),
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX checks_failed ON checks (rule) WHERE status = 'fail';

-- What the reading was not sure of or could not do.
CREATE TABLE issues (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  code        TEXT NOT NULL,
  severity    TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'info'),
  message     TEXT NOT NULL,
  page        INTEGER,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX issues_by_code ON issues (code);

-- Seals and stamps (印章) that were seen on scanned pages; seal_text is what one says, where it can be read.
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

-- What `extract compare` counts, written from the tables above: one narrow row for every document that could be read.
-- `findings` is JSON: a word for each finding, its type and the first letter of its severity, and in the same order what
-- each comes to, in 分 or, where that is not whole, in 元 as text ([["0603o","0902l"],[38000000,"0.125"]]); `types` the same
-- for every type of each finding.
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

-- What reviewers said about records, beside what the program read. It belongs to a document by its content and stays
-- when that is read again or taken out: `place` finds the record even where its number has changed.
CREATE TABLE corrections (
  document_id TEXT NOT NULL,
  kind        TEXT NOT NULL,                     -- the table of the record
  number      INTEGER,                           -- its number there; NULL for a record that the program did not see
  page        INTEGER,
  place       TEXT NOT NULL,                     -- page:start-end of where the record begins
  verdict     TEXT NOT NULL CHECK (verdict IN ('confirmed', 'corrected', 'rejected', 'added')),
  field       TEXT NOT NULL,                     -- the column corrected; '' for the whole record
  machine     TEXT NOT NULL,                     -- what the program read
  value       TEXT NOT NULL,                     -- what the reviewer reads
  note        TEXT NOT NULL,
  reviewer    TEXT NOT NULL,
  made_at     TEXT NOT NULL                      -- UTC, ISO 8601
) STRICT;
CREATE UNIQUE INDEX corrections_once ON corrections
  (document_id, kind, ifnull(number, 0), place, field, reviewer, made_at, value);

-- What a user has taken out: a batch leaves these contents alone until `extract FILE --db` loads one again.
CREATE TABLE removed (
  document_id TEXT PRIMARY KEY,                  -- as it was in documents: that of its content
  file        TEXT NOT NULL                      -- where it was loaded from
) STRICT, WITHOUT ROWID;

-- What `extract search` looks in: one row for every finding, recommendation, section and table.
CREATE TABLE search_entries (
  id          INTEGER PRIMARY KEY,               -- from that of the document on, counted up
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  number      INTEGER NOT NULL
) STRICT;
CREATE INDEX search_entries_by_document ON search_entries (document_id);

-- Their words: each Han character with the one after it, each run of letters or digits by itself. The texts are not kept.
-- The words come with spaces between them and in small letters, so that the plainest tokenizer does.
CREATE VIRTUAL TABLE search_index USING fts5 (title, body, content = '', tokenize = 'ascii');
-- Fewer and larger merges of its parts than by default (4): loading writes less.
INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8);

-- Findings counted by type across years and regions; `share_of_reports` is the share of that year's and region's
-- reports that have the type.
CREATE VIEW findings_by_year_region AS
WITH read_documents AS (SELECT * FROM documents WHERE status <> 'failed'),
  reports AS (
    SELECT fiscal_year, region_code, region_name, count(*) AS reports
    FROM read_documents GROUP BY fiscal_year, region_code, region_name
  )
SELECT d.fiscal_year, d.region_code, d.region_name,
  f.category_code,
  coalesce(f.category_name, '未分类') AS category_name,
  count(*) AS findings,
  count(DISTINCT d.id) AS reports_with_it,
  r.reports AS reports,
  round(1.0 * count(DISTINCT d.id) / r.reports, 4) AS share_of_reports
FROM findings AS f
JOIN read_documents AS d ON d.id = f.document_id
JOIN reports AS r ON r.fiscal_year IS d.fiscal_year AND r.region_code IS d.region_code
  AND r.region_name IS d.region_name
GROUP BY d.fiscal_year, d.region_code, d.region_name, f.category_code, coalesce(f.category_name, '未分类'), r.reports
ORDER BY d.fiscal_year, d.region_code, d.region_name, findings DESC, f.category_code;

-- Points and scores of every indicator across years and regions; `score_rate` is 得分率 over the items that have both.
CREATE VIEW scores_by_indicator AS
SELECT s.level1, s.level2, s.level3, d.fiscal_year, d.region_code, d.region_name,
  CASE d.report_type WHEN 'evaluation' THEN '绩效评价' WHEN 'self_evaluation' THEN '绩效自评' ELSE '未知' END AS report_kind,
  count(*) AS items,
  round(sum(s.points), 4) AS points,
  round(sum(s.score), 4) AS score,
  round(sum(CASE WHEN s.points IS NOT NULL THEN s.score END)
    / nullif(sum(CASE WHEN s.score IS NOT NULL THEN s.points END), 0), 4) AS score_rate
FROM score_items AS s
JOIN documents AS d ON d.id = s.document_id
GROUP BY s.level1, s.level2, s.level3, d.fiscal_year, d.region_code, d.region_name, d.report_type
ORDER BY s.level1, s.level2, s.level3, d.fiscal_year, d.region_code, d.region_name, d.report_type;

-- How many amounts a document names, and the largest. Amounts are never added up here: one sum is often printed many times.
CREATE VIEW money_by_document AS
SELECT d.id AS document_id, d.file, d.title, d.fiscal_year, d.region_name,
  (SELECT count(*) FROM money AS m WHERE m.document_id = d.id) AS amounts,
  (SELECT count(DISTINCT m.yuan) FROM money AS m WHERE m.document_id = d.id) AS different_amounts,
  (SELECT count(*) FROM money AS m WHERE m.document_id = d.id AND m.table_id IS NOT NULL) AS amounts_in_tables,
  big.text AS largest_text, big.unit AS largest_unit, big.yuan AS largest_yuan, big.page AS largest_page
FROM documents AS d
LEFT JOIN money AS big ON big.document_id = d.id AND big.number = (
  SELECT m.number FROM money AS m WHERE m.document_id = d.id ORDER BY m.fen DESC NULLS LAST, m.number LIMIT 1)
WHERE d.status <> 'failed'
ORDER BY d.fiscal_year, d.region_code, d.id;

-- Checks that do not hold, with the report that they stand in, the gravest of a report first.
CREATE VIEW failed_checks AS
SELECT d.id AS document_id, d.file, d.title, d.fiscal_year, d.region_name,
  c.rule, '不符' AS verdict, CASE c.severity WHEN 'light' THEN '较轻' WHEN 'serious' THEN '严重' ELSE '一般' END AS severity,
  c.stated, c.computed, c.message, c.page
FROM checks AS c
JOIN documents AS d ON d.id = c.document_id
WHERE c.status = 'fail'
ORDER BY d.fiscal_year, d.region_code, d.id, c.severity = 'serious' DESC, c.severity = 'light', c.number;

-- Every finding with the facts of its report that findings are compared by.
CREATE VIEW findings_in_context AS
SELECT d.fiscal_year, d.region_code, d.region_name, d.project_key, d.department, d.sector,
  CASE d.evaluation_kind WHEN 'self' THEN '单位自评' WHEN 'department' THEN '部门评价' WHEN 'finance' THEN '财政评价' END
    AS evaluation, d.fund_kind,
  c.group_name, coalesce(f.category_name, '未分类') AS category_name, f.category_code,
  CASE f.severity WHEN 'light' THEN '较轻' WHEN 'serious' THEN '严重' ELSE '一般' END AS severity,
  f.title, f.page, f.involved_yuan, d.file, f.document_id, f.id AS finding_id, f.number
FROM findings AS f
JOIN documents AS d ON d.id = f.document_id
LEFT JOIN categories AS c ON c.code = f.category_code;

-- Types that come back: a region's reports of more than one year have them. `years_with_reports` are the years that
-- the region has reports of at all.
CREATE VIEW problems_every_year AS
SELECT d.region_code, d.region_name, f.category_code, c.name AS category_name,
  count(DISTINCT d.fiscal_year) AS years,
  (SELECT count(DISTINCT e.fiscal_year) FROM documents AS e
    WHERE e.region_code = d.region_code AND e.region_name = d.region_name AND e.status <> 'failed')
    AS years_with_reports,
  min(d.fiscal_year) AS first_year, max(d.fiscal_year) AS last_year, count(*) AS findings,
  CASE WHEN sum(f.involved_fen) IS NOT NULL
    THEN printf('%d.%02d', sum(f.involved_fen) / 100, sum(f.involved_fen) % 100) END AS involved_yuan
FROM documents AS d
JOIN findings AS f ON f.document_id = d.id
JOIN categories AS c ON c.code = f.category_code
WHERE d.fiscal_year IS NOT NULL AND d.region_code IS NOT NULL AND f.category_code <> '00'
GROUP BY d.region_code, d.region_name, f.category_code
HAVING count(DISTINCT d.fiscal_year) > 1
ORDER BY years DESC, findings DESC, d.region_code, f.category_code;

-- How many of a region's reports have a problem of each group, over all years.
CREATE VIEW groups_by_region AS
SELECT d.region_code, d.region_name, c.group_name, count(*) AS findings, count(DISTINCT d.id) AS reports_with_it,
  (SELECT count(*) FROM documents AS e
    WHERE e.region_code IS d.region_code AND e.region_name IS d.region_name AND e.status <> 'failed') AS reports,
  round(1.0 * count(DISTINCT d.id) / (SELECT count(*) FROM documents AS e
    WHERE e.region_code IS d.region_code AND e.region_name IS d.region_name AND e.status <> 'failed'), 4)
    AS share_of_reports
FROM documents AS d
JOIN findings AS f ON f.document_id = d.id
JOIN categories AS c ON c.code = f.category_code
GROUP BY d.region_code, d.region_name, c.group_name
ORDER BY share_of_reports DESC, findings DESC, d.region_code;

-- What was recommended about each type of problem, with the finding that it addresses and how that was told.
CREATE VIEW advice_by_category AS
SELECT f.category_code, f.category_name, d.fiscal_year, d.region_name, f.title AS finding, f.involved_yuan,
  r.title AS recommendation, r.text, r.page, l.how, d.file
FROM findings AS f
JOIN documents AS d ON d.id = f.document_id
JOIN recommendation_findings AS l ON l.document_id = f.document_id AND l.finding_id = f.id
JOIN recommendations AS r ON r.document_id = l.document_id AND r.number = l.recommendation;

-- Findings that no recommendation addresses.
CREATE VIEW findings_without_recommendation AS
SELECT d.fiscal_year, d.region_name, f.category_name, f.title, f.page, d.file, f.document_id, f.id AS finding_id
FROM findings AS f JOIN documents AS d ON d.id = f.document_id
WHERE NOT EXISTS (SELECT 1 FROM recommendation_findings AS l
  WHERE l.document_id = f.document_id AND l.finding_id = f.id);

-- Recommendations that address no finding of their report, as far as their words tell.
CREATE VIEW recommendations_without_finding AS
SELECT d.fiscal_year, d.region_name, r.title, r.page, d.file, r.document_id, r.number
FROM recommendations AS r JOIN documents AS d ON d.id = r.document_id
WHERE NOT EXISTS (SELECT 1 FROM recommendation_findings AS l
  WHERE l.document_id = r.document_id AND l.recommendation = r.number);

-- The same type of problem again: a later report of the same region, or of the same project there.
CREATE VIEW repeat_findings AS
SELECT d.region_code, d.region_name, f.category_name, e.fiscal_year AS earlier_year, d.fiscal_year AS year,
  coalesce(e.project_key = d.project_key, 0) AS same_project, g.title AS earlier_title, f.title, f.page, d.file,
  f.document_id, f.id AS finding_id
FROM findings AS f
JOIN documents AS d ON d.id = f.document_id
JOIN documents AS e ON e.region_code = d.region_code AND e.region_name = d.region_name AND e.fiscal_year < d.fiscal_year
JOIN findings AS g ON g.category_code = f.category_code AND g.document_id = e.id
WHERE f.category_code <> '00';

-- Which reports cite which document or title.
CREATE VIEW citing_reports AS
SELECT c.canonical, c.title, d.title AS report, d.fiscal_year, d.region_name, c.times, c.page, d.file
FROM citations AS c JOIN documents AS d ON d.id = c.document_id;

-- What reviewers say last about each field of each record.
CREATE VIEW latest_corrections AS
SELECT d.file, d.title, c.kind, c.number, c.page, c.verdict, c.field, c.machine, c.value, c.note, c.reviewer,
  c.made_at, c.document_id
FROM corrections AS c
LEFT JOIN documents AS d ON d.id = c.document_id
WHERE NOT EXISTS (SELECT 1 FROM corrections AS later
  WHERE later.document_id = c.document_id AND later.kind = c.kind AND later.number = c.number
    AND later.place = c.place AND later.field = c.field AND later.made_at > c.made_at);

-- 预算执行率 of every project and year: the row of the whole of each form or table, as printed and as its amounts make it.
-- `budget_name` says what it is of: 全年预算数 in one form, 到位数 in another; a report may tell one rate in two tables.
CREATE VIEW budget_execution AS
SELECT d.fiscal_year, d.region_code, d.region_name, d.department,
  CASE d.evaluation_kind WHEN 'self' THEN '单位自评' WHEN 'department' THEN '部门评价' WHEN 'finance' THEN '财政评价' END
    AS evaluation,
  coalesce(e.project, d.project_name) AS project, d.project_key, e.name, e.budget_name, e.budget_yuan, e.paid_yuan, e.rate,
  round(100.0 * e.paid_fen / nullif(e.budget_fen, 0), 2) AS computed_rate, e.page, d.file, e.document_id
FROM executions AS e
JOIN documents AS d ON d.id = e.document_id
WHERE e.is_total
ORDER BY d.region_code, d.project_key, d.fiscal_year, d.id, e.number;

-- Reports that are in here more than once: other prints, scans or versions of one report, of the same year, region, project,
-- units and kind of evaluation. Each counts by itself everywhere.
CREATE VIEW same_reports AS
SELECT d.fiscal_year, d.region_name, d.project_key, d.title, d.report_date, d.overall_score, d.page_count, d.file,
  d.id AS document_id
FROM documents AS d
WHERE d.status <> 'failed' AND EXISTS (SELECT 1 FROM documents AS e
  WHERE e.project_key = d.project_key AND e.region_code IS d.region_code AND e.fiscal_year = d.fiscal_year
    AND e.id <> d.id AND e.status <> 'failed' AND e.report_type IS d.report_type
    AND e.evaluation_kind IS d.evaluation_kind AND e.evaluated_units IS d.evaluated_units)
ORDER BY d.region_code, d.fiscal_year, d.project_key, d.report_date, d.file;
