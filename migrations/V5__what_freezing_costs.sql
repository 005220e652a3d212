-- The codes that brought most, for the operator's overview.
CREATE INDEX top_codes ON referrals (counted DESC, id) WHERE counted > 0;

-- A branch of a hundred thousand is frozen at once, so what only ceases or begins to count does half of the work.
DROP TRIGGER somebody_counts_otherwise;

CREATE TRIGGER somebody_begins_or_ceases_to_count
AFTER UPDATE OF held, frozen_by ON attributions
WHEN OLD.referrer_id IS NEW.referrer_id AND OLD.referral_id IS NEW.referral_id
    AND OLD.confirmed_at IS NEW.confirmed_at AND OLD.rejected IS NEW.rejected AND OLD.state <> NEW.state
BEGIN
    UPDATE users SET counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed') WHERE id = NEW.referrer_id;
    UPDATE referrals SET counted = counted + (NEW.state = 'confirmed') - (OLD.state = 'confirmed') WHERE id = NEW.referral_id;
END;

CREATE TRIGGER somebody_counts_otherwise
AFTER UPDATE OF referrer_id, referral_id, confirmed_at, rejected ON attributions
WHEN OLD.referrer_id IS NOT NEW.referrer_id OR OLD.referral_id IS NOT NEW.referral_id
    OR OLD.confirmed_at IS NOT NEW.confirmed_at OR OLD.rejected IS NOT NEW.rejected
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
