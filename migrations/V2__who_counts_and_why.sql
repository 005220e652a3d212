-- Who counts, and why: limits of codes, reviews, frozen branches, unique visitors, and the counters that pages show.

-- What drops out of an address when one mailbox wears many: what stands behind a plus, and dots. It decides nothing
-- but whether somebody should look.
ALTER TABLE users ADD COLUMN mailbox TEXT GENERATED ALWAYS AS (
    replace(substr(email, 1, instr(replace(email, '+', '@'), '@') - 1), '.', '') || substr(email, instr(email, '@'))
) VIRTUAL;
ALTER TABLE users ADD COLUMN registered INTEGER NOT NULL DEFAULT 0 CHECK (registered >= 0); -- came by this person
ALTER TABLE users ADD COLUMN counted    INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0);    -- and count
ALTER TABLE users ADD COLUMN frozen_by  INTEGER;                                            -- whose branch was frozen
ALTER TABLE users ADD COLUMN listed     TEXT CHECK (listed IN ('initial', 'name'));         -- how the leaderboard shows them

CREATE INDEX users_by_mailbox ON users (mailbox);
CREATE INDEX leaders ON users (counted DESC, id) WHERE listed IS NOT NULL AND counted > 0;
CREATE INDEX frozen_users ON users (frozen_by) WHERE frozen_by IS NOT NULL;

-- A place is taken by whoever confirmed and was not rejected; a place that is held or frozen is not given away.
ALTER TABLE referrals ADD COLUMN registered INTEGER NOT NULL DEFAULT 0 CHECK (registered >= 0);
ALTER TABLE referrals ADD COLUMN uses       INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0);
ALTER TABLE referrals ADD COLUMN counted    INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0);
ALTER TABLE referrals ADD COLUMN max_uses   INTEGER CHECK (max_uses > 0 AND uses <= max_uses);

-- Codes of people who were erased, as salted hashes: a link that still lies about must not come to mean somebody else.
CREATE TABLE retired_codes (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE attributions_2 (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    referee_id    INTEGER UNIQUE REFERENCES users (id) ON DELETE SET NULL, -- one referrer per person
    referrer_id   INTEGER REFERENCES users (id) ON DELETE SET NULL,
    referral_id   INTEGER REFERENCES referrals (id) ON DELETE SET NULL,
    rule          TEXT    NOT NULL CHECK (rule IN ('link', 'typed', 'moved')), -- what decided
    clicked_at    INTEGER,                                                     -- when the link was opened, if it was
    registered_at INTEGER NOT NULL,
    confirmed_at  INTEGER,                                                     -- when the newcomer confirmed the address
    rejected      TEXT CHECK (rejected IN ('code_expired', 'code_off', 'code_used_up', 'review')),
    held          INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),           -- waits for a reviewer's word
    frozen_by     INTEGER,                                                     -- whose branch was frozen
    doubt         INTEGER NOT NULL DEFAULT 0 CHECK (doubt >= 0),               -- the weights of `doubts`, summed
    review        TEXT CHECK (review IN ('open', 'approved', 'rejected')),
    state         TEXT    NOT NULL GENERATED ALWAYS AS (CASE
                      WHEN rejected IS NOT NULL  THEN 'rejected'
                      WHEN confirmed_at IS NULL  THEN 'registered'
                      WHEN frozen_by IS NOT NULL THEN 'frozen'
                      WHEN held                  THEN 'held'
                      ELSE 'confirmed' -- the only one that counts
                  END) VIRTUAL,
    CHECK (referee_id <> referrer_id) -- nobody refers themselves
) STRICT;

INSERT INTO attributions_2 (id, referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, confirmed_at, rejected)
    SELECT id, referee_id, referrer_id, referral_id, rule, clicked_at, registered_at, confirmed_at, rejected FROM attributions;
-- A number is never given twice, so that history stays unambiguous.
DELETE FROM sqlite_sequence WHERE name = 'attributions_2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'attributions_2', seq FROM sqlite_sequence WHERE name = 'attributions';
DROP TABLE attributions;
ALTER TABLE attributions_2 RENAME TO attributions;

