CREATE TABLE saved_new (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  query TEXT NOT NULL,
  at TEXT NOT NULL,
  columns TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

INSERT INTO saved_new ("name", "query", "at") SELECT "name", "query", "at" FROM saved;

DROP TABLE saved;

ALTER TABLE saved_new RENAME TO saved;
