//! The ledger: what counts follows from it, and nobody rewrites it in silence.

use crate::site::harness::start_jobs;
use std::time::Duration;

use referral::domain::code::{Code, Description};
use referral::domain::timestamp::DAY;
use referral::store::click_sources::ClickSource;
use referral::store::clicks;
use referral::store::ledger::{self, ClickTarget, LEDGER_BATCH_ROWS, Verified, VerifyOutcome};
use referral::store::referrals::{self, CodeTerms};

use super::harness::{PASSWORD, Site};
use crate::wait::until;

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
    site.settle_clicks();
    site
}

fn verified(site: &Site) -> Result<Verified, String> {
    match site.app.db.read(ledger::verify).expect("the ledger can be read") {
        VerifyOutcome::Consistent(verified) => Ok(verified),
        VerifyOutcome::Mismatch(why) => Err(why),
    }
}

#[test]
fn every_count_follows_from_the_ledger() {
    let site = site_with_history();
    // A code added, two registrations, each with a doubt because it took no time, a confirmation, and both clicks at
    // once.
    assert_eq!(verified(&site), Ok(Verified { entries: 7, attributions: 2, clicks: 2 }));
}

#[test]
fn a_link_that_is_opened_all_day_is_an_entry_a_minute_and_never_uncounted() {
    let site = site_with_history();
    let entries = || site.value::<i64>("SELECT count(*) FROM ledger WHERE kind = 'clicked'");
    let open = || {
        site.clock.advance(1);
        click(&site);
        site.flush_clicks();
    };
    (0..30).for_each(|_| open());
    assert_eq!(entries(), 1, "what was there before");
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(32), "counted before the ledger has them");
    site.settle_clicks();
    (0..30).for_each(|_| open());
    site.settle_clicks();
    site.settle_clicks();
    assert_eq!(entries(), 3, "and none of nothing");
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(62));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM pending_clicks"), 0);
}

#[test]
fn much_that_was_counted_follows_into_the_ledger_in_parts_each_of_it_once() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let codes = 2 * LEDGER_BATCH_ROWS as i64 + 1;
    let now = site.clock.now();
    let added = site.app.db.write(|tx| {
        (0..codes).try_for_each(|number| {
            let code = Code::custom(&format!("spring-{number}")).expect("a code");
            let terms = CodeTerms {
                description: Description::default(),
                expires_at: Some(now.plus(DAY)),
                max_uses: None,
            };
            let id = referrals::insert(tx, 1, &code, &terms, now)?.id().expect("the only active code");
            referrals::delete(tx, id, now)?;
            clicks::add(tx, id, now.day(), 1, 1)
        })
    });
    added.expect("codes");
    let settle =
        |after| site.app.db.write(|tx| ledger::append_pending_clicks(tx, after, now)).expect("a part");
    let left = || site.value::<i64>("SELECT count(*) FROM pending_clicks");
    let first = settle(ClickTarget::default()).expect("more");
    assert_eq!(left(), LEDGER_BATCH_ROWS as i64 + 1);
    assert!(verified(&site).is_ok(), "and between the parts nothing contradicts");
    let second = settle(first).expect("more");
    assert_eq!((settle(second), left()), (None, 0));
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(codes));
}

#[test]
fn the_server_lets_clicks_follow_into_the_ledger_at_its_start_and_at_its_stop() {
    let site = site_with_history();
    let left = || site.value::<i64>("SELECT count(*) FROM pending_clicks");
    click(&site);
    site.flush_clicks();
    let jobs = start_jobs(&site.app, &["write_buffer", "ledger"]);
    until("what a kill left", || left() == 0);
    click(&site);
    // A minute has not passed: it gathers.
    until("the flush", || left() == 1);
    jobs.stop(Duration::ZERO);
    assert_eq!(left(), 0);
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(4));
}

#[test]
fn clicks_of_a_deleted_user_are_counted_though_the_ledger_did_not_have_them_yet() {
    let site = site_with_history();
    click(&site);
    site.flush_clicks();
    site.leaves("anna@example.com");
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(3));
    site.settle_clicks();
    assert_eq!(verified(&site).map(|found| found.clicks), Ok(3));
    assert_eq!(site.value::<i64>("SELECT sum(clicks) FROM days"), 3);
}

fn click(site: &Site) {
    let visitor = site.app.daily_salt.visitor("192.0.2.1", "browser", site.clock.now());
    site.app.write_buffer.record_click(1, visitor, ClickSource::default(), site.clock.now());
}

#[test]
fn entries_cannot_be_changed_or_deleted() {
    let site = site_with_history();
    for sql in ["UPDATE ledger SET at = 0 WHERE seq = 1", "DELETE FROM ledger WHERE seq = 1"] {
        assert!(site.app.db.with_raw_connection(|conn| conn.execute(sql, [])).is_err(), "{sql}");
    }
}

#[test]
fn a_forced_change_is_found_at_the_first_entry_that_does_not_fit() {
    let cases = [
        ("UPDATE ledger SET body = replace(body, '1', '2') WHERE seq = 3", "entry 3 is not sealed"),
        ("DELETE FROM ledger WHERE seq = 2", "entry 2 is missing"),
        ("UPDATE attributions SET confirmed_at = NULL", "attribution 1 is not as the ledger says"),
        ("UPDATE attributions SET confirmed_at = 1 WHERE confirmed_at IS NULL", "is not as the ledger says"),
        ("DELETE FROM attributions WHERE id = 2", "missing"),
        ("UPDATE clicks SET clicks = clicks + 1", "clicks of code 1"),
        ("UPDATE clicks SET day = day + 1", "clicks of code 1"),
        ("UPDATE clicks SET people = people - 1", "clicks of code 1"),
        ("DELETE FROM clicks", "clicks of code 1"),
        ("UPDATE pending_clicks SET clicks = clicks + 1", "clicks of code 1"),
        ("UPDATE pending_clicks SET people = 1 - people", "clicks of code 1"),
        ("UPDATE pending_clicks SET day = day + 1", "clicks of code 1"),
        ("DELETE FROM pending_clicks", "clicks of code 1"),
        ("UPDATE pending_clicks SET referral_id = 9", "a code that was never added"),
    ];
    for (sql, expected) in cases {
        let site = site_with_history();
        // Part of what was counted is not in the ledger yet.
        click(&site);
        site.flush_clicks();
        site.app
            .db
            .with_raw_connection(|conn| {
                conn.execute_batch(
                    "DROP TRIGGER ledger_before_update_refuse; DROP TRIGGER ledger_before_delete_refuse",
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
