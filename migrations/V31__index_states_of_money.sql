-- Lists of rewards and payouts in one state, newest first.

CREATE INDEX rewards_by_state ON rewards (state, id);
CREATE INDEX payouts_by_state ON payouts (state, id);

-- Those that wait for an admin, whose number is on every page of the operator.
CREATE INDEX rewards_to_approve ON rewards (id) WHERE state = 'pending' AND by_hand = 1;
