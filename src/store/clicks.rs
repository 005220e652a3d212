//! Clicks of referral links, summed by day.

use rusqlite::Transaction;

use super::ledger::{self, Event};
use crate::domain::moment::Moment;

/// Adds `clicks` to a code's sum for a UTC day (days since 1970-01-01). A code that is gone takes none.
pub fn add(tx: &Transaction, code: i64, day: i64, clicks: i64, now: Moment) -> rusqlite::Result<()> {
    let added = tx
        .prepare_cached(
            "INSERT INTO clicks (referral_id, day, clicks) \
             SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1) \
             ON CONFLICT (referral_id, day) DO UPDATE SET clicks = clicks + excluded.clicks",
        )?
        .execute((code, day, clicks))?;
    if added == 0 { Ok(()) } else { ledger::append(tx, &Event::Clicked { code, day, clicks }, now) }
}
