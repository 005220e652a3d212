//! The database's file: who may read it, who has it, and which of them are refused.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::verify::alter;
use super::{Answer, Shell};
use crate::executable::Program;

/// Every command that opens the database, but `restore`, which puts another in its place.
const OPENING: &[&[&str]] = &[
    &["user", "list"],
    &["user", "show", "anna@example.org"],
    &["user", "activate", "anna@example.org"],
    &["user", "enable", "anna@example.org"],
    &["user", "disable", "anna@example.org"],
    &["user", "delete", "anna@example.org", "--yes"],
    &["user", "set-password", "anna@example.org", "--password-stdin"],
    &["user", "make-admin", "anna@example.org"],
    &["mail", "queue"],
    &["mail", "dead"],
    &["mail", "retry", "--all"],
    &["backup", "copy.db"],
    &["verify"],
];

/// Those that may also create or migrate it.
const CREATING: &[&[&str]] = &[&["migrate"], &["serve", "--listen", "127.0.0.1:0"]];

/// As if a later version had been here.
pub(super) fn move_to_the_future(database: &Path) {
    alter(
        database,
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum) \
         VALUES (9000, 'wonders', '2026-01-31T12:00:00Z', '1')",
    );
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_looking_for_it() {
    let shell = Shell::new();
    for command in OPENING {
        shell
            .run(command)
            .expect_sentence(1, "referral.db: there is no such database; `referral serve` creates it");
        let mut in_memory = command.to_vec();
        in_memory.extend(["--database", ":memory:"]);
        shell
            .run(&in_memory)
            .expect_sentence(1, ":memory:: a database in memory is seen by its own program alone");
    }
    shell.run(&["restore", "copy.db"]).expect_sentence(1, "copy.db: there is no such backup");
    assert_eq!(shell.names(), [""; 0]);
}

/// What `migrate` calls those that this program has, oldest first.
pub(super) fn migrations() -> Vec<String> {
    let files =
        std::fs::read_dir("migrations").expect("migrations").map(|file| file.expect("a file").file_name());
    let mut names: Vec<String> = files
        .map(|name| name.into_string().expect("UTF-8").replace("__", " ").trim_end_matches(".sql").to_owned())
        .collect();
    names.sort_by_key(|name| number(name));
    names
}

fn number(name: &str) -> u32 {
    let number = name.trim_start_matches('V').split(' ').next().expect("a number");
    number.parse().expect("a number")
}

/// The number of the newest one.
pub(super) fn newest() -> u32 {
    number(&migrations().pop().expect("a migration"))
}

#[test]
fn a_database_from_the_future_is_refused_by_every_command_with_both_versions() {
    let shell = Shell::with_people(&["Anna"]);
    move_to_the_future(&shell.path("referral.db"));
    for command in OPENING.iter().chain(CREATING).chain([&["migrate", "--status"][..]].iter()) {
        let sentence = format!(
            "referral.db: the database has schema version 9000 and this program knows {}: use the newer program.",
            newest()
        );
        shell.run(command).expect_sentence(1, &sentence);
    }
    alter(&shell.path("referral.db"), "DELETE FROM refinery_schema_history WHERE version = 9000");
    assert_eq!(shell.user("Anna").disabled_at, None);
}

#[test]
fn a_database_that_was_not_migrated_yet_is_left_as_it_is() {
    let shell = Shell::new().file("referral.db", "");
    let newest = newest();
    let sentence = format!("has schema version 0 and this program knows {newest}: run `referral migrate`");
    for command in OPENING.iter().filter(|command| command[0] != "backup") {
        shell.run(command).expect_sentence(1, &sentence);
    }
    assert_eq!(std::fs::metadata(shell.path("referral.db")).expect("the file").len(), 0);
    let all = |state: &str| migrations().iter().map(|name| format!("{name} {state}\n")).collect::<String>();
    shell.run(&["migrate", "--status"]).expect(&all("pending"));
    shell.run(&["migrate"]).expect(&all("applied"));
    shell.run(&["user", "list"]).expect("No account is registered yet.\n");
}

