//! A second factor: an app's code after the password, once each, and what is left to who lost the phone.

use std::sync::Barrier;
use std::thread;

use data_encoding::BASE32_NOPAD;
use referral::config::{Config, SecondFactorPolicy};
use referral::crypto::totp::TotpSecret;
use referral::domain::timestamp::{DAY, HOUR, MINUTE};
use serde_json::json;

use crate::site::harness::{PASSWORD, Program, Reply, Site, Visitor, link};

const EMAIL: &str = "anna@example.com";

/// What stands between two marks of a page.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect("a mark").0
}

/// The key that the page offers to type.
fn offered(page: &Reply) -> TotpSecret {
    let key = between(page.text(), "<p class=\"soft\">", "</p>");
    let letters = between(key, "<code>", "</code>").replace(' ', "");
    TotpSecret::from_bytes(&BASE32_NOPAD.decode(letters.as_bytes()).expect("a key")).expect("a secret")
}

/// The secret that the page offers, and how its form sends it.
pub fn opens(visitor: &mut Visitor) -> (TotpSecret, String) {
    let page = visitor.opens("/profile/second-factor/app");
    (offered(page.is(200)), between(page.text(), "name=\"app\" value=\"", "\"").to_owned())
}

/// Sets an app up in this browser; its secret, and the recovery codes.
pub fn sets_up(site: &Site, visitor: &mut Visitor) -> (TotpSecret, Vec<String>) {
    let (secret, signed) = opens(visitor);
    let digits = secret.digits_at(site.clock.now());
    let sent = [("app", signed.as_str()), ("otp", digits.as_str())];
    visitor.submits("/profile/second-factor/app", &sent).leads_to("/profile/second-factor/recovery");
    let shown = visitor.opens("/profile/second-factor/recovery");
    let codes: Vec<String> =
        shown.is(200).text().split("<li><code>").skip(1).map(|rest| rest[..29].to_owned()).collect();
    assert_eq!(codes.len(), 10);
    site.clock.advance(30);
    (secret, codes)
}

/// A site that demands a second factor of admins, as it does by default.
fn demanding() -> Site {
    Site::with(|config| config.accounts.second_factor = SecondFactorPolicy::Admins)
}

fn with_factor(site: &Site) -> (Visitor<'_>, TotpSecret, Vec<String>) {
    let mut anna = site.member("Anna", EMAIL);
    let (secret, codes) = sets_up(site, &mut anna);
    (anna, secret, codes)
}

/// A browser that gave the right password.
fn asked(site: &Site) -> Visitor<'_> {
    let mut visitor = site.visitor();
    visitor.email = EMAIL.into();
    visitor.signs_in().leads_to("/login/second-factor");
    assert!(!visitor.is_signed_in(), "a password alone opens nothing");
    visitor
}

pub fn answers(visitor: &mut Visitor, fields: &[(&str, &str)]) -> Reply {
    visitor.submits("/login/second-factor", fields)
}

#[test]
fn a_sign_in_asks_for_the_code_of_the_app_after_the_password() {
    let site = Site::new();
    let (_, secret, _) = with_factor(&site);
    let mut visitor = asked(&site);
    answers(&mut visitor, &[]).is(422).says_key("refusal-empty");
    answers(&mut visitor, &[("otp", "000000")]).is(422).says_key("refusal-wrong-otp");
    assert!(!visitor.is_signed_in());
    let digits = secret.digits_at(site.clock.now());
    // As people type them.
    let typed = format!(" {} {} ", &digits[..3], &digits[3..]);
    answers(&mut visitor, &[("otp", &typed)]).leads_to("/profile");
    assert!(visitor.is_signed_in());
    assert!(visitor.cookie("sign_in").is_none());
    // Without a right password there is nothing to answer.
    let mut stranger = site.visitor();
    stranger.opens("/login/second-factor").leads_to("/login");
    answers(&mut stranger, &[("otp", &secret.digits_at(site.clock.now()))]).leads_to("/login");
}

