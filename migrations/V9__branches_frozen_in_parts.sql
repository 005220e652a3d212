-- A branch that is being frozen or let go: what the ledger says already, and a part of its people do not yet.
CREATE TABLE freezing (
    only    INTEGER PRIMARY KEY CHECK (only = 1), -- one at a time
    root    INTEGER,          -- of whose branch; empty: wherever they stand
    was     INTEGER,          -- by what those are frozen whom it concerns
    becomes INTEGER,          -- and by what they are to be
    newest  INTEGER NOT NULL, -- who came by a later attribution is not concerned
    shape   INTEGER NOT NULL DEFAULT 0 -- grows when somebody goes from where they stood
) STRICT;
