-- Tokens that open the widget of a participant, each once, and the session that came of it.
CREATE TABLE embed_tokens (
    -- SHA-256 of the token.
    hash       BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the session that the token was exchanged for; NULL: not used yet.
    session    BLOB    UNIQUE CHECK (length(session) = 32),
    -- Of the token; of the session once there is one.
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX embed_tokens_by_user ON embed_tokens (user_id);
CREATE INDEX embed_tokens_by_expiry ON embed_tokens (expires_at);
