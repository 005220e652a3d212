-- The schema as it is today, from a database that every migration was applied to.
-- Generated: UPDATE_SCHEMA=1 cargo test --test it schema

CREATE TABLE address_changes (
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    old_email  TEXT    NOT NULL,
    new_email  TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX address_changes_by_expiry ON address_changes (expires_at);

CREATE INDEX address_changes_by_new_email ON address_changes (new_email);

CREATE INDEX address_changes_by_user ON address_changes (user_id);

CREATE TABLE attributions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    -- One referrer for a referee.
    referee_id    INTEGER UNIQUE REFERENCES users (id) ON DELETE SET NULL,
    referrer_id   INTEGER REFERENCES users (id) ON DELETE SET NULL,
    referral_id   INTEGER REFERENCES referrals (id) ON DELETE SET NULL,
    -- `link`, `typed` or `moved`.
    rule          TEXT    NOT NULL,
    -- Why this code won; NULL where moved.
    decided       TEXT,
    -- The form held another code.
    filled_in     INTEGER NOT NULL DEFAULT 0 CHECK (filled_in IN (0, 1)),
    -- The link was opened, if it was.
    clicked_at    INTEGER,
    registered_at INTEGER NOT NULL,
    -- The referee confirmed the address.
    confirmed_at  INTEGER,
    -- Why it does not count, if so.
    rejected      TEXT,
    -- Waits for a reviewer.
    held          INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    -- Root of the frozen branch, a user's id.
    frozen_by     INTEGER,
    -- Sum of the weights in `doubts`.
    doubt         INTEGER NOT NULL DEFAULT 0 CHECK (doubt >= 0),
    review        TEXT    CHECK (review IN ('open', 'approved', 'rejected')),
    state         TEXT    NOT NULL GENERATED ALWAYS AS (CASE
                      WHEN rejected IS NOT NULL  THEN 'rejected'
                      WHEN confirmed_at IS NULL  THEN 'registered'
                      WHEN frozen_by IS NOT NULL THEN 'frozen'
                      WHEN held                  THEN 'held'
                      ELSE 'confirmed' -- the only one that counts
                  END) VIRTUAL, host TEXT CHECK (length(host) <= 64), source TEXT CHECK (length(source) <= 64), medium TEXT CHECK (length(medium) <= 64), campaign TEXT CHECK (length(campaign) <= 64), device TEXT CHECK (length(device) <= 64),
    -- No self-referral.
    CHECK (referee_id <> referrer_id)
) STRICT;

CREATE INDEX attributions_by_frozen_by ON attributions (frozen_by) WHERE frozen_by IS NOT NULL;

CREATE INDEX attributions_by_referral ON attributions (referral_id, registered_at);

CREATE INDEX attributions_by_referrer ON attributions (referrer_id, id);

CREATE INDEX attributions_in_review ON attributions (id) WHERE review = 'open';

CREATE INDEX attributions_unsettled ON attributions (state, referee_id) WHERE state <> 'confirmed';

CREATE TRIGGER attributions_after_delete_uncount AFTER DELETE ON attributions
BEGIN
    UPDATE users SET
        registered = registered - 1,
        confirmed = confirmed - (OLD.confirmed_at IS NOT NULL),
        counted = counted - (OLD.state = 'confirmed'),
        rejected = rejected - (OLD.state = 'rejected'),
        frozen = frozen - (OLD.state = 'frozen')
    WHERE id = OLD.referrer_id;
    UPDATE referrals SET
        registered = registered - 1,
        confirmed = confirmed - (OLD.confirmed_at IS NOT NULL),
        counted = counted - (OLD.state = 'confirmed'),
        rejected = rejected - (OLD.state = 'rejected'),
        frozen = frozen - (OLD.state = 'frozen'),
        uses = uses - (OLD.rejected IS NULL AND OLD.confirmed_at IS NOT NULL)
    WHERE id = OLD.referral_id;
    UPDATE days SET
        registered = registered - 1,
        confirmed = confirmed - (OLD.confirmed_at IS NOT NULL),
        counted = counted - (OLD.state = 'confirmed'),
        rejected = rejected - (OLD.state = 'rejected'),
        frozen = frozen - (OLD.state = 'frozen')
    WHERE day = OLD.registered_at / 86400;
END;

CREATE TRIGGER attributions_after_insert_count AFTER INSERT ON attributions
BEGIN
    UPDATE users SET
        registered = registered + 1,
        confirmed = confirmed + (NEW.confirmed_at IS NOT NULL),
        counted = counted + (NEW.state = 'confirmed'),
        rejected = rejected + (NEW.state = 'rejected'),
        frozen = frozen + (NEW.state = 'frozen')
    WHERE id = NEW.referrer_id;
    UPDATE referrals SET
        registered = registered + 1,
        confirmed = confirmed + (NEW.confirmed_at IS NOT NULL),
        counted = counted + (NEW.state = 'confirmed'),
        rejected = rejected + (NEW.state = 'rejected'),
        frozen = frozen + (NEW.state = 'frozen'),
        uses = uses + (NEW.rejected IS NULL AND NEW.confirmed_at IS NOT NULL)
    WHERE id = NEW.referral_id;
    INSERT INTO days (day, registered, confirmed, counted, rejected, frozen)
    VALUES (NEW.registered_at / 86400, 1, NEW.confirmed_at IS NOT NULL,
        NEW.state = 'confirmed', NEW.state = 'rejected', NEW.state = 'frozen')
    ON CONFLICT (day) DO UPDATE SET
        registered = registered + 1, confirmed = confirmed + excluded.confirmed,
        counted = counted + excluded.counted, rejected = rejected + excluded.rejected,
        frozen = frozen + excluded.frozen;
END;

CREATE TRIGGER attributions_after_update_recount
AFTER UPDATE OF referrer_id, referral_id, confirmed_at, rejected ON attributions
WHEN OLD.referrer_id IS NOT NEW.referrer_id OR OLD.referral_id IS NOT NEW.referral_id
    OR OLD.confirmed_at IS NOT NEW.confirmed_at OR OLD.rejected IS NOT NEW.rejected
