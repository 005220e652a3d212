-- Wrong digits of the browser that registered, since the last email. Those of other browsers are in
-- `code_attempts`, so that strangers use up no attempt of the owner.
ALTER TABLE users ADD COLUMN browser_attempts INTEGER NOT NULL DEFAULT 0;

-- Wrong digits of any browser, whatever emails were sent, until the address is confirmed.
ALTER TABLE users ADD COLUMN wrong_digits INTEGER NOT NULL DEFAULT 0;

-- googlemail.com is gmail.com.
DROP INDEX users_by_mailbox;
ALTER TABLE users DROP COLUMN mailbox;
-- The address without what one mailbox can vary: the part behind a plus, dots, and the two names of
-- one provider. A fraud signal, no more.
ALTER TABLE users ADD COLUMN mailbox TEXT GENERATED ALWAYS AS (
    replace(substr(email, 1, instr(replace(email, '+', '@'), '@') - 1), '.', '')
    || CASE substr(email, instr(email, '@'))
        WHEN '@googlemail.com' THEN '@gmail.com'
        ELSE substr(email, instr(email, '@'))
    END
) VIRTUAL;
CREATE INDEX users_by_mailbox ON users (mailbox);
