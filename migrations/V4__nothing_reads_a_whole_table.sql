-- No page and no sweep reads a whole table: what they ask for is counted as it happens, or found by an index.

CREATE TABLE counts (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

-- Those whose address is confirmed: the main page says how many.
INSERT INTO counts SELECT 'taking_part', count(*) FROM users WHERE is_activated = 1;
DROP INDEX confirmed_users;

CREATE TRIGGER somebody_takes_part AFTER INSERT ON users WHEN NEW.is_activated = 1
BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'taking_part';
END;

CREATE TRIGGER somebody_takes_part_now AFTER UPDATE OF is_activated ON users WHEN NEW.is_activated <> OLD.is_activated
BEGIN
    UPDATE counts SET value = value + NEW.is_activated - OLD.is_activated WHERE name = 'taking_part';
END;

CREATE TRIGGER somebody_takes_part_no_more AFTER DELETE ON users WHEN OLD.is_activated = 1
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'taking_part';
END;

CREATE INDEX resets_by_expiry ON resets (expires_at);
CREATE INDEX address_changes_by_expiry ON address_changes (expires_at);
CREATE INDEX address_changes_to ON address_changes (new_email);
