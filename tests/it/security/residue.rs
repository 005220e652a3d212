//! What SQLite itself leaves of what was deleted, in the unused room of pages, goes with the next person who is deleted.

use std::sync::Arc;

use referral::background::purge::Purger;
use referral::store::{Db, residue};
use rusqlite::Connection;

use super::{bytes, holds};
use crate::site::harness::{PASSWORD, Site, Visitor};
use crate::wait::until;

/// Stands in every row that is deleted, and nowhere else.
const MARK: &str = "zoyamira";

/// Looks the whole file over; says in how many parts.
fn looks_it_over(db: &Db) -> usize {
    1 + std::iter::repeat_with(|| residue::wipe(db).expect("a look")).take_while(|through| !through).count()
}

/// Rows come, grow and shrink in pages that are packed anew for them, and those with the mark are deleted as anything is,
/// with `secure_delete`: until SQLite has left the mark somewhere.
fn leaves_residue(site: &Site) {
    // Any course will do; the same each time (Knuth, TAOCP 3.3.4).
    let mut state = 2026_u64;
    let mut chance = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..20 {
        site.db(|conn| rows_come_and_go(conn, &mut chance)).expect("a commit");
        assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
        if is_marked(site) {
            return;
        }
    }
    panic!("SQLite clears it by itself now: what wipes it can go");
}

fn rows_come_and_go(conn: &mut Connection, chance: &mut impl FnMut(u64) -> u64) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    let mut names = Vec::new();
    let text = |what: &str, length: u64| format!("{what}{}", "x".repeat(length as usize)).into_bytes();
    for number in 0..3_000 {
        let what = if number % 5 == 0 { MARK } else { "other" };
        names.push(format!("{:08}", chance(100_000_000)));
        let put = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        tx.prepare_cached(put)?.execute((names.last(), text(what, chance(200))))?;
        if number % 3 == 0 {
            let again = &names[chance(names.len() as u64) as usize];
            let change = "UPDATE settings SET value = ?2 WHERE name = ?1";
            tx.prepare_cached(change)?.execute((again, text("other", chance(200))))?;
        }
    }
    let deleted =
        tx.execute(&format!("DELETE FROM settings WHERE CAST(value AS TEXT) LIKE '{MARK}%'"), [])?;
    assert!(deleted > 200, "{deleted}");
    tx.commit()
}

/// Whether the mark stands anywhere in the files. Pages of nothing are passed over at once.
fn is_marked(site: &Site) -> bool {
    bytes(site).chunks(4096).any(|page| page != [0; 4096] && holds(page, MARK))
}

fn deletes_the_profile(mut who: Visitor) {
    who.submits("/profile/delete", &[("password", PASSWORD)]).leads_to("/");
}

/// Pages that are to be looked at, or more.
fn left(site: &Site) -> u32 {
    let look = "SELECT max(value) FROM settings WHERE name = 'unused room to look over'";
    let bytes = site.value::<Option<Vec<u8>>>(look).unwrap_or_else(|| vec![0; 12]);
    u32::from_be_bytes(bytes[4..8].try_into().expect("four bytes"))
}

/// As a deletion does, but that nothing is looked at yet; the first page will be `next`. Somebody has to have been deleted.
fn begin_a_look(site: &Site, next: u32) {
    site.execute(&format!(
        "UPDATE settings SET value = x'{next:08X}FFFFFFFF00000000' WHERE name = 'unused room to look over'"
    ));
}

#[track_caller]
fn is_wiped(site: &Site, settings: &[(String, Vec<u8>)]) {
    assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
    assert!(!is_marked(site));
    is_whole(site, settings);
}

#[track_caller]
fn is_whole(site: &Site, settings: &[(String, Vec<u8>)]) {
    assert_eq!(site.value::<String>("PRAGMA integrity_check"), "ok");
    assert_eq!(rows(site), settings, "what is not deleted stays as it was");
}

/// All that the rows beside the deleted ones hold.
fn rows(site: &Site) -> Vec<(String, Vec<u8>)> {
    site.db(|conn| {
        let sql = "SELECT name, value FROM settings WHERE name GLOB '[0-9]*' ORDER BY name";
        let mut statement = conn.prepare(sql).expect("a table");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    })
}

