//! What was written moves from the write-ahead log into the database, and nobody who writes or reads waits for it.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::time::{Duration, Instant};

use referral::store::conn::checkpoints::{CheckpointThread, WalPages};
use referral::store::settings;
use rusqlite::Connection;

use super::harness::Site;
use crate::wait::until;

/// Less than a program that serves lets the log hold, so that little has to be written.
const SMALL: WalPages = WalPages { interval_pages: 4000, max_pages: 16_000 };

/// More than the log may hold before it is moved, in bytes, and less than the writer would wait for.
const MUCH: usize = 20 << 20;

#[test]
fn the_wal_is_checkpointed_and_restarts_while_others_write() {
    let site = Site::on_disk();
    let checkpoints = start(&site);
    let began = beginning(&site);
    write(&site, "first");
    until("what was written is in the database", || database(&site) > MUCH as u64);
    writes_until(&site, "the log begins anew, though one write follows another", || {
        beginning(&site) != began
    });
    let longest = fs::metadata(log(&site)).expect("the log").len();
    assert!(longest < 2 * MUCH as u64, "before it is so long that the writer moves it: {longest} bytes");
    checkpoints.stop();
}

#[test]
fn without_the_thread_the_writer_moves_it() {
    let site = Site::on_disk();
    write(&site, "before it starts");
    assert!(database(&site) > MUCH as u64, "{}", database(&site));
    let checkpoints = start(&site);
    checkpoints.stop();
    write(&site, "after it ended");
    assert!(database(&site) > 2 * MUCH as u64, "{}", database(&site));
}

#[test]
fn a_thread_that_does_not_get_on_is_helped() {
    let site = Site::on_disk();
    let checkpoints = start(&site);
    let hers = Connection::open(site.file()).expect("another program");
    hers.execute_batch("BEGIN; SELECT count(*) FROM users").expect("a long look");
    (0..4).for_each(|part| write(&site, &format!("part {part}")));
    assert!(database(&site) < MUCH as u64, "or she is in nobody's way: {}", database(&site));
    hers.execute_batch("COMMIT").expect("an end");
    writes_until(&site, "what she held up is moved by whoever writes next", || {
        database(&site) > 4 * MUCH as u64
    });
    checkpoints.stop();
}

#[test]
fn truncating_the_wal_waits_for_no_reader() {
    let site = Site::on_disk();
    let reader = Connection::open(site.file()).expect("another program");
    reader.execute_batch("BEGIN; SELECT * FROM users").expect("a long look");
    site.member("Anna", "anna@example.com");
    let begun = Instant::now();
    assert!(!site.app.db.checkpoint_truncate().expect("no error"), "the reader still needs the log");
    assert!(begun.elapsed() < Duration::from_secs(5), "as long as another writer would have to wait");
    reader.execute_batch("COMMIT").expect("an end");
    assert!(site.app.db.checkpoint_truncate().expect("a checkpoint"));
}

#[test]
fn a_read_transaction_ends_with_its_request() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let other = Connection::open(site.file()).expect("another program");
    let rename = |name| other.execute("UPDATE users SET firstname = ?1", [name]).expect("a change");
    for name in ["Annabel", "Anna"].into_iter().cycle().take(1200) {
        let seen = site.app.db.begin_read().expect("begun").expect("a file");
        seen.query_row("SELECT count(*) FROM settings", [], |row| row.get::<_, i64>(0)).expect("a number");
        drop(seen);
        rename(name);
        assert!(cuts(&other), "no reader is left in its way");
    }
    anna.opens("/profile").says("Anna").keeps_quiet_of("Annabel");
}

#[test]
fn a_snapshot_has_another_version_after_each_commit() {
    let site = Site::on_disk();
    site.member("Anna", "anna@example.com");
    let version = || site.app.db.begin_read().expect("begun").expect("a file").version().expect("a version");
    let before = version();
    assert_eq!(before, version());
    site.execute("UPDATE users SET firstname = firstname");
    assert_ne!(before, version());
}

#[test]
fn with_a_replicator_the_wal_is_left_to_it() {
    let site = Site::on_disk_with(|config| config.database.checkpoint = false);
    let checkpoints = CheckpointThread::start(&site.app.db, SMALL, |run| drop(run())).expect("no error");
    assert!(checkpoints.is_none(), "somebody else looks after the log");
    (0..4).for_each(|part| write(&site, &format!("part {part}")));
    assert!(!site.app.db.checkpoint_truncate().expect("no error"));
    assert!(database(&site) <= 8192, "nothing was moved into the database: {} bytes", database(&site));
    assert!(fs::metadata(log(&site)).expect("the log").len() > 4 * MUCH as u64);
}

#[test]
fn in_memory_there_is_no_log() {
    let site = Site::new();
    assert!(CheckpointThread::start(&site.app.db, SMALL, |run| drop(run())).expect("no error").is_none());
}

/// Whether another program can cut the log without waiting for anybody.
fn cuts(other: &Connection) -> bool {
    other.busy_timeout(Duration::ZERO).expect("set");
    let busy = other.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    busy.expect("an answer") == 0
}

fn start(site: &Site) -> CheckpointThread {
    CheckpointThread::start(&site.app.db, SMALL, |run| drop(run()))
        .expect("a thread")
        .expect("a log to look after")
}

/// One small write after the other.
fn writes_until(site: &Site, what: &str, mut is_done: impl FnMut() -> bool) {
    let mut more: u64 = 0;
    until(what, || {
        more += 1;
        site.app.db.write(|tx| settings::set(tx, "small", &more.to_le_bytes())).expect("written");
        is_done()
    });
}

fn write(site: &Site, name: &str) {
    let much = vec![b'x'; MUCH];
    site.app.db.write(|tx| settings::set(tx, name, &much)).expect("written");
}

/// Bytes of the database without its log.
fn database(site: &Site) -> u64 {
    fs::metadata(site.file()).expect("the database").len()
}

fn log(site: &Site) -> std::path::PathBuf {
    site.file().with_extension("db-wal")
}

/// Two numbers that are others each time the log begins anew (SQLite's file format, 4.1: the salts).
fn beginning(site: &Site) -> [u8; 8] {
    let mut salts = [0; 8];
    File::open(log(site)).expect("the log").read_exact_at(&mut salts, 16).expect("its header");
    salts
}
