//! Those who write at the same moment share a commit, and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use referral::store::{Transaction, settings};

use super::harness::Site;

const WRITERS: usize = 12;
const DEEDS: usize = 40;

#[test]
fn one_that_fails_or_panics_takes_nothing_of_the_others_along() {
    let site = Site::on_disk();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let site = &site;
            scope.spawn(move || (0..DEEDS).for_each(|deed| does(site, writer, deed)));
        }
    });
    let expected = (0..WRITERS * DEEDS).filter(|n| ending(n / DEEDS, n % DEEDS) == Ending::Well).count();
    let there = "SELECT count(*) FROM settings WHERE name LIKE 'deed%'";
    assert_eq!(site.value::<i64>(there), i64::try_from(expected).expect("a number"));
}

#[derive(PartialEq)]
enum Ending {
    Well,
    Failure,
    Panic,
}

fn ending(writer: usize, deed: usize) -> Ending {
    match (writer + deed) % 5 {
        0 => Ending::Failure,
        1 => Ending::Panic,
        _ => Ending::Well,
    }
}

/// One deed, and whether everybody sees it, or nobody, as soon as its writer knows how it ended.
fn does(site: &Site, writer: usize, deed: usize) {
    let name = format!("deed-{writer}-{deed}");
    let work = |tx: &Transaction| -> Result<(), rusqlite::Error> {
        settings::set(tx, &name, b"done")?;
        match ending(writer, deed) {
            Ending::Well => Ok(()),
            Ending::Failure => Err(rusqlite::Error::InvalidQuery),
            Ending::Panic => panic!("as asked"),
        }
    };
    let ended = catch_unwind(AssertUnwindSafe(|| site.app.db.write(work)));
    let well = matches!(ended, Ok(Ok(())));
    assert_eq!(well, ending(writer, deed) == Ending::Well, "{name}");
    // Readers have connections of their own: they see what is committed and nothing else.
    let seen = site.app.db.read(|conn| {
        conn.query_row("SELECT count(*) FROM settings WHERE name = ?1", [&name], |row| row.get::<_, i64>(0))
    });
    assert_eq!(seen.expect("read"), i64::from(well), "{name}");
}

#[test]
fn those_who_write_at_once_share_a_commit() {
    let site = Site::on_disk();
    let commits = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&commits);
    site.db(|conn| {
        conn.commit_hook(Some(move || {
            counting.fetch_add(1, Ordering::SeqCst);
            false
        }))
        .expect("a hook");
    });
    let mut written = 0;
    // Nobody can say when threads meet, but meet they do.
    for _ in 0..200 {
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                let site = &site;
                scope.spawn(move || {
                    let name = format!("writer-{writer}");
                    site.app.db.write(|tx| settings::set(tx, &name, b"")).expect("written");
                });
            }
        });
        written += WRITERS;
        if commits.load(Ordering::SeqCst) < written {
            return;
        }
    }
    panic!("{written} writes took {} commits", commits.load(Ordering::SeqCst));
}

#[test]
fn a_commit_that_fails_is_a_failure_to_everybody_who_shared_it() {
    let site = Site::on_disk();
    site.db(|conn| conn.commit_hook(Some(|| true)).expect("a hook"));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let site = &site;
            scope.spawn(move || {
                let name = format!("deed-{writer}");
                assert!(site.app.db.write(|tx| settings::set(tx, &name, b"")).is_err());
            });
        }
    });
    site.db(|conn| conn.commit_hook(None::<fn() -> bool>).expect("no hook"));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM settings WHERE name LIKE 'deed%'"), 0);
    site.app.db.write(|tx| settings::set(tx, "deed", b"")).expect("all is well again");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM settings WHERE name LIKE 'deed%'"), 1);
}
