-- From schema 7 to 8: only failed checks are looked for by their rule, and most hold.

DROP INDEX checks_by_status;
CREATE INDEX checks_failed ON checks (rule) WHERE status = 'fail';
