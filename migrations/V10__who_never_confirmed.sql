-- Accounts that nobody confirmed, by when a letter was last asked for: what the sweep of them goes by. The operator's word
-- keeps one.
CREATE INDEX never_confirmed ON users (coalesce(token_created_at, date))
    WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0;
