-- Links of notices by which the owner of an account says «this was not me».
CREATE TABLE notice_links (
    -- SHA-256 of the token in the email.
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_links_by_user ON notice_links (user_id);
CREATE INDEX notice_links_by_expiry ON notice_links (expires_at);
