//! Rewards: what rules and admins give. Each change is a ledger entry of the same transaction, so
//! that the table and the ledger never differ.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, Event};
use crate::store::row::{row, stored_by_name};
use crate::store::{Result, Transaction};

stored_by_name!(RewardState);
stored_by_name!(RewardReason);

row! {
    pub struct Reward, reward_columns! {
        pub id: i64 = "w.id",
        /// `None`: given by hand.
        pub rule_id: Option<i64> = "w.rule_id",
        pub version_id: Option<i64> = "w.version_id",
        pub event_id: Option<i64> = "w.event_id",
        /// What the operator calls one that was given by hand.
        pub given_as: Option<String> = "w.given_as",
        pub reason: Option<String> = "w.reason",
        pub beneficiary_id: i64 = "w.beneficiary_id",
        pub unit: String = "w.unit",
        pub amount: i64 = "w.amount",
        pub reversed: i64 = "w.reversed",
        pub step: Option<u32> = "w.step",
        pub room: Option<i64> = "w.room",
        pub state: RewardState = "w.state",
        pub why: Option<RewardReason> = "w.why",
        /// An admin approves it.
        pub by_hand: bool = "w.by_hand",
        pub hold_until: Timestamp = "w.hold_until",
        pub made_at: Timestamp = "w.made_at",
        /// When it became approved.
        pub due_at: Option<Timestamp> = "w.due_at",
        pub month: Timestamp = "w.month",
        /// In lines of open payouts, and of paid ones.
        pub paying: i64 = "w.paying",
        pub paid: i64 = "w.paid",
        /// The referral by which the event's participant came.
        pub attribution_id: Option<i64> = "w.attribution_id",
        /// A rebuild found that no rule makes it so.
        pub replaced: bool = "w.replaced",
    }
}

pub(super) use reward_columns;

impl Reward {
    /// What people read: what is left, and of a void one what it was.
    pub fn shown(&self) -> i64 {
        if self.state == RewardState::Void { self.amount } else { self.left() }
    }

    /// What is left after refunds.
    pub fn left(&self) -> i64 {
        self.amount - self.reversed
    }
}

/// Stores a new reward with its ledger entry; the `id` of `new` is not read. Returns its id.
pub fn insert(tx: &Transaction, new: &Reward, now: Timestamp) -> Result<i64> {
    let id = tx
        .prepare_cached(
            "INSERT INTO rewards (rule_id, version_id, event_id, given_as, reason, beneficiary_id, unit, amount,
                 step, room, state, why, by_hand, hold_until, made_at, due_at, month, attribution_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .insert(rusqlite::params![
            new.rule_id,
            new.version_id,
            new.event_id,
            new.given_as,
            new.reason,
            new.beneficiary_id,
            new.unit,
            new.amount,
            new.step,
            new.room,
            new.state,
            new.why,
            new.by_hand,
            new.hold_until,
            new.made_at,
            new.due_at,
            new.month,
            new.attribution_id,
        ])?;
    let event = Event::Rewarded {
        reward: id,
        version: new.version_id,
        event: new.event_id,
        beneficiary: new.beneficiary_id,
        unit: new.unit.clone(),
        amount: new.amount,
        step: new.step,
        room: new.room,
        state: new.state.name().to_owned(),
        why: new.why.map(|why| why.name().to_owned()),
        hold_until: new.hold_until.0,
    };
    ledger::append(tx, &event, now)?;
    Ok(id)
}

/// Stores the state, its reason and what was reversed, with a ledger entry if that is a change.
pub fn change(
    tx: &Transaction,
    reward: &Reward,
    state: RewardState,
    why: Option<RewardReason>,
    reversed: i64,
    now: Timestamp,
) -> Result<bool> {
    if (reward.state, reward.why, reward.reversed) == (state, why, reversed) {
        return Ok(false);
    }
    let due_at = if state.is_open() { None } else { reward.due_at.or(Some(now)) };
    tx.prepare_cached("UPDATE rewards SET state = ?2, why = ?3, reversed = ?4, due_at = ?5 WHERE id = ?1")?
        .execute((reward.id, state, why, reversed, due_at))?;
    let event = Event::RewardChanged {
        reward: reward.id,
        state: state.name().to_owned(),
        why: why.map(|why| why.name().to_owned()),
        reversed,
    };
    ledger::append(tx, &event, now)?;
    Ok(true)
}

/// Marks a reward as one that no rule makes as it is, so that another can be made in its place.
pub fn replace(tx: &Transaction, reward: i64, now: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE rewards SET replaced = 1 WHERE id = ?1")?.execute([reward])?;
    ledger::append(tx, &Event::RewardReplaced { reward }, now)?;
    Ok(())
}

/// Marks a reward that is not money as given.
pub fn fulfil(tx: &Transaction, reward: &Reward, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "UPDATE rewards SET state = 'fulfilled', why = NULL, paid = amount - reversed WHERE id = ?1",
    )?
    .execute([reward.id])?;
    ledger::append(tx, &Event::RewardFulfilled { reward: reward.id }, now)?;
    Ok(())
}

