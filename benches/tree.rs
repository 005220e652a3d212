//! Time of queries on the referral tree: a chain of 1,000, a branch of 100,000, and 100,000 referees of one
//! person. The database is a file; every time is the best of three, except for what can be done once.
//!
//! `cargo bench --bench tree`

#![allow(clippy::print_stdout, reason = "what it measures is its answer")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use referral::domain::code::Code;
use referral::domain::email::Email;
use referral::domain::person::Firstname;
use referral::domain::referral_status::AttributionRule;
use referral::domain::timestamp::Timestamp;
use referral::store::Transaction;
use referral::store::attributions::{self, Claim, Eligibility};
use referral::store::branch_freeze;
use referral::store::conn::checkpoints::{CheckpointThread, WalPages};
use referral::store::email_confirmation;
use referral::store::ledger::{self, Evidence};
use referral::store::referrals::{self, CodeTerms};
use referral::store::users::{self, NewUser};
use referral::store::{Db, branches, change_referrer, reviews, settings};

const NOW: Timestamp = Timestamp(1_773_489_600);
const PEOPLE: i64 = 100_000;
const DEPTH: i64 = 1_000;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Fallible<()> {
    let folder = tempfile::tempdir()?;
    let db = Arc::new(Db::open(&folder.path().join("referral.db"))?);
    // As in a server: a thread of checkpoints, so that a write does not run one.
    let checkpoints = CheckpointThread::start(&db, WalPages::default(), |run| drop(run()))?;
    // The roots of the three branches, and a person without one.
    let (chain, broad, flat, other) = db.write(|tx| -> rusqlite::Result<_> {
        let code = code(tx)?;
        let other = person(tx, code, None)?;
        let chain = person(tx, code, None)?;
        let mut last = chain;
        for _ in 0..DEPTH {
            last = person(tx, code, Some(last))?;
        }
        let broad = person(tx, code, None)?;
        let mut branch = vec![broad];
        for n in 0..PEOPLE {
            branch.push(person(tx, code, Some(branch[usize::try_from(n / 10).unwrap_or(0)]))?);
        }
        let flat = person(tx, code, None)?;
        for _ in 0..PEOPLE {
            person(tx, code, Some(flat))?;
        }
        Ok(((chain, last), (broad, branch[branch.len() - 1]), flat, other))
    })?;
    println!("depth {DEPTH}, and two branches of {PEOPLE}");
    let (top, lowest) = chain;
    reads("chain: counts", || db.read(|conn| branches::count_below(conn, top)).map(|c| format!("{c:?}")))?;
    reads("chain: everybody above the lowest", || {
        db.read(|conn| branches::list_ancestors(conn, lowest)).map(|a| a.len().to_string())
    })?;
    writes("chain: the top moved below its lowest", || {
        db.write(|tx| change_referrer::change(tx, top, lowest, None, "why", NOW)).map(|m| format!("{m:?}"))
    })?;
    writes("chain: the lowest moved to the top", || {
        db.write(|tx| change_referrer::change(tx, lowest, top, None, "why", NOW)).map(|m| format!("{m:?}"))
    })?;
    for (name, root, inner) in [("broad", broad.0, broad.1), ("flat", flat, flat)] {
        reads(&format!("{name}: counts"), || {
            db.read(|conn| branches::count_below(conn, root)).map(|c| format!("{c:?}"))
        })?;
        reads(&format!("{name}: a page of children"), || {
            db.read(|conn| branches::list_children(conn, root, i64::MAX, 51)).map(|c| c.len().to_string())
        })?;
        reads(&format!("{name}: everybody above"), || {
            db.read(|conn| branches::list_ancestors(conn, inner)).map(|a| a.len().to_string())
        })?;
        writes_with_others(&format!("{name}: freeze"), &db, || {
            db.write(|tx| branch_freeze::freeze(tx, root, None, "why", NOW)).map(|f| f.to_string())
        })?;
        writes(&format!("{name}: moved while frozen"), || {
            db.write(|tx| change_referrer::change(tx, root, other, None, "why", NOW))
                .map(|m| format!("{m:?}"))
        })?;
        writes_with_others(&format!("{name}: restore"), &db, || {
            db.write(|tx| branch_freeze::restore(tx, root, None, "why", NOW)).map(|r| r.to_string())
        })?;
        writes(&format!("{name}: rejected one by one"), || {
            let all = db.read(|conn| branches::list_reviewable(conn, root, false))?;
            for some in all.chunks(200) {
                db.write(|tx| {
                    some.iter().try_for_each(|id| reviews::reject(tx, *id, None, "why", NOW).map(|_| ()))
                })?;
            }
            Ok(all.len().to_string())
        })?;
    }
    reads("verify", || db.read(ledger::verify).map(|v| format!("{v:?}")))?;
    writes("a thousand frozen one by one", || {
        let farm = db.read(|conn| branches::list_children(conn, flat, i64::MAX, 1_000))?;
        for person in farm.iter().filter_map(|child| child.referee.referee_id) {
            db.write(|tx| branch_freeze::freeze(tx, person, None, "why", NOW))?;
        }
        Ok(farm.len().to_string())
    })?;
    reads("verify, after that", || db.read(ledger::verify).map(|v| format!("{v:?}")))?;
    if let Some(checkpoints) = checkpoints {
        checkpoints.stop();
    }
    Ok(())
}

