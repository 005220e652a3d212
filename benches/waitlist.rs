//! Time of places on a waitlist of a million people, of whom every fifth brought others, with a thousand
//! reviews open. The database is a file; every time is the best and the worst of 30.
//!
//! `cargo bench --bench waitlist`

#![allow(clippy::print_stdout, reason = "what it measures is its answer")]

use std::time::{Duration, Instant};

use referral::domain::timestamp::Timestamp;
use referral::domain::waitlist::Rank;
use referral::store::ledger::DecidedByWho;
use referral::store::listing::ListQuery;
use referral::store::{Db, waitlist, waitlist_list};

const NOW: Timestamp = Timestamp(1_773_489_600);
const PEOPLE: i64 = 1_000_000;
const PLACES: i64 = 5;
const RUNS: i64 = 30;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Fallible<()> {
    let folder = tempfile::tempdir()?;
    let db = Db::open(&folder.path().join("referral.db"))?;
    db.write(|tx| -> rusqlite::Result<()> {
        tx.execute(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
             INSERT INTO users (is_activated, date) SELECT 1, n FROM n",
            [PEOPLE],
        )?;
        // Up to 40 referrals each, of the fewer the more.
        tx.execute(
            "UPDATE users SET waitlist_number = id, counted = iif(id % 5, 0, 1 + (id * 7919 % 41) * (id * 104729 % 37) / 37)",
            [],
        )?;
        tx.execute(
            "INSERT INTO attributions (referee_id, referrer_id, rule, registered_at, confirmed_at, review)
             SELECT id, id + 500, 'told', 1, 2, 'open' FROM users WHERE id % 1000 = 1 AND id < ?1",
            [PEOPLE - 1_000],
        )?;
        Ok(())
    })?;
    println!("{PEOPLE} people");
    let someone = |run: i64| 1 + (run * 333_667) % PEOPLE;
    time("a place", |run| {
        db.read(|conn| {
            let entry = waitlist::find(conn, someone(run))?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            waitlist::count_before(conn, entry.rank(PLACES), PLACES)
        })
    })?;
    time("a place, how many wait, and whether a review is within reach", |run| {
        db.read(|conn| waitlist::find_place(conn, someone(run), PLACES))
    })?;
    time("the first page of the list", |_| db.read(|conn| page(conn, 0)))?;
    time("a page in the middle", |run| {
        db.read(|conn| page(conn, 500_000 + usize::try_from(run).unwrap_or(0) * 50))
    })?;
    time("100 admitted, without their emails", |_| {
        db.write(|tx| {
            for entry in waitlist::list_after(tx, Rank::FIRST, 100, PLACES)? {
                waitlist::admit(tx, entry.person, DecidedByWho::default(), NOW)?;
            }
            rusqlite::Result::Ok(())
        })
    })
}

fn page(conn: &referral::store::Connection, offset: usize) -> rusqlite::Result<usize> {
    let query = ListQuery {
        search: String::new(),
        filter: waitlist_list::WAITING,
        sort: "place",
        is_descending: false,
        offset,
        limit: 51,
        now: NOW,
    };
    waitlist_list::list(conn, &query, PLACES).map(|found| found.len())
}

fn time<T>(what: &str, work: impl Fn(i64) -> rusqlite::Result<T>) -> Fallible<()> {
    let (mut best, mut worst) = (Duration::MAX, Duration::ZERO);
    for run in 0..RUNS {
        let start = Instant::now();
        work(run)?;
        best = best.min(start.elapsed());
        worst = worst.max(start.elapsed());
    }
    println!("{what}: {best:.1?} to {worst:.1?}");
    Ok(())
}