#[test]
fn a_right_password_waits_ten_minutes_and_not_past_a_new_one() {
    let site = Site::new();
    let (_, secret, _) = with_factor(&site);
    let mut late = asked(&site);
    let cookie = late.cookie("sign_in").expect("a pending sign-in").to_owned();
    site.clock.advance(10 * MINUTE);
    late.forges_cookie("sign_in", &cookie);
    answers(&mut late, &[("otp", &secret.digits_at(site.clock.now()))]).leads_to("/login");
    let mut thief = asked(&site);
    let mut anna = site.visitor();
    anna.submits("/password/forgot", &[("email", EMAIL)]).is(303);
    let reset = link(&site.email_to(EMAIL));
    anna.submits(&reset, &[("password", "another horse")]).leads_to("/login");
    answers(&mut thief, &[("otp", &secret.digits_at(site.clock.now()))]).leads_to("/login");
    // The email's link is no second factor.
    (anna.email, anna.password) = (EMAIL.into(), "another horse".into());
    anna.signs_in().leads_to("/login/second-factor");
}

#[test]
fn codes_of_the_neighbouring_steps_work_and_each_works_once() {
    for (early_seconds, works) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let site = Site::new();
        let (_, secret, _) = with_factor(&site);
        site.clock.advance(5 * MINUTE);
        let digits = secret.digits_at(site.clock.now().plus(early_seconds));
        let status = if works { 303 } else { 422 };
        let mut first = asked(&site);
        answers(&mut first, &[("otp", &digits)]).is(status);
        let mut second = asked(&site);
        answers(&mut second, &[("otp", &digits)]).is(422);
        if early_seconds == 30 {
            // What the app showed before is used up with it.
            answers(&mut second, &[("otp", &secret.digits_at(site.clock.now()))]).is(422);
        }
    }
    // The code that confirmed the app opens nothing either.
    let site = Site::new();
    let (_, secret, _) = with_factor(&site);
    let digits = secret.digits_at(site.clock.now().minus(30));
    answers(&mut asked(&site), &[("otp", &digits)]).is(422);
}

