//! Codes that were opened lately are remembered: nobody may ever notice but by the clock.

use crate::site::harness::start_jobs;
use std::sync::Arc;
use std::time::Duration;

use referral::cache::invitations::MAX_ENTRIES;
use referral::domain::code::CodeInput;
use referral::store::conn::change_tracker::TABLES;
use referral::store::invitations;
use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use serde_json::json;

use super::harness::Site;
use crate::wait::until;

#[test]
fn what_is_changed_about_a_code_or_its_owner_is_seen_by_the_next_who_opens_it() {
    let (site, code) = site_with_code(Site::new());
    let path = format!("/{code}");
    let opens = |status: u16, words: &str| {
        let page = site.visitor().opens(&path);
        match status {
            200 => page.is(200).says(words),
            _ => page.is(status).says_key(words),
        };
        assert_eq!(site.app.invitation_cache.len(), 1, "or this test tests nothing");
    };
    opens(200, "Anna");
    for (change, status, words) in [
        ("UPDATE referrals SET description = 'Come along'", 200, "Come along"),
        ("UPDATE users SET firstname = 'Annabel'", 200, "Annabel"),
        ("UPDATE referrals SET is_activated = 0", 410, "invitation-off-title"),
        ("UPDATE referrals SET is_activated = 1", 200, "Annabel"),
        ("UPDATE users SET disabled_at = 1, is_active = 0", 410, "invitation-off-title"),
        ("UPDATE users SET disabled_at = NULL", 200, "Annabel"),
        ("UPDATE referrals SET expires_at = date + 60", 200, "Annabel"),
    ] {
        site.execute(change);
        opens(status, words);
    }
    site.clock.advance(60);
    opens(410, "invitation-expired-title");
    site.execute("DELETE FROM users");
    site.visitor().opens(&path).is(404);
    assert_eq!(site.app.invitation_cache.len(), 0);
}

#[test]
fn what_its_owner_does_on_the_pages_is_seen_at_once() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let path = format!("/{code}");
    let one = format!("/api/v1/codes/{code}");
    site.visitor().opens(&path).is(200);
    for _ in 0..50 {
        anna.calls("PATCH", &one, &json!({ "active": false })).is(200);
        site.visitor().opens(&path).is(410);
        anna.calls("PATCH", &one, &json!({ "active": true })).is(200);
        site.visitor().opens(&path).is(200);
    }
    anna.calls("DELETE", &one, &json!({}));
    site.visitor().opens(&path).is(410);
}

#[test]
fn what_another_process_changes_is_seen_within_moments() {
    let (site, code) = site_with_code(Site::on_disk());
    let path = format!("/{code}");
    let jobs = start_jobs(&site.app, &["write_buffer", "purge"]);
    // The sweep, which forgets everything, is not to be the one who notices.
    let purge = site.app.last_runs.job("purge", Duration::MAX);
    until("the purge", || purge.last_run().is_some());
    site.visitor().opens(&path).is(200);
    let other = Connection::open(site.file()).expect("the database");
    other.execute("UPDATE referrals SET is_activated = 0", []).expect("a change");
    until("the end of the old one", || site.visitor().opens(&path).status != 200);
    jobs.stop(Duration::ZERO);
}

#[test]
fn a_change_that_was_taken_back_changes_nothing() {
    let (site, code) = site_with_code(Site::new());
    let path = format!("/{code}");
    site.visitor().opens(&path).is(200);
    let taken_back = site.app.db.write(|tx| -> Result<(), rusqlite::Error> {
        tx.execute("UPDATE referrals SET is_activated = 0", [])?;
        Err(rusqlite::Error::InvalidQuery)
    });
    assert!(taken_back.is_err());
    site.visitor().opens(&path).is(200);
}

#[test]
fn what_was_read_before_a_change_does_not_pass_for_what_was_read_behind_it() {
    let (site, _) = site_with_code(Site::new());
    let rows = [
        referral::store::conn::change_tracker::TrackedRow::Referral(1),
        referral::store::conn::change_tracker::TrackedRow::User(1),
    ];
    let changes = site.app.db.changes();
    let before = changes.now();
    assert!(changes.unchanged_since(before, &rows));
    // The row is read here, and remembered after the change below.
    site.app.db.write(|tx| tx.execute("UPDATE referrals SET is_activated = 0", [])).expect("a change");
    assert!(!changes.unchanged_since(before, &rows));
    let behind = changes.now();
    assert!(changes.unchanged_since(behind, &rows));
    site.app.db.detect_other_writers().expect("an answer");
    assert!(!changes.unchanged_since(behind, &rows), "the first look cannot know");
}

#[test]
fn the_invitation_cache_is_bounded_and_holds_no_unknown_code() {
    let (site, _) = site_with_code(Site::new());
    for number in 0..50 {
        site.visitor().opens(&format!("/nobodys-code-{number}")).is(404);
    }
    assert_eq!(site.app.invitation_cache.len(), 0);
    let most = i64::try_from(MAX_ENTRIES).expect("a number");
    site.execute(&format!(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {most} + 100) \
         INSERT INTO referrals (user_id, referral_code, code_key, date, expires_at, is_activated) \
         SELECT 1, 'many' || n, 'MANY' || n, 1, 2, 0 FROM n"
    ));
    for number in 1..=most + 100 {
        let CodeInput::Possible(key) = CodeInput::read(&format!("many{number}")) else { panic!("a code") };
        assert!(site.app.invitation_cache.get(&site.app.db, &key).expect("read").is_some());
        assert!(site.app.invitation_cache.len() <= MAX_ENTRIES);
    }
    assert!(site.app.invitation_cache.len() > MAX_ENTRIES / 2);
    // The ledger knows none of them.
    site.execute("DELETE FROM referrals WHERE code_key LIKE 'MANY%'");
}

/// Whoever lets the page say more about a code has to watch where that stands.
#[test]
fn nothing_is_remembered_of_a_table_that_is_not_watched() {
    let (site, code) = site_with_code(Site::new());
    let CodeInput::Possible(key) = CodeInput::read(&code) else { panic!("a code") };
    let read = Arc::new(std::sync::Mutex::new(std::collections::BTreeSet::new()));
    let noting = Arc::clone(&read);
    site.db(|conn| {
        conn.authorizer(Some(move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action {
                noting.lock().expect("a lock").insert(table_name.to_owned());
            }
            Authorization::Allow
        }))
        .expect("an authorizer");
        assert!(invitations::find_by_key(conn, &key).expect("read").is_some());
        conn.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).expect("none");
    });
    let read = read.lock().expect("a lock");
    assert!(!read.is_empty());
    assert!(read.iter().all(|table| TABLES.contains(&table.as_str())), "{read:?}");
}

fn site_with_code(site: Site) -> (Site, String) {
    let code = site.member("Anna", "anna@example.com").adds_code();
    (site, code)
}
