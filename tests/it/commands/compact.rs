//! `referral compact`, and what `user delete` leaves of the deleted account in the file.

use super::Shell;

/// The bytes of the database, its log among them.
fn bytes(shell: &Shell) -> Vec<u8> {
    let files =
        ["referral.db", "referral.db-wal"].map(|name| std::fs::read(shell.path(name)).unwrap_or_default());
    files.concat()
}

fn holds(shell: &Shell, name: &str) -> bool {
    bytes(shell).windows(name.len()).any(|window| window == name.as_bytes())
}

#[test]
fn compact_rewrites_the_file_and_says_how_large_it_was_and_is() {
    let shell = Shell::with_people(&["Anna"]);
    super::verify::alter(
        &shell.path("referral.db"),
        "CREATE TABLE large (bytes BLOB); INSERT INTO large VALUES (zeroblob(1000000)); DROP TABLE large",
    );
    let before = std::fs::metadata(shell.path("referral.db")).expect("the file").len();
    let answer = shell.run(&["compact"]);
    let after = std::fs::metadata(shell.path("referral.db")).expect("the file").len();
    assert_eq!((answer.code, &*answer.err), (Some(0), ""));
    assert!(answer.out.starts_with(&format!("referral.db: rewritten, {after} bytes (")), "{}", answer.out);
    let size = format!("{:.1} MB", before as f64 / 1e6);
    assert!(answer.out.ends_with(&format!("; before {before} bytes ({size}).\n")), "{}", answer.out);
    assert!(after + 900_000 < before, "{after} of {before}");
    assert!(shell.run(&["verify"]).out.starts_with("ok\n"));
}

#[test]
fn compact_works_while_the_server_serves() {
    let shell = Shell::new();
    let server = shell.serve();
    server.has_member("Clara", "clara-secret");
    assert_eq!(shell.run(&["compact"]).code, Some(0));
    server.has_member("Denis", "denis-secret");
    assert!(server.signs_in("Clara", "clara-secret").is_ok());
    assert!(server.stops().success());
    assert!(shell.run(&["verify"]).out.starts_with("ok\n"));
}

#[test]
fn of_an_account_that_the_command_line_deletes_no_byte_is_left_at_once() {
    let names: Vec<String> = (0..200).map(|number| format!("Person{number}")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.push("Zoyamira");
    let shell = Shell::with_people(&names);
    assert!(holds(&shell, "oyamira"));
    shell
        .run(&["user", "delete", "zoyamira@example.org", "--yes"])
        .expect("zoyamira@example.org is deleted.\n");
    assert!(!holds(&shell, "oyamira"));
    let due = rusqlite::Connection::open(shell.path("referral.db")).expect("a connection");
    let due: i64 = due
        .query_row("SELECT count(*) FROM settings WHERE name = 'compaction_due'", [], |row| row.get(0))
        .expect("an answer");
    assert_eq!(due, 0, "the file was rewritten");
}