#[test]
fn one_code_at_the_same_moment_in_two_browsers_signs_one_in() {
    let site = Site::on_disk();
    let (_, secret, recovery) = with_factor(&site);
    for sent in [("otp", secret.digits_at(site.clock.now())), ("recovery_code", recovery[0].clone())] {
        let mut browsers = [asked(&site), asked(&site), asked(&site)];
        let start = Barrier::new(browsers.len());
        let statuses: Vec<u16> = thread::scope(|scope| {
            let running: Vec<_> = browsers
                .iter_mut()
                .map(|browser| {
                    let (site, start, sent) = (&site, &start, &sent);
                    let token = browser.token("/login/second-factor");
                    scope.spawn(move || {
                        site.journal.joins();
                        start.wait();
                        browser.submits_with(&token, "/login/second-factor", &[(sent.0, &sent.1)]).status
                    })
                })
                .collect();
            running.into_iter().map(|one| one.join().expect("an answer")).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{sent:?} {statuses:?}");
    }
}

#[test]
fn a_lost_phone_is_replaced_by_ten_recovery_codes_which_work_once_in_every_spelling() {
    let site = Site::new();
    let (mut anna, secret, codes) = with_factor(&site);
    let spellings = [
        codes[0].clone(),
        codes[1].to_lowercase(),
        codes[2].replace('-', ""),
        format!("  {}\n", codes[3].replace('-', " – ")),
    ];
    for spelling in &spellings {
        let mut visitor = asked(&site);
        answers(&mut visitor, &[("recovery_code", spelling)]).leads_to("/profile");
        visitor.opens("/profile").says_key("notice-recovery-code-used");
        answers(&mut asked(&site), &[("recovery_code", spelling)]).is(422).says_key("refusal-wrong-otp");
    }
    anna.opens("/profile/second-factor").says_with("recovery-left", &[("n", 6.into())]);
    let stored: String = site.value("SELECT group_concat(hex(hash)) FROM recovery_codes");
    assert!(!site.dump().contains(&codes[5]) && stored.len() > 6 * 64);
    // New ones end the old ones, and are shown once.
    anna.submits("/profile/second-factor/recovery", &[]).leads_to("/profile/second-factor/recovery");
    let shown = anna.opens("/profile/second-factor/recovery");
    shown.is(200).keeps_quiet_of(&codes[5]);
    anna.opens("/profile/second-factor/recovery").leads_to("/profile/second-factor");
    answers(&mut asked(&site), &[("recovery_code", &codes[5])]).is(422);
    // And a new phone ends the old one.
    let (new, _) = sets_up(&site, &mut anna);
    answers(&mut asked(&site), &[("otp", &secret.digits_at(site.clock.now()))]).is(422);
    answers(&mut asked(&site), &[("otp", &new.digits_at(site.clock.now()))]).is(303);
}

#[test]
fn a_browser_is_remembered_for_thirty_days_unless_factor_or_password_change() {
    type Change = fn(&mut Visitor);
    let nothing: Change = |_| {};
    let forgets: Change = |anna| {
        anna.submits("/profile/second-factor/browsers", &[]).leads_to("/profile/second-factor");
    };
    let new_password: Change = |anna| {
        let fields =
            [("old_password", PASSWORD), ("password", "another horse"), ("password2", "another horse")];
        anna.submits("/profile/password", &fields).is(303);
    };
    for (name, change, seconds, remembered) in [
        ("nothing", nothing, 30 * DAY - 1, true),
        ("time", nothing, 30 * DAY, false),
        ("forgotten", forgets, 0, false),
        ("password", new_password, 0, false),
    ] {
        let site = Site::new();
        let (mut anna, secret, _) = with_factor(&site);
        let mut visitor = asked(&site);
        let sent = [("otp", &*secret.digits_at(site.clock.now())), ("remember", "on")];
        answers(&mut visitor, &sent).leads_to("/profile");
        visitor.signs_out().is(303);
        visitor.signs_in().leads_to("/profile");
        visitor.signs_out().is(303);
        change(&mut anna);
        site.clock.advance(seconds);
        if name == "password" {
            visitor.password = "another horse".into();
        }
        let to = if remembered { "/profile" } else { "/login/second-factor" };
        visitor.signs_in().leads_to(to);
    }
    // Another user of the browser is asked, and so is who does not tick the box.
    let site = Site::new();
    let (_, secret, _) = with_factor(&site);
    let mut visitor = asked(&site);
    answers(&mut visitor, &[("otp", &secret.digits_at(site.clock.now()))]).is(303);
    visitor.signs_out().is(303);
    visitor.signs_in().leads_to("/login/second-factor");
}

#[test]
fn wrong_codes_are_limited_and_strangers_do_not_keep_the_owners_browser_out() {
    let site = Site::with(|config| config.limits.enabled = true);
    let (mut anna, secret, _) = with_factor(&site);
    anna.signs_out().is(303);
    let mut thief = asked(&site);
    for _ in 0..10 {
        answers(&mut thief, &[("otp", "000000")]).is(422);
    }
    let refused = answers(&mut thief, &[("otp", &secret.digits_at(site.clock.now()))]);
    assert!(refused.is(429).header("Retry-After").is_some());
    refused.says_key("login-factor-title");
    // Another pending sign-in has no other quota.
    answers(&mut asked(&site), &[("otp", &secret.digits_at(site.clock.now()))]).is(429);
    anna.signs_in().leads_to("/login/second-factor");
    answers(&mut anna, &[("otp", &secret.digits_at(site.clock.now()))]).leads_to("/profile");
    site.flush_clicks();
    let failed = "SELECT count(*) FROM audit WHERE what = 'audit-factor-failed'";
    assert_eq!(site.value::<i64>(failed), 10);
    site.clock.advance(HOUR);
    let mut later = asked(&site);
    answers(&mut later, &[("otp", &secret.digits_at(site.clock.now()))]).is(303);
}

#[test]
fn a_factor_needs_a_recent_password_its_own_code_and_the_session_that_was_shown_it() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    let mut elsewhere = site.visitor();
    elsewhere.email = EMAIL.into();
    elsewhere.signs_in().is(303);
    let path = "/profile/second-factor/app";
    let page = anna.opens(path);
    let secret = offered(&page);
    let signed = between(page.text(), "name=\"app\" value=\"", "\"").to_owned();
    let digits = secret.digits_at(site.clock.now());
    // A form of another session, or none, shows a new key.
    for app in [signed.as_str(), "", "eA.eA"] {
        let again = elsewhere.submits(path, &[("app", app), ("otp", &digits)]);
        assert!(offered(again.is(422)) != secret, "{app}");
    }
    let again = anna.submits(path, &[("app", &signed), ("otp", "12345")]);
    assert!(offered(again.is(422)) == secret, "the app has it already");
    anna.submits(path, &[("app", &signed), ("otp", "000000")]).is(422).says_key("refusal-wrong-otp");
    site.clock.advance(15 * MINUTE);
    anna.submits(path, &[("app", &signed), ("otp", &digits)]).is(403).says_key("reauthenticate-title");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM second_factors"), 0);
    anna.signs_in().is(303);
    sets_up(&site, &mut anna);
    assert!(!elsewhere.is_signed_in(), "other sessions end");
    anna.submits("/profile/second-factor/off", &[]).leads_to("/profile/second-factor");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM second_factors"), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM recovery_codes"), 0);
    anna.submits("/profile/second-factor/off", &[]).is(409);
}

