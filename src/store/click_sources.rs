//! Click sources: from where the links of a code were opened, summed by day, and old days in one
//! row for each source.

use rusqlite::{Connection, Row};

use crate::store::Transaction;

/// Sources of one code and day that are stored apart, because clients can invent new ones without
/// end. The rest are counted as `OTHER`.
const MAX_SOURCES_PER_DAY: i64 = 100;

/// Host of clicks whose source is not stored.
pub const OTHER: &str = "…";

/// Where a click came from. Empty fields are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClickSource {
    /// Host of the linking page (`Referer`).
    pub host: String,
    /// `utm_source`, `utm_medium` and `utm_campaign` of the link.
    pub source: String,
    pub medium: String,
    pub campaign: String,
}

impl ClickSource {
    pub fn other() -> ClickSource {
        ClickSource { host: OTHER.to_owned(), ..ClickSource::default() }
    }
}

/// Days that are stored one by one; pages show thirty. Older ones are summed in one row for each
/// code and source.
pub const KEEP_DAYS: i64 = 90;

/// Rows of days in one rollup; each takes a few statements.
pub const ROLLUP_BATCH_ROWS: usize = 500;

/// Statements that count clicks of a source: by day in `origins`, or of old days in
/// `earlier_origins`, where the day `?2` is NULL.
struct Table {
    update: &'static str,
    count: &'static str,
    insert: &'static str,
}

const BY_DAY: Table = Table {
    update: "UPDATE origins SET clicks = clicks + ?7
             WHERE referral_id = ?1 AND day = ?2
               AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    count: "SELECT count(*) FROM origins WHERE referral_id = ?1 AND day = ?2 AND host <> ?3",
    insert: "INSERT INTO origins (referral_id, day, host, source, medium, campaign, clicks)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1)
             ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks",
};

const OLD_DAYS: Table = Table {
    update: "UPDATE earlier_origins SET clicks = clicks + ?7
             WHERE referral_id = ?1 AND ?2 IS NULL
               AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    count: "SELECT count(*) FROM earlier_origins WHERE referral_id = ?1 AND ?2 IS NULL AND host <> ?3",
    insert: "INSERT INTO earlier_origins (referral_id, host, source, medium, campaign, clicks)
             SELECT ?1, ?3, ?4, ?5, ?6, ?7 WHERE ?2 IS NULL
             ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks",
};

/// Adds `clicks` of a source to a code's sum of a UTC day. A code that is gone takes none.
pub fn add(tx: &Transaction, code: i64, day: i64, source: &ClickSource, clicks: i64) -> rusqlite::Result<()> {
    add_to(tx, &BY_DAY, code, Some(day), source, clicks)
}

fn add_to(
    tx: &Transaction,
    table: &Table,
    code: i64,
    day: Option<i64>,
    source: &ClickSource,
    clicks: i64,
) -> rusqlite::Result<()> {
    let execute = |sql, source: &ClickSource| -> rusqlite::Result<usize> {
        let ClickSource { host, source, medium, campaign } = source;
        tx.prepare_cached(sql)?.execute((code, day, host, source, medium, campaign, clicks))
    };
    if execute(table.update, source)? > 0 {
        return Ok(());
    }
    // The row of `OTHER` does not count towards the limit.
    let sources: i64 = tx.prepare_cached(table.count)?.query_row((code, day, OTHER), |row| row.get(0))?;
    let other = ClickSource::other();
    execute(table.insert, if sources >= MAX_SOURCES_PER_DAY { &other } else { source })?;
    Ok(())
}

/// Sums at most `ROLLUP_BATCH_ROWS` rows older than `KEEP_DAYS`, oldest first. `today`: days since
/// 1970-01-01. Returns whether there may be more.
pub fn rollup_old(tx: &Transaction, today: i64) -> rusqlite::Result<bool> {
    let old = tx
        .prepare_cached(
            "SELECT referral_id, day, host, source, medium, campaign, clicks
             FROM origins WHERE day < ?1
             ORDER BY day LIMIT ?2",
        )?
        .query_map((today.saturating_sub(KEEP_DAYS), ROLLUP_BATCH_ROWS as i64), |row| {
            Ok((row.get::<_, i64>("referral_id")?, row.get::<_, i64>("day")?, read(row)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut delete = tx.prepare_cached(
        "DELETE FROM origins
         WHERE referral_id = ?1 AND day = ?2
           AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6",
    )?;
    for (code, day, (source, clicks)) in &old {
        add_to(tx, &OLD_DAYS, *code, None, source, *clicks)?;
        let ClickSource { host, source, medium, campaign } = source;
        delete.execute((code, day, host, source, medium, campaign))?;
    }
    Ok(old.len() == ROLLUP_BATCH_ROWS)
}

/// Sources of a code's clicks since a day, most clicks first.
pub fn list_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    limit: usize,
) -> rusqlite::Result<Vec<(ClickSource, i64)>> {
    conn.prepare_cached(
        "SELECT host, source, medium, campaign, sum(clicks) AS clicks
         FROM origins
         WHERE referral_id = ?1 AND day >= ?2
         GROUP BY host, source, medium, campaign
         ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT ?3",
    )?
    .query_map((code, since, limit as i64), read)?
    .collect()
}

/// A source and its clicks.
fn read(row: &Row<'_>) -> rusqlite::Result<(ClickSource, i64)> {
    let source = ClickSource {
        host: row.get("host")?,
        source: row.get("source")?,
        medium: row.get("medium")?,
        campaign: row.get("campaign")?,
    };
    Ok((source, row.get("clicks")?))
}
