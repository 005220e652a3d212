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
    /// `phone`, `tablet` or `computer`.
    pub device: String,
}

impl ClickSource {
    pub fn fields(&self) -> [&str; 5] {
        [&self.host, &self.source, &self.medium, &self.campaign, &self.device]
    }

    pub fn from_fields([host, source, medium, campaign, device]: [String; 5]) -> ClickSource {
        ClickSource { host, source, medium, campaign, device }
    }

    pub fn other() -> ClickSource {
        ClickSource { host: OTHER.to_owned(), ..ClickSource::default() }
    }
}

/// Days that are stored one by one; pages show thirty. Older ones are summed in one row for each
/// code and source.
pub const KEEP_DAYS: i64 = 90;

/// Rows of days in one rollup; each takes a few statements.
pub const ROLLUP_BATCH_ROWS: usize = 500;

/// Statements that count clicks and unique visitors of a source: by day in `origins`, or of old days
/// in `earlier_origins`, where the day `?2` is NULL.
struct Table {
    update: &'static str,
    count: &'static str,
    insert: &'static str,
}

const BY_DAY: Table = Table {
    update: "UPDATE origins SET clicks = clicks + ?8, people = people + ?9
             WHERE referral_id = ?1 AND day = ?2
               AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6 AND device = ?7",
    count: "SELECT count(*) FROM origins WHERE referral_id = ?1 AND day = ?2 AND host <> ?3",
    insert: "INSERT INTO origins (referral_id, day, host, source, medium, campaign, device, clicks, people)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
             WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1)
             ON CONFLICT DO UPDATE
             SET clicks = clicks + excluded.clicks, people = people + excluded.people",
};

const OLD_DAYS: Table = Table {
    update: "UPDATE earlier_origins SET clicks = clicks + ?8, people = people + ?9
             WHERE referral_id = ?1 AND ?2 IS NULL
               AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6 AND device = ?7",
    count: "SELECT count(*) FROM earlier_origins WHERE referral_id = ?1 AND ?2 IS NULL AND host <> ?3",
    insert:
        "INSERT INTO earlier_origins (referral_id, host, source, medium, campaign, device, clicks, people)
             SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE ?2 IS NULL
             ON CONFLICT DO UPDATE
             SET clicks = clicks + excluded.clicks, people = people + excluded.people",
};

/// Adds clicks of a source, `visitors` of them by new unique visitors, to a code's sum of a UTC day.
/// A code that is gone takes none.
pub fn add(
    tx: &Transaction,
    code: i64,
    day: i64,
    source: &ClickSource,
    clicks: i64,
    visitors: i64,
) -> rusqlite::Result<()> {
    add_to(tx, &BY_DAY, code, Some(day), source, [clicks, visitors])
}

fn add_to(
    tx: &Transaction,
    table: &Table,
    code: i64,
    day: Option<i64>,
    source: &ClickSource,
    [clicks, visitors]: [i64; 2],
) -> rusqlite::Result<()> {
    let execute = |sql, source: &ClickSource| -> rusqlite::Result<usize> {
        let ClickSource { host, source, medium, campaign, device } = source;
        tx.prepare_cached(sql)?.execute((code, day, host, source, medium, campaign, device, clicks, visitors))
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
            "SELECT referral_id, day, host, source, medium, campaign, device, clicks, people
             FROM origins WHERE day < ?1
             ORDER BY day LIMIT ?2",
        )?
        .query_map((today.saturating_sub(KEEP_DAYS), ROLLUP_BATCH_ROWS as i64), |row| {
            let sums = [row.get("clicks")?, row.get("people")?];
            Ok((row.get::<_, i64>("referral_id")?, row.get::<_, i64>("day")?, read(row)?, sums))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut delete = tx.prepare_cached(
        "DELETE FROM origins
         WHERE referral_id = ?1 AND day = ?2
           AND host = ?3 AND source = ?4 AND medium = ?5 AND campaign = ?6 AND device = ?7",
    )?;
    for (code, day, source, sums) in &old {
        add_to(tx, &OLD_DAYS, *code, None, source, *sums)?;
        let ClickSource { host, source, medium, campaign, device } = source;
        delete.execute((code, day, host, source, medium, campaign, device))?;
    }
    Ok(old.len() == ROLLUP_BATCH_ROWS)
}

/// What came of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceStats {
    pub source: ClickSource,
    pub clicks: i64,
    /// Unique visitors.
    pub visitors: i64,
    /// Sign-ups whose referrer a click from there decided.
    pub registered: i64,
    /// Of those the ones that count.
    pub counted: i64,
}

/// Sources of a code since a day with their sign-ups, most clicks first.
pub fn list_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    limit: usize,
) -> rusqlite::Result<Vec<SourceStats>> {
    conn.prepare_cached(LIST_BY_CODE)?
        .query_map((code, since, limit as i64), |row| {
            Ok(SourceStats {
                source: read(row)?,
                clicks: row.get("clicks")?,
                visitors: row.get("visitors")?,
                registered: row.get("registered")?,
                counted: row.get("counted")?,
            })
        })?
        .collect()
}

