-- What events pay: rules in versions, rewards, balances and payouts.
--
-- An amount is an integer: minor units of a currency, or a number of what a word such as `points`
-- means. A user is a number here, as in the ledger: one without a row is erased.

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

-- A version is posted and never edited.
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

CREATE TRIGGER rule_versions_before_update_refuse BEFORE UPDATE ON rule_versions
BEGIN
    SELECT raise(ABORT, 'a version of a rule is never edited');
END;

CREATE TRIGGER rule_versions_before_delete_refuse BEFORE DELETE ON rule_versions
BEGIN
    SELECT raise(ABORT, 'a version of a rule is never deleted');
END;

-- Why a version paid nothing for an event.
CREATE TABLE verdicts (
    event_id   INTEGER NOT NULL REFERENCES events (id),
    version_id INTEGER NOT NULL REFERENCES rule_versions (id),
    why        TEXT    NOT NULL,
    PRIMARY KEY (event_id, version_id)
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
    paid           INTEGER NOT NULL DEFAULT 0,
    CHECK (reversed BETWEEN 0 AND max(amount, 0)),
    CHECK ((rule_id IS NULL) = (given_as IS NOT NULL)),
    CHECK ((rule_id IS NULL) = (version_id IS NULL) AND (rule_id IS NULL) = (event_id IS NULL)),
    CHECK (rule_id IS NULL OR amount > 0),
    CHECK (state IN ('held', 'pending', 'void') OR due_at IS NOT NULL),
    CHECK (state <> 'void' OR (why IS NOT NULL AND paying = 0 AND paid = 0)),
    CHECK (paid <> 0 OR paying <> 0 OR state NOT IN ('paying', 'paid', 'fulfilled'))
) STRICT;

CREATE UNIQUE INDEX rewards_once ON rewards (event_id, rule_id, beneficiary_id) WHERE step IS NULL AND rule_id IS NOT NULL;
CREATE UNIQUE INDEX rewards_step_once ON rewards (rule_id, beneficiary_id, step) WHERE step IS NOT NULL AND state <> 'void';
CREATE INDEX rewards_by_beneficiary ON rewards (beneficiary_id, id);
CREATE INDEX rewards_by_event ON rewards (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX rewards_by_hold ON rewards (hold_until) WHERE state = 'pending' AND by_hand = 0;
-- What the next payout takes: what is final and neither paid nor on its way.
CREATE INDEX rewards_due ON rewards (unit, beneficiary_id, id)
    WHERE state IN ('approved', 'paying', 'paid') AND amount - reversed - paying - paid <> 0;

-- What caps look at: live rewards of a rule, for a beneficiary for ever (month 0), and for all
-- (beneficiary 0) in a month. Kept by triggers.
CREATE TABLE reward_sums (
    rule_id        INTEGER NOT NULL,
    beneficiary_id INTEGER NOT NULL,
    month          INTEGER NOT NULL,
    unit           TEXT    NOT NULL,
    live           INTEGER NOT NULL CHECK (live >= 0),
    PRIMARY KEY (rule_id, beneficiary_id, month, unit)
) STRICT, WITHOUT ROWID;

-- By participant and unit; kept by triggers.
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

-- What a reward is and to whom it belongs does not change.
CREATE TRIGGER rewards_before_update_refuse BEFORE UPDATE ON rewards
WHEN NEW.amount <> OLD.amount OR NEW.unit <> OLD.unit OR NEW.beneficiary_id <> OLD.beneficiary_id
    OR NEW.event_id IS NOT OLD.event_id OR NEW.version_id IS NOT OLD.version_id OR NEW.month <> OLD.month
BEGIN
    SELECT raise(ABORT, 'what a reward is does not change');
END;

CREATE TRIGGER rewards_before_delete_refuse BEFORE DELETE ON rewards
BEGIN
    SELECT raise(ABORT, 'a reward is never deleted');
END;

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

CREATE UNIQUE INDEX payouts_one_open ON payouts (participant_id, unit) WHERE state IN ('draft', 'approved', 'sent');
CREATE INDEX payouts_by_participant ON payouts (participant_id, id);

CREATE TABLE payout_lines (
    payout_id INTEGER NOT NULL REFERENCES payouts (id),
    reward_id INTEGER NOT NULL REFERENCES rewards (id),
    -- Below 0 where it takes back what an earlier payout had paid.
    amount    INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (payout_id, reward_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payout_lines_by_reward ON payout_lines (reward_id);
