-- Webhooks: where messages about changes are sent, and each delivery of one. A message is written in
-- the transaction of its cause.

CREATE TABLE webhooks (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    url            TEXT    NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    -- Names of message types with a space between them, or `*`.
    types          TEXT    NOT NULL CHECK (types <> ''),
    format         TEXT    NOT NULL CHECK (format IN ('standard', 'slack', 'discord', 'telegram')),
    -- Of Telegram.
    chat_id        TEXT    CHECK (length(chat_id) BETWEEN 1 AND 100),
    -- Language of the sentences that are sent to people.
    lang           TEXT    NOT NULL,
    -- The key of the signatures. It signs, so it cannot be a hash.
    secret         BLOB    NOT NULL CHECK (length(secret) = 32),
    -- Signs too until then, after a rotation.
    old_secret     BLOB    CHECK (length(old_secret) = 32),
    old_secret_until INTEGER,
    created_at     INTEGER NOT NULL,
    -- The last message that the endpoint took.
    delivered_at   INTEGER,
    disabled_at    INTEGER,
    -- `gone` or `failing`; NULL: by hand.
    disabled_why   TEXT,
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CHECK (format <> 'telegram' OR chat_id IS NOT NULL)
) STRICT;

-- One message to one endpoint.
CREATE TABLE webhook_deliveries (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- `msg_…`: the same for all endpoints, retries and replays.
    message    TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    -- As it is sent; NULL: a person in it was erased.
    body       TEXT    CHECK (length(body) < 20000),
    -- The people in it, by number.
    about_id   INTEGER,
    other_id   INTEGER,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
    -- Since it was made or replayed.
    attempts   INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    -- Milliseconds since 1970.
    due_at_ms  INTEGER NOT NULL,
    -- When it was delivered or given up.
    ended_at   INTEGER,
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CHECK (state <> 'waiting' OR body IS NOT NULL)
) STRICT;

CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, attempts, due_at_ms) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook_id, id) WHERE state = 'dead';
CREATE INDEX webhook_deliveries_by_person ON webhook_deliveries (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX webhook_deliveries_by_other_person ON webhook_deliveries (other_id) WHERE other_id IS NOT NULL;

CREATE TABLE webhook_attempts (
    delivery_id INTEGER NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    -- From 1, also through replays.
    number      INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    -- Of HTTP; NULL: there was no answer.
    status      INTEGER,
    -- Why there was none.
    error       TEXT,
    -- The first characters of the answer.
    answer      TEXT    CHECK (length(answer) <= 1000),
    PRIMARY KEY (delivery_id, number),
    CHECK ((status IS NULL) = (error IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What an operator wants replayed; a job does it in parts, and deletes the row after the last.
CREATE TABLE webhook_replays (
    id         INTEGER PRIMARY KEY,
    webhook_id INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- Of messages that were made from `since` to `until`.
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    -- Names with a space between them; empty: all.
    types      TEXT    NOT NULL,
    -- NULL: any.
    state      TEXT    CHECK (state IN ('waiting', 'delivered', 'dead')),
    -- The delivery up to which it is done.
    done_to    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX webhook_replays_by_webhook ON webhook_replays (webhook_id);
