//! Whoever registers and never confirms is forgotten: the address may be somebody's who knows nothing of it.

use referral::actions::accounts_admin::{self, AccountAction, UserRef};
use referral::background::purge;
use referral::domain::email::Email;
use referral::domain::timestamp::DAY;
use referral::store::audit::AuditSource;
use referral::store::files::progress::ignore;
use referral::store::{files::integrity, unconfirmed};

use super::harness::{PASSWORD, Site, link};

/// One sweep; whether there may be more to sweep.
fn sweeps(site: &Site) -> bool {
    site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("swept")
}

fn people(site: &Site) -> i64 {
    site.value("SELECT count(*) FROM users")
}

#[track_caller]
fn verifies(site: &Site) {
    let report = site.app.db.read(|conn| integrity::report(conn, &ignore)).expect("readable");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn an_unconfirmed_registration_is_deleted_after_30_days_with_what_it_counted() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    site.visitor().registers_with("Ghost", "ghost@example.com", Some(&code)).is(303);
    site.letters();
    assert_eq!(anna.counts(), (0, 1, 0));
    site.clock.advance(30 * DAY);
    sweeps(&site);
    assert_eq!(people(&site), 2, "not before the 30 days are over");
    site.clock.advance(1);
    sweeps(&site);
    assert_eq!(people(&site), 1);
    let left = site.dump();
    assert!(!left.contains("Ghost") && !left.contains("ghost@"), "{left}");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger WHERE kind = 'withdrawn'"), 1);
    assert_eq!(site.value::<i64>("SELECT sum(registered) FROM days"), 0);
    verifies(&site);
    anna.signs_in().is(303);
    assert_eq!(anna.counts(), (0, 0, 0));
    // Whoever it was can still come.
    let mut ghost = site.member("Ghost", "ghost@example.com");
    assert!(ghost.is_signed_in());
}

#[test]
fn a_repeated_letter_or_registration_gives_30_days_more() {
    let site = Site::new();
    for (name, address) in [("Asks", "asks@example.com"), ("Again", "again@example.com")] {
        site.visitor().registers(name, address).is(303);
    }
    site.letters();
    site.clock.advance(29 * DAY);
    site.visitor().registers("Again", "again@example.com").is(303);
    site.letters();
    site.visitor().submits("/repeat_token", &[("email", "asks@example.com")]).is(303);
    site.clock.advance(2 * DAY);
    sweeps(&site);
    assert_eq!(people(&site), 2, "a letter that still waits counts as well as one that came");
    assert_eq!(site.letters().len(), 1);
    site.clock.advance(28 * DAY + 1);
    sweeps(&site);
    assert_eq!(
        site.value::<String>("SELECT firstname FROM users"),
        "Asks",
        "whose letter came two days later"
    );
    site.clock.advance(2 * DAY);
    sweeps(&site);
    assert_eq!(people(&site), 0);
}

#[test]
fn the_purge_deletes_an_earlier_letter_after_30_days_and_keeps_the_account() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let first = anna.letter();
    anna.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
    anna.confirms_by_link().is(303);
    for (seconds, status) in [(30 * DAY, 200), (1, 404)] {
        site.clock.advance(seconds);
        sweeps(&site);
        anna.opens(&link(&first)).is(status);
    }
    assert_eq!(people(&site), 1);
}

#[test]
fn an_account_that_an_admin_acted_on_is_not_purged() {
    let site = Site::new();
    for name in ["Active", "Barred", "Chief", "Ghost"] {
        site.visitor().registers(name, &format!("{name}@example.com")).is(303);
    }
    site.letters();
    for (name, deed) in [
        ("active", AccountAction::Activate),
        ("barred", AccountAction::Disable),
        ("chief", AccountAction::MakeAdmin),
    ] {
        let email = Email::parse(&format!("{name}@example.com")).expect("an address");
        accounts_admin::perform(
            &site.app.db,
            &site.app.config,
            deed,
            UserRef::Email(&email),
            &AuditSource::operator(),
            site.clock.now(),
        )
        .expect("a deed");
    }
    site.clock.advance(400 * DAY);
    sweeps(&site);
    let left = "SELECT group_concat(firstname, ' ' ORDER BY id) FROM users";
    assert_eq!(site.value::<String>(left), "Active Barred Chief");
}

#[test]
fn many_go_in_parts_and_a_wish_for_the_address_of_one_of_them_stays() {
    let site = Site::new();
    let most = unconfirmed::BATCH_ROWS;
    for number in 0..=most {
        site.visitor().registers("Ghost", &format!("ghost{number}@example.com")).is(303);
    }
    site.letters();
    site.clock.advance(31 * DAY);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.submits("/profile/email", &[("email", "ghost0@example.com"), ("password", PASSWORD)]).is(303);
    assert!(sweeps(&site), "there is more");
    assert_eq!(people(&site), 2);
    assert!(!sweeps(&site));
    assert_eq!(people(&site), 1);
    let path = link(&site.email_to("ghost0@example.com"));
    anna.submits(&path, &[]).is(303);
    verifies(&site);
}
