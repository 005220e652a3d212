//! Branches of the referral tree: a user and all referees below them, at any depth.

use rusqlite::Connection;

use crate::store::attributions::{Referee, referee_columns};

/// Users below a user, at any depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BranchCounts {
    /// All referees, whatever their status.
    pub referees: i64,
    /// Of those the ones that count.
    pub counted: i64,
    /// Levels below the user.
    pub depth: i64,
}

/// Walks the branch by an index: its time grows with the number of referees below.
pub fn count_below(conn: &Connection, root: i64) -> rusqlite::Result<BranchCounts> {
    conn.prepare_cached(COUNT_BELOW)?.query_row([root], |row| {
        Ok(BranchCounts {
            referees: row.get("referees")?,
            counted: row.get("counted")?,
            depth: row.get("depth")?,
        })
    })
}

pub const COUNT_BELOW: &str = "WITH RECURSIVE below (id, state, depth) AS (
        SELECT referee_id, state, 1 FROM attributions WHERE referrer_id = ?1
        UNION ALL
        SELECT a.referee_id, a.state, below.depth + 1
        FROM below JOIN attributions a ON a.referrer_id = below.id
    )
    SELECT count(*) AS referees,
           count(*) FILTER (WHERE state = 'confirmed') AS counted,
           coalesce(max(depth), 0) AS depth
    FROM below";

/// A referrer, or a referrer's referrer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ancestor {
    pub id: i64,
    pub firstname: String,
}

/// The chain of referrers above a user, nearest first, up to a deleted one.
pub fn list_ancestors(conn: &Connection, user: i64) -> rusqlite::Result<Vec<Ancestor>> {
    conn.prepare_cached(LIST_ANCESTORS)?
        .query_map([user], |row| Ok(Ancestor { id: row.get("id")?, firstname: row.get("firstname")? }))?
        .collect()
}

pub const LIST_ANCESTORS: &str = "WITH RECURSIVE above (id, depth) AS (
        SELECT referrer_id, 1 FROM attributions WHERE referee_id = ?1
        UNION ALL
        SELECT a.referrer_id, above.depth + 1
        FROM above JOIN attributions a ON a.referee_id = above.id
    )
    SELECT u.id, coalesce(u.firstname, 'prt_' || u.id) AS firstname FROM above JOIN users u ON u.id = above.id ORDER BY above.depth";

/// A direct referee and the referees of their own.
#[derive(Clone, Debug)]
pub struct Child {
    pub referee: Referee,
    /// The child's referees by a code that worked, and of those the ones that count.
    pub registered: i64,
    pub counted: i64,
    pub is_frozen: bool,
}

/// A user's direct referees whose attributions have ids below `before`, newest first.
pub fn list_children(
    conn: &Connection,
    user: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<Child>> {
    conn.prepare_cached(LIST_CHILDREN)?
        .query_map((user, before, limit as i64), |row| {
            Ok(Child {
                referee: Referee::try_from(row)?,
                registered: row.get("registered")?,
                counted: row.get("counted")?,
                is_frozen: row.get("is_frozen")?,
            })
        })?
        .collect()
}

pub const LIST_CHILDREN: &str = concat!(
    "SELECT ",
    referee_columns!(),
    ", coalesce(u.registered, 0) AS registered
     , coalesce(u.counted, 0) AS counted
     , u.frozen_by IS NOT NULL AS is_frozen
     FROM attributions a
     LEFT JOIN users u ON u.id = a.referee_id
     LEFT JOIN referrals r ON r.id = a.referral_id
     WHERE a.referrer_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
);

/// Ids of the attributions below a user that are open for review, or, unless `only_open`, of all
/// that an admin has not rejected.
pub fn list_reviewable(conn: &Connection, root: i64, only_open: bool) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "WITH RECURSIVE branch (id) AS (
             SELECT ?1
             UNION
             SELECT a.referee_id
             FROM branch JOIN attributions a ON a.referrer_id = branch.id
             WHERE a.referee_id IS NOT NULL
         )
         SELECT a.id
         FROM branch b JOIN attributions a ON a.referrer_id = b.id
         WHERE iif(?2, a.review = 'open', a.rejected IS NOT 'review')
         ORDER BY a.id",
    )?
    .query_map((root, only_open), |row| row.get("id"))?
    .collect()
}
