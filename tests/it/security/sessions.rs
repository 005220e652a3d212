//! Whoever finds a session finds it dead.

use data_encoding::BASE64URL_NOPAD;
use referral::store::audit::AuditEvent;
use referral::store::sessions::SessionKind;
use referral::store::users;
use referral::web::request::context::RequestContext;
use referral::web::request::open_session::{self, Factor};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{bytes, decoded, holds};
use crate::site::harness::{PASSWORD, Program, Reply, Site, Visitor, link};

const DAY: i64 = 86_400;

#[test]
fn a_session_is_256_random_bits_of_which_the_file_has_the_hash_alone() {
    let site = Site::on_disk();
    let mut anna = site.member("Anna", "anna@example.com");
    let bearer = bearer(&mut anna);
    let cookie = anna.cookie("user_token").expect("signed in").to_owned();
    let file = bytes(&site);
    for token in [&cookie, &bearer] {
        assert_eq!(decoded(token).len(), 32);
        assert!(!holds(&file, token), "the token");
        assert!(!holds(&file, decoded(token)), "its bytes");
        assert!(
            holds(&file, Sha256::digest(token.as_bytes())),
            "its hash, or this test looks at the wrong file"
        );
    }
    assert_ne!(cookie, bearer);
}

#[test]
fn a_cookie_planted_before_the_sign_in_is_not_the_one_after() {
    let site = Site::new();
    let mut mallory = site.member("Mallory", "mallory@example.com");
    let mut planted = vec![BASE64URL_NOPAD.encode(&[7; 32])];
    planted.push(mallory.cookie("user_token").expect("signed in").to_owned());
    for planted in planted {
        let mut anna = site.visitor();
        anna.forges_cookie("user_token", &planted);
        match site.value::<i64>("SELECT count(*) FROM users") {
            1 => {
                anna.registers("Anna", "anna@example.com").is(303);
                anna.confirms_by_link().is(303);
            }
            _ => anna.email = "anna@example.com".into(),
        }
        anna.signs_in().is(303);
        assert_ne!(anna.cookie("user_token"), Some(planted.as_str()));
        anna.opens("/api/v1/me").says("anna@example.com");
        mallory.forges_cookie("user_token", &planted);
        assert!(!mallory.is_signed_in(), "whoever planted it has nothing");
    }
}

#[test]
fn every_sign_in_draws_a_new_token_and_ends_the_one_before_in_that_browser() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut phone = site.visitor();
    phone.email = anna.email.clone();
    phone.signs_in().is(303);
    let mut before = anna.clone();
    anna.signs_in().is(303);
    assert_ne!(anna.cookie("user_token"), before.cookie("user_token"));
    assert!(anna.is_signed_in() && phone.is_signed_in());
    assert!(!before.is_signed_in());
}

#[test]
fn a_token_from_before_is_dead_after_everything_that_ends_sessions() {
    let new = [("password", "battery staple"), ("password2", "battery staple")];
    type Ends = fn(&Site, &mut Visitor, &Program, &[(&'static str, &'static str)]);
    let table: [(&str, Ends); 10] = [
        ("signing out", |_, anna, _, _| _ = anna.signs_out().is(303).clone()),
        ("signing out by JSON", |_, anna, _, _| {
            anna.calls("POST", "/api/v1/logout", &json!({})).is(204);
        }),
        ("signing the program out", |_, _, program, _| {
            program.posts("/api/v1/logout", &json!({})).is(204);
        }),
        ("ending it in the list", |site, anna, _, _| {
            let own: i64 = site.value("SELECT id FROM sessions WHERE kind = 'cookie' ORDER BY id LIMIT 1");
            anna.submits("/profile/sessions", &[("session", &own.to_string())]).is(303);
        }),
        ("ending all others", |site, anna, _, _| {
            let mut phone = site.visitor();
            phone.email = anna.email.clone();
            phone.signs_in().is(303);
            phone.submits("/profile/sessions", &[("session", "others")]).is(303);
        }),
        ("changing the password elsewhere", |site, anna, _, new| {
            let mut phone = site.visitor();
            phone.email = anna.email.clone();
            phone.signs_in().is(303);
            let fields = [&[("old_password", PASSWORD)], new].concat();
            phone.submits("/profile/password", &fields).is(303);
        }),
        ("resetting the password", |site, anna, _, new| {
            let email = anna.email.clone();
            site.visitor().submits("/password/forgot", &[("email", &email)]).is(303);
            site.visitor().submits(&link(&anna.letter()), new).is(303);
        }),
        ("disabling the account", |site, _, _, _| {
            site.execute("UPDATE users SET disabled_at = 1, is_active = 0");
        }),
        ("taking the confirmation back", |site, _, _, _| site.execute("UPDATE users SET is_activated = 0")),
        ("deleting the account", |_, anna, _, _| {
            anna.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
        }),
    ];
    for (how, end) in table {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        let program = Program::with_bearer(&site, &bearer(&mut anna));
        let mut thief = anna.clone();
        assert!(thief.is_signed_in());
        program.gets("/api/v1/me").is(200);
        end(&site, &mut anna, &program, &new);
        let of_program = how.contains("program");
        let of_browser = how.contains("signing out") || how.contains("in the list");
        if !of_program {
            thief.opens("/profile").leads_to("/login");
            thief.calls("GET", "/api/v1/me", &json!({})).is(401);
        }
        if !of_browser {
            program.gets("/api/v1/me").is(401);
            program.posts("/api/v1/codes", &json!({})).is(401);
        }
    }
}

