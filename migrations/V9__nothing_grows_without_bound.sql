-- What anybody can cause without end is gathered before it is kept for ever.

-- Clicks that are counted and not in the ledger yet: many become one entry. Not bound to the code's row, which may go
-- before they are there; the ledger knows it by this number, too.
CREATE TABLE pending_clicks (
    referral_id INTEGER NOT NULL,
    day         INTEGER NOT NULL, -- days since 1970-01-01
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    people      INTEGER NOT NULL CHECK (people BETWEEN 0 AND clicks),
    PRIMARY KEY (referral_id, day)
) STRICT, WITHOUT ROWID;
