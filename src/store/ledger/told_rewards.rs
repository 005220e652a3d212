//! Rewards, balances and payouts during a replay: each as the ledger says.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};

use rusqlite::{Connection, Row};

use crate::domain::reward::{RewardReason, RewardState};
use crate::store::ledger::Event;
use crate::store::ledger::id_map::IdMap;

/// Expected reward, in few bytes: there may be millions.
struct Told {
    /// Of what never changes. Two different ones have the same with a chance of 2⁻⁶⁴.
    fingerprint: u64,
    amount: i64,
    reversed: i64,
    paying: i64,
    paid: i64,
    state: RewardState,
    why: Option<RewardReason>,
}

struct Payout {
    lines: Vec<(i64, i64)>,
    state: String,
}

/// What the ledger says of rules, rewards and payouts.
#[derive(Default)]
pub(super) struct ToldRewards {
    seed: RandomState,
    rewards: IdMap<Told>,
    payouts: IdMap<Payout>,
    /// Versions by row: rule, number, begin, body.
    versions: BTreeMap<i64, (i64, u32, i64, String)>,
    ended: HashMap<i64, i64>,
}

/// What never changes of a reward.
type Fixed<'a> = (Option<i64>, Option<i64>, i64, &'a str, i64, Option<u32>, Option<i64>, i64);