CREATE INDEX referees_of_referrer ON attributions (referrer_id, id);
CREATE INDEX referees_of_code ON attributions (referral_id, registered_at);
CREATE INDEX reviews ON attributions (id) WHERE review = 'open';
CREATE INDEX frozen_attributions ON attributions (frozen_by) WHERE frozen_by IS NOT NULL;

-- Why somebody should look at an attribution.
CREATE TABLE doubts (
    attribution_id INTEGER NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    signal         TEXT    NOT NULL CHECK (signal IN ('mailbox', 'disposable', 'browser', 'network', 'speed')),
    weight         INTEGER NOT NULL CHECK (weight > 0),
    at             INTEGER NOT NULL,
    PRIMARY KEY (attribution_id, signal)
) STRICT, WITHOUT ROWID;

-- Nobody comes by somebody who came by them, however far down.
CREATE TRIGGER no_cycle_begins BEFORE INSERT ON attributions
WHEN EXISTS (SELECT 1 FROM attributions WHERE referrer_id = NEW.referee_id)
BEGIN
    SELECT raise(ABORT, 'a person cannot come by somebody of their own branch') WHERE NEW.referee_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.referrer_id
            UNION SELECT a.referrer_id FROM attributions a JOIN above ON a.referee_id = above.id
        ) SELECT id FROM above WHERE id IS NOT NULL
    );
END;

CREATE TRIGGER no_cycle_closes BEFORE UPDATE OF referee_id, referrer_id ON attributions
WHEN NEW.referee_id IS NOT NULL AND NEW.referrer_id IS NOT NULL
BEGIN
    SELECT raise(ABORT, 'a person cannot come by somebody of their own branch') WHERE NEW.referee_id IN (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.referrer_id
            UNION SELECT a.referrer_id FROM attributions a JOIN above ON a.referee_id = above.id
        ) SELECT id FROM above WHERE id IS NOT NULL
    );
END;

-- The whole site by UTC day.
CREATE TABLE days (
    day        INTEGER PRIMARY KEY, -- days since 1970-01-01
    clicks     INTEGER NOT NULL DEFAULT 0,
    people     INTEGER NOT NULL DEFAULT 0,
    registered INTEGER NOT NULL DEFAULT 0, -- by a code that worked
    confirmed  INTEGER NOT NULL DEFAULT 0  -- of those
) STRICT;

-- The counters follow the rows they count, whoever changes them.
CREATE TRIGGER somebody_came AFTER INSERT ON attributions
BEGIN
    UPDATE users SET registered = registered + (NEW.rejected IS NULL), counted = counted + (NEW.state = 'confirmed')
        WHERE id = NEW.referrer_id;
    UPDATE referrals SET registered = registered + (NEW.rejected IS NULL), counted = counted + (NEW.state = 'confirmed'),
        uses = uses + (NEW.rejected IS NULL AND NEW.confirmed_at IS NOT NULL) WHERE id = NEW.referral_id;
    INSERT INTO days (day, registered) SELECT NEW.registered_at / 86400, 1 WHERE NEW.rejected IS NULL AND NEW.rule <> 'moved'
        ON CONFLICT (day) DO UPDATE SET registered = registered + 1;
END;

CREATE TRIGGER somebody_went AFTER DELETE ON attributions
BEGIN
    UPDATE users SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed')
        WHERE id = OLD.referrer_id;
    UPDATE referrals SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed'),
        uses = uses - (OLD.rejected IS NULL AND OLD.confirmed_at IS NOT NULL) WHERE id = OLD.referral_id;
    UPDATE days SET registered = registered - 1
        WHERE day = OLD.registered_at / 86400 AND OLD.rejected IS NULL AND OLD.rule <> 'moved';
END;

CREATE TRIGGER somebody_counts_otherwise
AFTER UPDATE OF referrer_id, referral_id, confirmed_at, rejected, held, frozen_by ON attributions
BEGIN
    UPDATE users SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed')
        WHERE id = OLD.referrer_id;
    UPDATE users SET registered = registered + (NEW.rejected IS NULL), counted = counted + (NEW.state = 'confirmed')
        WHERE id = NEW.referrer_id;
    UPDATE referrals SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed'),
        uses = uses - (OLD.rejected IS NULL AND OLD.confirmed_at IS NOT NULL) WHERE id = OLD.referral_id;
    UPDATE referrals SET registered = registered + (NEW.rejected IS NULL), counted = counted + (NEW.state = 'confirmed'),
        uses = uses + (NEW.rejected IS NULL AND NEW.confirmed_at IS NOT NULL) WHERE id = NEW.referral_id;
    INSERT INTO days (day, confirmed) SELECT NEW.confirmed_at / 86400, 1
        WHERE NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL AND NEW.rejected IS NULL
        ON CONFLICT (day) DO UPDATE SET confirmed = confirmed + 1;
