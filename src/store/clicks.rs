//! Clicks of referral links, summed by day.

use rusqlite::Transaction;

/// Adds `clicks` to a code's sum for a UTC day (days since 1970-01-01). A code that is gone takes none.
pub fn add(tx: &Transaction, referral_id: i64, day: i64, clicks: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO clicks (referral_id, day, clicks) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1) \
         ON CONFLICT (referral_id, day) DO UPDATE SET clicks = clicks + excluded.clicks",
    )?
    .execute((referral_id, day, clicks))?;
    Ok(())
}
