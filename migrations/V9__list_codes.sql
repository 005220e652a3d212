-- Filters and orders of the list of codes.
DROP INDEX referrals_by_counted;
CREATE INDEX referrals_by_counted ON referrals (counted, id);
CREATE INDEX referrals_by_switch ON referrals (is_activated, expires_at) WHERE deleted_at IS NULL;
CREATE INDEX referrals_used_up ON referrals (id) WHERE uses >= max_uses;
CREATE INDEX referrals_deleted ON referrals (id) WHERE deleted_at IS NOT NULL;
