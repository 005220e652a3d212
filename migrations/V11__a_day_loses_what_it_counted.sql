-- Whoever registered by a code that did not work was not counted on that day; an admin may have approved them since. When
-- they withdraw, by registering anew or never confirming, the day loses nothing: the ledger knows how it was.
DROP TRIGGER somebody_went;
CREATE TRIGGER somebody_went AFTER DELETE ON attributions
BEGIN
    UPDATE users SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed')
        WHERE id = OLD.referrer_id;
    UPDATE referrals SET registered = registered - (OLD.rejected IS NULL), counted = counted - (OLD.state = 'confirmed'),
        uses = uses - (OLD.rejected IS NULL AND OLD.confirmed_at IS NOT NULL) WHERE id = OLD.referral_id;
    UPDATE days SET registered = registered - 1
        WHERE day = OLD.registered_at / 86400 AND OLD.rejected IS NULL AND OLD.rule <> 'moved'
        AND NOT EXISTS (
            SELECT 1 FROM ledger WHERE attribution = OLD.id AND kind = 'registered' AND json_extract(body, '$.rejected') IS NOT NULL
        );
END;