pub const LIST_BY_CODE: &str = "SELECT host, source, medium, campaign, device, sum(clicks) AS clicks,
            sum(visitors) AS visitors, sum(registered) AS registered, sum(counted) AS counted
     FROM (SELECT host, source, medium, campaign, device, clicks, people AS visitors,
                  0 AS registered, 0 AS counted
           FROM origins WHERE referral_id = ?1 AND day >= ?2
           UNION ALL
           SELECT host, source, medium, campaign, device, 0, 0, 1, state = 'confirmed'
           FROM attributions
           WHERE referral_id = ?1 AND host IS NOT NULL AND registered_at >= ?2 * 86400)
     GROUP BY host, source, medium, campaign, device
     ORDER BY clicks DESC, visitors DESC, 1, 2, 3, 4, 5 LIMIT ?3";

/// A source in a row with its five columns.
fn read(row: &Row<'_>) -> rusqlite::Result<ClickSource> {
    Ok(ClickSource {
        host: row.get("host")?,
        source: row.get("source")?,
        medium: row.get("medium")?,
        campaign: row.get("campaign")?,
        device: row.get("device")?,
    })
}

/// What sources are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceGroup {
    /// `utm_source`, else the host of the linking page.
    Site,
    Campaign,
    Device,
}

/// Whose sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceScope {
    /// Of one code, by its id.
    Code(i64),
    /// Of all codes of a user, deleted ones too.
    User(i64),
}

/// What came of a group of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStats {
    /// Empty where nothing is known of the click; `None` for sign-ups without a click.
    pub name: Option<String>,
    pub clicks: i64,
    pub visitors: i64,
    pub registered: i64,
    pub counted: i64,
}

/// Groups of sources from day `since` to before `before`, most visitors first. `with_earlier` adds the
/// clicks of days that are no longer stored one by one.
pub fn list_groups(
    conn: &Connection,
    scope: SourceScope,
    group: SourceGroup,
    [since, before]: [i64; 2],
    with_earlier: bool,
    limit: usize,
) -> rusqlite::Result<Vec<GroupStats>> {
    let name = match group {
        SourceGroup::Site => "iif(source <> '', source, host)",
        SourceGroup::Campaign => "campaign",
        SourceGroup::Device => "device",
    };
    let (codes, referees, id) = match scope {
        SourceScope::Code(id) => ("referral_id = ?1", "referral_id = ?1", id),
        SourceScope::User(id) => {
            ("referral_id IN (SELECT id FROM referrals WHERE user_id = ?1)", "referrer_id = ?1", id)
        }
    };
    let sql = format!(
        "SELECT name, sum(clicks) AS clicks, sum(visitors) AS visitors,
                sum(registered) AS registered, sum(counted) AS counted
         FROM (SELECT {name} AS name, clicks, people AS visitors, 0 AS registered, 0 AS counted
               FROM origins WHERE {codes} AND day >= ?2 AND day < ?3
               UNION ALL
               SELECT {name}, clicks, people, 0, 0 FROM earlier_origins WHERE {codes} AND ?4
               UNION ALL
               SELECT {name}, 0, 0, 1, state = 'confirmed' FROM attributions
               WHERE {referees} AND registered_at >= ?2 * 86400 AND registered_at < ?3 * 86400)
         GROUP BY name ORDER BY visitors DESC, registered DESC, clicks DESC, name LIMIT ?5"
    );
    conn.prepare_cached(&sql)?
        .query_map((id, since, before, with_earlier, limit as i64), |row| {
            Ok(GroupStats {
                name: row.get("name")?,
                clicks: row.get("clicks")?,
                visitors: row.get("visitors")?,
                registered: row.get("registered")?,
                counted: row.get("counted")?,
            })
        })?
        .collect()
}
