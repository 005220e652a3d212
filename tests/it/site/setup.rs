//! The first admin: a link that the server prints, once, for half an hour, while there is none.

use std::sync::Barrier;
use std::thread;

use referral::actions::first_admin;
use referral::crypto::tokens::Token;
use referral::domain::timestamp::MINUTE;

use super::harness::{PASSWORD, Reply, Site, Visitor};

const FIELDS: [(&str, &str); 4] =
    [("firstname", "Ольга"), ("email", "olga@example.com"), ("password", PASSWORD), ("password2", PASSWORD)];

/// What the server prints when it starts.
fn starts(site: &Site) -> Option<Token> {
    first_admin::issue_link(&site.app.db, site.clock.now()).expect("a database")
}

fn link(site: &Site) -> String {
    first_admin::link_path(&starts(site).expect("a link"))
}

fn uses(visitor: &mut Visitor, link: &str) -> Reply {
    visitor.submits(link, &FIELDS)
}

fn admins(site: &Site) -> i64 {
    site.value("SELECT count(*) FROM users WHERE is_admin = 1")
}

#[test]
fn the_link_makes_an_admin_whose_address_is_confirmed_and_who_is_signed_in() {
    let site = Site::new();
    let link = link(&site);
    let mut olga = site.visitor();
    olga.opens(&link).is(200).says_key("setup-title").says_key("setup-email-hint");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 0, "opening it does nothing");
    uses(&mut olga, &link).leads_to("/admin");
    olga.opens("/admin").is(200).says_key("menu-admin");
    assert!(site.letters().is_empty(), "no letter is needed");
    let account = "SELECT is_activated + is_active + is_admin FROM users WHERE email = 'olga@example.com'";
    assert_eq!(site.value::<i64>(account), 3);
    let trail: String = site.value("SELECT group_concat(actor || ' ' || what, ', ') FROM audit");
    assert_eq!(
        trail,
        "operator audit-registered, operator audit-confirmed, operator audit-made-admin, self audit-signed-in"
    );
    // It is an account like any other.
    olga.signs_out().is(303);
    olga.email = "olga@example.com".into();
    olga.signs_in().leads_to("/profile");
}

#[test]
fn the_link_works_once() {
    let site = Site::new();
    let link = link(&site);
    uses(&mut site.visitor(), &link).leads_to("/admin");
    for mut visitor in [site.visitor(), site.visitor()] {
        visitor.opens(&link).is(410).says_key("setup-dead-title").says("referral setup-link");
        visitor.submits(&link, &[("email", "second@example.com")]).is(410);
    }
    assert_eq!(admins(&site), 1);
    assert!(starts(&site).is_none(), "the next start prints none");
}

#[test]
fn of_two_who_use_the_link_at_once_one_becomes_an_admin() {
    let site = Site::on_disk();
    for round in 0..6 {
        let link = link(&site);
        let start = Barrier::new(4);
        let answers: Vec<u16> = thread::scope(|scope| {
            let racers: Vec<_> = (0..4)
                .map(|racer| {
                    let (site, link, start) = (&site, &link, &start);
                    let mut visitor = site.visitor();
                    let token = visitor.token(link);
                    let email = format!("admin{round}-{racer}@example.com");
                    scope.spawn(move || {
                        site.journal.joins();
                        let mut fields = FIELDS;
                        fields[1].1 = &email;
                        start.wait();
                        visitor.submits_with(&token, link, &fields).status
                    })
                })
                .collect();
            racers.into_iter().map(|racer| racer.join().expect("a racer")).collect()
        });
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 410).count(), 3, "{answers:?}");
        assert_eq!((admins(&site), site.value::<i64>("SELECT count(*) FROM users")), (1, 1));
        site.execute("DELETE FROM users");
    }
}

#[test]
fn the_link_dies_after_half_an_hour_and_when_the_next_one_is_printed() {
    let site = Site::new();
    let first = link(&site);
    let second = link(&site);
    site.visitor().opens(&first).is(410);
    uses(&mut site.visitor(), &first).is(410);
    site.clock.advance(30 * MINUTE - 1);
    let mut visitor = site.visitor();
    let token = visitor.token(&second);
    visitor.opens(&second).is(200);
    site.clock.advance(1);
    visitor.opens(&second).is(410);
    visitor.submits_with(&token, &second, &FIELDS).is(410);
    assert_eq!(admins(&site), 0);
}

#[test]
fn the_link_is_dead_as_soon_as_there_is_an_admin() {
    let site = Site::new();
    site.member("Anna", "anna@example.com");
    let link = link(&site);
    let mut visitor = site.visitor();
    let token = visitor.token(&link);
    site.execute("UPDATE users SET is_admin = 1");
    visitor.opens(&link).is(410);
    visitor.submits_with(&token, &link, &FIELDS).is(410);
    assert!(starts(&site).is_none());
    // An admin who is kept out looks after nothing.
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0");
    assert!(starts(&site).is_some());
}

#[test]
fn a_confirmed_address_is_refused_to_the_first_admin_and_an_unconfirmed_one_is_not() {
    let site = Site::new();
    site.member("Olga", "olga@example.com");
    let link = link(&site);
    let mut visitor = site.visitor();
    uses(&mut visitor, &link).is(422).says_key("setup-address-taken");
    assert_eq!(admins(&site), 0);
    site.execute("DELETE FROM users");
    let mut squatter = site.visitor();
    squatter.password = "a squatter's own".into();
    squatter.registers("Squatter", "olga@example.com").is(303);
    uses(&mut visitor, &link).leads_to("/admin");
    squatter.signs_in().is(422);
    assert_eq!(site.value::<String>("SELECT firstname FROM users"), "Ольга");
}

#[test]
fn what_is_wrong_is_said_and_uses_nothing_up() {
    let site = Site::new();
    let link = link(&site);
    let mut visitor = site.visitor();
    let wrong = [("firstname", "O"), ("email", "nowhere"), ("password", "12345678"), ("password2", "x")];
    visitor
        .submits(&link, &wrong)
        .is(422)
        .says_key("refusal-not-an-address")
        .says_key("refusal-passwords-differ");
    visitor.submits_with("forged", &link, &FIELDS).is(403);
    uses(&mut visitor, &link).leads_to("/admin");
}

#[test]
fn the_link_is_kept_as_its_hash_and_let_out_by_nothing() {
    let site = Site::new();
    let link = link(&site);
    let token = link.rsplit('/').next().expect("a token").to_owned();
    let mut visitor = site.visitor();
    let page = visitor.opens(&link);
    assert_eq!(page.header("Referrer-Policy"), Some("no-referrer"));
    uses(&mut visitor, &link).leads_to("/admin");
    site.visitor().opens(&format!("/setup/{}", "x".repeat(43))).is(410);
    assert!(!site.dump().contains(&token));
    for line in site.journal.lines() {
        assert!(!line.text.contains(&token), "{}", line.text);
    }
    assert!(site.journal.lines().iter().any(|line| line.text.contains("/setup/{token}")));
}
