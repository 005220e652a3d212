//! A code's life: added, changed, switched off and on, expired, deleted.

use referral::background::purge;
use serde_json::json;

use crate::site::harness::{NOON, PASSWORD, Site, Visitor, date};

const DAY: i64 = 86_400;

#[test]
fn a_person_has_at_most_one_active_code() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.opens("/profile/referral").keeps_quiet_of_key("code-add-in-the-way");
    let first = anna.adds_code();
    let before = site.dump();
    anna.opens("/profile/referral").says_with("code-add-in-the-way", &[("code", first.as_str().into())]);
    anna.submits("/profile/referral", &[]).is(422).says_key("refusal-active-code-exists");
    anna.submits("/profile/referral", &[("code", "second-1")]).is(422);
    anna.calls("POST", "/api/v1/codes", &json!({})).is(409);
    assert_eq!(site.dump(), before);
    let second = "INSERT INTO referrals (user_id, referral_code, code_key, date, expires_at) VALUES (1, 'ABCD', 'ABCD', 1, 2)";
    assert!(site.db(|conn| conn.execute(second, [])).is_err(), "the database itself holds to it");

    switch(&mut anna, &first, false);
    anna.opens("/profile/referral").keeps_quiet_of_key("code-add-in-the-way");
    let second = anna.adds_code();
    assert_ne!(first, second);
    let refused = anna.submits("/profile/referral/change", &[("code", &first), ("active", "on")]);
    refused.is(422).says_key("refusal-active-code-exists");
    anna.calls("PATCH", &format!("/api/v1/codes/{first}"), &json!({ "active": true })).is(409);
    site.visitor().opens(&format!("/{first}")).is(410);
    site.visitor().opens(&format!("/{second}")).is(200);
}

#[test]
fn as_many_codes_are_active_as_the_operator_allows_and_the_database_holds_to_it() {
    let site = Site::with(|config| config.referrals.active_codes = 2);
    let mut anna = site.member("Anna", "anna@example.com");
    let (first, second) = (anna.adds_code(), anna.adds_code());
    for code in [&first, &second] {
        site.visitor().opens(&format!("/{code}")).is(200);
    }
    anna.submits("/profile/referral", &[]).is(422).says_key("refusal-active-code-exists");
    anna.calls("POST", "/api/v1/codes", &json!({})).is(409);
    let third = "INSERT INTO referrals (user_id, referral_code, code_key, date, expires_at) VALUES (1, 'ABCD', 'ABCD', 1, 2)";
    assert!(site.db(|conn| conn.execute(third, [])).is_err(), "past the program, too");
    switch(&mut anna, &first, false);
    anna.adds_code();
    let on = anna.calls("PATCH", &format!("/api/v1/codes/{first}"), &json!({ "active": true }));
    on.is(409);
    assert!(site.db(|conn| conn.execute("UPDATE referrals SET is_activated = 1", [])).is_err());
    site.member("Boris", "boris@example.com").adds_code();
}

#[test]
fn a_code_works_through_the_end_of_its_last_day_and_not_a_second_longer() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("expires_on", "2026-03-16")]);
    site.clock.advance(2 * DAY + DAY / 2 - 1);
    site.visitor().opens(&format!("/{code}")).is(200);
    anna.opens("/profile").says_key("state-active").says(&date(16, 3));
    site.clock.advance(1);
    let before = site.dump();
    site.visitor().opens(&format!("/{code}")).is(410).says_key("invitation-expired-title");
    anna.opens("/profile").says_key("profile-make-link").keeps_quiet_of_key("state-active");
    anna.opens("/profile/codes").says_key("state-expired");
    assert_eq!(anna.opens("/api/v1/codes").json()["items"][0]["active"], json!(false));
    anna.calls("POST", "/api/v1/referral/get", &json!({})).says("Пользователь не имеет referral-кода.");
    anna.opens("/api/v1/codes?email=anna%40example.com").is(404);
    assert_eq!(site.dump(), before, "no sweep came by, and nobody needed it");
}