impl ToldRewards {
    /// Applies an entry; nothing for one of another kind. `Err` says what is wrong with it.
    pub fn apply(&mut self, entry: Event) -> Result<(), &'static str> {
        match entry {
            Event::RulePosted { rule_id, version, number, in_force_from, body } => {
                self.versions.insert(version, (rule_id, number, in_force_from, body.to_string()));
            }
            Event::RuleEnded { rule_id, ended_at } => {
                self.ended.insert(rule_id, ended_at);
            }
            Event::Rewarded {
                reward,
                version,
                event,
                beneficiary,
                unit,
                amount,
                step,
                room,
                state,
                why,
                hold_until,
            } => {
                let fixed: Fixed = (version, event, beneficiary, &unit, amount, step, room, hold_until);
                let fingerprint = self.seed.hash_one(fixed);
                let (state, why) = read(&state, why.as_deref())?;
                let told = Told { fingerprint, amount, reversed: 0, paying: 0, paid: 0, state, why };
                if self.rewards.insert(reward, told).is_some() {
                    return Err("makes a reward that is there already");
                }
            }
            Event::RewardChanged { reward, state, why, reversed } => {
                let told = self.rewards.get_mut(reward).ok_or("changes a reward that was never made")?;
                (told.state, told.why) = read(&state, why.as_deref())?;
                told.reversed = reversed;
            }
            Event::RewardFulfilled { reward } => {
                let told = self.rewards.get_mut(reward).ok_or("fulfils a reward that was never made")?;
                (told.state, told.why) = (RewardState::Fulfilled, None);
                told.paid = told.amount - told.reversed;
            }
            Event::PayoutMade { payout, lines, .. } => {
                for (reward, amount) in &lines {
                    let told = self.rewards.get_mut(*reward).ok_or("pays a reward that was never made")?;
                    told.paying += amount;
                    if told.state == RewardState::Approved {
                        told.state = RewardState::Paying;
                    }
                }
                self.payouts.insert(payout, Payout { lines, state: "draft".to_owned() });
            }
            Event::PayoutChanged { payout, state, .. } => return self.change_payout(payout, state),
            _ => {}
        }
        Ok(())
    }

    fn change_payout(&mut self, payout: i64, state: String) -> Result<(), &'static str> {
        let known = self.payouts.get_mut(payout).ok_or("changes a payout that was never made")?;
        let was_paid = known.state == "paid";
        for (reward, amount) in &known.lines {
            let told = self.rewards.get_mut(*reward).ok_or("pays a reward that was never made")?;
            match state.as_str() {
                "paid" => {
                    told.paying -= amount;
                    told.paid += amount;
                }
                "failed" | "canceled" if was_paid => told.paid -= amount,
                "failed" | "canceled" => told.paying -= amount,
                _ => continue,
            }
            told.state = match (told.paying, told.paid, told.state) {
                (_, _, RewardState::Void) => RewardState::Void,
                (0, 0, _) => RewardState::Approved,
                (0, _, _) => RewardState::Paid,
                _ => RewardState::Paying,
            };
        }
        known.state = state;
        Ok(())
    }

    /// The first difference of the tables, as a sentence.
    pub fn compare(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        for compare in [Self::compare_rules, Self::compare_rewards, Self::compare_payouts] {
            if let Some(why) = compare(self, conn)? {
                return Ok(Some(why));
            }
        }
        compare_balances(conn)
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
            let id: i64 = row.get(0)?;
            let found = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            let ended: Option<i64> = row.get(5)?;
            if self.versions.get(&id) != Some(&found) || ended != self.ended.get(&found.0).copied() {
                return Ok(Some(format!(
                    "version {} of rule {} is not as the ledger says",
                    found.1, found.0
                )));
            }
        }
        let is_whole = seen == self.versions.len();
        Ok((!is_whole).then(|| "a version of a rule that the ledger knows is missing".to_owned()))
    }

    fn compare_rewards(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(
            "SELECT id, version_id, event_id, beneficiary_id, unit, amount, step, room, hold_until, reversed, paying, \
             paid, state, why FROM rewards ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            seen += 1;
            let Some(told) = self.rewards.get(id) else {
                return Ok(Some(format!("reward {id} is not in the ledger")));
            };
            if !self.is_as_told(row, told)? {
                return Ok(Some(format!("reward {id} is not as the ledger says")));
            }
        }
        let is_whole = seen == self.rewards.count();
        Ok((!is_whole).then(|| "a reward that the ledger knows is missing".to_owned()))
    }

    fn is_as_told(&self, row: &Row, told: &Told) -> rusqlite::Result<bool> {
        let unit: String = row.get(4)?;
        let fixed: Fixed = (
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            &unit,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
        );
        Ok(self.seed.hash_one(fixed) == told.fingerprint
            && row.get::<_, i64>(9)? == told.reversed
            && row.get::<_, i64>(10)? == told.paying
            && row.get::<_, i64>(11)? == told.paid
            && row.get::<_, String>(12)? == told.state.name()
            && row.get::<_, Option<String>>(13)?.as_deref() == told.why.map(RewardReason::name))
    }

    fn compare_payouts(&self, conn: &Connection) -> rusqlite::Result<Option<String>> {
        let mut statement = conn.prepare(
            "SELECT p.id, p.state, p.amount, (SELECT sum(l.amount) FROM payout_lines l WHERE l.payout_id = p.id)
             FROM payouts p ORDER BY p.id",
        )?;
        let mut rows = statement.query([])?;
        let mut seen = 0;
        while let Some(row) = rows.next()? {
            seen += 1;
            let (id, state): (i64, String) = (row.get(0)?, row.get(1)?);
            let (amount, of_lines): (i64, Option<i64>) = (row.get(2)?, row.get(3)?);
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
}

/// Balances and sums are those of the rewards, which are as the ledger says.
fn compare_balances(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let wrong: Option<i64> =
        conn.prepare(WRONG_BALANCE)?.query([])?.next()?.map(|row| row.get(0)).transpose()?;
    if let Some(user) = wrong {
        return Ok(Some(format!("a balance of user {user} is not the sum of the rewards")));
    }
    let is_wrong: bool = conn.prepare(WRONG_SUM)?.query_row([], |row| row.get(0))?;
    Ok(is_wrong.then(|| "what caps look at is not the sum of the rewards".to_owned()))
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

fn read(state: &str, why: Option<&str>) -> Result<(RewardState, Option<RewardReason>), &'static str> {
    let state = RewardState::from_name(state).ok_or("has a state that no reward has")?;
    match why.map(RewardReason::from_name) {
        Some(None) => Err("has a reason that no reward has"),
        why => Ok((state, why.flatten())),
    }
}
