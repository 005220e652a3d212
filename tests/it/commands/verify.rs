//! `verify`: everything fits together, or each thing that does not is named.

use std::path::Path;

use referral::domain::code::{Code, Description};
use referral::domain::referral_status::AttributionRule;
use referral::domain::timestamp::Timestamp;
use referral::store::attributions::{self, Claim};
use referral::store::ledger::Evidence;
use referral::store::referrals::{self, CodeTerms};
use referral::store::{Db, Transaction, clicks};
use rusqlite::Connection;

use super::Shell;

/// Anna's code brought Boris, who is confirmed; one letter, two clicks.
const ROWS: &str = "
    INSERT INTO users (id, firstname, email, password, date, is_activated) VALUES
        (1, 'Anna', 'anna@example.org', '$scrypt$', 1, 1), (2, 'Boris', 'boris@example.org', '$scrypt$', 1, 1);";

fn with_rows() -> Shell {
    let shell = Shell::with_people(&[]);
    alter(&shell.path("referral.db"), ROWS);
    let db = Db::open_existing(&shell.path("referral.db")).expect("the database");
    db.write(what_happened).expect("what happened");
    shell
}

fn what_happened(tx: &Transaction) -> rusqlite::Result<()> {
    let code = Code::custom("SPRING").expect("a code");
    let terms =
        CodeTerms { description: Description::default(), expires_at: Some(Timestamp(9)), max_uses: None };
    let referral_id = referrals::insert(tx, 1, &code, &terms, Timestamp(1))?.id().expect("a new code");
    let claim = Claim {
        referral_id,
        rule: AttributionRule::Typed,
        clicked_at: None,
        source: None,
        evidence: Evidence::default(),
    };
    let judged = attributions::check_eligibility(tx, &claim, Timestamp(1))?.expect("the code is there");
    attributions::insert(tx, 2, &claim, judged, Timestamp(1))?;
    attributions::confirm(tx, 2, Timestamp(2))?;
    clicks::add(tx, referral_id, 1, 2, 1)
}

/// Changes the database as no program of ours would.
pub(super) fn alter(database: &Path, sql: &str) {
    let connection = Connection::open(database).expect("a connection");
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON",
        )
        .expect("freedom");
    connection.execute_batch(sql).expect("damage");
}

/// Lets an index say less than its table: the file opens well and does not fit together.
pub(super) fn spoil_an_index(database: &Path) {
    alter(database, "PRAGMA journal_mode = DELETE");
    // That of the unique addresses.
    let pages = "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_users_2'";
    let connection = Connection::open(database).expect("a connection");
    let (page, size): (u32, u32) = (
        connection.query_row(pages, [], |row| row.get(0)).expect("a page"),
        connection.query_row("PRAGMA page_size", [], |row| row.get(0)).expect("a size"),
    );
    drop(connection);
    let mut bytes = std::fs::read(database).expect("the file");
    // The number of entries, in the header of a leaf (SQLite's file format, 1.6).
    bytes[((page - 1) * size) as usize + 3..][..2].fill(0);
    std::fs::write(database, bytes).expect("the file");
}

#[test]
fn what_fits_together_is_ok_and_counted() {
    let shell = with_rows();
    shell.run(&["verify"]).expect(
        "ok\naccounts                2\nconfirmed accounts      2\ncodes                   1\n\
         attributions            1\nconfirmed attributions  1\nclicks                  2\nemails                  0\n",
    );
    let report = shell.run(&["verify", "--json"]).json();
    assert_eq!(
        (&report["ok"], &report["counts"]["clicks"], &report["problems"]),
        (&true.into(), &2.into(), &serde_json::json!([]))
    );
}