#[test]
fn an_expired_code_never_prevents_a_new_one() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let old = anna.adds_code_with(&[("expires_on", "2026-03-14")]);
    site.clock.advance(DAY);
    let new = anna.adds_code();
    assert_ne!(old, new);
    site.visitor().opens(&format!("/{new}")).is(200);
    site.visitor().opens(&format!("/{old}")).is(410).says_key("invitation-expired-title");
    site.clock.advance(31 * DAY);
    anna.signs_in().is(303);
    let added = anna.calls("POST", "/api/v1/referral/add", &json!({ "descript": "third" }));
    assert_eq!(added.is(200).json()["message"], "Ok");
}

#[test]
fn a_new_code_lives_thirty_days_unless_its_owner_or_the_operator_says_otherwise() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.calls("POST", "/api/v1/codes", &json!({})).is(201);
    assert_eq!(site.value::<i64>("SELECT expires_at FROM referrals"), NOON.0 + 30 * DAY);
    let site = Site::with(|config| config.referrals.code_days = 3);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.calls("POST", "/api/v1/codes", &json!({})).is(201);
    assert_eq!(site.value::<i64>("SELECT expires_at FROM referrals"), NOON.0 + 3 * DAY);
}

#[test]
fn the_last_day_is_in_the_future_and_within_ten_years() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let before = site.dump();
    for (day, key) in [
        ("2026-03-13", "refusal-not-in-future"),
        ("0001-01-01", "refusal-not-in-future"),
        ("2036-03-14", "refusal-too-far"),
        ("9999-12-31", "refusal-too-far"),
        ("2026-02-30", "refusal-not-a-date"),
        ("14.03.2026", "refusal-not-a-date"),
        ("99999-12-31", "refusal-not-a-date"),
    ] {
        anna.submits("/profile/referral", &[("expires_on", day)]).is(422).says_key(key).says(day);
    }
    for (at, code) in [
        ("2026-03-14T12:00:00Z", "not-in-future"),
        ("2026-03-14T13:00:00+01:00", "not-in-future"),
        ("9999-12-31T23:59:59Z", "too-far"),
        ("2026-04-01", "not-a-date"),
        ("tomorrow", "not-a-date"),
    ] {
        anna.calls("POST", "/api/v1/codes", &json!({ "expires_at": at })).is(422).says(code);
    }
    assert_eq!(site.dump(), before);
    anna.adds_code_with(&[("expires_on", "2026-03-14")]);
}

#[test]
fn a_code_is_switched_off_and_on_again() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    switch(&mut anna, &code, false);
    site.visitor().opens(&format!("/{code}")).is(410).says_key("invitation-off-title");
    anna.opens("/profile").says_key("notice-code-changed").says_key("profile-make-link");
    anna.opens("/profile/codes").says_key("state-off");
    switch(&mut anna, &code, true);
    site.visitor().opens(&format!("/{code}")).is(200);
}

#[test]
fn an_expired_code_comes_back_with_a_new_last_day_and_not_without() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("expires_on", "2026-03-14")]);
    site.clock.advance(DAY);
    let same = [("code", code.as_str()), ("expires_on", "2026-03-14"), ("active", "on")];
    anna.submits("/profile/referral/change", &same).is(422).says_key("refusal-not-in-future");
    anna.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "active": true })).is(422);
    let described = [("code", code.as_str()), ("expires_on", "2026-03-14"), ("description", "was good")];
    anna.submits("/profile/referral/change", &described).leads_to("/profile");
    let later = [("code", code.as_str()), ("expires_on", "2026-03-20"), ("active", "on")];
    anna.submits("/profile/referral/change", &later).leads_to("/profile");
    site.visitor().opens(&format!("/{code}")).is(200);
}

#[test]
fn a_description_is_changed_and_shown_to_invited_visitors() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("description", "Приходите на чай")]);
    site.visitor().opens(&format!("/{code}")).says("Приходите на чай");
    let form = anna.opens("/profile/referral/change");
    form.says("Приходите на чай").says("checked").says("value=\"2026-04-13\"");
    let changed = [
        ("code", code.as_str()),
        ("description", "И на кофе"),
        ("expires_on", "2026-04-13"),
        ("active", "on"),
    ];
    anna.submits("/profile/referral/change", &changed).is(303);
    site.visitor().opens(&format!("/{code}")).says("И на кофе").keeps_quiet_of("на чай");
}

