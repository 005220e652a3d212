-- Mailboxes that a user invited by email: once for good, also after the code is deleted. A keyed hash
-- of the mailbox and the user, so that the table is no address book and tells of no two who invited one.
CREATE TABLE invitees (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

-- Mailboxes that get no invitation from anyone, because their reader said so: keyed hashes.
CREATE TABLE invitation_opt_outs (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 16)
) STRICT, WITHOUT ROWID;

-- When the password was last given in this session; NULL: not since this column is there.
ALTER TABLE sessions ADD COLUMN password_at INTEGER;
