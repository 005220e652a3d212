//! Whether the database fits together: the file, its constraints, and every count against the rows it comes from.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::store::conn::progress::{ReportProgress, Stage};
use crate::store::{conn::db, files::migrate, ledger};

/// One question to the database.
pub struct Check {
    pub name: &'static str,
    /// A sentence for each thing that does not fit.
    run: fn(&Connection) -> rusqlite::Result<Vec<String>>,
}

/// Every question, the file first, because the others believe what it says. A new part of the schema adds a function.
pub const CHECKS: &[Check] = &[
    Check { name: "file", run: of_file },
    Check { name: "schema", run: schema },
    Check { name: "accounts", run: accounts },
    Check { name: "codes", run: codes },
    Check { name: "attributions", run: attributions },
    Check { name: "clicks", run: clicks },
    Check { name: "letters", run: letters },
    Check { name: "ledger", run: of_ledger },
];

/// Sentences of one check; a database with more is as damaged.
const MOST: usize = 100;

/// What the checks found.
pub struct Report {
    /// The check's name and its sentences.
    pub wrong: Vec<(&'static str, String)>,
    /// How many rows of what there are.
    pub counts: Vec<(&'static str, i64)>,
}

/// Asks everything of one moment of the database, which may be in use meanwhile.
pub fn report(connection: &Connection, tell: ReportProgress) -> rusqlite::Result<Report> {
    let snapshot = connection.unchecked_transaction()?;
    let mut wrong = Vec::new();
    for check in CHECKS {
        tell(Stage::Checking(check.name));
        let mut found = match (check.run)(&snapshot) {
            Err(e) if is_damage(&e) => vec![format!("cannot be read: {e}")],
            found => found?,
        };
        if found.len() > MOST {
            found.truncate(MOST);
            found.push("and more".into());
        }
        wrong.extend(found.into_iter().map(|sentence| (check.name, sentence)));
    }
    // A table too damaged to be counted was reported above.
    let counts = if wrong.is_empty() { counts(&snapshot)? } else { Vec::new() };
    snapshot.finish()?;
    Ok(Report { wrong, counts })
}

fn is_damage(e: &rusqlite::Error) -> bool {
    matches!(e.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Opens the file beside whoever uses it and asks everything. The schema must be this program's.
pub fn report_of(path: &Path, tell: ReportProgress) -> Result<Report, migrate::Error> {
    let reported = db::open_second_connection(path).and_then(|mut connection| {
        migrate::expect_current(&mut connection)?;
        Ok(report(&connection, tell)?)
    });
    match reported {
        Err(migrate::Error::Damaged(e)) => {
            Ok(Report { wrong: vec![("file", format!("cannot be read: {e}"))], counts: Vec::new() })
        }
        other => other,
    }
}

/// Every count against the log it follows from.
fn of_ledger(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    Ok(ledger::verify(connection)?.err().into_iter().collect())
}

/// SQLite's own checks: pages, indexes, constraints of rows, references.
pub(in crate::store) fn of_file(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    // One row of it may hold several findings under a heading.
    let rows = sentences(connection, "PRAGMA integrity_check(101)")?;
    let lines =
        rows.iter().flat_map(|row| row.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
    let mut wrong: Vec<String> = lines.map(str::to_owned).collect();
    wrong.extend(sentences(
        connection,
        "SELECT format('row %s of %s names a row of %s that is not there', rowid, \"table\", parent) \
         FROM pragma_foreign_key_check LIMIT 101",
    )?);
    Ok(wrong)
}

/// A table or an index that somebody dropped or changed takes a constraint with it, and all rows still look fine.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut fresh = Connection::open_in_memory()?;
    if migrate::run(&mut fresh, None).is_err() {
        return Ok(vec!["this program's own schema cannot be built".into()]);
    }
    let mut wrong = Vec::new();
    for (kind, name, sql) in objects(&fresh)? {
        match objects(connection)?.into_iter().find(|(k, n, _)| (k, n) == (&kind, &name)) {
            None => wrong.push(format!("the {kind} {name} is missing")),
            Some((_, _, other)) if other != sql => {
                wrong.push(format!("the {kind} {name} is not as this program makes it"));
            }
            Some(_) => {}
        }
    }
    Ok(wrong)
}

type Object = (String, String, String);

fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'refinery%'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
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
        "SELECT format('user %d has %d active codes', user_id, count(*)) FROM referrals \
           WHERE is_activated = 1 GROUP BY user_id HAVING count(*) > 1 \
         UNION ALL SELECT format('code %d is deleted and active', id) FROM referrals \
           WHERE deleted_at IS NOT NULL AND is_activated = 1 LIMIT 101",
    )
}

/// Who counts is decided by two facts alone, so the count can be made again: the address is confirmed, and nothing
/// spoke against it at registration.
fn attributions(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('attribution %d counts user %d, who is not confirmed', a.id, u.id) \
           FROM attributions a JOIN users u ON u.id = a.referee_id \
           WHERE a.confirmed_at IS NOT NULL AND u.is_activated = 0 \
         UNION ALL SELECT format('attribution %d does not count user %d, who is confirmed', a.id, u.id) \
           FROM attributions a JOIN users u ON u.id = a.referee_id \
           WHERE a.confirmed_at IS NULL AND a.rejected IS NULL AND u.is_activated = 1 \
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

fn letters(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    sentences(
        connection,
        "SELECT format('%d letters are %s and %d are counted', there, substr(name, 9), value) \
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
        ("letters", "SELECT count(*) FROM outbox"),
    ]
    .into_iter()
    .map(|(name, sql)| count(name, sql))
    .collect()
}