END;

-- Clicks: how many people, as far as that can be known without keeping who; and from where.
ALTER TABLE clicks ADD COLUMN people INTEGER NOT NULL DEFAULT 0 CHECK (people BETWEEN 0 AND clicks);

-- Who was here today, under a key that is destroyed with the day.
CREATE TABLE visitors (
    day         INTEGER NOT NULL,
    referral_id INTEGER NOT NULL,
    network     INTEGER NOT NULL, -- keyed hash of the network
    browser     INTEGER NOT NULL, -- keyed hash of the network and what the browser calls itself
    PRIMARY KEY (day, referral_id, network, browser)
) STRICT, WITHOUT ROWID;

-- Where members were signed in from today, under the same key.
CREATE TABLE networks (
    day     INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    network INTEGER NOT NULL,
    PRIMARY KEY (day, user_id, network)
) STRICT, WITHOUT ROWID;

CREATE INDEX networks_of_user ON networks (user_id);

-- From where the links of a code were opened: the host of the page that linked, and what the link itself says.
CREATE TABLE origins (
    referral_id INTEGER NOT NULL REFERENCES referrals (id) ON DELETE CASCADE,
    day         INTEGER NOT NULL,
    host        TEXT    NOT NULL,
    source      TEXT    NOT NULL, -- utm_source, utm_medium, utm_campaign
    medium      TEXT    NOT NULL,
    campaign    TEXT    NOT NULL,
    clicks      INTEGER NOT NULL CHECK (clicks > 0),
    PRIMARY KEY (referral_id, day, host, source, medium, campaign)
) STRICT, WITHOUT ROWID;

-- Finds the story of one attribution.
ALTER TABLE ledger ADD COLUMN attribution INTEGER GENERATED ALWAYS AS (json_extract(body, '$.attribution')) VIRTUAL;
CREATE INDEX ledger_of_attribution ON ledger (attribution, seq) WHERE attribution IS NOT NULL;

-- What an admin wrote beside an entry of the ledger. It may name people, so it stands outside of what is sealed.
CREATE TABLE notes (
    seq       INTEGER PRIMARY KEY REFERENCES ledger (seq),
    author_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    text      TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500)
) STRICT;

CREATE INDEX notes_of_author ON notes (author_id);

-- The counters of what there is already.
UPDATE users SET
    registered = (SELECT count(*) FROM attributions a WHERE a.referrer_id = users.id AND a.rejected IS NULL),
    counted    = (SELECT count(*) FROM attributions a WHERE a.referrer_id = users.id AND a.state = 'confirmed')
    WHERE id IN (SELECT referrer_id FROM attributions);
UPDATE referrals SET
    registered = (SELECT count(*) FROM attributions a WHERE a.referral_id = referrals.id AND a.rejected IS NULL),
    uses       = (SELECT count(*) FROM attributions a WHERE a.referral_id = referrals.id AND a.state = 'confirmed'),
    counted    = (SELECT count(*) FROM attributions a WHERE a.referral_id = referrals.id AND a.state = 'confirmed')
    WHERE id IN (SELECT referral_id FROM attributions);
INSERT INTO days (day, clicks)
    SELECT json_extract(body, '$.day'), sum(json_extract(body, '$.clicks')) FROM ledger WHERE kind = 'clicked' GROUP BY 1;
INSERT INTO days (day, registered)
    SELECT registered_at / 86400, count(*) FROM attributions WHERE rejected IS NULL GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET registered = excluded.registered;
INSERT INTO days (day, confirmed)
    SELECT confirmed_at / 86400, count(*) FROM attributions WHERE rejected IS NULL AND confirmed_at IS NOT NULL GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET confirmed = excluded.confirmed;
