-- Each number has one meaning: registered, confirmed and counted are facts about the same referees,
-- and registered = counted + waiting + rejected + frozen. A rejection or a freeze changes how a
-- referee is counted, never that they registered or confirmed. How many wait is the rest.

ALTER TABLE users ADD COLUMN
    -- Referees who confirmed the address; kept by triggers, as are the next two.
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0);
ALTER TABLE users ADD COLUMN
    -- Referees who were rejected.
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0);
ALTER TABLE users ADD COLUMN
    -- Referees in a frozen branch.
    frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0);

ALTER TABLE referrals ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0);
ALTER TABLE referrals ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0);
ALTER TABLE referrals ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0);

-- A day holds who registered on it, and what became of them since.
ALTER TABLE days ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0);
ALTER TABLE days ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0);
ALTER TABLE days ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen >= 0);

DROP TRIGGER attributions_after_insert_count;
DROP TRIGGER attributions_after_update_recount_state;
DROP TRIGGER attributions_after_update_recount;
DROP TRIGGER attributions_after_delete_uncount;

UPDATE users SET (registered, confirmed, counted, rejected, frozen) = (
    SELECT count(*), count(confirmed_at),
        coalesce(sum(state = 'confirmed'), 0), coalesce(sum(state = 'rejected'), 0),
        coalesce(sum(state = 'frozen'), 0)
    FROM attributions WHERE referrer_id = users.id
);
UPDATE referrals SET (registered, confirmed, counted, rejected, frozen) = (
    SELECT count(*), count(confirmed_at),
        coalesce(sum(state = 'confirmed'), 0), coalesce(sum(state = 'rejected'), 0),
        coalesce(sum(state = 'frozen'), 0)
    FROM attributions WHERE referral_id = referrals.id
);
UPDATE days SET registered = 0, confirmed = 0;
INSERT INTO days (day, registered, confirmed, counted, rejected, frozen)
SELECT registered_at / 86400, count(*), count(confirmed_at),
    sum(state = 'confirmed'), sum(state = 'rejected'), sum(state = 'frozen')
FROM attributions WHERE true GROUP BY 1
ON CONFLICT (day) DO UPDATE SET
    registered = excluded.registered, confirmed = excluded.confirmed, counted = excluded.counted,
    rejected = excluded.rejected, frozen = excluded.frozen;

-- The counters in `users`, `referrals` and `days` follow the rows that they count.
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

-- `held` and `frozen_by` change only whether a referee counts. A freeze of 100,000 rows does half
-- of the work this way.
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

-- As many codes of a user are active as the setting `referrals.active_codes` allows; the program
-- writes it here when it starts. Without it, one.
DROP INDEX referrals_one_active_per_user;
CREATE INDEX referrals_active_by_user ON referrals (user_id) WHERE is_activated = 1;
CREATE INDEX referrals_active ON referrals (id) WHERE is_activated = 1;

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

-- Operators sort people by what they brought. Most brought no one and are in neither index.
CREATE INDEX users_by_registered ON users (registered) WHERE registered > 0;
CREATE INDEX users_by_counted ON users (counted) WHERE counted > 0;

-- How a member sees pages.
ALTER TABLE users ADD COLUMN
    -- A name of the IANA time zone database; NULL is the browser's.
    time_zone TEXT CHECK (length(time_zone) BETWEEN 1 AND 64);
ALTER TABLE users ADD COLUMN
    -- NULL is the system's.
    theme TEXT CHECK (theme IN ('light', 'dark'));
