-- The codes that brought most, for the operator's overview.
CREATE INDEX top_codes ON referrals (counted DESC, id) WHERE counted > 0;