#[test]
fn everything_that_does_not_fit_is_named() {
    for (sql, check, problem) in [
        (
            "UPDATE users SET is_activated = 0 WHERE id = 2",
            "attributions",
            "attribution 1 counts user 2, who is not confirmed",
        ),
        (
            "UPDATE attributions SET confirmed_at = NULL",
            "attributions",
            "attribution 1 does not count user 2, who is confirmed",
        ),
        (
            "UPDATE attributions SET rejected = 'code_off'",
            "ledger",
            "attribution 1 is not as the ledger says; entry 3 was the last of it",
        ),
        (
            "UPDATE users SET counted = 7 WHERE id = 1",
            "ledger",
            "the counts of user 1 are not as the ledger says",
        ),
        ("UPDATE users SET frozen_by = 1", "ledger", "whether user 1 is frozen is not as the ledger says"),
        ("UPDATE referrals SET uses = 0", "ledger", "the counts of code 1 are not as the ledger says"),
        ("UPDATE referrals SET expires_at = 99", "ledger", "code 1 is not as the ledger says"),
        ("UPDATE days SET people = 0", "ledger", "the sums of day 1 are not as the ledger says"),
        (
            "DROP TRIGGER attributions_before_update_no_cycle; UPDATE attributions SET referrer_id = 2",
            "attributions",
            "attribution 1 is of user 2 by themselves",
        ),
        (
            "UPDATE users SET token_created_at = 5 WHERE id = 1",
            "accounts",
            "user 1 is confirmed and still has a link's time",
        ),
        (
            "UPDATE users SET is_active = 1, disabled_at = 5 WHERE id = 1",
            "accounts",
            "user 1 is disabled and active",
        ),
        (
            "UPDATE users SET is_active = 1, is_activated = 0 WHERE id = 1",
            "accounts",
            "user 1 has signed in and is not confirmed",
        ),
        (
            "UPDATE counts SET value = 9 WHERE name = 'letters_dead'",
            "emails",
            "0 emails are dead and 9 are counted",
        ),
        (
            "UPDATE counts SET value = 9 WHERE name = 'taking_part'",
            "accounts",
            "2 people take part and 9 are counted",
        ),
        ("UPDATE clicks SET clicks = -3", "clicks", "code 1 has -3 clicks on day 1"),
        ("UPDATE referrals SET deleted_at = 5", "codes", "code 1 is deleted and active"),
        (
            "DROP TRIGGER referrals_before_insert_limit_active",
            "schema",
            "the trigger referrals_before_insert_limit_active is missing",
        ),
        (
            "UPDATE users SET confirmed = 0 WHERE id = 1",
            "ledger",
            "the counts of user 1 are not as the ledger says",
        ),
        (
            "UPDATE users SET rejected = 1 WHERE id = 1",
            "ledger",
            "the counts of user 1 are not as the ledger says",
        ),
        ("UPDATE referrals SET frozen = 1", "ledger", "the counts of code 1 are not as the ledger says"),
        ("UPDATE days SET counted = 0", "ledger", "the sums of day 0 are not as the ledger says"),
        (
            "DROP INDEX referrals_by_user; CREATE INDEX referrals_by_user ON referrals (id)",
            "schema",
            "the index referrals_by_user is not as this program makes it",
        ),
        ("DELETE FROM referrals", "file", "row 1 of attributions names a row of referrals that is not there"),
        (
            "UPDATE users SET email = 'Anna@example.org' WHERE id = 1",
            "file",
            "CHECK constraint failed in users",
        ),
    ] {
        let shell = with_rows();
        alter(&shell.path("referral.db"), sql);
        let answer = shell.run(&["verify"]);
        let line = format!("{check}: {problem}");
        assert!(answer.out.lines().any(|l| l == line), "{sql}: no «{line}» in {}", answer.out);
        assert!(!answer.out.contains("ok\n"), "{}", answer.out);
        assert_eq!(answer.code, Some(1));
        assert!(
            answer.err.starts_with("referral: referral.db: ")
                && answer.err.contains("not fit; put a backup in its place"),
            "{}",
            answer.err
        );
        let report = shell.run(&["verify", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
        let expected = serde_json::json!({ "check": check, "problem": problem });
        assert!(
            report["ok"] == false && report["problems"].as_array().is_some_and(|all| all.contains(&expected)),
            "{report}"
        );
    }
}

#[test]
fn damage_inside_the_file_is_found_without_being_believed() {
    let shell = with_rows();
    spoil_an_index(&shell.path("referral.db"));
    let answer = shell.run(&["verify"]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.out.contains("file: ") && answer.out.contains("sqlite_autoindex_users_2"),
        "{}",
        answer.out
    );
    let shell = with_rows().file("referral.db", &"garbage ".repeat(1000));
    let answer = shell.run(&["verify", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
    assert_eq!(
        (answer.code, &report["ok"], &report["problems"][0]["check"]),
        (Some(1), &false.into(), &"file".into())
    );
}
