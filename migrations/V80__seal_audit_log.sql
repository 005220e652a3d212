-- The audit log is sealed like the ledger. A seal outlives its entry, which an erasure or the purge deletes: it holds
-- numbers and a digest under a salt that is deleted with the entry.
ALTER TABLE audit ADD COLUMN salt BLOB CHECK (length(salt) = 16);

CREATE TABLE audit_seals (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    at   INTEGER NOT NULL,
    -- entry: one of `audit`; surplus: a user's entries up to a number were deleted; cut: the seals up to a number were.
    kind TEXT    NOT NULL CHECK (kind IN ('entry', 'surplus', 'cut')),
    body TEXT    NOT NULL CHECK (json_valid(body)),
    -- SHA-256 of the previous hash and of this seal, as in `ledger`.
    hash BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX audit_seals_cuts ON audit_seals (seq) WHERE kind = 'cut';
CREATE INDEX audit_seals_surpluses ON audit_seals (seq) WHERE kind = 'surplus';

CREATE TRIGGER audit_seals_before_update_refuse BEFORE UPDATE ON audit_seals
BEGIN SELECT raise(ABORT, 'the seals of the audit log are append-only'); END;

CREATE TRIGGER audit_seals_before_delete_refuse BEFORE DELETE ON audit_seals
WHEN NOT EXISTS (SELECT 1 FROM audit_seals WHERE kind = 'cut' AND json_extract(body, '$.to') >= old.seq)
BEGIN SELECT raise(ABORT, 'the audit log is cut at its old end only, by a seal that says so'); END;

-- The erasure of an admin empties `admin_id`, and an upgrade salts the entries that were there.
CREATE TRIGGER audit_before_update_refuse BEFORE UPDATE ON audit
WHEN (new.admin_id IS NOT NULL AND new.admin_id IS NOT old.admin_id) OR (old.salt IS NOT new.salt AND old.salt IS NOT NULL)
    OR (old.id, old.user_id, old.at, old.what, old.actor, old.device, old.object, old.reason)
        IS NOT (new.id, new.user_id, new.at, new.what, new.actor, new.device, new.object, new.reason)
BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;
