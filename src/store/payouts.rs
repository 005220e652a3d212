//! Payouts: what is due to one participant in one unit, on its way to them. Each change is a ledger
//! entry of the same transaction.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::payout_state::PayoutState;
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, Event};
use crate::store::row::{row, stored_by_name};
use crate::store::{Result, Transaction};

stored_by_name!(PayoutState);

row! {
    pub struct Payout, payout_columns! {
        pub id: i64 = "p.id",
        pub participant_id: i64 = "p.participant_id",
        pub unit: String = "p.unit",
        pub amount: i64 = "p.amount",
        pub state: PayoutState = "p.state",
        /// It has what came due before then.
        pub until: Timestamp = "p.until",
        /// The bank's.
        pub reference: Option<String> = "p.reference",
        /// Why it failed or was cancelled.
        pub why: Option<String> = "p.why",
        pub made_at: Timestamp = "p.made_at",
        pub changed_at: Timestamp = "p.changed_at",
    }
}

pub(super) use payout_columns;

/// A reward's part of a payout; below 0 where it takes back what an earlier one had paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub reward: i64,
    pub amount: i64,
}

/// Participants with something in `unit` that came due before `until`, by number.
pub fn list_due_participants(conn: &Connection, unit: &str, until: Timestamp) -> Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT DISTINCT beneficiary_id FROM rewards
         WHERE unit = ?1 AND state IN ('approved', 'paying', 'paid') AND amount - reversed - paying - paid <> 0
           AND due_at < ?2
         ORDER BY beneficiary_id",
    )?
    .query_map((unit, until), |row| row.get(0))?
    .collect()
}

/// The unit in which most rewards are due.
pub fn most_due_unit(conn: &Connection) -> Result<Option<String>> {
    conn.prepare_cached(
        "SELECT unit FROM balances WHERE due > 0 AND unit GLOB '[A-Z]*' GROUP BY unit ORDER BY count(*) DESC LIMIT 1",
    )?
    .query_row([], |row| row.get(0))
    .optional()
}

/// What a payout would have: all that came due before `until`, less all that was taken back so far.
pub fn due_lines(conn: &Connection, participant: i64, unit: &str, until: Timestamp) -> Result<Vec<Line>> {
    conn.prepare_cached(
        "SELECT id, amount - reversed - paying - paid AS due FROM rewards
         WHERE unit = ?2 AND beneficiary_id = ?1 AND state IN ('approved', 'paying', 'paid')
           AND amount - reversed - paying - paid <> 0 AND (due_at < ?3 OR amount - reversed - paying - paid < 0)
         ORDER BY id",
    )?
    .query_map((participant, unit, until), |row| Ok(Line { reward: row.get("id")?, amount: row.get("due")? }))?
    .collect()
}

/// Drafts a payout of these lines, whose sum is above 0. Returns its number.
pub fn insert(
    tx: &Transaction,
    participant: i64,
    unit: &str,
    until: Timestamp,
    lines: &[Line],
    now: Timestamp,
) -> Result<i64> {
    let amount: i64 = lines.iter().map(|line| line.amount).sum();
    let payout = tx
        .prepare_cached(
            "INSERT INTO payouts (participant_id, unit, amount, state, until, made_at, changed_at)
             VALUES (?1, ?2, ?3, 'draft', ?4, ?5, ?5)",
        )?
        .insert((participant, unit, amount, until, now))?;
    // What takes back comes last, so that no balance is below zero in between.
    let mut ordered = lines.to_vec();
    ordered.sort_by_key(|line| -line.amount);
    for line in ordered {
        tx.prepare_cached("INSERT INTO payout_lines (payout_id, reward_id, amount) VALUES (?1, ?2, ?3)")?
            .execute((payout, line.reward, line.amount))?;
        tx.prepare_cached(
            "UPDATE rewards SET paying = paying + ?2, state = iif(state = 'approved', 'paying', state) WHERE id = ?1",
        )?
        .execute((line.reward, line.amount))?;
    }
    let lines = lines.iter().map(|line| (line.reward, line.amount)).collect();
    ledger::append(tx, &Event::PayoutMade { payout, participant, unit: unit.to_owned(), lines }, now)?;
    Ok(payout)
}

/// Moves a payout to a state that follows its own, with its rewards.
pub fn change(
    tx: &Transaction,
    payout: &Payout,
    state: PayoutState,
    reference: Option<&str>,
    why: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    debug_assert!(payout.state.allows(state));
    tx.prepare_cached(
        "UPDATE payouts SET state = ?2, reference = coalesce(?3, reference), why = ?4, changed_at = ?5 WHERE id = ?1",
    )?
    .execute((payout.id, state, reference, why, now))?;
    let (paying, paid) = match (state, payout.state) {
        (PayoutState::Paid, _) => (-1, 1),
        (PayoutState::Failed | PayoutState::Canceled, PayoutState::Paid) => (0, -1),
        (PayoutState::Failed | PayoutState::Canceled, _) => (-1, 0),
        _ => (0, 0),
    };
    if (paying, paid) != (0, 0) {
        move_rewards(tx, payout.id, paying, paid)?;
    }
    // What a person wrote is no part of the ledger, which is never changed.
    let why = why.filter(|_| state == PayoutState::Canceled).map(str::to_owned);
    let event = Event::PayoutChanged { payout: payout.id, state: state.name().to_owned(), why };
    ledger::append(tx, &event, now)?;
    Ok(())
}

