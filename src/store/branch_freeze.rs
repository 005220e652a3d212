//! A branch is frozen, let go or carried over, a part at a time.
//!
//! What a branch is frozen by stands at each of its people. A hundred thousand of them in one transaction would keep
//! everybody else from writing for a second and more. So a deed that concerns many is written to the ledger at once, and
//! beside it what is left to do; the rest follows in parts, between which others write. A kill in between loses nothing:
//! the next start goes on. Until the end a row is `was` in the table and `becomes` in truth: whoever needs the truth asks
//! here, whoever takes somebody out of the tree settles their branch first, and the next such deed ends this one.

use rusqlite::{Connection, OptionalExtension};

use crate::store::{Db, Transaction};

/// Rows of each table that one transaction changes: others wait for it no longer than some ten milliseconds.
pub const AT_ONCE: usize = 1_000;

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose branch; `None` for all, wherever they stand.
    pub root: Option<i64>,
    /// By whose branch those are frozen whom it concerns.
    pub was: Option<i64>,
    pub becomes: Option<i64>,
}

/// A change whose end is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub change: Change,
    /// Who came by a later attribution stands right already.
    newest: i64,
    shape: i64,
}

/// Rows that a change concerns and has not reached.
struct Left {
    people: Vec<i64>,
    attributions: Vec<i64>,
}

pub(super) fn open(conn: &Connection) -> rusqlite::Result<Option<Open>> {
    conn.prepare_cached("SELECT root, was, becomes, newest, shape FROM freezing WHERE only = 1")?
        .query_row([], |row| {
            let change = Change { root: row.get(0)?, was: row.get(1)?, becomes: row.get(2)? };
            Ok(Open { change, newest: row.get(3)?, shape: row.get(4)? })
        })
        .optional()
}

/// Does a change, or only begins it when it concerns more than `at_once` rows: then `finish` does the rest.
pub(super) fn begin(tx: &Transaction, change: Change, at_once: usize) -> rusqlite::Result<()> {
    let newest = tx
        .prepare_cached("SELECT coalesce(max(id), 0) FROM attributions")?
        .query_row([], |row| row.get(0))?;
    let whole = Open { change, newest, shape: 0 };
    let some = left(tx, &whole, at_once.saturating_add(1))?;
    if some.people.len().max(some.attributions.len()) <= at_once {
        return apply(tx, &change, &some.people, &some.attributions);
    }
    if open(tx)?.is_some() {
        // Whom this concerns came with a branch of their own while another's is being frozen; it is not met.
        let all = left(tx, &whole, usize::MAX)?;
        return apply(tx, &change, &all.people, &all.attributions);
    }
    tx.prepare_cached("INSERT INTO freezing (only, root, was, becomes, newest) VALUES (1, ?1, ?2, ?3, ?4)")?
        .execute((change.root, change.was, change.becomes, newest))?;
    Ok(())
}

/// Whose frozen branch a person stands in, if in one.
pub fn frozen_by(conn: &Connection, person: i64) -> rusqlite::Result<Option<i64>> {
    let found: Option<Option<i64>> = conn
        .prepare_cached("SELECT frozen_by FROM users WHERE id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?;
    let stands = found.flatten();
    match open(conn)? {
        Some(open) if stands == open.change.was && concerns(conn, &open, person)? => Ok(open.change.becomes),
        _ => Ok(stands),
    }
}

/// Brings a person and everybody below to where they should be: from now on they may leave their place.
pub(super) fn settle(tx: &Transaction, person: i64) -> rusqlite::Result<()> {
    let Some(open) = open(tx)? else { return Ok(()) };
    if concerns(tx, &open, person)? {
        let below = Open { change: Change { root: Some(person), ..open.change }, ..open };
        let left = left(tx, &below, usize::MAX)?;
        apply(tx, &open.change, &left.people, &left.attributions)?;
        // Whoever has listed them would list them no more.
        tx.prepare_cached("UPDATE freezing SET shape = shape + 1 WHERE only = 1")?.execute([])?;
    }
    Ok(())
}

/// Ends what is open within the caller's transaction, for a deed that cannot be done beside it.
pub(super) fn complete(tx: &Transaction) -> rusqlite::Result<()> {
    let Some(open) = open(tx)? else { return Ok(()) };
    let left = left(tx, &open, usize::MAX)?;
    apply(tx, &open.change, &left.people, &left.attributions)?;
    forget(tx)
}

/// Whether a branch is being frozen, let go or carried over.
pub fn is_open(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(open(conn)?.is_some())
}

/// Ends what is open, in transactions of `AT_ONCE` rows of a table each. Several may do so at the same time.
pub fn finish(db: &Db) -> rusqlite::Result<()> {
    go_on(db, AT_ONCE, || true)
}

/// The same in transactions of `at_once` rows, for as long as `may` says so before each.
pub fn go_on(db: &Db, at_once: usize, mut may: impl FnMut() -> bool) -> rusqlite::Result<()> {
    loop {
        // Readers keep nobody from writing, so the walk may take as long as the branch is large.
        let found = db.snapshot(|conn| -> rusqlite::Result<_> {
            open(conn)?.map(|open| Ok((left(conn, &open, usize::MAX)?, open))).transpose()
        })?;
        let Some((left, known)) = found else { return Ok(()) };
        let (mut people, mut attributions) = (left.people.chunks(at_once), left.attributions.chunks(at_once));
        loop {
            if !may() {
                return Ok(());
            }
            let (some, others) = (people.next(), attributions.next());
            let is_last = some.is_none() && others.is_none();
            let goes_on = db.write(|tx| -> rusqlite::Result<bool> {
                // Another may have ended it, and begun the next; and who went from where they stood is listed no more.
                if open(tx)? != Some(known) {
                    return Ok(false);
                }
                apply(tx, &known.change, some.unwrap_or_default(), others.unwrap_or_default())?;
                if is_last {
                    forget(tx)?;
                }
                Ok(!is_last)
            })?;
            if !goes_on {
                break;
            }
        }
    }
}

fn forget(tx: &Transaction) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM freezing WHERE only = 1")?.execute([])?;
    Ok(())
}