#[test]
fn a_session_unused_for_14_days_has_expired() {
    for (seconds, alive) in [(14 * DAY - 1, true), (14 * DAY, false)] {
        let site = Site::new();
        let mut anna = site.member("Anna", "anna@example.com");
        let program = Program::with_bearer(&site, &bearer(&mut anna));
        // What a browser does with its cookie is not what decides.
        let cookie = anna.cookie("user_token").expect("signed in").to_owned();
        site.clock.advance(seconds);
        let mut keeper = site.visitor();
        keeper.forges_cookie("user_token", &cookie);
        assert_eq!(keeper.is_signed_in(), alive);
        assert_eq!(program.gets("/api/v1/me").status == 200, alive);
    }
}

#[test]
fn a_session_in_daily_use_is_dead_after_30_days_all_the_same() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let program = Program::with_bearer(&site, &bearer(&mut anna));
    let cookie = anna.cookie("user_token").expect("signed in").to_owned();
    let mut keeper = site.visitor();
    keeper.forges_cookie("user_token", &cookie);
    for day in 1..=30 {
        site.clock.advance(DAY);
        assert_eq!(keeper.is_signed_in(), day < 30, "day {day}");
        assert_eq!(program.gets("/api/v1/me").status == 200, day < 30, "day {day}");
        site.flush_clicks();
    }
}

#[test]
fn the_list_shows_device_and_times_and_ends_one_or_all_others() {
    let site = Site::new();
    let mut laptop = site.member("Anna", "anna@example.com");
    site.clock.advance(7200);
    let mut phone = site.visitor();
    phone.email = laptop.email.clone();
    let token = phone.token("/login");
    let fields = [("csrf_token", token.as_str()), ("email", "anna@example.com"), ("password", PASSWORD)];
    phone.posts_form("/login", &fields, &[("User-Agent", "Phone <b>& \u{202e}Co</b>")]).is(303);
    let mut program = site.program();
    program.signs_in("anna@example.com", PASSWORD).is(200);
    let list = laptop.opens("/profile/sessions");
    list.says("Firefox").says("curl/8.5.0").says("Phone &lt;b&gt;&amp; Co&lt;/b&gt;").keeps_quiet_of("<b>& ");
    list.says("2026-03-14T12:00:00Z").says("2026-03-14T14:00:00Z");
    assert_eq!(list.text().matches("<li><div><b>").count(), 3);

    // The password of the laptop is two hours old.
    laptop.submits("/profile/data", &[("own_password", PASSWORD)]).is(303);
    let of_phone: i64 = site.value("SELECT id FROM sessions WHERE device LIKE 'Phone%'");
    laptop.submits("/profile/sessions", &[("session", &of_phone.to_string())]).leads_to("/profile/sessions");
    assert!(!phone.is_signed_in());
    assert!(laptop.is_signed_in());
    program.gets("/api/v1/me").is(200);
    laptop.submits("/profile/sessions", &[("session", "others")]).is(303);
    program.gets("/api/v1/me").is(401);
    assert!(laptop.is_signed_in());
    assert_eq!(laptop.opens("/profile/sessions").text().matches("<li><div><b>").count(), 1);
}

#[test]
fn no_user_sees_or_ends_the_sessions_of_others() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let of_anna: i64 = site.value("SELECT id FROM sessions");
    let mut boris = site.member("Boris", "boris@example.com");
    let token = boris.token("/login");
    for who in [of_anna.to_string(), "0".into(), "-1".into(), i64::MAX.to_string()] {
        let ended = boris.submits_with(&token, "/profile/sessions", &[("session", &who)]);
        assert!(matches!(ended.status, 404), "{}", ended.status);
    }
    boris.submits("/profile/sessions", &[("session", "others")]).is(303);
    assert!(anna.is_signed_in());
    assert_eq!(boris.opens("/profile/sessions").text().matches("<li><div><b>").count(), 1);
}