BEGIN
    UPDATE users SET
        registered = registered - 1,
        confirmed = confirmed - (OLD.confirmed_at IS NOT NULL),
        counted = counted - (OLD.state = 'confirmed'),
        rejected = rejected - (OLD.state = 'rejected'),
        frozen = frozen - (OLD.state = 'frozen')
    WHERE id = OLD.referrer_id;
    UPDATE users SET
        registered = registered + 1,
        confirmed = confirmed + (NEW.confirmed_at IS NOT NULL),
        counted = counted + (NEW.state = 'confirmed'),
        rejected = rejected + (NEW.state = 'rejected'),
        frozen = frozen + (NEW.state = 'frozen')
    WHERE id = NEW.referrer_id;
    UPDATE referrals SET
        registered = registered - 1,
        confirmed = confirmed - (OLD.confirmed_at IS NOT NULL),
        counted = counted - (OLD.state = 'confirmed'),
        rejected = rejected - (OLD.state = 'rejected'),
        frozen = frozen - (OLD.state = 'frozen'),
        uses = uses - (OLD.rejected IS NULL AND OLD.confirmed_at IS NOT NULL)
    WHERE id = OLD.referral_id;
    UPDATE referrals SET
        registered = registered + 1,
        confirmed = confirmed + (NEW.confirmed_at IS NOT NULL),
        counted = counted + (NEW.state = 'confirmed'),
        rejected = rejected + (NEW.state = 'rejected'),
        frozen = frozen + (NEW.state = 'frozen'),
        uses = uses + (NEW.rejected IS NULL AND NEW.confirmed_at IS NOT NULL)
    WHERE id = NEW.referral_id;
    UPDATE days SET
        confirmed = confirmed + (NEW.confirmed_at IS NOT NULL) - (OLD.confirmed_at IS NOT NULL),
        counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed'),
        rejected = rejected + (NEW.state = 'rejected') - (OLD.state = 'rejected'),
        frozen = frozen + (NEW.state = 'frozen') - (OLD.state = 'frozen')
    WHERE day = NEW.registered_at / 86400;
END;

CREATE TRIGGER attributions_after_update_recount_state
AFTER UPDATE OF held, frozen_by ON attributions
WHEN OLD.referrer_id IS NEW.referrer_id AND OLD.referral_id IS NEW.referral_id
    AND OLD.confirmed_at IS NEW.confirmed_at AND OLD.rejected IS NEW.rejected AND OLD.state <> NEW.state
BEGIN
    UPDATE users SET
        counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed'),
        frozen = frozen + (NEW.state = 'frozen') - (OLD.state = 'frozen')
    WHERE id = NEW.referrer_id;
    UPDATE referrals SET
        counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed'),
        frozen = frozen + (NEW.state = 'frozen') - (OLD.state = 'frozen')
    WHERE id = NEW.referral_id;
    UPDATE days SET
        counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed'),
        frozen = frozen + (NEW.state = 'frozen') - (OLD.state = 'frozen')
    WHERE day = NEW.registered_at / 86400;
END;

CREATE TRIGGER attributions_before_insert_no_cycle BEFORE INSERT ON attributions
WHEN EXISTS (SELECT 1 FROM attributions WHERE referrer_id = NEW.referee_id)
BEGIN
    SELECT raise(ABORT, 'a user cannot have a referrer from their own branch') WHERE NEW.referee_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.referrer_id
            UNION SELECT a.referrer_id FROM attributions a JOIN above ON a.referee_id = above.id
        ) SELECT id FROM above WHERE id IS NOT NULL
    );
END;

CREATE TRIGGER attributions_before_update_no_cycle BEFORE UPDATE OF referee_id, referrer_id ON attributions
WHEN NEW.referee_id IS NOT NULL AND NEW.referrer_id IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a user cannot have a referrer from their own branch') WHERE NEW.referee_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.referrer_id
            UNION SELECT a.referrer_id FROM attributions a JOIN above ON a.referee_id = above.id
        ) SELECT id FROM above WHERE id IS NOT NULL
    );
END;

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    what    TEXT    NOT NULL,
    actor   TEXT    NOT NULL, -- self, stranger, operator; as far as that can be known
    device  TEXT    NOT NULL DEFAULT '' CHECK (length(device) <= 200)
, admin_id INTEGER REFERENCES users (id) ON DELETE SET NULL, object TEXT CHECK (length(object) <= 200), reason TEXT CHECK (length(reason) <= 500), salt BLOB CHECK (length(salt) = 16)) STRICT;

CREATE INDEX audit_by_admin ON audit (admin_id) WHERE admin_id IS NOT NULL;

CREATE INDEX audit_by_age ON audit (at);

CREATE INDEX audit_by_event ON audit (what, id);

CREATE INDEX audit_by_user ON audit (user_id, id);

CREATE TRIGGER audit_before_update_refuse BEFORE UPDATE ON audit
WHEN (new.admin_id IS NOT NULL AND new.admin_id IS NOT old.admin_id) OR (old.salt IS NOT new.salt AND old.salt IS NOT NULL)
    OR (old.id, old.user_id, old.at, old.what, old.actor, old.device, old.object, old.reason)
        IS NOT (new.id, new.user_id, new.at, new.what, new.actor, new.device, new.object, new.reason)
BEGIN SELECT raise(ABORT, 'the audit log is not changed'); END;

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

CREATE TRIGGER audit_seals_before_delete_refuse BEFORE DELETE ON audit_seals
WHEN NOT EXISTS (SELECT 1 FROM audit_seals WHERE kind = 'cut' AND json_extract(body, '$.to') >= old.seq)
BEGIN SELECT raise(ABORT, 'the audit log is cut at its old end only, by a seal that says so'); END;

CREATE TRIGGER audit_seals_before_update_refuse BEFORE UPDATE ON audit_seals
BEGIN SELECT raise(ABORT, 'the seals of the audit log are append-only'); END;

