-- A source tells visitors besides clicks, and the kind of device; a sign-up remembers the source of
-- the click that decided its referrer.

ALTER TABLE origins RENAME TO old_origins;
DROP INDEX origins_by_day;

-- Where clicks came from: the host of the linking page, utm_source, utm_medium and utm_campaign of
-- the link, and the kind of device.
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

INSERT INTO origins (referral_id, day, host, source, medium, campaign, device, clicks)
SELECT referral_id, day, host, source, medium, campaign, '', clicks FROM old_origins;
DROP TABLE old_origins;
CREATE INDEX origins_by_day ON origins (day);

ALTER TABLE earlier_origins RENAME TO old_earlier_origins;

-- The same of the days that are no longer shown one by one: one row for each origin, and no more of
-- them than one day may have.
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

INSERT INTO earlier_origins (referral_id, host, source, medium, campaign, device, clicks)
SELECT referral_id, host, source, medium, campaign, '', clicks FROM old_earlier_origins;
DROP TABLE old_earlier_origins;

-- NULL where no click decided, and for sign-ups from before this version.
ALTER TABLE attributions ADD COLUMN host TEXT CHECK (length(host) <= 64);
ALTER TABLE attributions ADD COLUMN source TEXT CHECK (length(source) <= 64);
ALTER TABLE attributions ADD COLUMN medium TEXT CHECK (length(medium) <= 64);
ALTER TABLE attributions ADD COLUMN campaign TEXT CHECK (length(campaign) <= 64);
ALTER TABLE attributions ADD COLUMN device TEXT CHECK (length(device) <= 64);
