-- What other programs bring and tell: keys that sign them in, participants, events with their names,
-- and the answers that a repeated request gets again.

CREATE TABLE keys (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    label      TEXT    NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
    -- SHA-256 of the key, which is shown once.
    hash       BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    -- The key's last four characters.
    hint       TEXT    NOT NULL CHECK (length(hint) = 4),
    -- Names of scopes with a space between them.
    scopes     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER CHECK (expires_at > created_at),
    -- The last use, at most a minute late.
    used_at    INTEGER,
    revoked_at INTEGER
) STRICT;

-- What Stripe calls the participant.
ALTER TABLE users ADD COLUMN stripe_customer TEXT CHECK (
    stripe_customer GLOB 'cus_*' AND stripe_customer NOT GLOB '*[^A-Za-z0-9_]*' AND length(stripe_customer) <= 100
);
-- Emails about referrals and rewards; NULL: yes for a user of the site, no for one that a program brought.
ALTER TABLE users ADD COLUMN notify INTEGER CHECK (notify IN (0, 1));
-- When the first signup event of the participant occurred; NULL: at `date`.
ALTER TABLE users ADD COLUMN came_at INTEGER;
-- The key of the program that brought the participant, by number.
ALTER TABLE users ADD COLUMN brought_by INTEGER;

CREATE UNIQUE INDEX users_by_stripe_customer ON users (stripe_customer) WHERE stripe_customer IS NOT NULL;

CREATE TABLE events (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    type               TEXT    NOT NULL CHECK (
        type IN ('signup', 'confirmed', 'trial', 'purchase', 'refund', 'custom')
    ),
    -- Of a custom event.
    name               TEXT    CHECK (length(name) BETWEEN 1 AND 100),
    -- Users are numbers here, as in the ledger: one without a row is erased.
    participant_id     INTEGER,
    -- The referrer at the event.
    referrer_id        INTEGER,
    -- The purchase that a refund is of.
    purchase_id        INTEGER REFERENCES events (id),
    -- What a waiting event names and nothing has yet: a participant, a purchase.
    waits_for_participant TEXT,
    waits_for_purchase    TEXT,
    -- The participant was unknown when the event was told.
    was_early          INTEGER NOT NULL DEFAULT 0 CHECK (was_early IN (0, 1)),
    -- Minor units of `currency`, up to 10^13; of a refund what it takes back.
    amount             INTEGER CHECK (amount BETWEEN 0 AND 10000000000000),
    currency           TEXT    CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    -- Of a refund: all that was taken back of its purchase so far.
    refunded_in_all    INTEGER CHECK (refunded_in_all BETWEEN 0 AND 10000000000000),
    -- The code of a signup, as told.
    code               TEXT    CHECK (length(code) <= 200),
    -- A JSON object, the program's own.
    metadata           TEXT    CHECK (length(metadata) <= 4096 AND json_valid(metadata)),
    occurred_at        INTEGER NOT NULL,
    received_at        INTEGER NOT NULL,
    -- `key`, `stripe`, `import` or `admin`.
    source             TEXT    NOT NULL,
    -- Number of the key.
    key_id             INTEGER,
    state              TEXT    NOT NULL CHECK (state IN ('counted', 'waiting', 'unattributed', 'refused')),
    why                TEXT    NOT NULL,
    -- Of a purchase: the sum of its refunds by `amount`, and their greatest `refunded_in_all`.
    refunded_sum       INTEGER NOT NULL DEFAULT 0 CHECK (refunded_sum >= 0),
    refunded_most      INTEGER NOT NULL DEFAULT 0 CHECK (refunded_most >= 0),
    -- Of a purchase: an open dispute since, and what lost disputes took.
    disputed_at        INTEGER,
    dispute_lost       INTEGER NOT NULL DEFAULT 0 CHECK (dispute_lost >= 0),
    CHECK (amount IS NULL OR currency IS NOT NULL OR type = 'refund'),
    CHECK (type <> 'purchase' OR amount IS NOT NULL),
    CHECK (type <> 'custom' OR name IS NOT NULL),
    CHECK (max(refunded_sum, refunded_most) + dispute_lost <= coalesce(amount, 0)),
    CHECK (state <> 'waiting' OR waits_for_participant IS NOT NULL OR waits_for_purchase IS NOT NULL)
) STRICT;

CREATE INDEX events_by_participant ON events (participant_id, id) WHERE participant_id IS NOT NULL;
CREATE INDEX events_by_purchase ON events (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX events_waiting_for_participant ON events (waits_for_participant) WHERE waits_for_participant IS NOT NULL;
CREATE INDEX events_waiting_for_purchase ON events (waits_for_purchase) WHERE waits_for_purchase IS NOT NULL;
CREATE INDEX events_waiting ON events (received_at) WHERE state = 'waiting';
CREATE INDEX events_unattributed ON events (id) WHERE state = 'unattributed';
CREATE INDEX events_refused ON events (id) WHERE state = 'refused';

-- Every name of an event, for ever: a second telling under one of them is the same event.
CREATE TABLE event_names (
    type     TEXT    NOT NULL,
    name     TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    event_id INTEGER NOT NULL REFERENCES events (id),
    PRIMARY KEY (type, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_names_by_event ON event_names (event_id);

-- The names of erased people's events: salted hashes, so that a repeat still finds its event.
CREATE TABLE erased_event_names (
    hash     BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    event_id INTEGER NOT NULL REFERENCES events (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_event_names_by_event ON erased_event_names (event_id);

-- Answers by a request's `Idempotency-Key`, written with their effect and kept for 72 hours.
CREATE TABLE idempotency_keys (
    key_id     INTEGER NOT NULL,
    name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    -- SHA-256 of method, path and body.
    request    BLOB    NOT NULL CHECK (length(request) = 32),
    status     INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (key_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
