-- From schema 7 to 8: what comparisons count is told as JSON, which is read twice as fast; findings say what was put right
-- since, which those of reports loaded before have from a new reading; only failed checks are looked for by their rule.

ALTER TABLE findings ADD COLUMN remedies TEXT NOT NULL DEFAULT '[]';
ALTER TABLE findings ADD COLUMN remedied TEXT;

UPDATE tallies SET
  findings = coalesce((SELECT '[["' || group_concat(coalesce(f.category_code, '-') || substr(f.severity, 1, 1), '","') ||
      '"],[' || group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0'
        ELSE coalesce(f.involved_fen, '"' || f.involved_yuan || '"') END) || ']]'
    FROM findings AS f WHERE f.document_id = tallies.document_id), '[[],[]]'),
  types = coalesce((SELECT '[["' || group_concat(c.category_code || substr(c.severity, 1, 1), '","') ||
      '"],[' || group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0'
        ELSE coalesce(f.involved_fen, '"' || f.involved_yuan || '"') END) || ']]'
    FROM finding_categories AS c
    JOIN findings AS f ON f.document_id = c.document_id AND f.id = c.finding_id
    WHERE c.document_id = tallies.document_id), '[[],[]]');

DROP INDEX checks_by_status;
CREATE INDEX checks_failed ON checks (rule) WHERE status = 'fail';
