//! `restore`: a backup takes the database's place, or nothing changes.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use referral::store::files::lock::Lock;

use super::{Shell, add_person, find};

/// Anna is in the backup and in the database, Boris in the database alone.
fn with_backup() -> Shell {
    let shell = Shell::with_people(&["Anna"]);
    assert_eq!(shell.run(&["backup", "copy.db"]).code, Some(0));
    add_person(&shell.db(), "Boris");
    shell
}

impl Shell {
    fn kept(&self, ending: &str) -> PathBuf {
        let is_kept =
            |name: &&String| name.starts_with("referral.db.before-restore-") && name.ends_with(ending);
        self.path(self.names().iter().find(is_kept).expect("the old database"))
    }

    /// Whether the database is whole and which of the two it is.
    fn is_the_backup(&self) -> bool {
        assert_eq!(self.run(&["verify"]).code, Some(0));
        assert!(find(&self.path("referral.db"), "Anna").is_some());
        find(&self.path("referral.db"), "Boris").is_none()
    }
}

#[test]
fn a_restore_brings_the_backup_back_and_keeps_what_a_killed_server_left() {
    let shell = with_backup();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    // Killed: what Clara did is in the write-ahead log alone.
    drop(server);
    assert!(shell.path("referral.db-wal").exists());
    let answer = shell.run(&["restore", "copy.db"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let kept = shell.kept("");
    assert!(
        answer.out.starts_with("referral.db is restored, ")
            && answer.out.contains(kept.to_str().expect("UTF-8")),
        "{}",
        answer.out
    );
    assert!(shell.is_the_backup());
    assert!(find(&shell.path("referral.db"), "Clara").is_none());
    assert!(find(&kept, "Boris").is_some() && find(&kept, "Clara").is_some_and(|clara| clara.is_activated));
    // And it serves.
    let server = shell.serve();
    server.has_member("Diana", "diana-secret");
    assert!(server.stops().success());
    assert!(find(&shell.path("copy.db"), "Diana").is_none());
}

#[test]
fn a_database_in_use_is_not_replaced() {
    let shell = with_backup();
    let server = shell.serve();
    shell
        .run(&["restore", "copy.db"])
        .expect_sentence(1, "referral.db: the database is in use; stop the server");
    server.has_member("Clara", "clara-secret");
    assert!(server.stops().success());
    // One that is only starting, and has not opened it yet.
    let starting = Lock::acquire(&shell.path("referral.db")).expect("a lock").expect("free");
    shell.run(&["restore", "copy.db"]).expect_sentence(1, "the database is in use");
    drop(starting);
    // Any other program that has it open counts as well.
    let other = rusqlite::Connection::open(shell.path("referral.db")).expect("a connection");
    other.query_row("SELECT count(*) FROM users", [], |row| row.get::<_, i64>(0)).expect("a read");
    shell.run(&["restore", "copy.db"]).expect_sentence(1, "the database is in use");
    drop(other);
    assert!(!shell.is_the_backup());
    assert_eq!(shell.run(&["restore", "copy.db"]).code, Some(0));
    assert!(shell.is_the_backup());
}

#[test]
fn what_is_no_usable_backup_changes_nothing() {
    let shell =
        with_backup().file("notes.txt", "These are notes and no database, however long they may get.");
    let whole = std::fs::read(shell.path("copy.db")).expect("the backup");
    std::fs::write(shell.path("half.db"), &whole[..whole.len() / 2]).expect("a file");
    std::fs::write(shell.path("empty.db"), "").expect("a file");
    std::fs::write(shell.path("spoilt.db"), &whole).expect("a file");
    super::verify::spoil_an_index(&shell.path("spoilt.db"));
    let foreign = rusqlite::Connection::open(shell.path("foreign.db")).expect("a database");
    foreign.execute_batch("CREATE TABLE bookmarks (id INTEGER)").expect("a table");
    std::fs::write(shell.path("future.db"), &whole).expect("a file");
    super::database_file::move_to_the_future(&shell.path("future.db"));
    let before = std::fs::read(shell.path("referral.db")).expect("the database");
    for (file, sentence) in [
        ("missing.db", "there is no such backup"),
        (".", "there is no such backup"),
        ("referral.db", "the backup is the database itself"),
        ("notes.txt", "the backup is damaged (file is not a database)"),
        ("half.db", "the backup is damaged"),
        ("spoilt.db", "the backup is damaged"),
        ("empty.db", "this is no database of referral's"),
        ("foreign.db", "this is no database of referral's"),
        ("future.db", "the database has schema version 9000 and this program knows"),
    ] {
        shell.run(&["restore", file]).expect_sentence(1, &format!("{file}: {sentence}"));
    }
    assert_eq!(std::fs::read(shell.path("referral.db")).expect("the database"), before);
    let left: Vec<_> = shell.names().into_iter().filter(|name| name.starts_with("referral.db")).collect();
    assert_eq!(left, ["referral.db", "referral.db.lock"]);
}

#[test]
fn a_database_beyond_repair_is_kept_with_its_log() {
    let shell = with_backup();
    let garbage = "garbage, nothing but garbage ".repeat(300);
    let shell = shell
        .file("referral.db", &garbage)
        .file("referral.db-wal", "a log")
        .file("referral.db-shm", "an index");
    assert_eq!(shell.run(&["restore", "copy.db"]).code, Some(0));
    assert!(shell.is_the_backup());
    assert_eq!(std::fs::read_to_string(shell.kept("-wal")).expect("the log"), "a log");
    let kept = shell.names().into_iter().filter(|name| name.contains(".before-restore-")).count();
    assert_eq!(kept, 2);
}

#[test]
fn a_database_that_is_gone_comes_back_without_the_log_it_left() {
    let shell = with_backup();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    drop(server);
    std::fs::remove_file(shell.path("referral.db")).expect("gone");
    shell.run(&["restore", "copy.db"]).code.filter(|code| *code == 0).expect("restored");
    assert!(shell.is_the_backup() && find(&shell.path("referral.db"), "Clara").is_none());
    assert!(shell.kept("-wal").exists());
}

#[test]
fn a_restore_through_a_link_replaces_what_it_leads_to() {
    let shell = with_backup();
    std::fs::create_dir(shell.path("disk")).expect("a folder");
    std::fs::rename(shell.path("referral.db"), shell.path("disk/real.db")).expect("moved");
    std::os::unix::fs::symlink("disk/real.db", shell.path("referral.db")).expect("a link");
    assert_eq!(shell.run(&["restore", "copy.db"]).code, Some(0));
    assert!(shell.path("referral.db").is_symlink() && shell.is_the_backup());
    assert!(find(&shell.path("disk/real.db"), "Boris").is_none());
}

#[test]
fn a_kill_at_any_point_leaves_the_old_or_the_new_whole() {
    let shell = with_backup();
    let begun = Instant::now();
    assert_eq!(shell.run(&["restore", "copy.db"]).code, Some(0));
    add_person(&shell.db(), "Boris");
    // Points evenly over the time that one takes, and beyond until one is through.
    let step = begun.elapsed() / 32;
    let mut seen = [false; 2];
    for point in 0.. {
        if point >= 40 && seen[1] {
            break;
        }
        let mut command = shell.command(&["restore", "copy.db"]);
        let mut child = command.stdout(Stdio::null()).spawn().expect("the program starts");
        // The pause is what is tested: how far the command comes.
        std::thread::park_timeout(step * point);
        child.kill().expect("killed, or over");
        child.wait().expect("it ends");
        let restored = shell.is_the_backup();
        seen[usize::from(restored)] = true;
        if restored {
            add_person(&shell.db(), "Boris");
        }
    }
    assert!(seen[0], "no kill came early enough");
    // The next one clears up.
    assert_eq!(shell.run(&["restore", "copy.db"]).code, Some(0));
    assert!(shell.names().iter().all(|name| !name.contains("unfinished")), "{:?}", shell.names());
}

/// What a backup holds of sessions, links and letters that wait.
const SECRETS: &str = "
    INSERT INTO sessions (user_id, token, kind, csrf, created_at, used_at, expires_at)
        VALUES (1, randomblob(32), 'cookie', randomblob(16), 1, 1, 9999999999),
               (1, randomblob(32), 'bearer', randomblob(16), 1, 1, 9999999999);
    INSERT INTO earlier_activations (user_id, token, code, created_at)
        VALUES (1, randomblob(32), randomblob(32), 9999999999);
    INSERT INTO resets (token, user_id, email, expires_at)
        VALUES (randomblob(32), 1, 'anna@example.org', 9999999999);
    INSERT INTO address_changes (token, user_id, old_email, new_email, expires_at)
        VALUES (randomblob(32), 1, 'anna@example.org', 'anna@example.com', 9999999999);
    INSERT INTO settings (name, value) VALUES ('setup_link', randomblob(40));
    INSERT INTO outbox (kind, user_id, recipient, lang, secret, secret_at, message_id, state, created_at, due_at)
        VALUES ('reset', 1, 'anna@example.org', 'en', 'secret', 1, 'a', 'queued', 1, 1),
               ('activation', 1, 'anna@example.org', 'en', 'secret', 1, 'b', 'sending', 1, 1);
    INSERT INTO outbox (kind, user_id, recipient, lang, secret_at, message_id, state, created_at, due_at, ended_at)
        VALUES ('reset', 1, 'anna@example.org', 'en', 1, 'c', 'sent', 1, 1, 1),
               ('reset', 1, 'anna@example.org', 'en', 1, 'd', 'dead', 1, 1, 1);";

/// Sessions, links of each kind, secrets in letters, letters that wait.
const LEFT: [&str; 8] = [
    "SELECT count(*) FROM sessions",
    "SELECT count(*) FROM earlier_activations",
    "SELECT count(*) FROM resets",
    "SELECT count(*) FROM address_changes",
    "SELECT count(*) FROM users WHERE is_activated = 0 AND coalesce(activation_token, activation_code) IS NOT NULL",
    "SELECT count(*) FROM settings WHERE name = 'setup_link'",
    "SELECT count(*) FROM outbox WHERE secret IS NOT NULL",
    "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')",
];

#[test]
fn sessions_and_links_of_a_backup_end_with_its_restore_unless_told_otherwise() {
    for (options, left) in [
        (&[][..], [0, 0, 0, 0, 0, 0, 0, 2]),
        (&["--drop-emails"], [0, 0, 0, 0, 0, 0, 0, 0]),
        (&["--keep-sessions"], [2, 1, 1, 1, 1, 1, 2, 2]),
        (&["--keep-sessions", "--drop-emails"], [2, 1, 1, 1, 1, 1, 0, 0]),
    ] {
        let shell = Shell::with_people(&["Anna"]);
        super::verify::alter(&shell.path("referral.db"), SECRETS);
        assert_eq!(shell.run(&["backup", "copy.db"]).code, Some(0));
        let before = std::fs::read(shell.path("copy.db")).expect("the backup");
        let answer = shell.run(&[&["restore", "copy.db"], options].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{options:?}");
        let restored = rusqlite::Connection::open(shell.path("referral.db")).expect("a connection");
        let counts =
            LEFT.map(|sql| restored.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count"));
        assert_eq!(counts, left, "{options:?}");
        drop(restored);
        assert_eq!(shell.run(&["verify"]).code, Some(0), "{options:?}");
        assert_eq!(std::fs::read(shell.path("copy.db")).expect("the backup"), before);
    }
}