CREATE TABLE balances (
    user_id INTEGER NOT NULL,
    unit    TEXT    NOT NULL,
    pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
    -- Below 0 when more was taken back after payment than is due.
    due     INTEGER NOT NULL DEFAULT 0,
    paying  INTEGER NOT NULL DEFAULT 0 CHECK (paying >= 0),
    paid    INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
    PRIMARY KEY (user_id, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE clicks (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    day         INTEGER NOT NULL,
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    people      INTEGER NOT NULL DEFAULT 0 CHECK (people BETWEEN 0 AND clicks), -- unique visitors
    PRIMARY KEY (referral_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE counts (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE days (
    day        INTEGER PRIMARY KEY,
    clicks     INTEGER NOT NULL DEFAULT 0,
    people     INTEGER NOT NULL DEFAULT 0,
    registered INTEGER NOT NULL DEFAULT 0, -- by a code that worked
    confirmed  INTEGER NOT NULL DEFAULT 0  -- of those
, counted INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0), rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0), frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0)) STRICT;

CREATE TABLE doubts (
    attribution_id INTEGER NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    signal         TEXT    NOT NULL, -- mailbox, disposable, browser, network, speed
    weight         INTEGER NOT NULL CHECK (weight > 0),
    at             INTEGER NOT NULL,
    PRIMARY KEY (attribution_id, signal)
) STRICT, WITHOUT ROWID;

CREATE TABLE earlier_activations (
    -- In the order of the emails.
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Stays once the address is confirmed, so that the link can say so.
    token      BLOB    NOT NULL UNIQUE CHECK (length(token) = 32),
    -- Keyed hash of the 6 digits; NULL once the address is confirmed.
    code       BLOB    CHECK (length(code) = 32),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX earlier_activations_by_age ON earlier_activations (created_at);

CREATE INDEX earlier_activations_by_user ON earlier_activations (user_id);

CREATE TABLE earlier_origins (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    host        TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    medium      TEXT    NOT NULL,
    campaign    TEXT    NOT NULL,
    device      TEXT    NOT NULL,
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    people      INTEGER NOT NULL DEFAULT 0 CHECK (people BETWEEN 0 AND clicks),
    PRIMARY KEY (referral_id, host, source, medium, campaign, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE embed_tokens (
    -- SHA-256 of the token.
    hash       BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the session that the token was exchanged for; NULL: not used yet.
    session    BLOB    UNIQUE CHECK (length(session) = 32),
    -- Of the token; of the session once there is one.
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX embed_tokens_by_expiry ON embed_tokens (expires_at);

CREATE INDEX embed_tokens_by_user ON embed_tokens (user_id);

CREATE TABLE erased_event_names (
    hash     BLOB    PRIMARY KEY CHECK (length(hash) = 32),
    event_id INTEGER NOT NULL REFERENCES events (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX erased_event_names_by_event ON erased_event_names (event_id);

CREATE TABLE event_names (
    type     TEXT    NOT NULL,
    name     TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    event_id INTEGER NOT NULL REFERENCES events (id),
    PRIMARY KEY (type, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_names_by_event ON event_names (event_id);

CREATE TABLE events (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    type               TEXT    NOT NULL CHECK (
        type IN ('signup', 'confirmed', 'trial', 'purchase', 'refund', 'custom')
    ),
    -- Of a custom event.
    name               TEXT    CHECK (length(name) BETWEEN 1 AND 100),
    -- Users are numbers here, as in the ledger: one without a row is erased.
    participant_id     INTEGER,
    -- The referrer at the event.
    referrer_id        INTEGER,
    -- The purchase that a refund is of.
    purchase_id        INTEGER REFERENCES events (id),
    -- What a waiting event names and nothing has yet: a participant, a purchase.
    waits_for_participant TEXT,
    waits_for_purchase    TEXT,
    -- The participant was unknown when the event was told.
    was_early          INTEGER NOT NULL DEFAULT 0 CHECK (was_early IN (0, 1)),
    -- Minor units of `currency`, up to 10^13; of a refund what it takes back.
    amount             INTEGER CHECK (amount BETWEEN 0 AND 10000000000000),
    currency           TEXT    CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    -- Of a refund: all that was taken back of its purchase so far.
    refunded_in_all    INTEGER CHECK (refunded_in_all BETWEEN 0 AND 10000000000000),
    -- The code of a signup, as told.
    code               TEXT    CHECK (length(code) <= 200),
    -- A JSON object, the program's own.
    metadata           TEXT    CHECK (length(metadata) <= 4096 AND json_valid(metadata)),
    occurred_at        INTEGER NOT NULL,
    received_at        INTEGER NOT NULL,
    -- `key`, `stripe`, `import` or `admin`.
    source             TEXT    NOT NULL,
    -- Number of the key.
    key_id             INTEGER,
    state              TEXT    NOT NULL CHECK (state IN ('counted', 'waiting', 'unattributed', 'refused')),
    why                TEXT    NOT NULL,
    -- Of a purchase: the sum of its refunds by `amount`, and their greatest `refunded_in_all`.
    refunded_sum       INTEGER NOT NULL DEFAULT 0 CHECK (refunded_sum >= 0),
    refunded_most      INTEGER NOT NULL DEFAULT 0 CHECK (refunded_most >= 0),
    -- Of a purchase: an open dispute since, and what lost disputes took.
    disputed_at        INTEGER,
    dispute_lost       INTEGER NOT NULL DEFAULT 0 CHECK (dispute_lost >= 0), is_unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (is_unconfirmed IN (0, 1)),
    CHECK (amount IS NULL OR currency IS NOT NULL OR type = 'refund'),
    CHECK (type <> 'purchase' OR amount IS NOT NULL),
    CHECK (type <> 'custom' OR name IS NOT NULL),
    CHECK (max(refunded_sum, refunded_most) + dispute_lost <= coalesce(amount, 0)),
    CHECK (state <> 'waiting' OR waits_for_participant IS NOT NULL OR waits_for_purchase IS NOT NULL)
) STRICT;

CREATE INDEX events_by_participant ON events (participant_id, id) WHERE participant_id IS NOT NULL;

CREATE INDEX events_by_purchase ON events (purchase_id) WHERE purchase_id IS NOT NULL;

CREATE INDEX events_refused ON events (id) WHERE state = 'refused';

CREATE INDEX events_unattributed ON events (id) WHERE state = 'unattributed';

CREATE INDEX events_waiting ON events (received_at) WHERE state = 'waiting';

CREATE INDEX events_waiting_for_participant ON events (waits_for_participant) WHERE waits_for_participant IS NOT NULL;

CREATE INDEX events_waiting_for_purchase ON events (waits_for_purchase) WHERE waits_for_purchase IS NOT NULL;

CREATE TABLE idempotency_keys (
    key_id     INTEGER NOT NULL,
    name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    -- SHA-256 of method, path and body.
    request    BLOB    NOT NULL CHECK (length(request) = 32),
    status     INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (key_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- The line after the header is 1.
    row       INTEGER NOT NULL,
    verdict   TEXT    NOT NULL CHECK (
        verdict IN ('created', 'updated', 'unchanged', 'waiting', 'without_referrer', 'refused')
    ),
    -- Of a refused row, and of one without its referrer: the field and the code of the mistake.
    field     TEXT,
    why       TEXT,
    PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT    NOT NULL CHECK (kind IN ('participants', 'events')),
    -- Nothing of it was kept but the verdicts.
    dry_run     INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
    -- The key that sent it, by number; NULL: an admin.
    key_id      INTEGER,
    -- A JSON array of objects: `header` as in the file, `field` or null for a column that is not read.
    columns     TEXT    NOT NULL CHECK (json_valid(columns)),
    started_at  INTEGER NOT NULL,
    -- NULL: it runs, or the server ended while it did.
    finished_at INTEGER
) STRICT;

CREATE TABLE invitation_opt_outs (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitees (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    label      TEXT    NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
    -- SHA-256 of the key, which is shown once.
    hash       BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    -- The key's last four characters.
    hint       TEXT    NOT NULL CHECK (length(hint) = 4),
    -- Names of scopes with a space between them.
    scopes     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER CHECK (expires_at > created_at),
    -- The last use, at most a minute late.
    used_at    INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE TABLE ledger (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    body        TEXT    NOT NULL CHECK (json_valid(body)),
    -- SHA-256 of the previous hash and of this entry.
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    attribution INTEGER GENERATED ALWAYS AS (json_extract(body, '$.attribution')) VIRTUAL
) STRICT;

CREATE INDEX ledger_by_attribution ON ledger (attribution, seq) WHERE attribution IS NOT NULL;

CREATE INDEX ledger_by_branch ON ledger (json_extract(body, '$.root'), seq)
    WHERE kind IN ('frozen', 'restored');

CREATE INDEX ledger_by_zone ON ledger (seq) WHERE kind = 'zone_set';

CREATE TRIGGER ledger_before_delete_refuse BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER ledger_before_update_refuse BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TABLE networks (
    day     INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    network INTEGER NOT NULL,
    PRIMARY KEY (day, user_id, network)
) STRICT, WITHOUT ROWID;

CREATE INDEX networks_by_user ON networks (user_id);

CREATE TABLE notes (
    seq       INTEGER PRIMARY KEY REFERENCES ledger (seq),
    author_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    text      TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 500)
) STRICT;

CREATE INDEX notes_by_author ON notes (author_id);

CREATE TABLE notice_links (
    -- SHA-256 of the token in the email.
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_links_by_expiry ON notice_links (expires_at);

CREATE INDEX notice_links_by_user ON notice_links (user_id);

CREATE TABLE origins (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    day         INTEGER NOT NULL,
    host        TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    medium      TEXT    NOT NULL,
    campaign    TEXT    NOT NULL,
    device      TEXT    NOT NULL, -- phone, tablet, computer; empty where unknown
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    people      INTEGER NOT NULL DEFAULT 0 CHECK (people BETWEEN 0 AND clicks), -- unique visitors
    PRIMARY KEY (referral_id, day, host, source, medium, campaign, device)
) STRICT, WITHOUT ROWID;

CREATE INDEX origins_by_day ON origins (day);

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Which letter.
    kind        TEXT    NOT NULL,
    -- The user that it is about; NULL: the address alone.
    user_id     INTEGER REFERENCES users (id) ON DELETE CASCADE,
    referral_id INTEGER REFERENCES referrals (id) ON DELETE CASCADE,
    recipient   TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    -- What only the letter may say (a token); NULL once the letter is sent.
    secret      TEXT,
    -- When the secret was made: it may expire before the letter is sent.
    secret_at   INTEGER NOT NULL,
    message_id  TEXT    NOT NULL UNIQUE,
    state       TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    ended_at    INTEGER,
    error       TEXT,
    CHECK (state NOT IN ('sent', 'dead') OR secret IS NULL)
) STRICT;

CREATE INDEX outbox_by_recipient ON outbox (recipient);

CREATE INDEX outbox_by_referral ON outbox (referral_id) WHERE referral_id IS NOT NULL;

CREATE INDEX outbox_by_user ON outbox (user_id);

CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';

CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'queued';

CREATE INDEX outbox_ended ON outbox (ended_at) WHERE state IN ('sent', 'dead');

CREATE INDEX outbox_sent ON outbox (id) WHERE state = 'sent';

CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('queued', 'sending');

CREATE TRIGGER outbox_after_delete_uncount AFTER DELETE ON outbox
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'letters_' || OLD.state;
END;

CREATE TRIGGER outbox_after_insert_count AFTER INSERT ON outbox
BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'letters_' || NEW.state;
END;

CREATE TRIGGER outbox_after_update_recount AFTER UPDATE OF state ON outbox WHEN NEW.state <> OLD.state
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'letters_' || OLD.state;
    UPDATE counts SET value = value + 1 WHERE name = 'letters_' || NEW.state;
END;

CREATE TABLE payment_names (
    name  TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (name, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE payout_lines (
    payout_id INTEGER NOT NULL REFERENCES payouts (id),
    reward_id INTEGER NOT NULL REFERENCES rewards (id),
    -- Below 0 where it takes back what an earlier payout had paid.
    amount    INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (payout_id, reward_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payout_lines_by_reward ON payout_lines (reward_id);

CREATE TABLE payouts (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    participant_id INTEGER NOT NULL,
    unit           TEXT    NOT NULL,
    amount         INTEGER NOT NULL CHECK (amount > 0),
    state          TEXT    NOT NULL CHECK (state IN ('draft', 'approved', 'sent', 'paid', 'failed', 'canceled')),
    -- What came due before then.
    until          INTEGER NOT NULL,
    -- The bank's, of a paid one.
    reference      TEXT    CHECK (length(reference) <= 255),
    -- Why it failed or was cancelled.
    why            TEXT,
    made_at        INTEGER NOT NULL,
    changed_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX payouts_by_participant ON payouts (participant_id, id);

CREATE INDEX payouts_by_state ON payouts (state, id);

CREATE UNIQUE INDEX payouts_one_open ON payouts (participant_id, unit) WHERE state IN ('draft', 'approved', 'sent');

CREATE TABLE pending_clicks (
    referral_id INTEGER NOT NULL,
    day         INTEGER NOT NULL,
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    people      INTEGER NOT NULL CHECK (people BETWEEN 0 AND clicks),
    PRIMARY KEY (referral_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE referrals (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- As it is shown.
    referral_code TEXT    NOT NULL CHECK (length(referral_code) BETWEEN 4 AND 32),
    -- As it is compared.
    code_key      TEXT    NOT NULL UNIQUE,
    description   TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 150),
    -- The mail server took the invitation.
    is_send       INTEGER NOT NULL DEFAULT 0 CHECK (is_send IN (0, 1)),
    -- Switched on.
    is_activated  INTEGER NOT NULL DEFAULT 1 CHECK (is_activated IN (0, 1)),
    date          INTEGER NOT NULL,
    -- NULL: a participant's, which has no end.
    expires_at    INTEGER CHECK (expires_at > date),
    -- A deleted code keeps its history.
    deleted_at    INTEGER,
    -- Kept by triggers, as are the next two.
    registered    INTEGER NOT NULL DEFAULT 0 CHECK (registered >= 0),
    -- Confirmed and not rejected: places taken.
    uses          INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
    counted       INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0),
    max_uses      INTEGER CHECK (max_uses > 0 AND uses <= max_uses), confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0), rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0), frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0),
    CHECK (deleted_at IS NULL OR is_activated = 0)
) STRICT;

CREATE INDEX referrals_active ON referrals (id) WHERE is_activated = 1;

CREATE INDEX referrals_active_by_user ON referrals (user_id) WHERE is_activated = 1;

CREATE INDEX referrals_by_counted ON referrals (counted, id);

CREATE INDEX referrals_by_expiry ON referrals (expires_at) WHERE is_activated = 1;

CREATE INDEX referrals_by_switch ON referrals (is_activated, expires_at) WHERE deleted_at IS NULL;

CREATE INDEX referrals_by_user ON referrals (user_id, id);

CREATE INDEX referrals_by_user_not_deleted ON referrals (user_id, id) WHERE deleted_at IS NULL;

CREATE INDEX referrals_deleted ON referrals (id) WHERE deleted_at IS NOT NULL;

CREATE INDEX referrals_used_up ON referrals (id) WHERE uses >= max_uses;

CREATE TRIGGER referrals_before_insert_limit_active BEFORE INSERT ON referrals WHEN NEW.is_activated = 1
BEGIN
    SELECT raise(ABORT, 'a user has as many active codes as the settings allow')
    WHERE (SELECT count(*) FROM referrals WHERE user_id = NEW.user_id AND is_activated = 1)
        >= coalesce((SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM settings WHERE name = 'active_codes'), 1);
END;

CREATE TRIGGER referrals_before_update_limit_active BEFORE UPDATE OF is_activated, user_id ON referrals
WHEN NEW.is_activated = 1 AND (OLD.is_activated = 0 OR OLD.user_id <> NEW.user_id)
BEGIN
    SELECT raise(ABORT, 'a user has as many active codes as the settings allow')
    WHERE (SELECT count(*) FROM referrals WHERE user_id = NEW.user_id AND is_activated = 1)
        >= coalesce((SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM settings WHERE name = 'active_codes'), 1);
END;

CREATE TABLE resets (
    token      BLOB    PRIMARY KEY CHECK (length(token) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email      TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX resets_by_expiry ON resets (expires_at);

CREATE INDEX resets_by_user ON resets (user_id);

CREATE TABLE retired_codes (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE reward_sums (
    rule_id        INTEGER NOT NULL,
    beneficiary_id INTEGER NOT NULL,
    month          INTEGER NOT NULL,
    unit           TEXT    NOT NULL,
    live           INTEGER NOT NULL CHECK (live >= 0),
    PRIMARY KEY (rule_id, beneficiary_id, month, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE rewards (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    -- NULL: given by hand, as are the next two.
    rule_id        INTEGER REFERENCES rules (id),
    version_id     INTEGER REFERENCES rule_versions (id),
    event_id       INTEGER REFERENCES events (id),
    -- What the operator calls one that was given by hand.
    given_as       TEXT    UNIQUE CHECK (length(given_as) BETWEEN 1 AND 255),
    -- Why it was given by hand.
    reason         TEXT    CHECK (length(reason) BETWEEN 1 AND 500),
    beneficiary_id INTEGER NOT NULL,
    unit           TEXT    NOT NULL,
    -- Below 0 only of one given by hand.
    amount         INTEGER NOT NULL CHECK (amount <> 0 AND abs(amount) <= 10000000000000),
    -- What refunds took back.
    reversed       INTEGER NOT NULL DEFAULT 0,
    -- `at` of the milestone.
    step           INTEGER,
    -- What its caps had room for; NULL: no cap.
    room           INTEGER,
    state          TEXT    NOT NULL CHECK (
        state IN ('held', 'pending', 'approved', 'paying', 'paid', 'fulfilled', 'void')
    ),
    -- Why it is held or void.
    why            TEXT,
    -- An admin approves it, also before the hold ends.
    by_hand        INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1)),
    hold_until     INTEGER NOT NULL,
    made_at        INTEGER NOT NULL,
    -- When it became approved.
    due_at         INTEGER,
    -- First second of the program's calendar month in which it was made.
    month          INTEGER NOT NULL,
    -- What lines of open payouts have of it, and those of paid ones; below 0 where they net.
    paying         INTEGER NOT NULL DEFAULT 0,
    paid           INTEGER NOT NULL DEFAULT 0, replaced INTEGER NOT NULL DEFAULT 0 CHECK (replaced IN (0, 1)), attribution_id INTEGER,
    CHECK (reversed BETWEEN 0 AND max(amount, 0)),
    CHECK ((rule_id IS NULL) = (given_as IS NOT NULL)),
    CHECK ((rule_id IS NULL) = (version_id IS NULL) AND (rule_id IS NULL) = (event_id IS NULL)),
    CHECK (rule_id IS NULL OR amount > 0),
    CHECK (state IN ('held', 'pending', 'void') OR due_at IS NOT NULL),
    CHECK (state <> 'void' OR (why IS NOT NULL AND paying = 0 AND paid = 0)),
    CHECK (paid <> 0 OR paying <> 0 OR state NOT IN ('paying', 'paid', 'fulfilled'))
) STRICT;

CREATE INDEX rewards_by_attribution ON rewards (attribution_id) WHERE attribution_id IS NOT NULL;

CREATE INDEX rewards_by_beneficiary ON rewards (beneficiary_id, id);

CREATE INDEX rewards_by_event ON rewards (event_id) WHERE event_id IS NOT NULL;

CREATE INDEX rewards_by_hold ON rewards (hold_until) WHERE state = 'pending' AND by_hand = 0;

CREATE INDEX rewards_by_state ON rewards (state, id);

CREATE INDEX rewards_due ON rewards (unit, beneficiary_id, id)
    WHERE state IN ('approved', 'paying', 'paid') AND amount - reversed - paying - paid <> 0;

CREATE UNIQUE INDEX rewards_once ON rewards (event_id, rule_id, beneficiary_id)
    WHERE step IS NULL AND rule_id IS NOT NULL AND replaced = 0;

CREATE UNIQUE INDEX rewards_step_once ON rewards (rule_id, beneficiary_id, step)
    WHERE step IS NOT NULL AND state <> 'void' AND replaced = 0;

CREATE INDEX rewards_to_approve ON rewards (id) WHERE state = 'pending' AND by_hand = 1;

CREATE TRIGGER rewards_after_insert_sum AFTER INSERT ON rewards
BEGIN
    INSERT INTO balances (user_id, unit, pending, due)
    VALUES (NEW.beneficiary_id, NEW.unit,
            iif(NEW.state IN ('held', 'pending'), NEW.amount, 0), iif(NEW.state = 'approved', NEW.amount, 0))
    ON CONFLICT DO UPDATE SET pending = pending + excluded.pending, due = due + excluded.due;
    INSERT INTO reward_sums
    SELECT NEW.rule_id, NEW.beneficiary_id, 0, NEW.unit, NEW.amount WHERE NEW.rule_id IS NOT NULL
    ON CONFLICT DO UPDATE SET live = live + excluded.live;
    INSERT INTO reward_sums
    SELECT NEW.rule_id, 0, NEW.month, NEW.unit, NEW.amount WHERE NEW.rule_id IS NOT NULL
    ON CONFLICT DO UPDATE SET live = live + excluded.live;
END;

CREATE TRIGGER rewards_after_update_sum AFTER UPDATE OF state, reversed, paying, paid ON rewards
BEGIN
    UPDATE balances SET
        pending = pending
            + iif(NEW.state IN ('held', 'pending'), NEW.amount - NEW.reversed, 0)
            - iif(OLD.state IN ('held', 'pending'), OLD.amount - OLD.reversed, 0),
        due = due
            + iif(NEW.state IN ('approved', 'paying', 'paid', 'fulfilled'),
                  NEW.amount - NEW.reversed - NEW.paying - NEW.paid, 0)
            - iif(OLD.state IN ('approved', 'paying', 'paid', 'fulfilled'),
                  OLD.amount - OLD.reversed - OLD.paying - OLD.paid, 0),
        paying = paying + NEW.paying - OLD.paying,
        paid = paid + NEW.paid - OLD.paid
    WHERE user_id = NEW.beneficiary_id AND unit = NEW.unit;
    UPDATE reward_sums SET live = live
            + iif(NEW.state = 'void', 0, NEW.amount - NEW.reversed)
            - iif(OLD.state = 'void', 0, OLD.amount - OLD.reversed)
    WHERE rule_id = NEW.rule_id AND unit = NEW.unit
      AND ((beneficiary_id = NEW.beneficiary_id AND month = 0) OR (beneficiary_id = 0 AND month = NEW.month));
END;

CREATE TRIGGER rewards_before_delete_refuse BEFORE DELETE ON rewards
BEGIN
    SELECT raise(ABORT, 'a reward is never deleted');
END;

CREATE TRIGGER rewards_before_update_refuse BEFORE UPDATE ON rewards
WHEN NEW.amount <> OLD.amount OR NEW.unit <> OLD.unit OR NEW.beneficiary_id <> OLD.beneficiary_id
    OR NEW.event_id IS NOT OLD.event_id OR NEW.version_id IS NOT OLD.version_id OR NEW.month <> OLD.month
BEGIN
    SELECT raise(ABORT, 'what a reward is does not change');
END;

CREATE TABLE rule_versions (
    id            INTEGER PRIMARY KEY,
    rule_id       INTEGER NOT NULL REFERENCES rules (id),
    -- From 1, in the order of posting.
    number        INTEGER NOT NULL CHECK (number > 0),
    in_force_from INTEGER NOT NULL,
    posted_at     INTEGER NOT NULL,
    -- The whole rule, with each default.
    body          TEXT    NOT NULL CHECK (json_valid(body)),
    UNIQUE (rule_id, number)
) STRICT;

CREATE TRIGGER rule_versions_before_delete_refuse BEFORE DELETE ON rule_versions
BEGIN
    SELECT raise(ABORT, 'a version of a rule is never deleted');
END;

CREATE TRIGGER rule_versions_before_update_refuse BEFORE UPDATE ON rule_versions
BEGIN
    SELECT raise(ABORT, 'a version of a rule is never edited');
END;

CREATE TABLE rules (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE CHECK (
        length(name) <= 40 AND name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9-]*'
    ),
    -- Events from then on pay nothing.
    ended_at INTEGER
) STRICT;

CREATE TRIGGER rules_before_update_refuse BEFORE UPDATE ON rules
WHEN NEW.name <> OLD.name OR OLD.ended_at IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a rule keeps its name and its end');
END;

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

CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token      BLOB    NOT NULL UNIQUE CHECK (length(token) = 32),
    -- `cookie` or `bearer`.
    kind       TEXT    NOT NULL,
    device     TEXT    NOT NULL DEFAULT '' CHECK (length(device) <= 200),
    -- What the session's CSRF tokens are made from.
    csrf       BLOB    NOT NULL CHECK (length(csrf) = 16),
    created_at INTEGER NOT NULL,
    used_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
, password_at INTEGER, factor_needed INTEGER NOT NULL DEFAULT 0 CHECK (factor_needed IN (0, 1))) STRICT;

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TRIGGER sessions_after_delete_remember AFTER DELETE ON sessions
BEGIN
    UPDATE users SET seen_at = max(coalesce(seen_at, 0), OLD.used_at) WHERE id = OLD.user_id;
END;

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stripe_contradictions (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Stripe's number of the message.
    event  TEXT    NOT NULL UNIQUE,
    type   TEXT    NOT NULL,
    reason TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

CREATE TABLE stripe_customers (
    customer    TEXT PRIMARY KEY CHECK (customer GLOB 'cus_*'),
    external_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_customers_by_external_id ON stripe_customers (external_id);

CREATE TABLE stripe_disputes (
    dispute TEXT    PRIMARY KEY,
    payment TEXT    NOT NULL,
    -- Minor units of ISO 4217.
    amount  INTEGER NOT NULL CHECK (amount >= 0),
    state   TEXT    NOT NULL CHECK (state IN ('open', 'lost', 'released')),
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_disputes_by_payment ON stripe_disputes (payment);

CREATE TABLE stripe_payments (
    name  TEXT    PRIMARY KEY,
    gross INTEGER NOT NULL CHECK (gross >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE stripe_refunds (
    charge   TEXT    PRIMARY KEY,
    -- A name of its purchase.
    payment  TEXT    NOT NULL,
    refunded INTEGER NOT NULL CHECK (refunded >= 0),
    captured INTEGER NOT NULL CHECK (captured > 0),
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX stripe_refunds_by_payment ON stripe_refunds (payment);

CREATE TABLE stripe_types (
    type     TEXT    PRIMARY KEY,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    -- Never given twice, so that history stays unambiguous.
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What the program that brought the participant calls them.
    external_id      TEXT    UNIQUE CHECK (
        length(external_id) BETWEEN 1 AND 200
        AND external_id GLOB '[A-Za-z0-9]*' AND external_id NOT GLOB '*[^A-Za-z0-9._:@|+~=-]*'
        AND external_id NOT GLOB 'prt_*' AND external_id NOT GLOB 'rf_*' AND external_id NOT GLOB 'cus_*'
    ),
    firstname        TEXT    CHECK (length(firstname) BETWEEN 1 AND 50),
    email            TEXT    UNIQUE CHECK (
        email = lower(email) AND email LIKE '%_@_%' AND length(email) <= 254
    ),
    -- A PHC string.
    password         TEXT    CHECK (password LIKE '$scrypt$%'),
    -- `group` of the API: rules may ask for it.
    group_label      TEXT    CHECK (length(group_label) BETWEEN 1 AND 200),
    -- Of letters; NULL is the site's language.
    lang             TEXT,
    -- The mail server took the letter.
    send             INTEGER NOT NULL DEFAULT 0 CHECK (send IN (0, 1)),
    -- The address is confirmed.
    is_activated     INTEGER NOT NULL DEFAULT 0 CHECK (is_activated IN (0, 1)),
    -- Has signed in and is not disabled.
    is_active        INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),
    is_admin         INTEGER NOT NULL DEFAULT 0 CHECK (is_admin IN (0, 1)),
    -- Moment of the registration.
    date             INTEGER NOT NULL,
    disabled_at      INTEGER,
    activation_token BLOB    UNIQUE CHECK (length(activation_token) = 32),
    -- NULL once the address is confirmed.
    token_created_at INTEGER,
    -- Keyed hash of the 6 digits.
    activation_code  BLOB    CHECK (length(activation_code) = 32),
    -- Wrong digits since the last letter.
    code_attempts    INTEGER NOT NULL DEFAULT 0,
    -- Hash of the registration cookie.
    browser          BLOB    CHECK (length(browser) = 32),
    -- Referees; kept by triggers.
    registered       INTEGER NOT NULL DEFAULT 0 CHECK (registered >= 0),
    -- Referees that count; kept by triggers.
    counted          INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0),
    -- Root of the frozen branch, a user's id.
    frozen_by        INTEGER,
    -- How the leaderboard shows the name.
    listed           TEXT    CHECK (listed IN ('initial', 'name')),
    -- The address without what one mailbox can vary: the part behind a plus, and dots. A fraud
    -- signal, no more.
    browser_attempts INTEGER NOT NULL DEFAULT 0, wrong_digits INTEGER NOT NULL DEFAULT 0, mailbox TEXT GENERATED ALWAYS AS (
    replace(substr(email, 1, instr(replace(email, '+', '@'), '@') - 1), '.', '')
    || CASE substr(email, instr(email, '@'))
        WHEN '@googlemail.com' THEN '@gmail.com'
        ELSE substr(email, instr(email, '@'))
    END
) VIRTUAL, confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0), rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0), frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0), time_zone TEXT CHECK (length(time_zone) BETWEEN 1 AND 64), theme TEXT CHECK (theme IN ('light', 'dark')), seen_at INTEGER, note TEXT CHECK (length(note) BETWEEN 1 AND 1000), stripe_customer TEXT CHECK (
    stripe_customer GLOB 'cus_*' AND stripe_customer NOT GLOB '*[^A-Za-z0-9_]*' AND length(stripe_customer) <= 100
), notify INTEGER CHECK (notify IN (0, 1)), came_at INTEGER, brought_by INTEGER, found_by_email INTEGER NOT NULL DEFAULT 1 CHECK (found_by_email IN (0, 1)), waitlist_number INTEGER CHECK (waitlist_number > 0), admitted_at INTEGER CHECK (admitted_at IS NULL OR waitlist_number IS NOT NULL),
    -- The way in is by address and password.
    CHECK (password IS NULL OR email IS NOT NULL),
    CHECK (disabled_at IS NULL OR is_active = 0),
    CHECK (is_activated = 0 OR token_created_at IS NULL)
) STRICT;

CREATE INDEX users_admins ON users (id) WHERE is_admin = 1;

CREATE INDEX users_admitted ON users (admitted_at, id) WHERE admitted_at IS NOT NULL;

CREATE INDEX users_by_counted ON users (counted) WHERE counted > 0;

CREATE INDEX users_by_frozen_by ON users (frozen_by) WHERE frozen_by IS NOT NULL;

CREATE INDEX users_by_mailbox ON users (mailbox);

CREATE INDEX users_by_name ON users (firstname, email, external_id);

CREATE INDEX users_by_registered ON users (registered) WHERE registered > 0;

CREATE UNIQUE INDEX users_by_stripe_customer ON users (stripe_customer) WHERE stripe_customer IS NOT NULL;

CREATE UNIQUE INDEX users_by_waitlist_number ON users (waitlist_number) WHERE waitlist_number IS NOT NULL;

CREATE INDEX users_disabled ON users (id) WHERE disabled_at IS NOT NULL;

CREATE INDEX users_on_leaderboard ON users (counted DESC, id) WHERE listed IS NOT NULL AND counted > 0;

CREATE INDEX users_unconfirmed ON users (coalesce(token_created_at, date))
    WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0;

CREATE INDEX users_waiting ON users (counted, waitlist_number, admitted_at)
    WHERE waitlist_number IS NOT NULL AND admitted_at IS NULL;

CREATE TRIGGER users_after_delete_uncount AFTER DELETE ON users WHEN OLD.is_activated = 1
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'taking_part';
END;

CREATE TRIGGER users_after_delete_waitlist AFTER DELETE ON users
WHEN OLD.waitlist_number IS NOT NULL AND OLD.admitted_at IS NULL
BEGIN
    UPDATE waitlist_blocks SET people = people - 1
    WHERE counted = OLD.counted AND block = OLD.waitlist_number / 1024;
    DELETE FROM waitlist_blocks
    WHERE people = 0 AND counted = OLD.counted AND block = OLD.waitlist_number / 1024;
END;

CREATE TRIGGER users_after_insert_count AFTER INSERT ON users WHEN NEW.is_activated = 1
BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'taking_part';
END;

CREATE TRIGGER users_after_update_recount AFTER UPDATE OF is_activated ON users
WHEN NEW.is_activated <> OLD.is_activated
BEGIN
    UPDATE counts SET value = value + NEW.is_activated - OLD.is_activated WHERE name = 'taking_part';
END;

CREATE TRIGGER users_after_update_waitlist AFTER UPDATE OF counted, waitlist_number, admitted_at ON users
WHEN (OLD.waitlist_number IS NOT NULL OR NEW.waitlist_number IS NOT NULL)
    AND (OLD.counted, OLD.waitlist_number, OLD.admitted_at)
        IS NOT (NEW.counted, NEW.waitlist_number, NEW.admitted_at)
BEGIN
    UPDATE waitlist_blocks SET people = people - 1
    WHERE OLD.admitted_at IS NULL AND counted = OLD.counted AND block = OLD.waitlist_number / 1024;
    DELETE FROM waitlist_blocks
    WHERE people = 0 AND counted = OLD.counted AND block = OLD.waitlist_number / 1024;
    INSERT INTO waitlist_blocks (counted, block, people)
    SELECT NEW.counted, NEW.waitlist_number / 1024, 1
    WHERE NEW.waitlist_number IS NOT NULL AND NEW.admitted_at IS NULL
    ON CONFLICT (counted, block) DO UPDATE SET people = people + 1;
END;

CREATE TABLE verdicts (
    event_id   INTEGER NOT NULL REFERENCES events (id),
    version_id INTEGER NOT NULL REFERENCES rule_versions (id),
    why        TEXT    NOT NULL,
    PRIMARY KEY (event_id, version_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE visitors (
    day         INTEGER NOT NULL,
    referral_id INTEGER NOT NULL,
    network     INTEGER NOT NULL, -- keyed hash of the network
    browser     INTEGER NOT NULL, -- keyed hash of the network and the browser's name of itself
    PRIMARY KEY (day, referral_id, network, browser)
) STRICT, WITHOUT ROWID;

CREATE TABLE waitlist_blocks (
    counted INTEGER NOT NULL,
    block   INTEGER NOT NULL,
    people  INTEGER NOT NULL CHECK (people >= 0),
    PRIMARY KEY (counted, block)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX webhook_deliveries_by_other_person ON webhook_deliveries (other_id) WHERE other_id IS NOT NULL;

CREATE INDEX webhook_deliveries_by_person ON webhook_deliveries (about_id) WHERE about_id IS NOT NULL;

CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);

CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (webhook_id, id) WHERE state = 'dead';

CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, attempts, due_at_ms) WHERE state = 'waiting';

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

-- The rows of a new database.
INSERT INTO counts (name, value) VALUES ('letters_dead', 0);
INSERT INTO counts (name, value) VALUES ('letters_queued', 0);
INSERT INTO counts (name, value) VALUES ('letters_sending', 0);
INSERT INTO counts (name, value) VALUES ('letters_sent', 0);
INSERT INTO counts (name, value) VALUES ('taking_part', 0);