#[test]
fn what_packing_pages_anew_left_is_wiped_with_a_deletion_and_all_else_is_kept() {
    let site = Site::on_disk();
    let zoya = site.member("Zoya", "zoya@example.com");
    leaves_residue(&site);
    assert!(residue::wipe(&site.app.db).expect("a look") && is_marked(&site), "nobody was deleted");
    let kept = rows(&site);
    deletes_the_profile(zoya);
    assert!(!is_marked(&site));
    is_whole(&site, &kept);
}

#[test]
fn a_large_file_is_looked_over_in_parts_that_another_process_goes_on_with() {
    let site = Site::on_disk();
    let (zoya, yana) = (site.member("Zoya", "zoya@example.com"), site.member("Yana", "yana@example.com"));
    // 48 MB before the pages in question: more than a deletion waits for.
    site.execute("CREATE TABLE large (bytes BLOB)");
    site.execute("INSERT INTO large VALUES (zeroblob(48 * 1024 * 1024))");
    leaves_residue(&site);
    let kept = rows(&site);
    deletes_the_profile(zoya);
    assert!(is_marked(&site), "not yet");

    let beside = Db::open_existing(&site.file()).expect("the same file");
    assert!(!residue::wipe(&beside).expect("a look"));
    // Somebody else is deleted meanwhile: the look goes round, to where it was then.
    deletes_the_profile(yana);
    let pages = usize::try_from(site.value::<i64>("PRAGMA page_count")).expect("a number of pages");
    assert_eq!(looks_it_over(&beside), pages.div_ceil(1024) - 8);
    is_wiped(&site, &kept);
    assert_eq!(looks_it_over(&site.app.db), 1, "and then there is nothing to look at");
}

#[test]
fn the_chores_look_over_what_a_kill_left() {
    let site = Site::on_disk();
    deletes_the_profile(site.member("Zoya", "zoya@example.com"));
    leaves_residue(&site);
    let kept = rows(&site);
    assert_eq!(left(&site), 0, "that deletion's is done");
    begin_a_look(&site, 1);
    let chores = Purger::start(Arc::clone(&site.app)).expect("a thread");
    until("the look", || left(&site) == 0);
    chores.stop();
    is_wiped(&site, &kept);
}

#[test]
fn what_a_file_gains_during_a_look_takes_nothing_away_from_it() {
    let site = Site::on_disk();
    deletes_the_profile(site.member("Zoya", "zoya@example.com"));
    site.execute("CREATE TABLE large (bytes BLOB)");
    let grow = |megabytes: u32| {
        site.execute(&format!("INSERT INTO large VALUES (zeroblob({megabytes} * 1024 * 1024))"));
    };
    leaves_residue(&site);
    let kept = rows(&site);
    // This look comes to the pages in question last, when it has been to those behind them.
    begin_a_look(&site, site.value("PRAGMA page_count"));
    grow(12);
    let mut parts = 1;
    while !residue::wipe(&site.app.db).expect("a look") {
        grow(1);
        parts += 1;
    }
    assert!(parts > 3, "{parts}");
    is_wiped(&site, &kept);
}

#[test]
fn a_file_that_somebody_had_vacuum_itself_is_left_alone() {
    let site = Site::on_disk();
    let zoya = site.member("Zoya", "zoya@example.com");
    site.db(|conn| conn.execute_batch("PRAGMA auto_vacuum = FULL; VACUUM")).expect("a vacuum");
    // Its second page of pointers is its 822nd.
    site.execute("CREATE TABLE large (bytes BLOB)");
    site.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) \
         INSERT INTO large SELECT zeroblob(100) FROM n",
    );
    leaves_residue(&site);
    let kept = rows(&site);
    deletes_the_profile(zoya);
    assert!(is_marked(&site));
    assert_eq!(left(&site), 0, "nothing is tried again");
    is_whole(&site, &kept);
}

#[test]
fn the_end_of_a_day_begins_a_look_for_what_ended_by_itself() {
    let site = Site::on_disk();
    let code = site.member("Zoya", "zoya@example.com").adds_code();
    site.visitor().opens(&format!("/{code}"));
    site.flush_clicks();
    looks_it_over(&site.app.db);
    assert_eq!(left(&site), 0);
    site.clock.advance(86_400);
    site.flush_clicks();
    assert_ne!(left(&site), 0);
}