/// Whether a person stands, or stood at its beginning, where a change reaches.
fn concerns(conn: &Connection, open: &Open, person: i64) -> rusqlite::Result<bool> {
    let Some(root) = open.change.root else { return Ok(true) };
    conn.prepare_cached(
        "WITH RECURSIVE above (id) AS (
             SELECT ?1
             UNION SELECT a.referrer_id FROM above JOIN attributions a ON a.referee_id = above.id
             WHERE a.id <= ?3 AND a.referrer_id IS NOT NULL
         ) SELECT EXISTS (SELECT 1 FROM above WHERE id = ?2)",
    )?
    .query_row((person, root, open.newest), |row| row.get(0))
}

/// Everybody in the branch of `?1` as it was up to the attribution `?3`.
macro_rules! branch {
    () => {
        "WITH RECURSIVE branch (id) AS (
             SELECT ?1
             UNION SELECT a.referee_id FROM branch CROSS JOIN attributions a ON a.referrer_id = branch.id
             WHERE a.referee_id IS NOT NULL AND a.id <= ?3
         ) "
    };
}

const PEOPLE_OF_BRANCH: &str = concat!(
    branch!(),
    "SELECT u.id FROM branch b CROSS JOIN users u ON u.id = b.id WHERE u.frozen_by IS ?2 LIMIT ?4"
);

const ATTRIBUTIONS_OF_BRANCH: &str = concat!(
    branch!(),
    "SELECT id FROM attributions WHERE referee_id = ?1 AND frozen_by IS ?2 AND id <= ?3 \
     UNION ALL SELECT a.id FROM branch b CROSS JOIN attributions a ON a.referrer_id = b.id \
         WHERE a.frozen_by IS ?2 AND a.id <= ?3 LIMIT ?4"
);

/// The statements that look for what is left, for whoever looks at their plans.
pub const WALKS: [&str; 2] = [PEOPLE_OF_BRANCH, ATTRIBUTIONS_OF_BRANCH];

/// At most `most` people and as many attributions.
fn left(conn: &Connection, open: &Open, most: usize) -> rusqlite::Result<Left> {
    let (was, most) = (open.change.was, i64::try_from(most).unwrap_or(i64::MAX));
    let found = |sql, everywhere| -> rusqlite::Result<Vec<i64>> {
        match open.change.root {
            Some(root) => conn
                .prepare_cached(sql)?
                .query_map((root, was, open.newest, most), |row| row.get(0))?
                .collect(),
            None => conn.prepare_cached(everywhere)?.query_map((was, most), |row| row.get(0))?.collect(),
        }
    };
    Ok(Left {
        people: found(PEOPLE_OF_BRANCH, "SELECT id FROM users WHERE frozen_by = ?1 LIMIT ?2")?,
        attributions: found(
            ATTRIBUTIONS_OF_BRANCH,
            "SELECT id FROM attributions WHERE frozen_by = ?1 LIMIT ?2",
        )?,
    })
}

/// Does a part of a change; what has been done already is not done again.
fn apply(tx: &Transaction, change: &Change, people: &[i64], attributions: &[i64]) -> rusqlite::Result<()> {
    let changed = [
        (
            "UPDATE users SET frozen_by = ?2 WHERE id IN (SELECT value FROM json_each(?3)) AND frozen_by IS ?1",
            people,
        ),
        (
            "UPDATE attributions SET frozen_by = ?2 WHERE id IN (SELECT value FROM json_each(?3)) AND frozen_by IS ?1",
            attributions,
        ),
    ];
    for (sql, ids) in changed {
        if !ids.is_empty() {
            let ids = serde_json::Value::from(ids).to_string();
            tx.prepare_cached(sql)?.execute((change.was, change.becomes, ids))?;
        }
    }
    Ok(())
}
