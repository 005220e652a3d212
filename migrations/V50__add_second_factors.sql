-- Second factors of sign-in: one app (RFC 6238) a user, and ten recovery codes.
CREATE TABLE second_factors (
    user_id    INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- Secret shared with the app, encrypted with a key that follows from the program's signing key.
    secret     BLOB    NOT NULL,
    -- The newest 30-second step whose code was accepted: it and older ones are used up.
    last_step  INTEGER NOT NULL,
    -- Random; cookies of remembered browsers are made with it, so a new one ends them.
    browsers   BLOB    NOT NULL CHECK (length(browsers) = 16),
    created_at INTEGER NOT NULL
) STRICT;

-- Unused recovery codes: SHA-256 of 118 random bits. A used one is deleted.
CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE sessions ADD COLUMN
    -- 1: the user must set up a second factor before this session serves for anything else.
    factor_needed INTEGER NOT NULL DEFAULT 0 CHECK (factor_needed IN (0, 1));
