//! After a deletion the file is rewritten, so that copies which SQLite left in unused parts of
//! pages are gone, too.

use std::sync::Arc;

use referral::app::App;
use referral::store::Db;
use referral::store::compaction::{self, MAX_BYTES_UNASKED, Outcome};
use rusqlite::Connection;

use super::{bytes, holds, purged};
use crate::site::harness::{PASSWORD, Site, Visitor};

/// Stands in every row that is deleted, and nowhere else.
const MARK: &str = "zoyamira";

/// Rows come, grow and shrink in pages that are packed anew for them, and those with the mark are
/// deleted as anything is, with `secure_delete`: until SQLite has left the mark somewhere.
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
    panic!("SQLite leaves no copies any more: the rewrite can go");
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

fn deletes_the_profile(mut user: Visitor) {
    user.submits("/profile/delete", &[("password", PASSWORD)]).leads_to("/");
}

fn is_due(site: &Site) -> bool {
    site.app.db.read(compaction::due_since).expect("an answer").is_some()
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
fn copies_in_unused_parts_of_pages_are_gone_after_the_purge_that_follows_a_deletion() {
    let site = Site::on_disk();
    let zoya = site.member("Zoya", "zoya@example.com");
    leaves_residue(&site);
    assert_eq!(compaction::run_if_due(&site.app.db, MAX_BYTES_UNASKED), Ok(Outcome::NotDue));
    assert!(is_marked(&site), "no account was erased");
    let kept = rows(&site);
    deletes_the_profile(zoya);
    assert!(is_due(&site));
    purged(&site);
    assert!(!is_marked(&site));
    is_whole(&site, &kept);
}

#[test]
fn the_purge_of_the_next_start_rewrites_the_file_when_a_kill_came_before() {
    let site = Site::on_disk();
    deletes_the_profile(site.member("Zoya", "zoya@example.com"));
    leaves_residue(&site);
    let next = Arc::new(App::open(site.app.config.clone(), site.clock.clone()).expect("the same database"));
    super::purged_by(&next);
    assert!(!is_marked(&site));
}

#[test]
fn a_large_file_waits_for_compact_and_the_health_page_says_since_when() {
    let site = Site::on_disk();
    let mut admin = site.member("Admin", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let zoya = site.member("Zoya", "zoya@example.com");
    admin.speaks = Some("en");
    admin.opens("/admin/health").is(200).keeps_quiet_of("referral compact");
    leaves_residue(&site);
    let kept = rows(&site);
    deletes_the_profile(zoya);
    // As a larger one is to the purge.
    assert_eq!(compaction::run_if_due(&site.app.db, 100_000), Ok(Outcome::TooLarge));
    assert!(is_marked(&site) && is_due(&site));
    admin.opens("/admin/health").is(200).says("referral compact");

    // The command opens the file a second time, while the server has it.
    let command = Db::open_existing(&site.file()).expect("the same file");
    assert_eq!(compaction::run(&command), Ok(true));
    assert!(!is_marked(&site) && !is_due(&site));
    is_whole(&site, &kept);
    admin.opens("/admin/health").is(200).keeps_quiet_of("referral compact");
    site.member("Yana", "yana@example.com");
}

#[test]
fn a_rewrite_waits_for_no_reader_and_the_log_is_emptied_when_the_last_one_ends() {
    let site = Site::on_disk();
    let zoya = site.member("Zoya", "zoya@example.com");
    leaves_residue(&site);
    let reader = site.app.db.begin_read().expect("a snapshot").expect("a file");
    let users =
        |conn: &Connection| conn.query_row("SELECT count(*) FROM users", [], |row| row.get::<_, i64>(0));
    assert_eq!(users(&reader), Ok(1));
    deletes_the_profile(zoya);
    assert_eq!(compaction::run_if_due(&site.app.db, MAX_BYTES_UNASKED), Ok(Outcome::Rewritten));
    assert_eq!(users(&reader), Ok(1), "the reader sees its own state");
    assert!(is_marked(&site));
    drop(reader);
    assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
    assert!(!is_marked(&site));
}

#[test]
fn a_rewrite_keeps_the_numbers_of_rows_and_the_mark_of_the_schema() {
    let site = Site::on_disk();
    deletes_the_profile(site.member("Zoya", "zoya@example.com"));
    let mark: i64 = site.value("PRAGMA user_version");
    assert_eq!(compaction::run(&site.app.db), Ok(true));
    assert_eq!(site.value::<i64>("PRAGMA user_version"), mark);
    site.member("Yana", "yana@example.com");
    assert_eq!(site.value::<i64>("SELECT id FROM users"), 2);
}

#[test]
fn a_rewrite_that_fails_leaves_the_file_as_it_was_and_stays_due() {
    let site = Site::on_disk();
    deletes_the_profile(site.member("Zoya", "zoya@example.com"));
    let (file, elsewhere) = (site.file(), site.file().with_extension("elsewhere"));
    std::fs::rename(&file, &elsewhere).expect("a move");
    compaction::run(&site.app.db).expect_err("the file is not where it was opened");
    std::fs::rename(&elsewhere, &file).expect("a move");
    assert!(is_due(&site));
    assert_eq!(compaction::run_if_due(&site.app.db, MAX_BYTES_UNASKED), Ok(Outcome::Rewritten));
    assert!(!is_due(&site));
}
