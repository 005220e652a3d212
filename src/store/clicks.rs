//! Clicks on referral links, summed by code and UTC day (days since 1970-01-01).

use crate::store::Transaction;
use crate::store::ledger;

/// Adds `clicks` to a code's sum of a day, `people` of them by visitors who are new on that day.
/// A code that is gone takes none. `ledger::append_pending_clicks` adds them to the ledger later.
pub fn add(tx: &Transaction, code: i64, day: i64, clicks: i64, people: i64) -> rusqlite::Result<()> {
    let added = tx
        .prepare_cached(
            "INSERT INTO clicks (referral_id, day, clicks, people)
             SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1)
             ON CONFLICT (referral_id, day) DO UPDATE
             SET clicks = clicks + excluded.clicks, people = people + excluded.people",
        )?
        .execute((code, day, clicks, people))?;
    if added == 0 {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO days (day, clicks, people) VALUES (?1, ?2, ?3)
         ON CONFLICT (day) DO UPDATE
         SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((day, clicks, people))?;
    ledger::add_pending_clicks(tx, code, day, clicks, people)
}
