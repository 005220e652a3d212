-- What the operator's pages look for among a million people: by name, who is an admin, which letters wait or were given
-- up. Addresses and codes have indexes already, those that hold them unique.

CREATE INDEX people_by_name ON users (firstname);
CREATE INDEX admins ON users (id) WHERE is_admin = 1;
CREATE INDEX letters_waiting ON outbox (id) WHERE state IN ('queued', 'sending');
CREATE INDEX letters_dead ON outbox (id) WHERE state = 'dead';

-- Whoever deletes a person deletes their codes, and with each the letters that carry its link.
CREATE INDEX letters_of_code ON outbox (referral_id) WHERE referral_id IS NOT NULL;
