//! What harms others, or tells everything, asks for a password that was given a short while ago.

use referral::web::request::recent_password::RECENT_SECONDS;
use referral::web::routes::{Handler, ROUTES, Side};
use serde_json::json;

use crate::site::harness::{PASSWORD, Site, Visitor};

const FIELDS: [(&str, &str); 5] = [
    ("reason", "We \"looked\" <twice>."),
    ("decision", "reject"),
    ("referrer", "boris@example.com"),
    ("session", "1"),
    ("anything", "else"),
];

/// An admin, with something of each kind to act on.
fn admin(site: &Site) -> Visitor<'_> {
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    site.visitor().registers_with("Clara", "clara@mailinator.com", Some(&code)).is(303);
    site.member("Boris", "boris@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
    anna
}

fn path(pattern: &str) -> String {
    let path = pattern.replace("{id}", "1");
    match pattern {
        "/admin/people/{id}/branch/{action}" => path.replace("{action}", "freeze"),
        "/admin/emails/{id}/{action}" => path.replace("{action}", "retry"),
        _ => path.replace("{action}", "disable"),
    }
}

#[test]
fn every_change_by_an_admin_needs_a_recent_password_by_page_and_by_program() {
    let changes = ROUTES.iter().filter(|r| r.method != "GET" && matches!(r.handler, Handler::Admin(_)));
    for route in changes {
        let site = Site::on_disk();
        let mut anna = admin(&site);
        let mut program = site.program();
        program.signs_in("anna@example.com", PASSWORD).is(200);
        site.clock.advance(RECENT_SECONDS);
        site.flush_clicks();
        let (before, path) = (site.dump(), path(route.path));
        if route.side == Side::Api {
            let body = json!({ "reason": "We looked.", "decision": "reject" });
            for refused in [anna.calls(route.method, &path, &body), program.calls(route.method, &path, &body)]
            {
                let problem = refused.is(403).json();
                assert_eq!(problem["code"], "reauthentication_required", "{path}");
                assert_eq!(refused.header("Content-Type"), Some("application/problem+json"));
            }
        } else {
            let asked = anna.submits(&path, &FIELDS);
            asked.is(403).says_key("reauthenticate-title").says(&format!("action=\"{path}\""));
            asked.says("name=\"anything\" value=\"else\"");
            asked.says("name=\"reason\" value=\"We &quot;looked&quot; &lt;twice&gt;.\"");
            // Without the form's token it asks for nothing.
            anna.submits_with("forged", &path, &FIELDS).is(403).keeps_quiet_of_key("reauthenticate-title");
        }
        site.flush_clicks();
        assert_eq!(site.dump(), before, "{path}");
    }
}

#[test]
fn the_form_goes_on_to_what_was_asked_when_the_password_is_right() {
    let site = Site::new();
    let mut anna = admin(&site);
    site.clock.advance(RECENT_SECONDS - 1);
    anna.submits("/admin/people/3/disable", &[]).is(303);
    site.clock.advance(1);
    let freeze = "/admin/people/1/branch/freeze";
    let asked = anna.submits(freeze, &FIELDS[..1]);
    let token = asked.is(403).csrf_token().expect("a form");
    let again = |password| [FIELDS[0], ("own_password", password)];
    anna.submits_with(&token, freeze, &again("wrong horse")).is(422).says_key("refusal-wrong-password");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM notes"), 0);
    let asked = anna.submits_with(&token, freeze, &again(""));
    asked.is(422).says("name=\"reason\"").keeps_quiet_of("wrong horse");
    anna.submits_with(&token, freeze, &again(PASSWORD)).is(303);
    assert_eq!(site.value::<String>("SELECT text FROM notes"), FIELDS[0].1);
    // For a quarter of an hour nothing is asked.
    site.clock.advance(RECENT_SECONDS - 1);
    anna.submits("/admin/people/1/branch/restore", &FIELDS[..1]).is(303);
    site.clock.advance(1);
    anna.submits("/admin/backups", &[]).is(403);
    // Reading needs none.
    anna.opens("/admin/people").is(200);
}

#[test]
fn the_download_of_all_data_needs_a_recent_password_and_follows_it() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.opens("/profile/data").is(200);
    site.clock.advance(RECENT_SECONDS);
    let asked = anna.opens("/profile/data");
    let token = asked.is(403).says_key("reauthenticate-title").csrf_token().expect("a form");
    asked.keeps_quiet_of("\"person\"");
    let give = |anna: &mut Visitor, password| {
        anna.submits_with(&token, "/profile/data", &[("own_password", password)])
    };
    give(&mut anna, "wrong horse").is(422);
    give(&mut anna, PASSWORD).leads_to("/profile/data");
    assert_eq!(anna.opens("/profile/data").is(200).json()["person"]["firstname"], "Anna");
}

#[test]
fn ending_other_sessions_needs_a_recent_password_and_ending_this_one_does_not() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut thief = anna.clone();
    let mut elsewhere = site.visitor();
    elsewhere.email = "anna@example.com".into();
    elsewhere.signs_in().is(303);
    let other: i64 = site.value("SELECT max(id) FROM sessions");
    let this: i64 = site.value("SELECT min(id) FROM sessions");
    site.clock.advance(RECENT_SECONDS);
    for session in ["others", &other.to_string(), "999"] {
        let asked = thief.submits("/profile/sessions", &[("session", session)]);
        asked.is(403).says_key("reauthenticate-title").says(&format!("name=\"session\" value=\"{session}\""));
    }
    assert!(elsewhere.is_signed_in());
    let with_password = [("session", "others"), ("own_password", PASSWORD)];
    anna.submits("/profile/sessions", &with_password).leads_to("/profile/sessions");
    assert!(!elsewhere.is_signed_in() && anna.is_signed_in());
    site.clock.advance(RECENT_SECONDS);
    anna.submits("/profile/sessions", &[("session", &this.to_string())]).is(303);
    assert!(!anna.is_signed_in());
}

#[test]
fn a_thief_of_a_session_cannot_guess_the_password_there() {
    let site = Site::with(|config| config.limits.enabled = true);
    let mut anna = site.member("Anna", "anna@example.com");
    site.clock.advance(86_400);
    for number in 0..11 {
        let guess = [("own_password", "wrong horse")];
        anna.submits("/profile/data", &guess).is(if number < 10 { 422 } else { 429 });
    }
}

#[test]
fn a_token_made_in_a_session_is_as_old_as_its_password_and_a_new_sign_in_is_new() {
    let site = Site::new();
    let mut anna = admin(&site);
    site.clock.advance(RECENT_SECONDS - 10);
    let issued = anna.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
    let mut program = site.program();
    program.bearer = issued["user_token"].as_str().map(str::to_owned);
    let freeze = |program: &crate::site::harness::Program| {
        program.posts("/api/v1/users/3/freeze", &json!({ "reason": "We looked." })).status
    };
    assert_eq!(freeze(&program), 200);
    site.clock.advance(10);
    assert_eq!(freeze(&program), 403, "the password is as old as in the session");
    program.signs_in("anna@example.com", PASSWORD).is(200);
    assert_ne!(freeze(&program), 403);
    // A session from before the upgrade has no time of the password.
    site.execute("UPDATE sessions SET password_at = NULL");
    assert_eq!(freeze(&program), 403);
}
