//! The ledger: what counts follows from it, and nobody rewrites it in silence.

use referral::store::ledger::{self, Checked};

use super::harness::{PASSWORD, Site};

/// Anna has a code; Boris came by its link and confirmed; Vera came and did not.
fn site_with_history() -> Site {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    for (name, email) in [("Boris", "boris@example.com"), ("Vera", "vera@example.com")] {
        let mut friend = site.visitor();
        friend.opens(&format!("/{code}"));
        friend.registers_with(name, email, Some(&code));
        if name == "Boris" {
            friend.confirms_by_link();
        }
    }
    site.flush_clicks();
    site
}

fn verified(site: &Site) -> Result<Checked, String> {
    site.app.db.read(ledger::verify).expect("the ledger can be read")
}

#[test]
fn every_count_follows_from_the_ledger() {
    let site = site_with_history();
    // A code added, two registrations, each with a doubt because it took no time, a confirmation, and both clicks in one
    // group.
    assert_eq!(verified(&site), Ok(Checked { entries: 7, attributions: 2, clicks: 2 }));
}

#[test]
fn entries_cannot_be_changed_or_deleted() {
    let site = site_with_history();
    for sql in ["UPDATE ledger SET at = 0 WHERE seq = 1", "DELETE FROM ledger WHERE seq = 1"] {
        assert!(site.app.db.alone(|conn| conn.execute(sql, [])).is_err(), "{sql}");
    }
}

#[test]
fn whoever_forces_a_change_is_found_at_the_first_entry_that_does_not_fit() {
    let cases = [
        ("UPDATE ledger SET body = replace(body, '1', '2') WHERE seq = 3", "entry 3 is not sealed"),
        ("DELETE FROM ledger WHERE seq = 2", "entry 2 is missing"),
        ("UPDATE attributions SET confirmed_at = NULL", "attribution 1 is not as the ledger says"),
        ("UPDATE attributions SET confirmed_at = 1 WHERE confirmed_at IS NULL", "is not as the ledger says"),
        ("DELETE FROM attributions WHERE id = 2", "missing"),
        ("UPDATE clicks SET clicks = clicks + 1", "clicks of code 1"),
        ("UPDATE clicks SET day = day + 1", "clicks of code 1"),
        ("UPDATE clicks SET people = 1 - people", "clicks of code 1"),
        ("DELETE FROM clicks", "clicks of code 1"),
    ];
    for (sql, expected) in cases {
        let site = site_with_history();
        site.app
            .db
            .alone(|conn| {
                conn.execute_batch(
                    "DROP TRIGGER ledger_is_not_rewritten; DROP TRIGGER ledger_is_not_shortened",
                )?;
                conn.execute(sql, [])
            })
            .expect(sql);
        let why = verified(&site).expect_err(sql);
        assert!(why.contains(expected), "{sql}: {why}");
        site.execute("DROP TABLE ledger");
    }
}

#[test]
fn erasing_a_person_keeps_the_chain_and_the_counts() {
    let site = site_with_history();
    let mut boris = site.visitor();
    boris.email = "boris@example.com".into();
    boris.signs_in();
    boris.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
    assert_eq!(verified(&site).map(|found| found.attributions), Ok(2));
}
