-- What Stripe tells in any order: what is needed to put it together, and what came so far. Payloads are
-- not kept.

-- A participant's other name at Stripe, until the participant comes.
CREATE TABLE stripe_customers (
    customer    TEXT PRIMARY KEY CHECK (customer GLOB 'cus_*'),
    external_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_customers_by_external_id ON stripe_customers (external_id);

-- Names of one payment: each pair is there in both directions.
CREATE TABLE payment_names (
    name  TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (name, other)
) STRICT, WITHOUT ROWID;

-- What a customer paid in all for a purchase, tax included, in minor units of ISO 4217.
CREATE TABLE stripe_payments (
    name  TEXT    PRIMARY KEY,
    gross INTEGER NOT NULL CHECK (gross >= 0)
) STRICT, WITHOUT ROWID;

-- Charges that were refunded: the most that was told of each, in the same unit as what was captured.
CREATE TABLE stripe_refunds (
    charge   TEXT    PRIMARY KEY,
    -- A name of its purchase.
    payment  TEXT    NOT NULL,
    refunded INTEGER NOT NULL CHECK (refunded >= 0),
    captured INTEGER NOT NULL CHECK (captured > 0),
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_refunds_by_payment ON stripe_refunds (payment);

CREATE TABLE stripe_disputes (
    dispute TEXT    PRIMARY KEY,
    payment TEXT    NOT NULL,
    -- Minor units of ISO 4217.
    amount  INTEGER NOT NULL CHECK (amount >= 0),
    state   TEXT    NOT NULL CHECK (state IN ('open', 'lost', 'released')),
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_disputes_by_payment ON stripe_disputes (payment);

-- Types of messages that came, for the checklist.
CREATE TABLE stripe_types (
    type     TEXT    PRIMARY KEY,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What contradicts an earlier telling, which stays.
CREATE TABLE stripe_contradictions (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Stripe's number of the message.
    event  TEXT    NOT NULL UNIQUE,
    type   TEXT    NOT NULL,
    reason TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