#[test]
fn a_damaged_file_is_refused_with_the_way_out() {
    for damage in ["garbage ".repeat(1000), "x".into()] {
        let shell = Shell::new().file("referral.db", &damage);
        for command in OPENING.iter().filter(|command| command[0] != "verify").chain(CREATING) {
            let answer = shell.run(command);
            answer.expect_sentence(1, "referral.db: the file is damaged (file is not a database); put a backup in its place with `referral restore FILE`");
        }
        assert_eq!(std::fs::read_to_string(shell.path("referral.db")).expect("the file"), damage);
    }
    // Cut short, as by a full disk or a broken copy.
    let shell = Shell::with_people(&["Anna"]);
    let whole = std::fs::read(shell.path("referral.db")).expect("the file");
    std::fs::write(shell.path("referral.db"), &whole[..whole.len() / 2]).expect("the file");
    for command in CREATING {
        shell
            .run(command)
            .expect_sentence(1, "the file is damaged (database disk image is malformed); put a backup");
    }
    // A page that a table begins with.
    let mut spoilt = whole;
    let page = 4096 * (root_page(&shell, "users", &spoilt) - 1);
    spoilt[page..page + 4096].fill(0xee);
    std::fs::write(shell.path("referral.db"), spoilt).expect("the file");
    for command in CREATING {
        shell
            .run(command)
            .expect_sentence(1, "the file is damaged (database disk image is malformed); put a backup");
    }
}

fn root_page(shell: &Shell, table: &str, bytes: &[u8]) -> usize {
    std::fs::write(shell.path("probe.db"), bytes).expect("a file");
    let probe = rusqlite::Connection::open(shell.path("probe.db")).expect("a connection");
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    assert_eq!(probe.query_row("PRAGMA page_size", [], |row| row.get::<_, i64>(0)), Ok(4096));
    probe.query_row(sql, [table], |row| row.get::<_, u32>(0)).expect("a table") as usize
}

#[test]
fn a_place_where_no_database_can_be_is_refused_with_what_to_do() {
    let shell = Shell::new().file("file", "");
    std::fs::create_dir(shell.path("folder")).expect("a folder");
    for (place, says) in [
        ("nowhere/referral.db", "its folder does not exist; create it, or name another file with --database"),
        ("file/referral.db", "what should be its folder is a file; make it a folder"),
        ("folder", "the database cannot be opened (unable to open database file"),
    ] {
        let answer = shell.run(&["serve", "--listen", "127.0.0.1:0", "--database", place]);
        answer.expect_sentence(1, &format!("{place}: {says}"));
    }
    assert_eq!(shell.names(), ["file", "folder", "folder.lock"]);
}

#[test]
fn another_programs_database_is_not_touched() {
    let shell = Shell::new();
    alter(&shell.path("referral.db"), "CREATE TABLE bookmarks (id INTEGER)");
    let before = std::fs::read(shell.path("referral.db")).expect("the file");
    for command in OPENING.iter().chain(CREATING) {
        shell.run(command).expect_sentence(1, "referral.db: this is a database of another program");
    }
    alter(
        &shell.path("referral.db"),
        "CREATE TABLE refinery_schema_history (version INT4, name TEXT, applied_on TEXT, checksum TEXT); \
         INSERT INTO refinery_schema_history VALUES (1, 'bookmarks', '2026-01-31T12:00:00Z', '1')",
    );
    for command in OPENING.iter().chain(CREATING) {
        shell.run(command).expect_sentence(1, "referral.db: this is a database of another program");
    }
    // Not even its journal's mode changed.
    let after = std::fs::read(shell.path("referral.db")).expect("the file");
    assert_eq!(after[18..20], before[18..20]);
}

#[test]
fn one_database_has_one_server() {
    let shell = Shell::new();
    let first = shell.serve();
    std::os::unix::fs::symlink("referral.db", shell.path("alias.db")).expect("a link");
    for name in ["referral.db", "alias.db"] {
        let second = shell.run(&["serve", "--listen", "127.0.0.1:0", "--database", name]);
        second
            .expect_sentence(1, &format!("{name}: the database is in use by a server; stop that one first"));
    }
    first.has_member("Clara", "clara-secret");
    // A killed server stands in nobody's way.
    drop(first);
    let next = shell.serve();
    assert!(next.signs_in("Clara", "clara-secret").is_ok());
    assert!(next.stops().success());
}

