//! Integrity checks: the file, its constraints, and each counter against the rows it counts.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::store::audit_seals;
use crate::store::files::progress::{ReportProgress, Stage};
use crate::store::files::{migrate, schema};
use crate::store::ledger::{self, VerifyOutcome};

/// One check.
pub struct Check {
    pub name: &'static str,
    /// One sentence for each finding.
    run: fn(&Connection) -> rusqlite::Result<Vec<String>>,
}

/// All checks; the file is first, because the others read it. A new table adds a function.
pub const CHECKS: &[Check] = &[
    Check { name: "file", run: check_file },
    Check { name: "schema", run: schema },
    Check { name: "accounts", run: accounts },
    Check { name: "codes", run: codes },
    Check { name: "attributions", run: attributions },
    Check { name: "clicks", run: clicks },
    Check { name: "emails", run: messages },
    Check { name: "ledger", run: ledger },
    Check { name: "audit", run: audit },
];

/// Findings reported per check.
const MAX_FINDINGS: usize = 100;

/// The result of all checks.
pub struct Report {
    /// The check's name and a sentence, one for each finding.
    pub findings: Vec<(&'static str, String)>,
    /// Rows by table.
    pub counts: Vec<(&'static str, i64)>,
}

/// Runs all checks on one snapshot of a database that others may use.
pub fn report(connection: &Connection, progress: ReportProgress) -> rusqlite::Result<Report> {
    let snapshot = connection.unchecked_transaction()?;
    let mut findings = Vec::new();
    for check in CHECKS {
        progress(Stage::Checking(check.name));
        let mut found = match (check.run)(&snapshot) {
            Err(e) if is_damage(&e) => vec![format!("cannot be read: {e}")],
            found => found?,
        };
        if found.len() > MAX_FINDINGS {
            found.truncate(MAX_FINDINGS);
            found.push("and more".into());
        }
        findings.extend(found.into_iter().map(|sentence| (check.name, sentence)));
    }
    // A table that cannot be counted is a finding above.
    let counts = if findings.is_empty() { counts(&snapshot)? } else { Vec::new() };
    snapshot.finish()?;
    Ok(Report { findings, counts })
}

fn is_damage(e: &rusqlite::Error) -> bool {
    matches!(e.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Runs all checks on the file at `path`, which others may use. The schema must be this program's.
pub fn report_of(path: &Path, progress: ReportProgress) -> Result<Report, migrate::Error> {
    let reported = migrate::open_existing(path).and_then(|mut connection| {
        migrate::expect_current(&mut connection)?;
        Ok(report(&connection, progress)?)
    });
    match reported {
        Err(migrate::Error::Damaged(e)) => {
            Ok(Report { findings: vec![("file", format!("cannot be read: {e}"))], counts: Vec::new() })
        }
        other => other,
    }
}

/// Each counter against the ledger.
fn ledger(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    Ok(match ledger::verify(connection)? {
        VerifyOutcome::Consistent(_) => Vec::new(),
        VerifyOutcome::Mismatch(why) => vec![why],
    })
}

/// The audit log against its seals.
fn audit(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    Ok(audit_seals::verify(connection)?.into_iter().collect())
}

/// SQLite's own checks: pages, indexes, row constraints, foreign keys.
pub(super) fn check_file(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    // One row may hold several findings under a heading.
    let rows = sentences(connection, "PRAGMA integrity_check(101)")?;
    let lines =
        rows.iter().flat_map(|row| row.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
    let mut findings: Vec<String> = lines.map(str::to_owned).collect();
    findings.extend(sentences(
        connection,
        "SELECT format('row %s of %s names a row of %s that is not there', rowid, \"table\", parent) \
         FROM pragma_foreign_key_check LIMIT 101",
    )?);
    Ok(findings)
}

/// The schema against what the migrations make: a dropped table or index takes its constraints with
/// it, and a foreign trigger writes.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    match schema::differences(connection) {
        Err(migrate::Error::Sqlite(e)) => Err(e),
        Err(why) => Ok(vec![why.to_string()]),
        found => Ok(found.unwrap_or_default()),
    }
}

fn accounts(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('%d people take part and %d are counted', n, value) \
           FROM counts, (SELECT count(*) AS n FROM users WHERE is_activated = 1) WHERE name = 'taking_part' AND n <> value \
         UNION ALL SELECT format('user %d is confirmed and still has a link''s time', id) FROM users \
           WHERE is_activated = 1 AND token_created_at IS NOT NULL \
         UNION ALL SELECT format('user %d has signed in and is not confirmed', id) FROM users \
           WHERE is_active = 1 AND is_activated = 0 \
         UNION ALL SELECT format('user %d is disabled and active', id) FROM users \
           WHERE is_active = 1 AND disabled_at IS NOT NULL \
         LIMIT 101",
    )
}

fn codes(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('code %d is deleted and active', id) FROM referrals \
           WHERE deleted_at IS NOT NULL AND is_activated = 1 LIMIT 101",
    )
}

/// Recomputes which attributions count: the address is confirmed and the claim was not rejected. A program
/// that tells of a signup says itself when it is confirmed.
fn attributions(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('attribution %d counts user %d, who is not confirmed', a.id, u.id) \
           FROM attributions a JOIN users u ON u.id = a.referee_id \
           WHERE a.confirmed_at IS NOT NULL AND u.is_activated = 0 \
         UNION ALL SELECT format('attribution %d does not count user %d, who is confirmed', a.id, u.id) \
           FROM attributions a JOIN users u ON u.id = a.referee_id \
           WHERE a.confirmed_at IS NULL AND a.rejected IS NULL AND u.is_activated = 1 AND a.rule <> 'told' \
         UNION ALL SELECT format('user %d has %d referrers', referee_id, count(*)) FROM attributions \
           WHERE referee_id IS NOT NULL GROUP BY referee_id HAVING count(*) > 1 \
         UNION ALL SELECT format('attribution %d is of user %d by themselves', id, referee_id) FROM attributions \
           WHERE referee_id = referrer_id LIMIT 101",
    )
}

fn clicks(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('code %d has %d clicks on day %d', referral_id, clicks, day) FROM clicks \
         WHERE clicks <= 0 LIMIT 101",
    )
}

fn messages(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('%d emails are %s and %d are counted', there, substr(name, 9), value) \
         FROM (SELECT name, value, (SELECT count(*) FROM outbox WHERE 'letters_' || state = name) AS there \
               FROM counts WHERE name LIKE 'letters\\_%' ESCAPE '\\') WHERE there <> value",
    )
}

/// The first column of every row of a query.
fn sentences(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn counts(connection: &Connection) -> rusqlite::Result<Vec<(&'static str, i64)>> {
    let count = |name, sql| Ok((name, connection.query_row(sql, [], |row| row.get(0))?));
    [
        ("accounts", "SELECT count(*) FROM users"),
        ("confirmed_accounts", "SELECT count(*) FROM users WHERE is_activated = 1"),
        ("codes", "SELECT count(*) FROM referrals"),
        ("attributions", "SELECT count(*) FROM attributions"),
        ("confirmed_attributions", "SELECT count(*) FROM attributions WHERE state = 'confirmed'"),
        ("clicks", "SELECT coalesce(sum(clicks), 0) FROM clicks"),
        ("emails", "SELECT count(*) FROM outbox"),
    ]
    .into_iter()
    .map(|(name, sql)| count(name, sql))
    .collect()
}
