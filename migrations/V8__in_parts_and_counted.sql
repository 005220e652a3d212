-- A deed that concerns many is done in parts, and what grows is not counted when somebody asks.

-- A branch that is being frozen or let go: what the ledger says already, and a part of its people do not yet.
CREATE TABLE freezing (
    only    INTEGER PRIMARY KEY CHECK (only = 1), -- one at a time
    root    INTEGER,          -- of whose branch; empty: wherever they stand
    was     INTEGER,          -- by what those are frozen whom it concerns
    becomes INTEGER,          -- and by what they are to be
    newest  INTEGER NOT NULL, -- who came by a later attribution is not concerned
    shape   INTEGER NOT NULL DEFAULT 0 -- grows when somebody goes from where they stood
) STRICT;

-- Letters by state, for whoever watches: those that went stay for a week, too many to be counted at every look.
INSERT INTO counts SELECT 'letters_' || s.column1, (SELECT count(*) FROM outbox WHERE state = s.column1)
    FROM (VALUES ('queued'), ('sending'), ('sent'), ('dead')) s;

CREATE TRIGGER a_letter_is_written AFTER INSERT ON outbox
BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'letters_' || NEW.state;
END;

CREATE TRIGGER a_letter_goes_its_way AFTER UPDATE OF state ON outbox WHEN NEW.state <> OLD.state
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'letters_' || OLD.state;
    UPDATE counts SET value = value + 1 WHERE name = 'letters_' || NEW.state;
END;

CREATE TRIGGER a_letter_is_forgotten AFTER DELETE ON outbox
BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'letters_' || OLD.state;
END;