#[test]
fn the_settings_lead_an_admin_or_everyone_to_a_factor_at_the_next_sign_in() {
    let policies = [
        (SecondFactorPolicy::Optional, false, false),
        (SecondFactorPolicy::Admins, true, false),
        (SecondFactorPolicy::All, true, true),
    ];
    for (policy, of_admin, of_member) in policies {
        let site = Site::with(|config| config.accounts.second_factor = policy);
        let mut member = site.visitor();
        member.registers("Boris", "boris@example.com").is(303);
        member.confirms_by_link().is(303);
        let mut admin = site.visitor();
        admin.registers("Anna", EMAIL).is(303);
        admin.confirms_by_digits().is(303);
        site.execute(&format!("UPDATE users SET is_admin = 1 WHERE email = '{EMAIL}'"));
        for (visitor, demanded) in [(&mut member, of_member), (&mut admin, of_admin)] {
            visitor.signs_in().is(303);
            if !demanded {
                assert!(visitor.is_signed_in(), "{policy:?}");
                continue;
            }
            for path in ["/profile", "/profile/sessions", "/profile/second-factor"] {
                visitor.opens(path).leads_to("/profile/second-factor/app");
            }
            visitor.submits("/profile/referral", &[]).leads_to("/profile/second-factor/app");
            let refused = visitor.opens("/api/v1/me").is(403).json();
            assert_eq!(refused["code"], "second_factor_setup_required");
            visitor.opens("/profile/second-factor/app").says_key("factor-needed-lead");
            sets_up(&site, visitor);
            assert!(visitor.is_signed_in());
            visitor.opens("/profile/second-factor").says_key("factor-off-demanded");
            visitor.submits("/profile/second-factor/off", &[]).is(409);
        }
        admin.opens("/admin").is(200);
    }
}

