//! The device cookie (OWASP): for how long a browser is known to an account, and what makes it known.

use std::net::IpAddr;

use referral::domain::timestamp::DAY;
use serde_json::json;

use crate::site::harness::{PASSWORD, Site, Visitor, link};

const NEW: &str = "battery staple";

fn limited() -> Site {
    Site::with(|config| {
        config.limits.enabled = true;
    })
}

/// A stranger from many networks uses up Anna's quota for unknown browsers.
fn is_attacked(site: &Site) {
    for number in 0..20 {
        let body = json!({ "email": "anna@example.com", "password": "wrong horse" }).to_string();
        let peer = IpAddr::from([198, 18, 0, number]);
        site.answers_to(
            peer,
            "POST",
            "/api/v1/login",
            &[("Content-Type", "application/json")],
            body.as_bytes(),
        );
    }
}

/// A browser that Anna never used.
fn new_browser<'s>(site: &'s Site, password: &str) -> Visitor<'s> {
    let mut browser = site.visitor();
    (browser.email, browser.password) = ("anna@example.com".into(), password.into());
    browser
}

fn resets(site: &Site, browser: &mut Visitor) {
    browser.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let path = link(&site.email_to("anna@example.com"));
    browser.submits(&path, &[("password", NEW), ("password2", NEW)]).leads_to("/login");
    browser.password = NEW.into();
}

#[test]
fn a_reset_by_email_lets_the_owner_in_whatever_strangers_guessed() {
    let site = limited();
    site.member("Anna", "anna@example.com");
    let mut browser = new_browser(&site, PASSWORD);
    is_attacked(&site);
    browser.signs_in().is(429);
    resets(&site, &mut browser);
    // The guesses go on, so that a fresh quota alone would not do.
    is_attacked(&site);
    browser.signs_in().leads_to("/profile");
}

#[test]
fn a_reset_by_email_clears_the_quota_of_the_accounts_other_browsers() {
    let site = limited();
    site.member("Anna", "anna@example.com");
    is_attacked(&site);
    new_browser(&site, PASSWORD).signs_in().is(429);
    resets(&site, &mut site.visitor());
    new_browser(&site, NEW).signs_in().leads_to("/profile");
}

#[test]
fn a_reset_link_that_no_longer_works_makes_no_browser_known() {
    let site = limited();
    site.member("Anna", "anna@example.com");
    let mut browser = new_browser(&site, PASSWORD);
    browser.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let path = link(&site.email_to("anna@example.com"));
    let token = browser.token(&path);
    site.clock.advance(DAY);
    browser.submits_with(&token, &path, &[("password", NEW), ("password2", NEW)]).is(410);
    assert_eq!(browser.cookie("device"), None);
    is_attacked(&site);
    browser.signs_in().is(429);
}

#[test]
fn every_new_password_ends_the_device_cookies_of_other_browsers() {
    for change in ["page", "reset", "operator"] {
        let site = limited();
        let mut anna = site.member("Anna", "anna@example.com");
        let mut thief = new_browser(&site, "wrong horse");
        thief.forges_cookie("device", anna.cookie("device").expect("known"));
        match change {
            "page" => {
                let fields = [("old_password", PASSWORD), ("password", NEW), ("password2", NEW)];
                anna.submits("/profile/password", &fields).leads_to("/profile");
                anna.password = NEW.into();
            }
            "reset" => resets(&site, &mut anna),
            _ => {
                let new = referral::domain::person::Password::parse_existing(NEW).expect("a password");
                let by = referral::store::audit::AuditSource::operator();
                referral::actions::passwords::set_by_operator(&site.app, 1, &new, &by, site.clock.now())
                    .expect("a database");
            }
        }
        is_attacked(&site);
        thief.signs_in().is(429);
        if change != "operator" {
            anna.signs_in().leads_to("/profile");
        }
    }
}

#[test]
fn a_device_cookie_ends_after_a_year_whatever_the_browser_says() {
    for (days, status) in [(364, 303), (365, 429), (10_000, 429)] {
        let site = limited();
        let mut anna = site.member("Anna", "anna@example.com");
        let known = anna.cookie("device").expect("known").to_owned();
        anna.signs_out().is(303);
        site.clock.advance(days * DAY);
        anna.forges_cookie("device", &known);
        is_attacked(&site);
        assert_eq!(anna.signs_in().status, status, "after {days} days");
    }
}
