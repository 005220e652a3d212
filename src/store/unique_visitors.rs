//! Unique visitors of a day, as keyed hashes under the daily salt. The salt is destroyed after its
//! day, and then a hash says nothing of a visitor.

use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// Browsers of one network that count as people, per code and day: an office or a family shares an
/// address, and a program that changes its `User-Agent` is not a crowd.
pub const MAX_BROWSERS_PER_NETWORK: usize = 32;

/// A visitor: hashes of the network, and of the network with the `User-Agent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Visitor {
    pub network: i64,
    pub browser: i64,
    /// The larger networks that the network belongs to: a customer of IPv6 has thousands of narrow ones.
    pub wider: [Option<WiderNetwork>; 2],
}

/// Hash of a larger network, and how many times the browsers of a narrow one count in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WiderNetwork {
    pub network: i64,
    pub factor: usize,
}

impl Visitor {
    /// A visitor of a network that belongs to no larger one.
    pub fn new(network: i64, browser: i64) -> Visitor {
        Visitor { network, browser, wider: [None; 2] }
    }
}

/// Records browsers of a network that opened a code's link on a day, in the larger networks too.
/// Returns those that are new that day and count: as many as each network has places for.
pub fn mark_seen(
    tx: &Transaction,
    code: i64,
    day: i64,
    network: i64,
    wider: &[Option<WiderNetwork>],
    browsers: &[i64],
) -> rusqlite::Result<Vec<i64>> {
    let mut count = tx.prepare_cached(
        "SELECT count(*) FROM visitors WHERE day = ?1 AND referral_id = ?2 AND network = ?3",
    )?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO visitors (day, referral_id, network, browser) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
    )?;
    let narrow = WiderNetwork { network, factor: 1 };
    let mut free = usize::MAX;
    for WiderNetwork { network, factor } in std::iter::once(narrow).chain(wider.iter().flatten().copied()) {
        let known: i64 = count.query_row((day, code, network), |row| row.get(0))?;
        let known = usize::try_from(known).unwrap_or(usize::MAX);
        free = free.min((MAX_BROWSERS_PER_NETWORK * factor).saturating_sub(known));
    }
    let mut new = Vec::new();
    for browser in browsers {
        if new.len() == free {
            break;
        }
        if insert.execute((day, code, network, browser))? == 1 {
            new.push(*browser);
            for larger in wider.iter().flatten() {
                insert.execute((day, code, larger.network, browser))?;
            }
        }
    }
    Ok(new)
}

/// Records the network of a signed-in user on a day.
pub fn record_network(tx: &Transaction, user_id: i64, day: i64, network: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO networks (day, user_id, network) SELECT ?1, ?2, ?3
         WHERE EXISTS (SELECT 1 FROM users WHERE id = ?2) ON CONFLICT DO NOTHING",
    )?
    .execute((day, user_id, network))?;
    Ok(())
}

/// Whether a user was signed in from this network on this day.
pub fn was_in_network(tx: &Transaction, user_id: i64, day: i64, network: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM networks WHERE day = ?1 AND user_id = ?2 AND network = ?3)",
    )?
    .query_row((day, user_id, network), |row| row.get(0))
}

/// Purges the days before `today`, at most `PURGE_BATCH_ROWS` rows of each table. Returns the
/// larger number of deleted rows.
pub fn purge_other_days(tx: &Transaction, today: i64) -> rusqlite::Result<usize> {
    let visitors = tx
        .prepare_cached(
            "DELETE FROM visitors WHERE (day, referral_id, network, browser) IN (
             SELECT day, referral_id, network, browser FROM visitors WHERE day < ?1 LIMIT ?2)",
        )?
        .execute((today, PURGE_BATCH_ROWS as i64))?;
    let networks = tx
        .prepare_cached(
            "DELETE FROM networks WHERE (day, user_id, network) IN (
             SELECT day, user_id, network FROM networks WHERE day < ?1 LIMIT ?2)",
        )?
        .execute((today, PURGE_BATCH_ROWS as i64))?;
    Ok(visitors.max(networks))
}