#[test]
fn a_person_has_200_tokens_at_the_most_and_sees_them_all() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let first = Program::with_bearer(&site, &bearer(&mut anna));
    for _ in 0..199 {
        bearer(&mut anna);
    }
    first.gets("/api/v1/me").is(200);
    assert_eq!(
        anna.opens("/profile/sessions").text().matches("<li><div><b>").count(),
        201,
        "and the browser"
    );
    bearer(&mut anna);
    first.gets("/api/v1/me").is(401);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM sessions"), 201);
    assert!(anna.is_signed_in());
}

#[test]
fn cookies_are_for_this_site_alone_and_for_no_script() {
    let http = Site::new();
    let mut anna = http.visitor();
    let shown = anna.opens("/register?lang=en");
    let registered = anna.registers("Anna", "anna@example.com");
    let confirmed = anna.confirms_by_link();
    let signed_in = anna.signs_in();
    let code = anna.adds_code();
    let clicked = http.visitor().opens(&format!("/{code}"));
    let names = ["csrf", "lang", "registration", "notice", "user_token", "device", "referral"];
    let seen = cookies(&[shown, registered, confirmed, signed_in, clicked]);
    for name in names {
        let attributes = seen.iter().find(|c| c.0 == name).unwrap_or_else(|| panic!("no {name}: {seen:?}"));
        check(&attributes.1, false);
    }
    assert!(seen.iter().all(|(name, _)| names.contains(&name.as_str())), "{seen:?}");

    let https = Site::with(|config| config.server.public_url = "https://site.example".into());
    let mut anna = https.visitor();
    let shown = anna.opens("/register?lang=en");
    let registered = anna.registers("Anna", "anna@example.com");
    https.execute("UPDATE users SET is_activated = 1, token_created_at = NULL");
    let signed_in = anna.signs_in();
    assert_eq!(signed_in.is(303).header("Strict-Transport-Security"), Some("max-age=63072000"));
    let seen = cookies(&[shown, registered, signed_in]);
    assert!(seen.iter().any(|(name, _)| name == "__Host-user_token"), "{seen:?}");
    for (name, attributes) in seen {
        assert!(name.starts_with("__Host-"), "{name}");
        check(&attributes, true);
    }
    let token = anna.cookie("__Host-user_token").expect("signed in").to_owned();
    assert!(anna.is_signed_in());
    let mut sibling = https.visitor();
    sibling.forges_cookie("user_token", &token);
    assert!(!sibling.is_signed_in(), "a cookie without the prefix may be anybody's");
}

fn cookies(replies: &[Reply]) -> Vec<(String, Vec<String>)> {
    let set = replies.iter().flat_map(|reply| &reply.headers).filter(|(name, _)| name == "Set-Cookie");
    set.map(|(_, value)| {
        let mut parts = value.split("; ").map(str::to_owned);
        let pair = parts.next().expect("a name and a value");
        (pair.split('=').next().expect("a name").to_owned(), parts.collect())
    })
    .collect()
}

#[track_caller]
fn check(attributes: &[String], secure: bool) {
    let has = |wanted: &str| attributes.iter().any(|attribute| attribute == wanted);
    assert!(has("HttpOnly") && has("Path=/"), "{attributes:?}");
    assert!(has("SameSite=Lax") || has("SameSite=Strict"), "{attributes:?}");
    assert_eq!(has("Secure"), secure, "{attributes:?}");
    assert!(!attributes.iter().any(|attribute| attribute.starts_with("Domain")), "{attributes:?}");
}

fn bearer(visitor: &mut Visitor) -> String {
    let issued = visitor.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
    issued["user_token"].as_str().expect("a token").to_owned()
}

#[test]
fn a_sign_in_that_was_under_way_when_the_password_changed_or_the_account_was_disabled_opens_no_session() {
    for meanwhile in
        ["UPDATE users SET password = '$scrypt$other'", "UPDATE users SET is_active = 0, disabled_at = 1"]
    {
        let site = Site::new();
        site.member("Anna", "anna@example.com");
        // The password was compared with this; what happens next happened while it was.
        let known = site.app.db.read(|conn| users::find_by_id(conn, 1)).expect("read").expect("Anna");
        site.execute(meanwhile);
        let before: i64 = site.value("SELECT count(*) FROM sessions");
        let request = rouille::Request::fake_http("POST", "/login", Vec::new(), Vec::new());
        let visit = RequestContext::new(&site.app, &request);
        assert!(
            open_session::open(&visit, &known, SessionKind::Bearer, AuditEvent::SignedIn, Factor::NotAsked)
                .is_err(),
            "{meanwhile}"
        );
        assert_eq!(site.value::<i64>("SELECT count(*) FROM sessions"), before);
    }
}
