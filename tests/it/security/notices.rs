//! Notices of what a thief of an account would do, each with a link by which the owner undoes it.

use referral::actions::accounts_admin::{self, AccountAction, UserRef};
use referral::domain::email::Email;
use referral::domain::timestamp::{DAY, MINUTE};
use referral::store::audit::AuditSource;
use serde_json::json;

use super::second_factor;
use crate::site::harness::{PASSWORD, Site, Visitor, email_says, link};

const EMAIL: &str = "anna@example.com";

/// Subjects' keys of the emails that came since the last look, a minute later.
fn comes(site: &Site, keys: &[&str]) {
    assert!(site.letters().is_empty(), "a notice waits for others of its kind");
    site.clock.advance(MINUTE);
    let letters = site.letters();
    assert_eq!(letters.len(), keys.len(), "{:?}", letters.iter().map(|l| &l.subject).collect::<Vec<_>>());
    letters.iter().zip(keys).for_each(|(letter, key)| email_says(letter, key));
}

/// Signs in from a browser that was never here.
fn elsewhere(site: &Site) -> Visitor<'_> {
    let mut visitor = site.visitor();
    visitor.email = EMAIL.into();
    visitor.signs_in().is(303);
    visitor
}

#[test]
fn a_sign_in_from_a_browser_never_seen_is_told_and_no_other() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    site.letters();
    comes(&site, &[]);
    anna.signs_out().is(303);
    anna.signs_in().is(303);
    comes(&site, &[]);
    // Two within a minute are one email.
    let mut seen = elsewhere(&site);
    elsewhere(&site);
    comes(&site, &["email-new-sign-in-lead"]);
    seen.signs_out().is(303);
    seen.signs_in().is(303);
    comes(&site, &[]);
    // A program is known by its name.
    site.program().signs_in(EMAIL, PASSWORD).is(200);
    comes(&site, &["email-new-sign-in-lead"]);
    site.program().signs_in(EMAIL, PASSWORD).is(200);
    comes(&site, &[]);
}

#[test]
fn a_token_a_key_an_admin_and_a_changed_factor_are_told() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE id = 1");
    site.letters();
    anna.calls("POST", "/api/v1/token/get", &json!({})).is(201);
    comes(&site, &["email-token-made-lead"]);
    anna.submits("/admin/keys", &[("label", "shop"), ("preset", "app")]).is(303);
    comes(&site, &["email-key-made-lead"]);
    second_factor::sets_up(&site, &mut anna);
    site.clock.advance(-30);
    comes(&site, &["email-factor-changed-lead"]);
    // Every admin learns of a new one, whoever made it, and so does the new one.
    let boris = Email::from_db("boris@example.com".into());
    let (action, by) = (AccountAction::MakeAdmin, AuditSource::operator());
    let (app, now) = (&site.app, site.clock.now());
    accounts_admin::perform(&app.db, &app.config, action, UserRef::Email(&boris), &by, now)
        .expect("an admin");
    comes(&site, &["email-admin-made-lead", "email-admin-made-lead"]);
}

#[test]
fn this_was_not_me_ends_every_session_and_leads_to_a_new_password_once() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    let mut thief = elsewhere(&site);
    site.clock.advance(MINUTE);
    let path = link(&site.email_to(EMAIL));
    assert!(path.starts_with("/not-me/"), "{path}");
    // A mail scanner opens it.
    site.visitor().opens(&path).is(200).says_key("not-me-title").header("Referrer-Policy");
    assert!(thief.is_signed_in());
    let mut owner = site.visitor();
    let asked = owner.submits(&path, &[]);
    let reset = asked.is(303).header("Location").expect("a page").to_owned();
    assert!(reset.starts_with("/password/reset/"), "{reset}");
    assert!(!thief.is_signed_in() && !anna.is_signed_in());
    owner.submits(&path, &[]).is(410).says_key("not-me-dead-title");
    owner.submits(&reset, &[("password", "another horse")]).leads_to("/login");
    thief.signs_in().is(422);
}

#[test]
fn a_link_of_a_notice_ends_after_a_week_and_with_a_new_password() {
    for by_password in [false, true] {
        let site = Site::new();
        let mut anna = site.member("Anna", EMAIL);
        elsewhere(&site);
        site.clock.advance(MINUTE);
        let path = link(&site.email_to(EMAIL));
        if by_password {
            let new =
                [("old_password", PASSWORD), ("password", "another horse"), ("password2", "another horse")];
            anna.submits("/profile/password", &new).is(303);
        } else {
            site.clock.advance(7 * DAY);
        }
        site.visitor().opens(&path).is(410);
        site.visitor().submits(&path, &[]).is(410);
    }
}
