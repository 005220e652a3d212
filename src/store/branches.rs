//! Branches of the tree of who came by whom: a person, and everybody below.

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::attributions::{self, Referee};
use crate::store::branch_freeze;
use crate::store::ledger::{self, Event};

/// How many there are below a person, at any depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BranchCounts {
    /// Everybody who came, whatever became of them.
    pub referees: i64,
    /// Of those the ones that count.
    pub counted: i64,
    /// Steps down to the lowest.
    pub depth: i64,
}

/// Walks down from a person. Each step is a search in an index, so it costs as much as there are people below.
pub fn count_below(conn: &Connection, root: i64) -> rusqlite::Result<BranchCounts> {
    conn.prepare_cached(COUNT_BELOW)?.query_row([root], |row| {
        Ok(BranchCounts { referees: row.get(0)?, counted: row.get(1)?, depth: row.get(2)? })
    })
}

pub const COUNT_BELOW: &str = "WITH RECURSIVE below (id, state, depth) AS (
        SELECT referee_id, state, 1 FROM attributions WHERE referrer_id = ?1
        UNION ALL SELECT a.referee_id, a.state, below.depth + 1
        FROM below JOIN attributions a ON a.referrer_id = below.id
    ) SELECT count(*), count(*) FILTER (WHERE state = 'confirmed'), coalesce(max(depth), 0) FROM below";

/// Somebody by whom a person came, or by whom those came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestor {
    pub id: i64,
    pub firstname: String,
}

/// By whom a person came, and those by whom, up to the first or to one who is gone: nearest first.
pub fn list_ancestors(conn: &Connection, person: i64) -> rusqlite::Result<Vec<Ancestor>> {
    conn.prepare_cached(LIST_ANCESTORS)?
        .query_map([person], |row| Ok(Ancestor { id: row.get(0)?, firstname: row.get(1)? }))?
        .collect()
}

pub const LIST_ANCESTORS: &str = "WITH RECURSIVE above (id, depth) AS (
        SELECT referrer_id, 1 FROM attributions WHERE referee_id = ?1
        UNION ALL SELECT a.referrer_id, above.depth + 1 FROM above JOIN attributions a ON a.referee_id = above.id
    ) SELECT u.id, u.firstname FROM above JOIN users u ON u.id = above.id ORDER BY above.depth";

/// Somebody who came by a person, and how far it goes on below them.
#[derive(Clone, Debug)]
pub struct Child {
    pub referee: Referee,
    /// Who came by them, by a code that worked, and of those the ones that count.
    pub registered: i64,
    pub counted: i64,
    pub is_frozen: bool,
}

/// Those who came by a person, newest first, those with an id below `before`.
pub fn list_children(
    conn: &Connection,
    person: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Child>> {
    conn.prepare_cached(LIST_CHILDREN)?
        .query_map((person, before, limit as i64), |row| {
            let referee = Referee::try_from(row)?;
            let (registered, counted, is_frozen) =
                (row.get("registered")?, row.get("counted")?, row.get("is_frozen")?);
            Ok(Child { referee, registered, counted, is_frozen })
        })?
        .collect()
}

pub const LIST_CHILDREN: &str = concat!(
    "SELECT b.*, coalesce(u.registered, 0) AS registered, coalesce(u.counted, 0) AS counted, u.frozen_by IS NOT NULL AS is_frozen \
     FROM (SELECT ",
    attributions::columns!(),
    " WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3) b LEFT JOIN users u ON u.id = b.referee_id \
     ORDER BY b.id DESC"
);

/// The attributions of a branch below a person: all that an admin has not rejected, or those that wait for one.
pub fn list_reviewable(conn: &Connection, root: i64, only_open: bool) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "WITH RECURSIVE branch (id) AS (
             SELECT ?1
             UNION SELECT a.referee_id FROM branch JOIN attributions a ON a.referrer_id = branch.id
             WHERE a.referee_id IS NOT NULL
         ) SELECT a.id FROM branch b JOIN attributions a ON a.referrer_id = b.id \
         WHERE iif(?2, a.review = 'open', a.rejected IS NOT 'review') ORDER BY a.id",
    )?
    .query_map((root, only_open), |row| row.get(0))?
    .collect()
}

/// From now on a person and everybody below count for nobody, and their codes do not work. What was frozen before by
/// another's branch stays with that one. False when the person is frozen already.
pub fn freeze(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    if branch_freeze::find_frozen_by(tx, root)?.is_some() {
        return Ok(false);
    }
    branch_freeze::set_in_branch(tx, root, None, Some(root))?;
    ledger::append_with_reason(tx, &Event::Frozen { root, by }, by, why, now)?;
    Ok(true)
}

/// Lets a branch count again that was frozen at this person; false when it was not frozen there.
pub fn restore(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    if branch_freeze::clear(tx, root)? == 0 {
        return Ok(false);
    }
    ledger::append_with_reason(tx, &Event::Restored { root, by }, by, why, now)?;
    Ok(true)
}

/// A person, and everybody below, comes to stand below `referrer`: what the branch was frozen by that they leave falls
/// away, and they are frozen if the one they come to is. What was frozen at themselves or further down stays so.
pub(super) fn transfer_children(tx: &Transaction, person: i64, referrer: i64) -> rusqlite::Result<()> {
    let (left, joined) =
        (branch_freeze::find_frozen_by(tx, person)?, branch_freeze::find_frozen_by(tx, referrer)?);
    if left == joined || left == Some(person) {
        return Ok(());
    }
    branch_freeze::set_in_branch(tx, person, left, joined)
}
