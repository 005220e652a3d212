//! Click sources: from where the links of a code were opened, summed by day, and old days in one
//! row for each source.

use rusqlite::{Connection, Row};

use crate::store::Transaction;

/// Origins of one code on one day that are told apart. Anybody can make new ones up; the rest are one, `OTHER`.
const MAX_SOURCES_PER_DAY: i64 = 100;

/// The host of what came when there was no room to tell it apart.
pub const OTHER: &str = "…";

/// Where a click came from, as far as it says. Empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClickSource {
    /// The host of the page that linked.
    pub host: String,
    /// `utm_source`, `utm_medium` and `utm_campaign` of the link.
    pub source: String,
    pub medium: String,
    pub campaign: String,
}

impl ClickSource {
    /// What stands for all that is not told apart.
    pub fn other() -> ClickSource {
        ClickSource { host: OTHER.to_owned(), ..ClickSource::default() }
    }
}

/// Days for which it is told from where links were opened on each. What is older is one row for each code and origin: pages
/// show thirty days, and anybody can make up a hundred origins a day for ever.
pub const KEEP_DAYS: i64 = 90;

/// Rows of days that one sweep gathers: each takes a few statements.
pub const ROLLUP_BATCH_ROWS: usize = 500;

/// What counts one origin, in `origins` on a day or in `earlier_origins` on none.
struct Table {
    update: &'static str,
    count: &'static str,
    insert: &'static str,
}

const OF_DAY: Table = Table {
    update: "UPDATE origins SET clicks = clicks + ?7 \
             WHERE referral_id = ?1 AND day = ?2 AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    count: "SELECT count(*) FROM origins WHERE referral_id = ?1 AND day = ?2 AND host <> ?3",
    insert: "INSERT INTO origins (referral_id, day, host, source, medium, campaign, clicks) \
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1) \
             ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks",
};

const EARLIER: Table = Table {
    update: "UPDATE earlier_origins SET clicks = clicks + ?7 \
             WHERE referral_id = ?1 AND ?2 IS NULL AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    count: "SELECT count(*) FROM earlier_origins WHERE referral_id = ?1 AND ?2 IS NULL AND host <> ?3",
    insert: "INSERT INTO earlier_origins (referral_id, host, source, medium, campaign, clicks) \
             SELECT ?1, ?3, ?4, ?5, ?6, ?7 WHERE ?2 IS NULL \
             ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks",
};

/// Adds `clicks` to what came to a code from somewhere on a UTC day. A code that is gone takes none.
pub fn add(tx: &Transaction, code: i64, day: i64, origin: &ClickSource, clicks: i64) -> rusqlite::Result<()> {
    count(tx, &OF_DAY, code, Some(day), origin, clicks)
}

fn count(
    tx: &Transaction,
    table: &Table,
    code: i64,
    day: Option<i64>,
    origin: &ClickSource,
    clicks: i64,
) -> rusqlite::Result<()> {
    let of = |origin: &ClickSource, sql| -> rusqlite::Result<usize> {
        let ClickSource { host, source, medium, campaign } = origin;
        tx.prepare_cached(sql)?.execute((code, day, host, source, medium, campaign, clicks))
    };
    if of(origin, table.update)? > 0 {
        return Ok(());
    }
    // What is not told apart takes no place, whether it was written first or last.
    let told_apart: i64 = tx.prepare_cached(table.count)?.query_row((code, day, OTHER), |row| row.get(0))?;
    let other = ClickSource::other();
    of(if told_apart >= MAX_SOURCES_PER_DAY { &other } else { origin }, table.insert)?;
    Ok(())
}

/// The sweep: gathers what is older than `BY_DAY` days, the oldest first, `GATHERED` rows at most; says whether there may
/// be more.
pub fn rollup_old(tx: &Transaction, today: i64) -> rusqlite::Result<bool> {
    let old = tx
        .prepare_cached(
            "SELECT host, source, medium, campaign, clicks, referral_id, day FROM origins WHERE day < ?1 \
             ORDER BY day LIMIT ?2",
        )?
        .query_map((today.saturating_sub(KEEP_DAYS), ROLLUP_BATCH_ROWS as i64), |row| {
            Ok((read(row)?, row.get::<_, i64>(5)?, row.get::<_, i64>(6)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut gone = tx.prepare_cached(
        "DELETE FROM origins \
         WHERE referral_id = ?1 AND day = ?2 AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    )?;
    for ((origin, clicks), code, day) in &old {
        count(tx, &EARLIER, *code, None, origin, *clicks)?;
        let ClickSource { host, source, medium, campaign } = origin;
        gone.execute((code, day, host, source, medium, campaign))?;
    }
    Ok(old.len() == ROLLUP_BATCH_ROWS)
}

/// From where a code's links were opened since a day, most clicks first.
pub fn list_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    limit: usize,
) -> rusqlite::Result<Vec<(ClickSource, i64)>> {
    conn.prepare_cached(
        "SELECT host, source, medium, campaign, sum(clicks) FROM origins WHERE referral_id = ?1 AND day >= ?2 \
         GROUP BY host, source, medium, campaign ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT ?3",
    )?
    .query_map((code, since, limit as i64), read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(ClickSource, i64)> {
    let origin =
        ClickSource { host: row.get(0)?, source: row.get(1)?, medium: row.get(2)?, campaign: row.get(3)? };
    Ok((origin, row.get(4)?))
}