#[test]
fn an_admin_without_a_factor_wanted_a_page_and_gets_there_after_setting_it_up() {
    assert_eq!(Config::default().accounts.second_factor, SecondFactorPolicy::Admins);
    let site = demanding();
    let mut anna = site.member("Anna", EMAIL);
    site.execute("UPDATE users SET is_admin = 1");
    anna.opens("/admin").is(200);
    anna.signs_out().is(303);
    anna.opens("/admin/people").leads_to("/login");
    anna.signs_in().leads_to("/admin/people");
    anna.opens("/admin/people").leads_to("/profile/second-factor/app");
    let page = anna.opens("/profile/second-factor/app");
    let secret = offered(&page);
    let signed = between(page.text(), "name=\"app\" value=\"", "\"").to_owned();
    let digits = secret.digits_at(site.clock.now());
    anna.submits("/profile/second-factor/app", &[("app", &signed), ("otp", &digits)]).is(303);
    anna.opens("/profile/second-factor/recovery").says("href=\"/admin/people\"");
    anna.opens("/admin/people").is(200);
    // Signing out is always possible.
    let mut boris = site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    boris.signs_in().is(303);
    boris.signs_out().leads_to("/");
}

#[test]
fn a_program_signs_in_with_the_code_in_otp() {
    let site = demanding();
    let (_, secret, recovery) = with_factor(&site);
    let login = |otp: Option<&str>| {
        let mut body = json!({ "email": EMAIL, "password": PASSWORD });
        if let Some(otp) = otp {
            body["otp"] = otp.into();
        }
        site.program().posts("/api/v1/login", &body)
    };
    for (otp, code) in [(None, "otp_required"), (Some("000000"), "otp_wrong"), (Some("x"), "otp_wrong")] {
        let refused = login(otp);
        assert_eq!(refused.is(401).json()["code"], code);
        assert!(refused.header("WWW-Authenticate").is_some());
    }
    let digits = secret.digits_at(site.clock.now());
    assert!(login(Some(&digits)).is(200).json()["access_token"].is_string());
    assert_eq!(login(Some(&digits)).is(401).json()["code"], "otp_wrong");
    login(Some(&recovery[0])).is(200);
    // A wrong password is told alike with and without a factor.
    let wrong = site.program().posts("/api/v1/login", &json!({ "email": EMAIL, "password": "wrong horse" }));
    assert_eq!(wrong.is(401).json()["code"], "wrong_credentials");
    // An admin without one sets it up on the pages first.
    site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'boris@example.com'");
    let boris = json!({ "email": "boris@example.com", "password": PASSWORD });
    let refused = site.program().posts("/api/v1/login", &boris);
    assert_eq!(refused.is(403).json()["code"], "second_factor_setup_required");
}

#[test]
fn an_admin_and_the_shell_turn_a_lost_factor_off_also_of_the_last_admin() {
    let site = Site::new();
    let (_, _, _) = with_factor(&site);
    let mut boris = site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'boris@example.com'");
    boris.opens("/admin/people/1").says_key("factor-on").says("/admin/people/1/reset-2fa");
    boris.opens("/admin/people/2").says_key("person-factor-off").keeps_quiet_of("reset-2fa");
    boris.submits("/admin/people/1/reset-2fa", &[]).leads_to("/admin/people/1");
    let mut anna = site.visitor();
    anna.email = EMAIL.into();
    anna.signs_in().leads_to("/profile");
    assert!(anna.is_signed_in());
    let trail: String = site.value("SELECT actor || admin_id FROM audit WHERE what = 'audit-factor-off'");
    assert_eq!(trail, "operator2");
}