#[test]
fn the_database_is_its_owners_alone_whatever_the_umask() {
    let shell = Shell::new();
    let shout = format!("umask 000; exec '{}' migrate", env!("CARGO_BIN_EXE_referral"));
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &shout]).env_clear().current_dir(shell.folder.path()).stdin(Stdio::null());
    let answer = Answer::of(command.output().expect("a shell"));
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    assert_eq!(shell.names(), ["referral.db", "referral.db-shm", "referral.db-wal", "referral.db.lock"]);
    for name in shell.names() {
        let mode = std::fs::metadata(shell.path(&name)).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_second_name_of_the_file_has_no_second_server() {
    let shell = Shell::new();
    let first = shell.serve();
    std::fs::create_dir(shell.path("mount")).expect("a folder");
    let names = ["hard.db", "mount/referral.db"];
    for name in names {
        std::fs::hard_link(shell.path("referral.db"), shell.path(name)).expect("a hard link");
        let second = shell.run(&["serve", "--listen", "127.0.0.1:0", "--database", name]);
        second
            .expect_sentence(1, &format!("{name}: the database is in use by a server; stop that one first"));
    }
    first.has_member("Clara", "clara-secret");
    // Commands under its own name go on working.
    assert_eq!(shell.run(&["backup", "copy.db"]).code, Some(0));
    for command in
        [&["user", "list"][..], &["user", "disable", "clara@example.org"], &["compact"], &["verify"]]
    {
        let answer = shell.run(command);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{command:?}");
    }
    // They take no lock away from the server.
    for name in names {
        let answer = shell.run(&["serve", "--listen", "127.0.0.1:0", "--database", name]);
        answer.expect_sentence(1, "the database is in use by a server");
    }
    let locked = rusqlite::Connection::open(shell.path("referral.db")).expect("a connection");
    locked.busy_timeout(std::time::Duration::ZERO).expect("no wait");
    let mode: Result<String, _> = locked.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
    assert_ne!(mode.ok().as_deref(), Some("delete"), "SQLite's own locks of the server are gone");
    drop(locked);
    assert!(first.stops().success());
    assert!(shell.serve().stops().success());
}

#[test]
fn a_path_is_a_path_whatever_it_looks_like() {
    for name in [
        "file:odd.db?mode=memory",
        "file::memory:",
        "file:odd.db?vfs=memdb",
        "file:odd.db?immutable=1&mode=ro",
        "file:///odd.db",
        "file:odd.db",
        "FILE:odd.db",
        "odd.db?mode=memory",
        "odd%20name.db",
        ":memory",
        "-odd.db",
    ] {
        let shell = Shell::new();
        if name.starts_with("file:///") {
            std::fs::create_dir(shell.path("file:")).expect("a folder");
        }
        let argument = format!("--database={name}");
        shell.run(&["migrate", &argument]).code.filter(|code| *code == 0).unwrap_or_else(|| panic!("{name}"));
        assert!(shell.path(name).metadata().is_ok_and(|file| file.len() > 0), "{name}: {:?}", shell.names());
        let db = shell.run(&["user", "list", &argument]);
        assert_eq!((db.code, db.err.as_str()), (Some(0), ""), "{name}");
        assert_eq!(shell.run(&["backup", "file:copy.db?mode=memory", &argument]).code, Some(0), "{name}");
        assert!(shell.path("file:copy.db?mode=memory").metadata().is_ok_and(|file| file.len() > 0), "{name}");
        assert_eq!(shell.run(&["restore", "file:copy.db?mode=memory", &argument]).code, Some(0), "{name}");
        assert_eq!(shell.run(&["verify", &argument]).code, Some(0), "{name}");
    }
    // SQLite takes no name for a file that ends with the connection.
    let nameless = Shell::new().run(&["serve", "--listen", "127.0.0.1:0", "--database", ""]);
    assert!(matches!(nameless.code, Some(1 | 2 | 78)), "{}", nameless.err);
}

#[test]
fn a_server_that_starts_on_a_full_disk_serves_reads_and_says_that_it_cannot_write() {
    let shell = Shell::new();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    let token = server.signs_in("Clara", "clara-secret").expect("a token");
    // Killed, it leaves its log, to which nothing can be added.
    drop(server);
    assert!(shell.path("referral.db-wal").metadata().expect("the log").len() > 64 * 512);
    let serve = format!("ulimit -f 64; exec '{}' serve --listen 127.0.0.1:0", env!("CARGO_BIN_EXE_referral"));
    let mut command = Command::new("/bin/sh");
    command.args(["-c", &serve]).env_clear().current_dir(shell.folder.path());
    let server = Program::start(command);
    assert!(server.knows(&token), "reads are served");
    assert_eq!((server.shows("/"), server.shows("/healthz"), server.shows("/readyz")), (200, 200, 503));
    assert!(server.get("/readyz").contains("the database cannot be written"));
    assert_eq!(server.signs_in("Clara", "clara-secret"), Err(503));
    drop(server);
    // With room again.
    let server = shell.serve();
    assert_eq!(server.shows("/readyz"), 200);
    assert!(server.signs_in("Clara", "clara-secret").is_ok());
}
