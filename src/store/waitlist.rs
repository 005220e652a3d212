//! The waitlist: numbers in the order of confirmations, who was admitted when, and places, which are
//! counted and not stored.

use std::collections::BinaryHeap;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::timestamp::Timestamp;
use crate::domain::waitlist::{Rank, WaitlistPlace};
use crate::store::ledger::{self, DecidedByWho, Event};
use crate::store::{Transaction, waitlist_numbers};

/// People in one entry of the ledger, when all who were confirmed before are added.
pub const JOIN_BATCH_ROWS: usize = 1_000;

/// Gives a confirmed person the next number; false for one who has a number, or administers.
pub fn join(tx: &Transaction, person: i64, now: Timestamp) -> rusqlite::Result<bool> {
    join_all(tx, &[person], now).map(|joined| joined == 1)
}

/// The same for several, in their order, by one entry of the ledger; returns how many.
pub fn join_all(tx: &Transaction, people: &[i64], now: Timestamp) -> rusqlite::Result<usize> {
    let mut joined = Vec::new();
    for person in people {
        let number: Option<i64> = tx
            .prepare_cached(
                "UPDATE users SET waitlist_number = 1 + coalesce((SELECT value FROM counts WHERE name = 'waitlist_numbers'), 0)
                 WHERE id = ?1 AND waitlist_number IS NULL AND is_activated = 1 AND is_admin = 0
                 RETURNING waitlist_number",
            )?
            .query_row([person], |row| row.get(0))
            .optional()?;
        if let Some(number) = number {
            waitlist_numbers::set_last(tx, number)?;
            joined.push(*person);
        }
    }
    let count = joined.len();
    if count > 0 {
        ledger::append(tx, &Event::WaitlistJoined { people: joined }, now)?;
    }
    Ok(count)
}

/// Confirmed people without a number, in the order of their confirmations as far as it is known. One
/// whose signup a program did not confirm yet is left out.
pub fn list_missing(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare(
        "SELECT u.id FROM users u LEFT JOIN attributions a ON a.referee_id = u.id
         WHERE u.waitlist_number IS NULL AND u.is_activated = 1 AND u.is_admin = 0
           AND (a.id IS NULL OR a.confirmed_at IS NOT NULL OR a.rejected IS NOT NULL)
         ORDER BY coalesce(a.confirmed_at, u.date), u.id",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

/// Admits a person who waits; false for one who was admitted, or does not wait.
pub fn admit(tx: &Transaction, person: i64, by: DecidedByWho, now: Timestamp) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET admitted_at = ?2
             WHERE id = ?1 AND waitlist_number IS NOT NULL AND admitted_at IS NULL",
        )?
        .execute((person, now))?;
    if changed == 1 {
        let DecidedByWho { admin: by, key } = by;
        ledger::append(tx, &Event::Admitted { person, by, key }, now)?;
    }
    Ok(changed == 1)
}

/// A person on the waitlist, before the place is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub person: i64,
    /// The nth to be confirmed.
    pub number: i64,
    /// Referrals that count.
    pub counted: i64,
    pub admitted_at: Option<Timestamp>,
}

impl Entry {
    pub fn rank(&self, places: i64) -> Rank {
        Rank::new(self.number, self.counted, places)
    }
}

/// `None` for one who is not on the waitlist.
pub fn find(conn: &Connection, person: i64) -> rusqlite::Result<Option<Entry>> {
    conn.prepare_cached(
        "SELECT waitlist_number, counted, admitted_at FROM users
         WHERE id = ?1 AND waitlist_number IS NOT NULL",
    )?
    .query_row([person], |row| {
        Ok(Entry {
            person,
            number: row.get("waitlist_number")?,
            counted: row.get("counted")?,
            admitted_at: row.get("admitted_at")?,
        })
    })
    .optional()
}

/// Where a person is; `None` for one who is not on the waitlist.
pub fn find_place(conn: &Connection, person: i64, places: i64) -> rusqlite::Result<Option<WaitlistPlace>> {
    let Some(entry) = find(conn, person)? else { return Ok(None) };
    let (place, is_about) = match entry.admitted_at {
        Some(_) => (None, false),
        None => {
            let before = count_before(conn, entry.rank(places), places)?;
            (Some(before + 1), is_about(conn, &entry, places)?)
        }
    };
    let of = count_waiting(conn)?;
    Ok(Some(WaitlistPlace { place, of, is_about, admitted_at: entry.admitted_at }))
}

/// Those who wait.
pub fn count_waiting(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(sum(people), 0) FROM waitlist_blocks")?
        .query_row([], |row| row.get(0))
}

pub fn count_admitted(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM users WHERE admitted_at IS NOT NULL")?
        .query_row([], |row| row.get(0))
}