#[test]
fn the_secret_of_a_factor_is_in_no_table_in_no_page_after_and_in_no_log() {
    let site = Site::on_disk();
    let (mut anna, secret, codes) = with_factor(&site);
    site.flush_clicks();
    let bytes = super::bytes(&site);
    let letters = secret.grouped().replace(' ', "");
    for needle in
        [secret.as_bytes(), letters.as_bytes(), codes[0].as_bytes(), codes[0].replace('-', "").as_bytes()]
    {
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    }
    let data = anna.opens("/profile/data").is(200).json();
    assert_eq!(data["second_factor"].as_object().map(|one| one.len()), Some(2));
    assert_eq!(data["second_factor"]["recovery_codes_left"], 10);
    assert!(site.journal.lines().iter().all(|line| !line.text.contains(&letters)));
}

#[test]
fn a_factor_stored_under_another_signing_key_leaves_recovery_codes_and_the_shell() {
    let site = Site::new();
    let (_, secret, codes) = with_factor(&site);
    site.execute("UPDATE second_factors SET secret = randomblob(48)");
    answers(&mut asked(&site), &[("otp", &secret.digits_at(site.clock.now()))]).is(422);
    answers(&mut asked(&site), &[("recovery_code", &codes[0])]).leads_to("/profile");
}

#[test]
fn a_code_of_the_app_proves_again_who_is_there_as_a_password_does() {
    let site = Site::new();
    let (mut anna, secret, _) = with_factor(&site);
    site.clock.advance(15 * MINUTE);
    let asked = anna.submits("/profile/data", &[]);
    asked.is(403).says_key("reauthenticate-lead-factor").says("name=\"own_otp\"");
    let token = asked.csrf_token().expect("a form");
    let with = |code: &str| [("own_password", ""), ("own_otp", code)].map(|(k, v)| (k, v.to_owned()));
    let wrong = with("000000");
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(k, v)| (*k, v.as_str())).collect();
    anna.submits_with(&token, "/profile/data", &wrong).is(422).says_key("refusal-wrong-otp");
    let right = with(&secret.digits_at(site.clock.now()));
    let right: Vec<(&str, &str)> = right.iter().map(|(k, v)| (*k, v.as_str())).collect();
    anna.submits_with(&token, "/profile/data", &right).is(303);
    anna.opens("/profile/data").is(200);
    // Who has no factor is asked for the password alone.
    let mut boris = site.member("Boris", "boris@example.com");
    site.clock.advance(15 * MINUTE);
    let asked = boris.submits("/profile/data", &[]);
    asked.is(403).says_key("reauthenticate-lead").keeps_quiet_of("own_otp");
    let token = asked.csrf_token().expect("a form");
    boris.submits_with(&token, "/profile/data", &right).is(422);
}

#[test]
fn a_token_of_a_program_asks_for_a_recent_password() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    anna.calls("POST", "/api/v1/token/get", &json!({})).is(201);
    site.clock.advance(15 * MINUTE);
    let refused = anna.calls("POST", "/api/v1/token/get", &json!({}));
    assert_eq!(refused.is(403).json()["code"], "reauthentication_required");
}

#[test]
fn a_session_of_an_admin_ends_after_twelve_hours_by_cookie_and_by_token() {
    let site = Site::new();
    let mut anna = site.member("Anna", EMAIL);
    let mut boris = site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE id = 1");
    anna.signs_in().is(303);
    let answer =
        site.program().posts("/api/v1/login", &json!({ "email": EMAIL, "password": PASSWORD })).json();
    assert_eq!(answer["expires_in"], 12 * HOUR);
    let program = Program::with_bearer(&site, answer["access_token"].as_str().expect("a token"));
    site.clock.advance(12 * HOUR - 1);
    anna.opens("/admin").is(200);
    program.gets("/api/v1/overview").is(200);
    site.clock.advance(1);
    anna.opens("/admin").leads_to("/login");
    program.gets("/api/v1/overview").is(401);
    // A member's lasts; that of who becomes an admin later is as old as its sign-in.
    assert!(boris.is_signed_in());
    site.execute("UPDATE users SET is_admin = 1 WHERE id = 2");
    assert!(!boris.is_signed_in());
    boris.signs_in().is(303);
    boris.opens("/profile/sessions").is(200);
}
