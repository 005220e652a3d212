//! `backup`: a copy while others write.

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Answer, Shell, add_person, find};

#[test]
fn a_backup_made_while_a_server_runs_and_a_writer_is_busy_is_whole_and_private() {
    let shell = Shell::with_people(&["Anna"]);
    let server = shell.serve();
    let done = AtomicBool::new(false);
    let written = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let db = shell.db();
            let mut written = 0;
            loop {
                written = add_person(&db, &format!("Guest{written}"));
                if done.load(Ordering::SeqCst) {
                    break written;
                }
            }
        });
        let shout = format!("umask 000; exec '{}' backup copy.db", env!("CARGO_BIN_EXE_referral"));
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &shout]).env_clear().current_dir(shell.folder.path()).stdin(Stdio::null());
        let answer = Answer::of(command.output().expect("a shell"));
        done.store(true, Ordering::SeqCst);
        let size = std::fs::metadata(shell.path("copy.db")).expect("the copy").len();
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        assert!(answer.out.starts_with(&format!("copy.db: {size} bytes (")), "{}", answer.out);
        writer.join().expect("the writer")
    });
    assert_eq!(
        std::fs::metadata(shell.path("copy.db")).expect("the copy").permissions().mode() & 0o777,
        0o600
    );
    let counts = shell.run(&["verify", "--json", "--database", "copy.db"]).json();
    let copied = counts["counts"]["accounts"].as_i64().expect("a number");
    assert!((1..=written).contains(&copied), "{copied} of {written}");
    assert!(find(&shell.path("copy.db"), "Anna").is_some());
    assert!(shell.names().iter().all(|name| !name.contains("unfinished")), "{:?}", shell.names());
    assert!(server.stops().success());
}

#[test]
fn a_backup_overwrites_nothing() {
    let shell = Shell::with_people(&["Anna"]).file("taken", "something of mine");
    shell.run(&["backup", "taken"]).expect_sentence(1, "taken: there is something of that name already");
    shell.run(&["backup", "referral.db"]).expect_sentence(1, "there is something of that name already");
    assert_eq!(std::fs::read_to_string(shell.path("taken")).expect("the file"), "something of mine");
    shell
        .run(&["backup", "nowhere/copy.db"])
        .expect_sentence(1, "nowhere/copy.db: the copy cannot be written");
    assert_eq!(shell.names(), ["referral.db", "taken"]);
}

#[test]
fn a_damaged_database_gives_no_backup() {
    let shell = Shell::with_people(&["Anna"]);
    super::verify::spoil_an_index(&shell.path("referral.db"));
    let answer = shell.run(&["backup", "copy.db"]);
    answer.expect_sentence(1, "the database is damaged");
    assert!(answer.err.contains("`referral restore FILE`"), "{}", answer.err);
    assert_eq!(shell.names(), ["referral.db"]);
}
