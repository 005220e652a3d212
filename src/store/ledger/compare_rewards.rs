//! The tables of rules, rewards and payouts against a replay.

use rusqlite::{Connection, Row};

use crate::domain::reward::RewardReason;
use crate::store::ledger::known_rewards::KnownReward;
use crate::store::ledger::replayed_rewards::ReplayedRewards;

impl ReplayedRewards {
    /// The first difference of the tables, as a sentence.
    pub fn compare(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        for compare in [Self::compare_rules, Self::compare_rewards, Self::compare_payouts] {
            if let Some(why) = compare(self, conn)? {
                return Ok(Some(why));
            }
        }
        Self::compare_balances(conn)
    }

    fn compare_rules(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(
            "SELECT v.id, v.rule_id, v.number, v.in_force_from, v.body, r.ended_at
             FROM rule_versions v JOIN rules r ON r.id = v.rule_id ORDER BY v.id",
        )?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            let id: i64 = row.get("id")?;
            let found =
                (row.get("rule_id")?, row.get("number")?, row.get("in_force_from")?, row.get("body")?);
            let ended: Option<i64> = row.get("ended_at")?;
            if self.rules.versions.get(&id) != Some(&found) || ended != self.rules.ended_at(found.0) {
                return Ok(Some(format!(
                    "version {} of rule {} is not as the ledger says",
                    found.1, found.0
                )));
            }
        }
        let is_whole = seen == self.rules.versions.len();
        Ok((!is_whole).then(|| "a version of a rule that the ledger knows is missing".to_owned()))
    }

    fn compare_rewards(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(&format!("{} ORDER BY id", Self::SELECT_REWARDS))?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            seen += 1;
            let Some(expected) = self.rewards.list.get(id) else {
                return Ok(Some(format!("reward {id} is not in the ledger")));
            };
            if !self.is_as_replayed(row, expected)? {
                let since = expected.since;
                return Ok(Some(format!(
                    "reward {id} is not as the ledger says; entry {since} was the last of it"
                )));
            }
        }
        let is_whole = seen == self.rewards.list.count();
        Ok((!is_whole).then(|| "a reward that the ledger knows is missing".to_owned()))
    }

    pub(super) const SELECT_REWARDS: &str = "SELECT id, version_id, event_id, beneficiary_id, unit, amount, step, \
         room, hold_until, month, reversed, paying, paid, state, why, replaced, due_at, attribution_id FROM rewards";

    /// Whether a row of `SELECT_REWARDS` is as the ledger says.
    pub(super) fn is_as_replayed(&self, row: &Row, expected: &KnownReward) -> rusqlite::Result<bool> {
        let or_zero = |number: Option<i64>| number.unwrap_or(0);
        // The month of one that was given by hand is looked at by no cap.
        let is_month = expected.rule == 0 || row.get::<_, i64>("month")? == expected.month;
        Ok(or_zero(row.get("version_id")?) == expected.version
            && or_zero(row.get("event_id")?) == expected.event
            && row.get::<_, i64>("beneficiary_id")? == expected.beneficiary
            && row.get_ref("unit")?.as_str().unwrap_or("") == self.rewards.units.word(expected.unit)
            && row.get::<_, i64>("amount")? == expected.amount
            && row.get::<_, Option<u32>>("step")? == expected.step
            && row.get::<_, Option<i64>>("room")? == expected.room
            && row.get::<_, i64>("hold_until")? == expected.hold_until
            && is_month
            && row.get::<_, i64>("reversed")? == expected.reversed
            && row.get::<_, i64>("paying")? == expected.paying
            && row.get::<_, i64>("paid")? == expected.paid
            && row.get_ref("state")?.as_str().unwrap_or("") == expected.state.name()
            && row.get_ref("why")?.as_str_or_null().unwrap_or(None) == expected.why.map(RewardReason::name)
            && row.get::<_, bool>("replaced")? == expected.is_replaced
            && row.get::<_, Option<i64>>("due_at")? == expected.due_at
            && or_zero(row.get("attribution_id")?) == expected.attribution)
    }

    fn compare_payouts(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(
            "SELECT p.id, p.state, p.amount,
                 (SELECT sum(l.amount) FROM payout_lines l WHERE l.payout_id = p.id) AS of_lines
             FROM payouts p ORDER BY p.id",
        )?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            let (id, state): (i64, String) = (row.get("id")?, row.get("state")?);
            let (amount, of_lines): (i64, Option<i64>) = (row.get("amount")?, row.get("of_lines")?);
            let known = self.payouts.get(id);
            let expected: Option<i64> = known.map(|payout| payout.lines.iter().map(|line| line.1).sum());
            if known.is_none_or(|payout| payout.state != state)
                || expected != Some(amount)
                || of_lines != Some(amount)
            {
                return Ok(Some(format!("payout {id} is not as the ledger says")));
            }
        }
        let is_whole = seen == self.payouts.count();
        Ok((!is_whole).then(|| "a payout that the ledger knows is missing".to_owned()))
    }

    /// Balances and sums are those of the rewards, which are as the ledger says.
    pub(super) fn compare_balances(conn: &Connection) -> rusqlite::Result<Option<String>> {
        let wrong: Option<i64> =
            conn.prepare(WRONG_BALANCE)?.query([])?.next()?.map(|row| row.get(0)).transpose()?;
        if let Some(user) = wrong {
            return Ok(Some(format!("a balance of user {user} is not the sum of the rewards")));
        }
        let is_wrong: bool = conn.prepare(WRONG_SUM)?.query_row([], |row| row.get(0))?;
        Ok(is_wrong.then(|| "what caps look at is not the sum of the rewards".to_owned()))
    }
}

/// A user with a balance that is not the sum of the rewards.
const WRONG_BALANCE: &str = "WITH sums AS (
         SELECT beneficiary_id, unit,
             sum(iif(state IN ('held', 'pending'), amount - reversed, 0)) AS pending,
             sum(iif(state IN ('approved', 'paying', 'paid', 'fulfilled'), amount - reversed - paying - paid, 0)) AS due,
             sum(paying) AS paying, sum(paid) AS paid
         FROM rewards GROUP BY beneficiary_id, unit)
     SELECT coalesce(b.user_id, s.beneficiary_id)
     FROM balances b FULL JOIN sums s ON s.beneficiary_id = b.user_id AND s.unit = b.unit
     WHERE b.pending IS NOT s.pending OR b.due IS NOT s.due OR b.paying IS NOT s.paying OR b.paid IS NOT s.paid
     LIMIT 1";

/// Whether a sum that caps look at is not that of the live rewards.
const WRONG_SUM: &str = "WITH live AS (
         SELECT rule_id, beneficiary_id, 0 AS month, unit, sum(iif(state = 'void', 0, amount - reversed)) AS live
         FROM rewards WHERE rule_id IS NOT NULL GROUP BY 1, 2, 4
         UNION ALL
         SELECT rule_id, 0, month, unit, sum(iif(state = 'void', 0, amount - reversed))
         FROM rewards WHERE rule_id IS NOT NULL GROUP BY 1, 3, 4)
     SELECT EXISTS (
         SELECT 1 FROM live l FULL JOIN reward_sums s
             ON s.rule_id = l.rule_id AND s.beneficiary_id = l.beneficiary_id AND s.month = l.month AND s.unit = l.unit
         WHERE s.live IS NOT l.live)";
