//! What a rebuild needs: all that differs, and the tables of rewards and of the waitlist written again as the
//! ledger says.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::store::ledger::rejudge::Difference;
use crate::store::ledger::replay::Replay;
use crate::store::ledger::replayed_rewards::ReplayedRewards;
use crate::store::ledger::verify::read_chain;
use crate::store::ledger::{Event, append_with_reason};
use crate::store::{Result, Transaction};

/// All that is wrong with rewards, and in the tables of the waitlist.
#[derive(Default)]
pub struct Findings {
    /// What is in the tables and not in the ledger, or the other way round, as sentences.
    pub tables: Vec<String>,
    /// What the ledger tells and the engine does not, or the other way round.
    pub ledger: Vec<Difference>,
}

/// Compares tables, ledger and engine. An inner `Err` is an entry that cannot be, as a sentence.
pub fn findings(conn: &Connection) -> Result<std::result::Result<Findings, String>> {
    let mut chain = match read_chain(conn)? {
        Ok(chain) => chain,
        Err(why) => return Ok(Err(why)),
    };
    let ledger = chain.replay.differences();
    let expected = &chain.replay.rewards;
    let rows = expected.wrong_rows(conn)?.into_iter();
    let rows = rows.map(|id| format!("reward {id} is not as the ledger says"));
    let waitlist = chain.replay.waitlist.compare(&chain.replay.erased, conn)?;
    let tables = rows.chain(ReplayedRewards::compare_balances(conn)?).chain(waitlist).collect();
    Ok(Ok(Findings { tables, ledger }))
}

/// Writes rewards, balances, sums and the waitlist again where they are not as the ledger says. An entry
/// with `reason` tells each reward again.
pub fn repair_tables(tx: &Transaction, reason: &str, now: Timestamp) -> Result<()> {
    let Ok(chain) = read_chain(tx)? else { return Ok(()) };
    let Replay { waitlist, erased, .. } = &chain.replay;
    if waitlist.compare(erased, tx)?.is_some() {
        waitlist.repair(erased, tx)?;
    }
    let expected = &chain.replay.rewards;
    let wrong = expected.wrong_rows(tx)?;
    if wrong.is_empty() && ReplayedRewards::compare_balances(tx)?.is_none() {
        return Ok(());
    }
    // The triggers that keep sums have nothing to add to.
    tx.execute_batch("DELETE FROM balances; DELETE FROM reward_sums")?;
    for (id, known) in wrong.into_iter().filter_map(|id| Some((id, expected.rewards.list.get(id)?))) {
        tx.prepare_cached(
            "UPDATE rewards SET reversed = ?2, paying = ?3, paid = ?4, state = ?5, why = ?6, due_at = ?7, \
             replaced = ?8, hold_until = ?9 WHERE id = ?1",
        )?
        .execute((
            id,
            known.reversed,
            known.paying,
            known.paid,
            known.state,
            known.why,
            known.due_at,
            known.is_replaced,
            known.hold_until,
        ))?;
        let event = Event::RewardChanged {
            reward: id,
            state: known.state.name().to_owned(),
            why: known.why.map(|why| why.name().to_owned()),
            reversed: known.reversed,
        };
        append_with_reason(tx, &event, None, reason, now)?;
    }
    tx.execute_batch(SUM_UP)
}

/// Balances and sums of the rewards as they are.
const SUM_UP: &str = "DELETE FROM balances; DELETE FROM reward_sums;
     INSERT INTO balances (user_id, unit, pending, due, paying, paid)
     SELECT beneficiary_id, unit,
         sum(iif(state IN ('held', 'pending'), amount - reversed, 0)),
         sum(iif(state IN ('approved', 'paying', 'paid', 'fulfilled'), amount - reversed - paying - paid, 0)),
         sum(paying), sum(paid)
     FROM rewards GROUP BY beneficiary_id, unit;
     INSERT INTO reward_sums (rule_id, beneficiary_id, month, unit, live)
     SELECT rule_id, beneficiary_id, 0, unit, sum(iif(state = 'void', 0, amount - reversed))
     FROM rewards WHERE rule_id IS NOT NULL GROUP BY 1, 2, 4
     UNION ALL
     SELECT rule_id, 0, month, unit, sum(iif(state = 'void', 0, amount - reversed))
     FROM rewards WHERE rule_id IS NOT NULL GROUP BY 1, 3, 4;";

impl ReplayedRewards {
    /// Rewards whose rows are not as the ledger says.
    fn wrong_rows(&self, conn: &Connection) -> Result<Vec<i64>> {
        let mut wrong = Vec::new();
        for (id, _) in self.rewards.list.iter() {
            if !self.is_row_as_replayed(conn, id)?.unwrap_or(false) {
                wrong.push(id);
            }
        }
        Ok(wrong)
    }

    fn is_row_as_replayed(&self, conn: &Connection, id: i64) -> Result<Option<bool>> {
        let Some(expected) = self.rewards.list.get(id) else { return Ok(None) };
        let sql = format!("{} WHERE id = ?1", ReplayedRewards::SELECT_REWARDS);
        conn.prepare_cached(&sql)?.query_row([id], |row| self.is_as_replayed(row, expected)).optional()
    }
}
