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

-- From where the links of a code were opened in the days that nobody looks at one by one any more: a row for each origin,
-- as many at most as are told apart on one day.
CREATE TABLE earlier_origins (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    host        TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    medium      TEXT    NOT NULL,
    campaign    TEXT    NOT NULL,
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    PRIMARY KEY (referral_id, host, source, medium, campaign)
) STRICT, WITHOUT ROWID;

CREATE INDEX origins_by_day ON origins (day);

-- A person's own codes, however many they have deleted.
CREATE INDEX own_codes ON referrals (user_id, id) WHERE deleted_at IS NULL;
