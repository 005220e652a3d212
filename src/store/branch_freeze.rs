//! The freeze of a branch: `frozen_by` of a user's row and of the attributions of the branch.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::{self, Event};

/// The root of the frozen branch that a user is in, if in one.
pub fn find_frozen_by(conn: &Connection, user: i64) -> rusqlite::Result<Option<i64>> {
    let found: Option<Option<i64>> = conn
        .prepare_cached("SELECT frozen_by FROM users WHERE id = ?1")?
        .query_row([user], |row| row.get("frozen_by"))
        .optional()?;
    Ok(found.flatten())
}

/// `?1`, the root, and every user below it.
macro_rules! branch {
    () => {
        "WITH RECURSIVE branch (id) AS (
             SELECT ?1
             UNION SELECT a.referee_id FROM branch CROSS JOIN attributions a ON a.referrer_id = branch.id
             WHERE a.referee_id IS NOT NULL
         ) "
    };
}

const USERS_OF_BRANCH: &str = concat!(
    branch!(),
    "UPDATE users SET frozen_by = ?3 WHERE frozen_by IS ?2 AND id IN (SELECT id FROM branch)"
);

const ATTRIBUTIONS_OF_BRANCH: &str = concat!(
    branch!(),
    "UPDATE attributions SET frozen_by = ?3 WHERE frozen_by IS ?2 AND id IN (
         SELECT id FROM attributions WHERE referee_id = ?1
         UNION ALL SELECT a.id FROM branch b CROSS JOIN attributions a ON a.referrer_id = b.id
     )"
);

const USERS_FROZEN_BY: &str = "UPDATE users SET frozen_by = NULL WHERE frozen_by = ?1";

const ATTRIBUTIONS_FROZEN_BY: &str = "UPDATE attributions SET frozen_by = NULL WHERE frozen_by = ?1";

/// The statements that change a whole branch, for tests of their plans.
pub const STATEMENTS: [&str; 4] =
    [USERS_OF_BRANCH, ATTRIBUTIONS_OF_BRANCH, USERS_FROZEN_BY, ATTRIBUTIONS_FROZEN_BY];

/// Freezes a branch: the user and all below them do not count, and their codes do not work. What
/// another user's freeze covers already stays with that one. False when the user is frozen already.
pub fn freeze(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    if find_frozen_by(tx, root)?.is_some() {
        return Ok(false);
    }
    set_in_branch(tx, root, None, Some(root))?;
    ledger::append_with_reason(tx, &Event::Frozen { root, by }, by, why, now)?;
    Ok(true)
}

/// Ends the freeze of a branch; false when it was not frozen at this user.
pub fn restore(
    tx: &Transaction,
    root: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    if clear(tx, root)? == 0 {
        return Ok(false);
    }
    ledger::append_with_reason(tx, &Event::Restored { root, by }, by, why, now)?;
    Ok(true)
}

/// Updates the freeze of a user and all below them when they get a new referrer: the freeze of the
/// branch that they leave ends for them, that of the branch they join begins. A freeze at the user
/// or below them stays.
pub(super) fn transfer_children(tx: &Transaction, user: i64, referrer: i64) -> rusqlite::Result<()> {
    let (left, joined) = (find_frozen_by(tx, user)?, find_frozen_by(tx, referrer)?);
    if left == joined || left == Some(user) {
        return Ok(());
    }
    set_in_branch(tx, user, left, joined)
}

/// Sets `frozen_by` to `to` for `root`, all below it and their attributions, where it is `from`.
/// One transaction: a branch of 100,000 holds other writers for about a second.
fn set_in_branch(tx: &Transaction, root: i64, from: Option<i64>, to: Option<i64>) -> rusqlite::Result<()> {
    for sql in [USERS_OF_BRANCH, ATTRIBUTIONS_OF_BRANCH] {
        tx.prepare_cached(sql)?.execute((root, from, to))?;
    }
    Ok(())
}

/// Clears `frozen_by` wherever it names `root`, also where the users between are erased. Returns
/// how many rows.
fn clear(tx: &Transaction, root: i64) -> rusqlite::Result<usize> {
    let mut rows = 0;
    for sql in [USERS_FROZEN_BY, ATTRIBUTIONS_FROZEN_BY] {
        rows += tx.prepare_cached(sql)?.execute([root])?;
    }
    Ok(rows)
}
