//! From where the links of a code were opened, summed by day.

use rusqlite::Connection;

use super::Transaction;

/// Origins of one code on one day that are told apart. Anybody can make new ones up; the rest are one, `OTHER`.
const MOST: i64 = 100;

/// The host of what came when there was no room to tell it apart.
pub const OTHER: &str = "…";

/// Where a click came from, as far as it says. Empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The host of the page that linked.
    pub host: String,
    /// `utm_source`, `utm_medium` and `utm_campaign` of the link.
    pub source: String,
    pub medium: String,
    pub campaign: String,
}

impl Origin {
    /// What stands for all that is not told apart.
    pub fn other() -> Origin {
        Origin { host: OTHER.to_owned(), ..Origin::default() }
    }
}

/// Adds `clicks` to what came to a code from somewhere on a UTC day. A code that is gone takes none.
pub fn add(tx: &Transaction, code: i64, day: i64, origin: &Origin, clicks: i64) -> rusqlite::Result<()> {
    if add_to_known(tx, code, day, origin, clicks)? {
        return Ok(());
    }
    // What is not told apart takes no place, whether it was written first or last.
    let told_apart: i64 = tx
        .prepare_cached("SELECT count(*) FROM origins WHERE referral_id = ?1 AND day = ?2 AND host <> ?3")?
        .query_row((code, day, OTHER), |row| row.get(0))?;
    let other = Origin::other();
    let origin = if told_apart >= MOST { &other } else { origin };
    tx.prepare_cached(
        "INSERT INTO origins (referral_id, day, host, source, medium, campaign, clicks) \
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1) \
         ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks",
    )?
    .execute((code, day, &origin.host, &origin.source, &origin.medium, &origin.campaign, clicks))?;
    Ok(())
}

fn add_to_known(
    tx: &Transaction,
    code: i64,
    day: i64,
    origin: &Origin,
    clicks: i64,
) -> rusqlite::Result<bool> {
    let updated = tx
        .prepare_cached(
            "UPDATE origins SET clicks = clicks + ?7 \
             WHERE referral_id = ?1 AND day = ?2 AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
        )?
        .execute((code, day, &origin.host, &origin.source, &origin.medium, &origin.campaign, clicks))?;
    Ok(updated == 1)
}

/// From where a code's links were opened since a day, most clicks first.
pub fn of_code(
    conn: &Connection,
    code: i64,
    since: i64,
    limit: usize,
) -> rusqlite::Result<Vec<(Origin, i64)>> {
    conn.prepare_cached(
        "SELECT host, source, medium, campaign, sum(clicks) FROM origins WHERE referral_id = ?1 AND day >= ?2 \
         GROUP BY host, source, medium, campaign ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT ?3",
    )?
    .query_map((code, since, limit as i64), |row| {
        let origin =
            Origin { host: row.get(0)?, source: row.get(1)?, medium: row.get(2)?, campaign: row.get(3)? };
        Ok((origin, row.get(4)?))
    })?
    .collect()
}