#[test]
fn a_deleted_code_ends_and_keeps_its_history() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@example.com").is(303);
    boris.confirms_by_link().is(303);
    anna.submits("/profile/referral/delete", &[("code", &code)]).leads_to("/profile");
    let profile = anna.opens("/profile");
    profile
        .says_key("notice-code-deleted")
        .says("Boris")
        .says_key("state-counts")
        .says_key("profile-no-codes");
    site.visitor().opens(&format!("/{code}")).is(410).says_key("invitation-off-title");
    assert_eq!(site.value::<i64>("SELECT count(confirmed_at) FROM attributions"), 1);
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(404);
    anna.adds_code();
}

#[test]
fn no_user_changes_or_deletes_another_users_code() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let mut boris = site.member("Boris", "boris@example.com");
    let before = site.dump();
    boris.opens(&format!("/profile/referral/change?code={code}")).is(404);
    boris.submits("/profile/referral/change", &[("code", &code), ("description", "mine")]).is(404);
    boris.submits("/profile/referral/delete", &[("code", &code)]).is(404);
    boris.calls("PATCH", &format!("/api/v1/codes/{code}"), &json!({ "active": false })).is(404);
    boris.calls("DELETE", &format!("/api/v1/codes/{code}"), &json!({})).is(404);
    boris.calls("POST", "/api/v1/profile/referral/delete", &json!({ "userId": 1 })).is(200).says("не имеет");
    assert_eq!(site.dump(), before);
}

#[test]
fn the_purge_switches_off_what_has_expired_and_deletes_what_is_not_needed() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.adds_code_with(&[("expires_on", "2026-03-20")]);
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    site.letters();
    let rows = |table: &str| site.value::<i64>(&format!("SELECT count(*) FROM {table}"));
    let sweep = || site.app.db.write(|tx| purge::purge_expired(tx, site.clock.now())).expect("a sweep");
    sweep();
    assert_eq!((rows("sessions"), rows("resets"), rows("outbox")), (1, 1, 2));
    site.clock.advance(1800);
    sweep();
    assert_eq!((rows("sessions"), rows("resets"), rows("outbox")), (1, 0, 2));
    site.clock.advance(7 * DAY);
    sweep();
    assert_eq!((rows("sessions"), rows("outbox")), (1, 0), "letters are kept a week");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM referrals WHERE is_activated = 1"), 0);
    site.clock.advance(30 * DAY);
    sweep();
    assert_eq!((rows("sessions"), rows("users"), rows("referrals")), (0, 1, 1));
    anna.password = PASSWORD.into();
    anna.signs_in().is(303);
}

/// Switches a code by the form, with the rest as the form shows it.
fn switch(visitor: &mut Visitor, code: &str, on: bool) {
    let form = visitor.opens(&format!("/profile/referral/change?code={code}"));
    let day = form.text().split_once("name=\"expires_on\"").and_then(|(_, rest)| rest.split_once("value=\""));
    let day = day.and_then(|(_, rest)| rest.split('"').next()).expect("a last day").to_owned();
    let mut fields = vec![("code", code), ("expires_on", day.as_str())];
    fields.extend(on.then_some(("active", "on")));
    visitor.submits("/profile/referral/change", &fields).leads_to("/profile");
}

#[test]
fn both_pages_that_ask_for_a_last_day_say_which_day_it_is_in_utc() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    // 03:00 UTC of the 15th is the evening of the 14th in New York.
    site.clock.advance(15 * 3600);
    let today = [("date", date(15, 3).into())];
    anna.opens("/profile/referral").is(200).says_with("code-today-utc", &today);
    anna.adds_code();
    anna.opens("/profile/referral/change").is(200).says_with("code-today-utc", &today);
}
