//! Branches of the tree of who came by whom: a person, and everybody below.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::ledger::{self, Event};
use crate::domain::moment::Moment;

/// How many there are below a person, at any depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everybody who came, whatever became of them.
    pub people: i64,
    /// Of those the ones that count.
    pub counted: i64,
    /// Steps down to the lowest.
    pub depth: i64,
}

/// Walks down from a person. Each step is a search in an index, so it costs as much as there are people below.
pub fn counts(conn: &Connection, root: i64) -> rusqlite::Result<Counts> {
    conn.prepare_cached(
        "WITH RECURSIVE below (id, state, depth) AS (
             SELECT referee_id, state, 1 FROM attributions WHERE referrer_id = ?1
             UNION ALL SELECT a.referee_id, a.state, below.depth + 1
             FROM below JOIN attributions a ON a.referrer_id = below.id
         ) SELECT count(*), count(*) FILTER (WHERE state = 'confirmed'), coalesce(max(depth), 0) FROM below",
    )?
    .query_row([root], |row| Ok(Counts { people: row.get(0)?, counted: row.get(1)?, depth: row.get(2)? }))
}

/// By whom a person came, and those by whom, up to the first: nearest first.
pub fn above(conn: &Connection, person: i64) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "WITH RECURSIVE above (id, depth) AS (
             SELECT referrer_id, 1 FROM attributions WHERE referee_id = ?1
             UNION ALL SELECT a.referrer_id, above.depth + 1 FROM above JOIN attributions a ON a.referee_id = above.id
         ) SELECT id FROM above WHERE id IS NOT NULL ORDER BY depth",
    )?
    .query_map([person], |row| row.get(0))?
    .collect()
}

/// Whose frozen branch a person stands in, if in one.
pub fn frozen_by(conn: &Connection, person: i64) -> rusqlite::Result<Option<i64>> {
    let found = conn
        .prepare_cached("SELECT frozen_by FROM users WHERE id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// A person, `?1`, and everybody below who is still there.
macro_rules! branch {
    () => {
        "WITH RECURSIVE branch (id) AS (
             SELECT ?1
             UNION SELECT a.referee_id FROM branch JOIN attributions a ON a.referrer_id = branch.id
             WHERE a.referee_id IS NOT NULL
         ) "
    };
}

/// From now on a person and everybody below count for nobody, and their codes do not work. What was frozen before by
/// another's branch stays with that one. False when the person is frozen already.
pub fn freeze(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Moment,
) -> rusqlite::Result<bool> {
    if frozen_by(tx, root)?.is_some() {
        return Ok(false);
    }
    tx.prepare_cached(concat!(
        branch!(),
        "UPDATE users SET frozen_by = ?1 WHERE id IN (SELECT id FROM branch) AND frozen_by IS NULL"
    ))?
    .execute([root])?;
    tx.prepare_cached(concat!(
        branch!(),
        "UPDATE attributions SET frozen_by = ?1 WHERE frozen_by IS NULL AND id IN ( \
             SELECT a.id FROM branch b JOIN attributions a ON a.referrer_id = b.id \
             UNION SELECT id FROM attributions WHERE referee_id = ?1)"
    ))?
    .execute([root])?;
    let seq = ledger::append(tx, &Event::Frozen { root, by }, now)?;
    ledger::annotate(tx, seq, by, why)?;
    Ok(true)
}

/// Lets a branch count again that was frozen at this person; false when it was not frozen there.
pub fn restore(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Moment,
) -> rusqlite::Result<bool> {
    let people =
        tx.prepare_cached("UPDATE users SET frozen_by = NULL WHERE frozen_by = ?1")?.execute([root])?;
    let attributions = tx
        .prepare_cached("UPDATE attributions SET frozen_by = NULL WHERE frozen_by = ?1")?
        .execute([root])?;
    if people + attributions == 0 {
        return Ok(false);
    }
    let seq = ledger::append(tx, &Event::Restored { root, by }, now)?;
    ledger::annotate(tx, seq, by, why)?;
    Ok(true)
}
