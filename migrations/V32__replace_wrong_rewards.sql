-- What a rebuild finds wrong is replaced: the reward stays with its payouts, and another takes its
-- place.

ALTER TABLE rewards ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0 CHECK (replaced IN (0, 1));

-- Number of the referral by which the event's participant came: its state is looked up there, also
-- when the participant is erased.
ALTER TABLE rewards ADD COLUMN attribution_id INTEGER;
CREATE INDEX rewards_by_attribution ON rewards (attribution_id) WHERE attribution_id IS NOT NULL;

DROP INDEX rewards_once;
DROP INDEX rewards_step_once;
CREATE UNIQUE INDEX rewards_once ON rewards (event_id, rule_id, beneficiary_id)
    WHERE step IS NULL AND rule_id IS NOT NULL AND replaced = 0;
CREATE UNIQUE INDEX rewards_step_once ON rewards (rule_id, beneficiary_id, step)
    WHERE step IS NOT NULL AND state <> 'void' AND replaced = 0;

-- The time zone that the ledger told last.
CREATE INDEX ledger_by_zone ON ledger (seq) WHERE kind = 'zone_set';
