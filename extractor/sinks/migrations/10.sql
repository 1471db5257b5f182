-- From schema 9 to 10: the words of the search index, which have spaces between them, are told apart by SQLite's quickest
-- tokenizer. It finds the same words in them as the one before, so that the index itself stays as it is.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '"unicode61 remove_diacritics 0"', '''ascii''') WHERE name = 'search_index';
PRAGMA writable_schema = RESET;
