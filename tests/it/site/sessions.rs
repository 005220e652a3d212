//! Who is signed in, and until when.

use serde_json::json;

use super::harness::{PASSWORD, Program, Site};

#[test]
fn signing_out_ends_the_session_itself_and_not_only_the_cookie() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut thief = anna.clone();
    assert!(thief.is_signed_in());
    anna.signs_out().leads_to("/");
    anna.opens("/").says_key("notice-signed-out").says_key("menu-login");
    assert_eq!(anna.cookie("user_token"), None);
    assert!(!thief.is_signed_in(), "the old cookie is worth nothing");
}

#[test]
fn signing_out_leaves_other_devices_signed_in() {
    let site = Site::new();
    let mut laptop = site.member("Anna", "anna@example.com");
    let mut phone = site.visitor();
    phone.email = "anna@example.com".into();
    phone.signs_in().is(303);
    laptop.signs_out().is(303);
    assert!(phone.is_signed_in());
}

#[test]
fn a_session_lasts_as_many_days_as_are_configured() {
    let site = Site::with(|config| config.accounts.session_days = 2);
    let mut anna = site.member("Anna", "anna@example.com");
    let cookie = anna.cookie("user_token").expect("signed in").to_owned();
    let bearer = anna.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
    let program = Program::with_bearer(&site, bearer["user_token"].as_str().expect("a token"));
    site.clock.advance(2 * 86_400 - 1);
    assert!(anna.is_signed_in());
    program.gets("/api/v1/me").is(200);
    site.clock.advance(1);
    assert!(!anna.is_signed_in());
    let mut keeper = site.visitor();
    keeper.forges_cookie("user_token", &cookie);
    assert!(!keeper.is_signed_in(), "a browser that keeps the cookie longer gains nothing");
    program.gets("/api/v1/me").is(401);
}

#[test]
fn a_wrong_password_does_not_sign_in() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.signs_out();
    for wrong in ["wrong horse", "correct horse ", "Correct horse", "correct\0horse", "qqqqqqqq"] {
        anna.password = wrong.into();
        anna.signs_in().is(422).says_key("refusal-wrong-credentials").keeps_quiet_of(wrong);
        assert!(!anna.is_signed_in());
    }
    anna.password = PASSWORD.into();
    anna.email = " ANNA@EXAMPLE.COM ".into();
    anna.signs_in().leads_to("/profile");
}

#[test]
fn a_token_of_one_kind_is_none_of_the_other() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let cookie = anna.cookie("user_token").expect("signed in").to_owned();
    Program::with_bearer(&site, &cookie).gets("/api/v1/me").is(401);
    let bearer = anna.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
    let mut other = site.visitor();
    other.forges_cookie("user_token", bearer["user_token"].as_str().expect("a token"));
    assert!(!other.is_signed_in(), "a bearer token needs no CSRF token, so it must not come in a cookie");
}

#[test]
fn a_disabled_account_is_signed_out_at_once_and_cannot_sign_in() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0");
    assert!(!anna.is_signed_in());
    anna.signs_in().is(422).says_key("refusal-wrong-credentials");
    site.visitor().opens(&format!("/{code}")).is(410);
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    assert_eq!(site.letters().len(), 1, "only the letter of the registration");
}

#[test]
fn the_readers_own_session_comes_first_is_marked_and_has_no_button() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut phone = site.visitor();
    phone.email = "anna@example.com".into();
    phone.signs_in().is(303);
    let own: i64 = site.value("SELECT min(id) FROM sessions");
    let page = anna.opens("/profile/sessions");
    let page = page.is(200).says_key("sessions-this");
    let rows: Vec<&str> = page.text().split("<li><div><b>").skip(1).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].contains("class=\"pill counts\"") && !rows[1].contains("class=\"pill counts\""));
    page.keeps_quiet_of(&format!("name=\"session\" value=\"{own}\""));
}

#[test]
fn a_device_is_called_what_its_owner_calls_it_and_all_it_said_is_there_too() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    site.execute(&format!("UPDATE sessions SET device = '{agent}'"));
    let shown = format!("<span title=\"{agent}\">Firefox, Linux</span>");
    anna.opens("/profile/sessions").says(&shown);
    site.execute("UPDATE users SET is_admin = 1");
    anna.opens("/admin/people/1").says(&shown);
    site.execute("UPDATE sessions SET device = '<b>something'");
    anna.opens("/profile/sessions").says("&lt;b&gt;something");
}
