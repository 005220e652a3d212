//! Branches of the referral tree: a user and all referees below them, at any depth.

use rusqlite::{Connection, Row};

use crate::store::attributions::{Referee, referee_columns};

/// Users below a user, at any depth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BranchCounts {
    /// All referees, whatever their status.
    pub referees: i64,
    /// Of those the ones that confirmed their address.
    pub confirmed: i64,
    /// Of those the ones that count.
    pub counted: i64,
    /// Unconfirmed, or held for a review.
    pub waiting: i64,
    pub rejected: i64,
    pub frozen: i64,
    /// Levels below the user.
    pub depth: i64,
}

/// Walks the branch by an index: its time grows with the number of referees below.
pub fn count_below(conn: &Connection, root: i64) -> rusqlite::Result<BranchCounts> {
    conn.prepare_cached(COUNT_BELOW)?.query_row([root], |row| {
        Ok(BranchCounts {
            referees: row.get("referees")?,
            confirmed: row.get("confirmed")?,
            counted: row.get("counted")?,
            waiting: row.get("waiting")?,
            rejected: row.get("rejected")?,
            frozen: row.get("frozen")?,
            depth: row.get("depth")?,
        })
    })
}

pub const COUNT_BELOW: &str = "WITH RECURSIVE below (id, state, is_confirmed, depth) AS (
        SELECT referee_id, state, confirmed_at IS NOT NULL, 1 FROM attributions WHERE referrer_id = ?1
        UNION ALL
        SELECT a.referee_id, a.state, a.confirmed_at IS NOT NULL, below.depth + 1
        FROM below JOIN attributions a ON a.referrer_id = below.id
    )
    SELECT count(*) AS referees,
           count(*) FILTER (WHERE is_confirmed) AS confirmed,
           count(*) FILTER (WHERE state IN ('registered', 'held')) AS waiting,
           count(*) FILTER (WHERE state = 'rejected') AS rejected,
           count(*) FILTER (WHERE state = 'frozen') AS frozen,
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
    conn.prepare_cached(LIST_CHILDREN)?.query_map((user, before, limit as i64), read_child)?.collect()
}

fn read_child(row: &Row<'_>) -> rusqlite::Result<Child> {
    Ok(Child {
        referee: Referee::try_from(row)?,
        registered: row.get("registered")?,
        counted: row.get("counted")?,
        is_frozen: row.get("is_frozen")?,
    })
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

/// States that a branch is filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchFilter {
    Waiting,
    Rejected,
    Frozen,
}

/// Everyone below a user in one state, newest first, from behind `offset` of them. Walks the branch.
pub fn list_below(
    conn: &Connection,
    root: i64,
    filter: BranchFilter,
    offset: usize,
    limit: usize,
) -> rusqlite::Result<Vec<Child>> {
    let states = match filter {
        BranchFilter::Waiting => ["registered", "held"],
        BranchFilter::Rejected => ["rejected", ""],
        BranchFilter::Frozen => ["frozen", ""],
    };
    let [first, second] = states;
    conn.prepare_cached(LIST_BELOW)?
        .query_map((root, first, second, limit as i64, offset as i64), read_child)?
        .collect()
}

pub const LIST_BELOW: &str = concat!(
    "WITH RECURSIVE below (id, attribution, state) AS (
        SELECT referee_id, id, state FROM attributions WHERE referrer_id = ?1
        UNION ALL
        SELECT a.referee_id, a.id, a.state FROM below JOIN attributions a ON a.referrer_id = below.id
    )
    SELECT ",
    referee_columns!(),
    ", coalesce(u.registered, 0) AS registered
     , coalesce(u.counted, 0) AS counted
     , u.frozen_by IS NOT NULL AS is_frozen
     FROM (SELECT attribution FROM below WHERE state IN (?2, ?3) ORDER BY attribution DESC LIMIT ?4 OFFSET ?5) found
     CROSS JOIN attributions a ON a.id = found.attribution
     LEFT JOIN users u ON u.id = a.referee_id
     LEFT JOIN referrals r ON r.id = a.referral_id
     ORDER BY a.id DESC"
);

/// A node of a tree with its first children.
#[derive(Clone, Debug)]
pub struct Node {
    pub child: Child,
    /// The newest referees below it, as far as they are loaded.
    pub below: Vec<Node>,
}

/// Levels of a tree that are loaded, and the most children of a node on each.
const LEVELS: [usize; 3] = [50, 12, 6];

/// Nodes of a tree that are loaded in all: what a page of 40 KB has room for.
const MAX_NODES: usize = 110;

/// The newest referees below a user, three levels of them, breadth first. The first level ends before
/// the attribution `before`; the second value says whether it has more.
pub fn load_tree(conn: &Connection, user: i64, before: i64) -> rusqlite::Result<(Vec<Node>, bool)> {
    let mut top = list_children(conn, user, before, LEVELS[0] + 1)?;
    let has_more = top.len() > LEVELS[0];
    top.truncate(LEVELS[0]);
    let mut left = MAX_NODES.saturating_sub(top.len());
    let mut tree: Vec<Node> = top.into_iter().map(|child| Node { child, below: Vec::new() }).collect();
    for node in &mut tree {
        node.below = load_below(conn, &node.child, LEVELS[1].min(left))?;
        left -= node.below.len();
    }
    for node in tree.iter_mut().flat_map(|node| &mut node.below) {
        node.below = load_below(conn, &node.child, LEVELS[2].min(left))?;
        left -= node.below.len();
    }
    Ok((tree, has_more))
}

fn load_below(conn: &Connection, child: &Child, limit: usize) -> rusqlite::Result<Vec<Node>> {
    let Some(id) = child.referee.referee_id.filter(|_| child.registered > 0 && limit > 0) else {
        return Ok(Vec::new());
    };
    let children = list_children(conn, id, i64::MAX, limit)?;
    Ok(children.into_iter().map(|child| Node { child, below: Vec::new() }).collect())
}

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
