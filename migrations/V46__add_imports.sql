-- Files of participants or events that were read in, and what became of each row.
CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT    NOT NULL CHECK (kind IN ('participants', 'events')),
    -- Nothing of it was kept but the verdicts.
    dry_run     INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
    -- The key that sent it, by number; NULL: an admin.
    key_id      INTEGER,
    -- A JSON array of objects: `header` as in the file, `field` or null for a column that is not read.
    columns     TEXT    NOT NULL CHECK (json_valid(columns)),
    started_at  INTEGER NOT NULL,
    -- NULL: it runs, or the server ended while it did.
    finished_at INTEGER
) STRICT;

-- Rows by number: nothing of the people in them is kept here.
CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- The line after the header is 1.
    row       INTEGER NOT NULL,
    verdict   TEXT    NOT NULL CHECK (
        verdict IN ('created', 'updated', 'unchanged', 'waiting', 'without_referrer', 'refused')
    ),
    -- Of a refused row, and of one without its referrer: the field and the code of the mistake.
    field     TEXT,
    why       TEXT,
    PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
