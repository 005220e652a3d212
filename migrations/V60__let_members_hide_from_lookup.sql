-- Whether signed-in users who know the address find the active code by it.
ALTER TABLE users ADD COLUMN found_by_email INTEGER NOT NULL DEFAULT 1 CHECK (found_by_email IN (0, 1));