pub fn find(conn: &Connection, id: i64) -> Result<Option<Reward>> {
    conn.prepare_cached(concat!("SELECT ", reward_columns!(), " FROM rewards w WHERE w.id = ?1"))?
        .query_row([id], |row| Reward::try_from(row))
        .optional()
}

pub fn find_by_given_as(conn: &Connection, given_as: &str) -> Result<Option<Reward>> {
    conn.prepare_cached(concat!("SELECT ", reward_columns!(), " FROM rewards w WHERE w.given_as = ?1"))?
        .query_row([given_as], |row| Reward::try_from(row))
        .optional()
}

/// Of an event, in the order in which they were made.
pub fn list_of_event(conn: &Connection, event: i64) -> Result<Vec<Reward>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        reward_columns!(),
        " FROM rewards w WHERE w.event_id = ?1 ORDER BY w.id"
    ))?
    .query_map([event], |row| Reward::try_from(row))?
    .collect()
}

/// Those that events of this referral made, for any beneficiary.
pub fn list_of_attribution(conn: &Connection, attribution: i64) -> Result<Vec<Reward>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        reward_columns!(),
        " FROM rewards w WHERE w.attribution_id = ?1 ORDER BY w.id"
    ))?
    .query_map([attribution], |row| Reward::try_from(row))?
    .collect()
}

/// Whether the rule has judged another event of this participant, which gets no second verdict. A
/// signup that only waited is no judgement.
pub fn was_judged_before(conn: &Connection, rule: i64, participant: i64, event: i64) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM events e JOIN rewards w ON w.event_id = e.id
             WHERE e.participant_id = ?2 AND e.id <> ?3 AND w.rule_id = ?1
             UNION ALL
             SELECT 1 FROM events e JOIN verdicts d ON d.event_id = e.id JOIN rule_versions v ON v.id = d.version_id
             WHERE e.participant_id = ?2 AND e.id <> ?3 AND v.rule_id = ?1
                 AND d.why NOT IN ('waits_for_confirmation', 'no_referrer'))",
    )?
    .query_row((rule, participant, event), |row| row.get(0))
}

/// Rewards of a user that are neither void nor paid whole.
pub fn list_open_of(conn: &Connection, user: i64) -> Result<Vec<Reward>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        reward_columns!(),
        " FROM rewards w WHERE w.beneficiary_id = ?1 AND w.state IN ('held', 'pending', 'approved', 'paying')
         ORDER BY w.id"
    ))?
    .query_map([user], |row| Reward::try_from(row))?
    .collect()
}

/// Referrals of a user and of everyone below, as far as they made rewards.
pub fn list_attributions_of_branch(conn: &Connection, root: i64) -> Result<Vec<i64>> {
    conn.prepare_cached(
        "WITH RECURSIVE below (id) AS (
             SELECT ?1
             UNION
             SELECT a.referee_id FROM below b CROSS JOIN attributions a ON a.referrer_id = b.id
             WHERE a.referee_id IS NOT NULL)
         SELECT a.id FROM attributions a
         WHERE a.referee_id = ?1 AND EXISTS (SELECT 1 FROM rewards w WHERE w.attribution_id = a.id)
         UNION
         SELECT a.id FROM below b CROSS JOIN attributions a ON a.referrer_id = b.id
         WHERE EXISTS (SELECT 1 FROM rewards w WHERE w.attribution_id = a.id)",
    )?
    .query_map([root], |row| row.get(0))?
    .collect()
}

/// Referrals that a freeze at this user covers, also where users between are erased, as far as they
/// made rewards.
pub fn list_attributions_frozen_by(conn: &Connection, root: i64) -> Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT a.id FROM attributions a
         WHERE a.frozen_by = ?1 AND EXISTS (SELECT 1 FROM rewards w WHERE w.attribution_id = a.id)",
    )?
    .query_map([root], |row| row.get(0))?
    .collect()
}

/// Removes what an admin called and wrote of a user's rewards.
pub fn forget_names(tx: &Transaction, user: i64) -> Result<()> {
    tx.prepare_cached(
        "UPDATE rewards SET given_as = 'erased-' || id, reason = NULL
         WHERE beneficiary_id = ?1 AND given_as IS NOT NULL",
    )?
    .execute([user])?;
    Ok(())
}

/// A filter of lists; `None` takes all.
#[derive(Clone, Copy, Debug, Default)]
pub struct RewardFilter {
    pub beneficiary: Option<i64>,
    pub state: Option<RewardState>,
    /// Older than the reward of this number.
    pub before: Option<i64>,
}