/// Those who wait before a rank. Whole blocks are summed up, and of each number of referrals one block is
/// counted in its index.
pub fn count_before(conn: &Connection, rank: Rank, places: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached(COUNT_BEFORE)?
        .query_row(named_params! {":score": rank.score, ":number": rank.number, ":places": places}, |row| {
            row.get(0)
        })
}

/// `below`: the first number that is not before the rank, of people with as many referrals.
pub const COUNT_BEFORE: &str = "
    SELECT coalesce(sum(CASE
        WHEN (b.block + 1) * 1024 <= b.below THEN b.people
        WHEN b.block * 1024 < b.below THEN (
            SELECT count(*) FROM users u
            WHERE u.waitlist_number IS NOT NULL AND u.admitted_at IS NULL AND u.counted = b.counted
              AND u.waitlist_number >= b.block * 1024 AND u.waitlist_number < b.below)
        ELSE 0 END), 0)
    FROM (SELECT counted, block, people,
                 :score + :places * counted + (:score + :places * counted < :number) AS below
          FROM waitlist_blocks) b";

/// Whether a review that is open can move a person: one of their own referrals, or one of a person that
/// it would move past them.
pub fn is_about(conn: &Connection, entry: &Entry, places: i64) -> rusqlite::Result<bool> {
    let rank = entry.rank(places);
    conn.prepare_cached(IS_ABOUT)?.query_row(
        named_params! {
            ":person": entry.person, ":score": rank.score, ":number": rank.number, ":places": places
        },
        |row| row.get(0),
    )
}

/// `best` and `worst`: the scores that the reviews leave open.
pub const IS_ABOUT: &str = "
    SELECT EXISTS (
        SELECT 1 FROM (
            SELECT u.id, u.waitlist_number AS number,
                   u.waitlist_number - :places * (u.counted + r.more) AS best,
                   u.waitlist_number - :places * (u.counted - r.less) AS worst
            FROM (SELECT referrer_id, sum(state = 'held') AS more, sum(state = 'confirmed') AS less
                  FROM attributions INDEXED BY attributions_in_review
                  WHERE review = 'open' GROUP BY referrer_id) r
            CROSS JOIN users u ON u.id = r.referrer_id
            WHERE u.waitlist_number IS NOT NULL AND u.admitted_at IS NULL)
        WHERE id = :person
           OR (best, number) < (:score, :number) AND (worst, number) > (:score, :number))";

/// Those who wait behind `after`, in the order of their places. Of each number of referrals the index has
/// them in order, so it is read as far as it may be among the first `limit`.
pub fn list_after(conn: &Connection, after: Rank, limit: usize, places: i64) -> rusqlite::Result<Vec<Entry>> {
    let counts: Vec<i64> = conn
        .prepare_cached("SELECT DISTINCT counted FROM waitlist_blocks")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    // The last of the first `limit` is on top.
    let mut first: BinaryHeap<(Rank, i64, i64)> = BinaryHeap::new();
    let mut select = conn.prepare_cached(
        "SELECT id, waitlist_number FROM users
         WHERE waitlist_number IS NOT NULL AND admitted_at IS NULL AND counted = ?1 AND waitlist_number >= ?2
         ORDER BY waitlist_number LIMIT ?3",
    )?;
    for counted in counts {
        let from = after.first_number_behind(counted, places);
        let mut rows = select.query((counted, from, limit as i64))?;
        while let Some(row) = rows.next()? {
            let (person, number) = (row.get(0)?, row.get(1)?);
            let rank = Rank::new(number, counted, places);
            if first.len() >= limit {
                if first.peek().is_none_or(|(last, ..)| *last < rank) {
                    break;
                }
                first.pop();
            }
            first.push((rank, person, counted));
        }
    }
    let sorted = first.into_sorted_vec().into_iter();
    Ok(sorted
        .map(|(rank, person, counted)| Entry { person, number: rank.number, counted, admitted_at: None })
        .collect())
}

/// The rank behind which the places above `skipped` are, and how many more to skip behind it: people of
/// one score, who are no more than there are numbers of referrals.
pub fn find_rank(conn: &Connection, skipped: i64, places: i64) -> rusqlite::Result<(Rank, usize)> {
    if skipped <= 0 {
        return Ok((Rank::FIRST, 0));
    }
    let (mut low, mut high): (i64, i64) = conn
        .prepare_cached(
            "SELECT coalesce(0 - ?1 * max(counted), 0), coalesce((max(block) + 1) * 1024, 0) + 1 FROM waitlist_blocks",
        )?
        .query_row([places], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // The greatest score before which at most `skipped` are.
    while low < high {
        let middle = low + (high - low + 1) / 2;
        match count_before(conn, Rank::of_score(middle), places)? <= skipped {
            true => low = middle,
            false => high = middle - 1,
        }
    }
    let rank = Rank::of_score(low);
    let rest = skipped - count_before(conn, rank, places)?;
    Ok((rank, usize::try_from(rest).unwrap_or(0)))
}
