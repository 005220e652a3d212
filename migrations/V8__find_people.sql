-- Operators search anywhere in names and addresses: the index holds all that is looked at, so a
-- search reads no row that it does not find. It also serves the order by name.
DROP INDEX users_by_firstname;
CREATE INDEX users_by_name ON users (firstname, email, external_id);

-- Filters of the list of people. Referees who count are in no index: it would cost each sign-up.
CREATE INDEX users_disabled ON users (id) WHERE disabled_at IS NOT NULL;
CREATE INDEX attributions_unsettled ON attributions (state, referee_id) WHERE state <> 'confirmed';

ALTER TABLE users ADD COLUMN
    -- Last use of a session that has ended; the sessions that there are know theirs.
    seen_at INTEGER;
ALTER TABLE users ADD COLUMN
    -- What admins wrote down about the user.
    note TEXT CHECK (length(note) BETWEEN 1 AND 1000);

CREATE TRIGGER sessions_after_delete_remember AFTER DELETE ON sessions
BEGIN
    UPDATE users SET seen_at = max(coalesce(seen_at, 0), OLD.used_at) WHERE id = OLD.user_id;
END;

-- Who acted on whom, and why: an entry belongs to the account that it is about.
ALTER TABLE audit ADD COLUMN
    -- The admin who acted; NULL for anybody else.
    admin_id INTEGER REFERENCES users (id) ON DELETE SET NULL;
ALTER TABLE audit ADD COLUMN
    -- What it was done to, where that is not the account: such as `referral #7`.
    object TEXT CHECK (length(object) <= 200);
ALTER TABLE audit ADD COLUMN
    -- An admin's reason, for other admins.
    reason TEXT CHECK (length(reason) <= 500);

CREATE INDEX audit_by_admin ON audit (admin_id) WHERE admin_id IS NOT NULL;
CREATE INDEX audit_by_event ON audit (what, id);

-- Lists of codes and emails.
CREATE INDEX outbox_sent ON outbox (id) WHERE state = 'sent';