/// Newest first, at most `limit`.
pub fn list(conn: &Connection, filter: RewardFilter, limit: i64) -> Result<Vec<Reward>> {
    let of_beneficiary = if filter.beneficiary.is_some() { "w.beneficiary_id = ?1" } else { "?1 IS NULL" };
    let in_state = if filter.state.is_some() { "w.state = ?2" } else { "?2 IS NULL" };
    let columns = reward_columns!();
    conn.prepare_cached(&format!(
        "SELECT {columns} FROM rewards w WHERE {of_beneficiary} AND {in_state} AND w.id < ?3
         ORDER BY w.id DESC LIMIT ?4"
    ))?
    .query_map((filter.beneficiary, filter.state, filter.before.unwrap_or(i64::MAX), limit), |row| {
        Reward::try_from(row)
    })?
    .collect()
}

/// Pending rewards whose hold has ended, the oldest first.
pub fn list_ended_holds(conn: &Connection, now: Timestamp, limit: i64) -> Result<Vec<Reward>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        reward_columns!(),
        " FROM rewards w INDEXED BY rewards_by_hold
         WHERE w.state = 'pending' AND w.by_hand = 0 AND w.hold_until <= ?1 ORDER BY w.hold_until LIMIT ?2"
    ))?
    .query_map((now, limit), |row| Reward::try_from(row))?
    .collect()
}

/// Whether a rule, an event and a beneficiary have their reward, void ones included.
pub fn exists(conn: &Connection, rule: i64, event: i64, beneficiary: i64) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM rewards WHERE event_id = ?2 AND rule_id = ?1 AND beneficiary_id = ?3
             AND replaced = 0)",
    )?
    .query_row((rule, event, beneficiary), |row| row.get(0))
}

/// What is live of a rule: of a beneficiary for ever, with month 0; of all, beneficiary 0, in a month.
pub fn live_sum(conn: &Connection, rule: i64, beneficiary: i64, month: Timestamp, unit: &str) -> Result<i64> {
    let sum = conn
        .prepare_cached(
            "SELECT live FROM reward_sums WHERE rule_id = ?1 AND beneficiary_id = ?2 AND month = ?3 AND unit = ?4",
        )?
        .query_row((rule, beneficiary, month, unit), |row| row.get(0))
        .optional()?;
    Ok(sum.unwrap_or(0))
}

/// Milestones of a rule for which the beneficiary has a live reward.
pub fn live_steps(conn: &Connection, rule: i64, beneficiary: i64) -> Result<Vec<u32>> {
    conn.prepare_cached(
        "SELECT step FROM rewards
         WHERE rule_id = ?1 AND beneficiary_id = ?2 AND step IS NOT NULL AND state <> 'void'
             AND replaced = 0",
    )?
    .query_map((rule, beneficiary), |row| row.get(0))?
    .collect()
}

/// What a user has in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub unit: String,
    pub pending: i64,
    /// Below 0 when more was taken back after payment than is due.
    pub due: i64,
    pub paying: i64,
    pub paid: i64,
}

/// Balances of a user, by unit; those that are empty throughout are left out.
pub fn balances(conn: &Connection, user: i64) -> Result<Vec<Balance>> {
    conn.prepare_cached(
        "SELECT unit, pending, due, paying, paid FROM balances
         WHERE user_id = ?1 AND (pending <> 0 OR due <> 0 OR paying <> 0 OR paid <> 0) ORDER BY unit",
    )?
    .query_map([user], |row| {
        Ok(Balance {
            unit: row.get("unit")?,
            pending: row.get("pending")?,
            due: row.get("due")?,
            paying: row.get("paying")?,
            paid: row.get("paid")?,
        })
    })?
    .collect()
}

/// Stores why a version paid nothing for an event, instead of what was stored before.
pub fn store_verdict(tx: &Transaction, event: i64, version: i64, why: &str) -> Result<()> {
    tx.prepare_cached("INSERT OR REPLACE INTO verdicts (event_id, version_id, why) VALUES (?1, ?2, ?3)")?
        .execute((event, version, why))?;
    Ok(())
}

pub fn delete_verdicts(tx: &Transaction, event: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM verdicts WHERE event_id = ?1")?.execute([event])?;
    Ok(())
}

/// Rules that paid nothing for an event, with the reason.
pub fn verdicts(conn: &Connection, event: i64) -> Result<Vec<(String, String)>> {
    conn.prepare_cached(
        "SELECT r.name, d.why FROM verdicts d JOIN rule_versions v ON v.id = d.version_id JOIN rules r ON r.id = v.rule_id
         WHERE d.event_id = ?1 ORDER BY r.id",
    )?
    .query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}
