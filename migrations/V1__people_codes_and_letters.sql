-- People, their codes, who came by whom, and the letters that go out about it.
-- Every moment is whole seconds since 1970-01-01T00:00:00Z; every token is kept as its hash alone.

CREATE TABLE users (
    id               INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, so that history stays unambiguous
    firstname        TEXT    NOT NULL CHECK (length(firstname) BETWEEN 4 AND 50),
    email            TEXT    NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254),
    password         TEXT    NOT NULL CHECK (password LIKE '$scrypt$%'),
    send             INTEGER NOT NULL DEFAULT 0 CHECK (send IN (0, 1)),         -- the mail server took the letter
    is_activated     INTEGER NOT NULL DEFAULT 0 CHECK (is_activated IN (0, 1)), -- the address is confirmed
    is_active        INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),    -- has signed in and is not disabled
    date             INTEGER NOT NULL,                                          -- when the person registered
    activation_token BLOB    UNIQUE CHECK (length(activation_token) = 32),
    token_created_at INTEGER,                                                   -- emptied by success
    activation_code  BLOB    CHECK (length(activation_code) = 32),              -- keyed hash of the 6 digits
    code_attempts    INTEGER NOT NULL DEFAULT 0,
    browser          BLOB    CHECK (length(browser) = 32),                      -- hash of the cookie of the browser that registered
    lang             TEXT    NOT NULL DEFAULT 'ru',
    is_admin         INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
    disabled_at      INTEGER,
    CHECK (disabled_at IS NULL OR is_active = 0),
    CHECK (is_activated = 0 OR token_created_at IS NULL)
) STRICT;

-- Counts those who take part.
CREATE INDEX confirmed_users ON users (id) WHERE is_activated = 1;

CREATE TABLE referrals (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    referral_code TEXT    NOT NULL CHECK (length(referral_code) BETWEEN 4 AND 32), -- as people see it
    code_key      TEXT    NOT NULL UNIQUE,                                         -- as it is compared
    description   TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 150),
    is_send       INTEGER NOT NULL DEFAULT 0 CHECK (is_send IN (0, 1)),            -- the mail server took the invitation
    is_activated  INTEGER NOT NULL DEFAULT 1 CHECK (is_activated IN (0, 1)),       -- switched on
    date          INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL CHECK (expires_at > date),
    deleted_at    INTEGER,                                                         -- deletion keeps the history
    CHECK (deleted_at IS NULL OR is_activated = 0)
) STRICT;

CREATE UNIQUE INDEX one_active_code_per_user ON referrals (user_id) WHERE is_activated = 1;
CREATE INDEX codes_of_user ON referrals (user_id, id);
CREATE INDEX codes_by_expiry ON referrals (expires_at) WHERE is_activated = 1;

-- Who came by whom. The row outlives both of them without naming either: counts stay right after an erasure.
CREATE TABLE attributions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    referee_id    INTEGER UNIQUE REFERENCES users (id) ON DELETE SET NULL,          -- one referrer per person
    referrer_id   INTEGER REFERENCES users (id) ON DELETE SET NULL,
    referral_id   INTEGER REFERENCES referrals (id) ON DELETE SET NULL,
    rule          TEXT    NOT NULL CHECK (rule IN ('link', 'typed')),               -- what decided
    clicked_at    INTEGER,                                                          -- when the link was opened, if it was
    registered_at INTEGER NOT NULL,
    confirmed_at  INTEGER,                                                          -- only the confirmed count
    rejected      TEXT CHECK (rejected IN ('code_expired', 'code_off')),            -- why it does not count
    CHECK (referee_id <> referrer_id),                                              -- nobody refers themselves
    CHECK (rejected IS NULL OR confirmed_at IS NULL)
) STRICT;

CREATE INDEX referees_of_referrer ON attributions (referrer_id, id);
CREATE INDEX referees_of_code ON attributions (referral_id);

-- Clicks of a code's link, summed by UTC day.
CREATE TABLE clicks (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    day         INTEGER NOT NULL, -- days since 1970-01-01
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    PRIMARY KEY (referral_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token      BLOB    NOT NULL UNIQUE CHECK (length(token) = 32),
    kind       TEXT    NOT NULL CHECK (kind IN ('cookie', 'bearer')),
    device     TEXT    NOT NULL DEFAULT '' CHECK (length(device) <= 200),
    csrf       BLOB    NOT NULL CHECK (length(csrf) = 16),                      -- what its CSRF tokens are made from
    created_at INTEGER NOT NULL,
    used_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Links that let somebody set a new password; bound to the address they were sent to.
CREATE TABLE resets (
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email      TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX resets_of_user ON resets (user_id);

-- Links that confirm a new address; bound to the old one, so that any other change kills them.
CREATE TABLE address_changes (
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    old_email  TEXT    NOT NULL,
    new_email  TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX address_changes_of_user ON address_changes (user_id);

-- What happened to an account, for its owner to see. It goes with the account.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    what    TEXT    NOT NULL,
    actor   TEXT    NOT NULL CHECK (actor IN ('self', 'stranger', 'operator')), -- who did it, as far as can be known
    device  TEXT    NOT NULL DEFAULT '' CHECK (length(device) <= 200)
) STRICT;

CREATE INDEX audit_of_user ON audit (user_id, id);
CREATE INDEX audit_by_age ON audit (at);

-- A letter is written here in the transaction that needs it, and delivered later.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT    NOT NULL CHECK (kind IN ('activation', 'known_address', 'invitation', 'reset', 'password_changed', 'new_address', 'address_changing')),
    user_id     INTEGER REFERENCES users (id) ON DELETE CASCADE, -- whom the letter is about; empty: whoever has the address
    referral_id INTEGER REFERENCES referrals (id) ON DELETE CASCADE,
    recipient   TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    secret      TEXT,    -- what only the letter may say (a token); gone as soon as the letter is
    secret_at   INTEGER NOT NULL, -- when that was made: it may die before the letter goes
    message_id  TEXT    NOT NULL UNIQUE,
    state       TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    ended_at    INTEGER,
    error       TEXT,
    CHECK (state NOT IN ('sent', 'dead') OR secret IS NULL)
) STRICT;

CREATE INDEX letters_due ON outbox (due_at) WHERE state = 'queued';
CREATE INDEX letters_ended ON outbox (ended_at) WHERE state IN ('sent', 'dead');
CREATE INDEX letters_of_user ON outbox (user_id);
CREATE INDEX letters_to_address ON outbox (recipient);

-- What the program keeps for itself, such as the key that it signs cookies with.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything that counts, in the order it happened, each entry sealed with the one before it. The tables above say how
-- things are; this says how they came to be, and `referral verify` holds the one against the other. Nobody is named in
-- it but by number, so erasing a person leaves the chain whole.
CREATE TABLE ledger (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    at   INTEGER NOT NULL,
    kind TEXT    NOT NULL,
    body TEXT    NOT NULL CHECK (json_valid(body)),
    hash BLOB    NOT NULL CHECK (length(hash) = 32) -- SHA-256 of the entry before and of this one
) STRICT;

CREATE TRIGGER ledger_is_not_rewritten BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER ledger_is_not_shortened BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