/// Moves the amounts of a payout's lines to `paying` and `paid` of their rewards, or out of them: 1, 0 or -1
/// of each. What lowers comes last in each, so that no balance is below zero in between: of what leaves, what
/// takes back is first; of what comes, it is last.
fn move_rewards(tx: &Transaction, payout: i64, paying: i64, paid: i64) -> Result<()> {
    let mut lines = lines(tx, payout)?;
    lines.sort_by_key(|line| line.amount);
    if paying != 0 {
        for line in &lines {
            tx.prepare_cached(MOVE_REWARD)?.execute((line.reward, paying * line.amount, 0))?;
        }
    }
    if paid > 0 {
        lines.reverse();
    }
    if paid != 0 {
        for line in &lines {
            tx.prepare_cached(MOVE_REWARD)?.execute((line.reward, 0, paid * line.amount))?;
        }
    }
    Ok(())
}

/// Adds to `paying` and `paid` of a reward; its state follows.
const MOVE_REWARD: &str = "UPDATE rewards SET paying = paying + ?2, paid = paid + ?3,
         state = CASE WHEN paying + ?2 <> 0 THEN 'paying' WHEN paid + ?3 <> 0 THEN 'paid' ELSE 'approved' END
     WHERE id = ?1";

pub fn find(conn: &Connection, id: i64) -> Result<Option<Payout>> {
    conn.prepare_cached(concat!("SELECT ", payout_columns!(), " FROM payouts p WHERE p.id = ?1"))?
        .query_row([id], |row| Payout::try_from(row))
        .optional()
}

/// The open payout of a participant in a unit.
pub fn find_open(conn: &Connection, participant: i64, unit: &str) -> Result<Option<Payout>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        payout_columns!(),
        " FROM payouts p
         WHERE p.participant_id = ?1 AND p.unit = ?2 AND p.state IN ('draft', 'approved', 'sent')"
    ))?
    .query_row((participant, unit), |row| Payout::try_from(row))
    .optional()
}

/// The open payout that has a line of this reward.
pub fn find_open_of_reward(conn: &Connection, reward: i64) -> Result<Option<Payout>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        payout_columns!(),
        " FROM payout_lines l JOIN payouts p ON p.id = l.payout_id
         WHERE l.reward_id = ?1 AND p.state IN ('draft', 'approved', 'sent')"
    ))?
    .query_row([reward], |row| Payout::try_from(row))
    .optional()
}

pub fn lines(conn: &Connection, payout: i64) -> Result<Vec<Line>> {
    conn.prepare_cached("SELECT reward_id, amount FROM payout_lines WHERE payout_id = ?1 ORDER BY reward_id")?
        .query_map([payout], |row| Ok(Line { reward: row.get("reward_id")?, amount: row.get("amount")? }))?
        .collect()
}

/// When the first of a payout's rewards came due.
pub fn first_due(conn: &Connection, payout: i64) -> Result<Option<Timestamp>> {
    conn.prepare_cached(
        "SELECT min(w.due_at) FROM payout_lines l JOIN rewards w ON w.id = l.reward_id WHERE l.payout_id = ?1",
    )?
    .query_row([payout], |row| row.get(0))
}

/// Newest first, older than `before`, at most `limit`.
pub fn list(
    conn: &Connection,
    state: Option<PayoutState>,
    participant: Option<i64>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Payout>> {
    let in_state = if state.is_some() { "p.state = ?1" } else { "?1 IS NULL" };
    let of_participant = if participant.is_some() { "p.participant_id = ?2" } else { "?2 IS NULL" };
    let columns = payout_columns!();
    conn.prepare_cached(&format!(
        "SELECT {columns} FROM payouts p WHERE {in_state} AND {of_participant} AND p.id < ?3
         ORDER BY p.id DESC LIMIT ?4"
    ))?
    .query_map((state, participant, before.unwrap_or(i64::MAX), limit), |row| Payout::try_from(row))?
    .collect()
}

/// Removes what the bank and an admin wrote of a user's payouts.
pub fn forget_names(tx: &Transaction, user: i64) -> Result<()> {
    tx.prepare_cached("UPDATE payouts SET reference = NULL, why = NULL WHERE participant_id = ?1")?
        .execute([user])?;
    Ok(())
}
