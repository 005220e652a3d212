//! Passwords are changed by whoever knows the old one, or set anew by whoever reads the mail.

use referral::domain::message::Message;

use super::harness::{PASSWORD, Site, Visitor, email_says, link};
use crate::sentence_keys::{self, Lang};

const NEW: &str = "battery staple";

#[test]
fn changing_the_password_ends_every_other_session() {
    let site = Site::new();
    let mut laptop = site.member("Anna", "anna@example.com");
    let mut phone = site.visitor();
    phone.email = "anna@example.com".into();
    phone.signs_in().is(303);
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);

    laptop.submits("/profile/password", &fields(PASSWORD, NEW)).leads_to("/profile");
    laptop.opens("/profile").is(200).says_key("notice-password-changed");
    assert!(!phone.is_signed_in());
    program.gets("/api/v1/me").is(401);
    phone.signs_in().is(422);
    phone.password = NEW.into();
    phone.signs_in().leads_to("/profile");
    email_says(&site.email_to("anna@example.com"), "email-password-lead");
}

#[test]
fn changing_the_password_needs_the_old_one_and_the_new_one_twice() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before = site.dump();
    anna.submits("/profile/password", &fields("wrong horse", NEW)).is(422).says_key("refusal-wrong-password");
    let differ = [("old_password", PASSWORD), ("password", NEW), ("password2", "battery stable")];
    anna.submits("/profile/password", &differ).is(422).says_key("refusal-passwords-differ");
    anna.submits("/profile/password", &fields(PASSWORD, "short"))
        .is(422)
        .says_with("refusal-too-short", &[("n", 8.into())]);
    assert_eq!(site.dump(), before);
}

#[test]
fn a_reset_link_sets_a_new_password_once() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let letter = reset_email(&mut anna, &site);
    let path = link(&letter);
    let before = site.dump();
    site.visitor().opens(&path).is(200).says_key("reset-title");
    assert_eq!(site.dump(), before, "opening it changes nothing");

    let mut phone = site.visitor();
    phone
        .submits(&path, &[("password", NEW), ("password2", "other words")])
        .is(422)
        .says_key("refusal-passwords-differ");
    let done = phone.submits(&path, &[("password", NEW), ("password2", NEW)]);
    assert_eq!(done.leads_to("/login").header("Referrer-Policy"), Some("no-referrer"));
    assert!(!anna.is_signed_in(), "whoever was signed in is so no more");
    phone.submits(&path, &[("password", "a third one"), ("password2", "a third one")]).is(410);
    phone.opens(&path).is(410).says_key("reset-dead-title").says("/password/forgot");
    anna.password = NEW.into();
    anna.signs_in().leads_to("/profile");
}

#[test]
fn a_reset_link_lives_half_an_hour() {
    for (seconds, status) in [(1799, 303), (1800, 410)] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        let letter = reset_email(&mut anna, &site);
        let path = link(&letter);
        let token = anna.token(&path);
        site.clock.advance(seconds);
        anna.submits_with(&token, &path, &[("password", NEW), ("password2", NEW)]).is(status);
    }
}

#[test]
fn a_waiting_reset_letter_is_dropped_when_the_password_changes() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    anna.submits("/profile/password", &fields(PASSWORD, NEW)).is(303);
    site.clock.advance(3600);
    let subjects: Vec<String> = site.letters().into_iter().map(|letter| letter.subject).collect();
    let says = |key| subjects.iter().any(|subject| sentence_keys::says(subject, Lang::Ru, key));
    assert!(says("email-password-subject") && !says("email-reset-subject"), "{subjects:?}");
}

#[test]
fn an_unconfirmed_address_gets_no_reset_letter() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    assert_eq!(site.letters().len(), 1);
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).leads_to("/login");
    assert_eq!(site.letters(), []);
}

fn reset_email(visitor: &mut Visitor, site: &Site) -> Message {
    let email = visitor.email.clone();
    site.visitor().submits("/password/forgot", &[("email", &email)]).leads_to("/login");
    let letter = visitor.letter();
    email_says(&letter, "email-reset-subject");
    letter
}

fn fields<'v>(old: &'v str, new: &'v str) -> [(&'static str, &'v str); 3] {
    [("old_password", old), ("password", new), ("password2", new)]
}

#[test]
fn a_registration_compares_the_second_password_only_where_it_is_sent() {
    let site = Site::new();
    let fields = |email| [("firstname", "Anna"), ("email", email), ("password", PASSWORD)];
    site.visitor().submits("/register", &fields("anna@example.com")).is(303);
    let mut differ = fields("boris@example.com").to_vec();
    differ.push(("password2", "another one"));
    site.visitor().submits("/register", &differ).is(422).says_key("refusal-passwords-differ");
}
