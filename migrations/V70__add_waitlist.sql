-- The waitlist: who waits, in the order of confirmations, and who was admitted when. A place is counted when
-- it is asked for, so a referral moves one row, and a setting none.

-- The nth to be confirmed, of all that ever were; given once. NULL: not on the waitlist.
ALTER TABLE users ADD COLUMN waitlist_number INTEGER CHECK (waitlist_number > 0);

-- From the waitlist.
ALTER TABLE users ADD COLUMN admitted_at INTEGER CHECK (admitted_at IS NULL OR waitlist_number IS NOT NULL);

CREATE UNIQUE INDEX users_by_waitlist_number ON users (waitlist_number) WHERE waitlist_number IS NOT NULL;

-- Those who wait, by referrals that count, then in the order of confirmations.
CREATE INDEX users_waiting ON users (counted, waitlist_number, admitted_at)
    WHERE waitlist_number IS NOT NULL AND admitted_at IS NULL;

CREATE INDEX users_admitted ON users (admitted_at, id) WHERE admitted_at IS NOT NULL;

-- How many wait, by referrals that count and blocks of 1024 numbers; kept by triggers.
CREATE TABLE waitlist_blocks (
    counted INTEGER NOT NULL,
    block   INTEGER NOT NULL,
    people  INTEGER NOT NULL CHECK (people >= 0),
    PRIMARY KEY (counted, block)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER users_after_delete_waitlist AFTER DELETE ON users
WHEN OLD.waitlist_number IS NOT NULL AND OLD.admitted_at IS NULL
BEGIN
    UPDATE waitlist_blocks SET people = people - 1
    WHERE counted = OLD.counted AND block = OLD.waitlist_number / 1024;
    DELETE FROM waitlist_blocks
    WHERE people = 0 AND counted = OLD.counted AND block = OLD.waitlist_number / 1024;
END;
