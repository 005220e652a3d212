//! A person with an account of the site and a name of a program's is one.

use referral::background::purge::purge_expired;
use referral::domain::timestamp::DAY;
use serde_json::json;

use super::{Host, host, problem};
use crate::site::harness::{PASSWORD, Site, link};

#[test]
fn a_member_is_linked_by_the_address_and_keeps_password_and_code() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let host = host(&site);
    let body = json!({ "email": "anna@example.com" });
    let linked = host.calls("PUT", "/api/v1/participants/u_7", &body).is(200).json();
    assert_eq!(
        (&linked["id"], &linked["name"], &linked["code"]),
        (&json!("prt_1"), &json!("Anna"), &json!(code))
    );
    anna.opens("/profile").is(200);
    // What a thief of a key could do with it.
    let change = json!({ "email": "thief@example.com" });
    problem(&host.calls("PUT", "/api/v1/participants/u_7", &change), 409, "state_forbids");
    problem(&host.calls("PUT", "/api/v1/participants/u_7", &json!({ "email": null })), 409, "state_forbids");
    problem(&host.calls("PUT", "/api/v1/participants/u_8", &body), 409, "email_taken");
}

#[test]
fn an_address_that_was_never_confirmed_is_linked_without_the_password_that_registered_it() {
    let site = Site::new();
    let mut stranger = site.visitor();
    stranger.registers("Stranger", "anna@example.com").is(303);
    let confirmation = link(&site.email_to("anna@example.com"));
    let host = host(&site);
    let body = json!({ "email": "anna@example.com", "name": "Anna" });
    host.calls("PUT", "/api/v1/participants/u_7", &body).is(200);
    assert_eq!(site.value::<Option<String>>("SELECT password FROM users"), None);
    stranger.submits(&confirmation, &[]);
    stranger.email = "anna@example.com".into();
    assert_ne!(stranger.signs_in().status, 303, "the stranger's password is gone");
    // The owner sets one by the reset email, and finds the code and the people.
    let mut anna = site.visitor();
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let reset = link(&site.email_to("anna@example.com"));
    anna.submits(&reset, &[("password", PASSWORD), ("password2", PASSWORD)]).is(303);
    anna.email = "anna@example.com".into();
    anna.signs_in().is(303);
    anna.opens("/profile").is(200).says("Anna");
}

#[test]
fn no_key_links_changes_or_erases_an_admin() {
    let site = Site::new();
    site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let host = host(&site);
    host.brings("u_2");
    let before = site.dump();
    let body = json!({ "email": "ada@example.com" });
    problem(&host.calls("PUT", "/api/v1/participants/u_7", &body), 409, "state_forbids");
    problem(&host.calls("PUT", "/api/v1/participants/prt_1", &json!({ "name": "X" })), 409, "state_forbids");
    problem(&host.calls("DELETE", "/api/v1/participants/prt_1", &json!({})), 409, "state_forbids");
    assert_eq!(site.dump(), before);
    host.gets("/api/v1/participants/prt_1").is(200);
}

#[test]
fn two_who_both_have_a_name_are_not_merged() {
    let site = Site::new();
    let host = host(&site);
    host.calls("PUT", "/api/v1/participants/u_7", &json!({ "email": "anna@example.com" })).is(201);
    let body = json!({ "email": "anna@example.com" });
    problem(&host.calls("PUT", "/api/v1/participants/u_8", &body), 409, "email_taken");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 1);
}

#[test]
fn a_registration_with_a_participants_address_tells_the_owner_and_changes_nothing() {
    let site = Site::new();
    let host = host(&site);
    host.calls("PUT", "/api/v1/participants/u_7", &json!({ "email": "anna@example.com" })).is(201);
    site.visitor().registers("Stranger", "anna@example.com").is(303);
    assert_eq!(site.value::<Option<String>>("SELECT password FROM users"), None);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 1);
    site.email_to("anna@example.com");
    site.clock.advance(40 * DAY);
    let now = site.clock.now();
    site.app.db.write(|tx| purge_expired(tx, now)).expect("a purge");
    host.gets("/api/v1/participants/u_7").is(200);
}
