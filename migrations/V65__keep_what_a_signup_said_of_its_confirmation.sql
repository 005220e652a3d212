-- A signup that said `"confirmed": false`: whenever it is credited, it waits for a `confirmed`.
ALTER TABLE events ADD COLUMN is_unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (is_unconfirmed IN (0, 1));