fn reads(what: &str, mut act: impl FnMut() -> rusqlite::Result<String>) -> rusqlite::Result<()> {
    let mut best = (Duration::MAX, String::new());
    for _ in 0..3 {
        best = best.min(timed(&mut act)?);
    }
    println!("{what:40} {:>9.3} ms   {}", best.0.as_secs_f64() * 1e3, best.1);
    Ok(())
}

fn writes(what: &str, act: impl FnOnce() -> rusqlite::Result<String>) -> rusqlite::Result<()> {
    let (took, came) = timed(act)?;
    println!("{what:40} {:>9.3} ms   {came}", took.as_secs_f64() * 1e3);
    Ok(())
}

/// Runs a write, and measures the longest of the small writes that wait for it.
fn writes_with_others(
    what: &str,
    db: &Db,
    act: impl FnOnce() -> rusqlite::Result<String>,
) -> rusqlite::Result<()> {
    let done = AtomicBool::new(false);
    let (longest, came) = thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            while !done.load(Ordering::SeqCst) {
                let begun = Instant::now();
                db.write(|tx| settings::set(tx, "bench", b"another's"))?;
                longest = longest.max(begun.elapsed());
            }
            Ok::<_, rusqlite::Error>(longest)
        });
        let came = writes(what, act);
        done.store(true, Ordering::SeqCst);
        (other.join(), came)
    });
    let longest = longest.unwrap_or(Err(rusqlite::Error::InvalidQuery))?;
    println!("{:40} {:>9.3} ms", "  the longest write of others at that time", longest.as_secs_f64() * 1e3);
    came
}

fn timed(act: impl FnOnce() -> rusqlite::Result<String>) -> rusqlite::Result<(Duration, String)> {
    let begun = Instant::now();
    let came = act()?;
    Ok((begun.elapsed(), came))
}

/// A code, for the claims to name.
fn code(tx: &Transaction) -> rusqlite::Result<i64> {
    let owner = person(tx, 0, None)?;
    let terms = CodeTerms { description: Default::default(), expires_at: Some(NOW.plus(1)), max_uses: None };
    let added = referrals::insert(tx, owner, &Code::generated([1; 9]), &terms, NOW)?;
    added.id().ok_or(rusqlite::Error::InvalidQuery)
}

/// A confirmed user, and a referee of `referrer` if there is one.
fn person(tx: &Transaction, code: i64, referrer: Option<i64>) -> rusqlite::Result<i64> {
    let number: i64 = tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM users", [], |row| row.get(0))?;
    let registration = NewUser {
        firstname: Some(&Firstname::parse("Person").map_err(|_| rusqlite::Error::InvalidQuery)?),
        email: &Email::from_db(format!("person{number}@example.com")),
        password: Some("$scrypt$"),
        lang: Some("ru"),
    };
    let id = users::insert(tx, &registration, NOW)?;
    email_confirmation::confirm(tx, id)?;
    if let Some(referrer_id) = referrer {
        let claim = Claim {
            referral_id: code,
            rule: AttributionRule::Typed,
            clicked_at: None,
            source: None,
            evidence: Evidence::default(),
        };
        attributions::insert(tx, id, &claim, Eligibility { referrer_id, rejected: None }, NOW)?;
        attributions::confirm(tx, id, NOW)?;
    }
    Ok(id)
}
