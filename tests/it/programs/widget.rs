//! The widget: a token that opens it once, a session of an hour, who may frame it, and what it shows.

use referral::domain::timestamp::{HOUR, MINUTE};
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Reply, Site};

const SHOP: &str = "https://shop.example.org";

fn token(site: &Site, of: &str) -> String {
    let issued = host(site).posts("/api/v1/embed_tokens", &json!({ "participant": of })).is(201).json();
    let token = issued["token"].as_str().expect("a token").to_owned();
    assert_eq!(issued["url"], format!("http://127.0.0.1:8080/embed#{token}"), "never in a query");
    assert!(issued["expires_at"].as_str().expect("a time").ends_with('Z'));
    token
}

/// What the page of the widget asks for.
fn opens(site: &Site, what: &Value) -> Reply {
    let headers = [
        ("Content-Type", "application/json"),
        ("Origin", "http://127.0.0.1:8080"),
        ("Sec-Fetch-Site", "same-origin"),
        ("Accept-Language", "en"),
    ];
    site.answers("POST", "/api/v1/embed_sessions", &headers, what.to_string().as_bytes())
}

#[test]
fn a_token_opens_the_widget_once_within_five_minutes_for_an_hour() {
    let site = Site::new();
    host(&site).brings("u_7");
    let (first, late) = (token(&site, "u_7"), token(&site, "u_7"));
    assert!(!site.dump().contains(&first), "no copy of a token is kept");
    site.clock.advance(5 * MINUTE - 1);
    let opened = opens(&site, &json!({ "token": first }));
    assert!(opened.is(200).header("Set-Cookie").is_none(), "without a cookie");
    let session = opened.json()["session"].as_str().expect("a session").to_owned();
    assert_ne!(session, first);
    assert_eq!(opened.json()["seconds"], HOUR);
    problem(&opens(&site, &json!({ "token": first })), 401, "token_used");
    problem(&opens(&site, &json!({ "session": first })), 401, "token_expired");
    problem(&opens(&site, &json!({ "token": session })), 401, "token_expired");
    site.clock.advance(1);
    problem(&opens(&site, &json!({ "token": late })), 401, "token_expired");
    for wrong in ["", "x", "prt_7"] {
        problem(&opens(&site, &json!({ "token": wrong })), 401, "token_expired");
    }
    problem(&opens(&site, &json!({})), 422, "required");
    site.clock.advance(HOUR - 2);
    opens(&site, &json!({ "session": session })).is(200);
    site.clock.advance(1);
    problem(&opens(&site, &json!({ "session": session })), 401, "token_expired");
}

#[test]
fn a_token_is_of_a_participant_who_is_there() {
    let site = Site::new();
    let host = host(&site);
    problem(&host.posts("/api/v1/embed_tokens", &json!({ "participant": "u_9" })), 404, "not_found");
    problem(&host.posts("/api/v1/embed_tokens", &json!({})), 422, "required");
    host.brings("u_7");
    let token = token(&site, "u_7");
    host.sends("DELETE", "/api/v1/participants/u_7", &[], b"").is(204);
    problem(&opens(&site, &json!({ "token": token })), 401, "token_expired");
}

#[test]
fn the_widget_shows_link_ways_progress_people_and_balance_and_no_address() {
    let site = Site::new();
    let app = host(&site);
    let code = app.brings("u_7");
    let rule = json!({
        "name": "three-friends", "when": { "type": "confirmed" }, "who": "referrer",
        "pay": { "steps": [{ "at": 1, "fixed": 500, "unit": "USD" }, { "at": 3, "fixed": 1, "unit": "free_months" }] }
    });
    let rule = referral::domain::program::rule_json::parse(&rule).expect("a rule");
    let now = site.clock.now();
    site.app.db.write(|tx| referral::store::rules::post(tx, &rule, now)).expect("a rule");
    for (id, name) in [("u_8", "Boris"), ("u_9", "Maria")] {
        let person = json!({ "name": name, "email": format!("{id}@example.com") });
        app.calls("PUT", &format!("/api/v1/participants/{id}"), &person).is(201);
        app.signs_up(id, &code).is(201);
    }
    app.calls("POST", "/api/v1/participants/u_9/referrer/reject", &json!({ "reason": "a double" })).is(200);
    let shown = opens(&site, &json!({ "token": token(&site, "u_7") })).is(200).json();
    let html = shown["html"].as_str().expect("HTML");
    for part in [
        format!("value=\"http://127.0.0.1:8080/{code}\""),
        format!("src=\"/{code}/qr.svg\""),
        "https://t.me/share/url?url=".to_owned(),
        "https://wa.me/?text=".to_owned(),
        "mailto:?subject=".to_owned(),
        "1 of 3".to_owned(),
        "1\u{A0}free month".to_owned(),
        "5.00\u{A0}USD pending".to_owned(),
        "Boris".to_owned(),
        "Maria".to_owned(),
        "Not counted".to_owned(),
    ] {
        assert!(html.contains(&part), "{part} is not in {html}");
    }
    assert!(!html.contains("@example.com") && !html.contains("double"), "{html}");
    assert_eq!(shown["lang"], "en");
    app.calls("PUT", "/api/v1/participants/u_7", &json!({ "lang": "ru" })).is(200);
    let shown = opens(&site, &json!({ "token": token(&site, "u_7") })).is(200).json();
    assert_eq!(shown["lang"], "ru", "in the participant's language");
}

#[test]
fn only_sites_of_the_settings_may_frame_the_widget_and_none_the_portal() {
    let framed = |site: &Site, path: &str| {
        let reply = site.answers("GET", path, &[("Accept-Language", "en")], b"");
        assert!(reply.is(200).header("Set-Cookie").is_none(), "{path} sets a cookie");
        let policy = reply.header("Content-Security-Policy").expect("a policy").to_owned();
        let (_, who) = policy.split_once("frame-ancestors ").expect("who may frame it");
        (who.to_owned(), reply.header("X-Frame-Options").map(str::to_owned))
    };
    let deny = Some("DENY".to_owned());
    let site = Site::with(|config| config.embed.origins = vec![SHOP.into(), "http://127.0.0.1:9000".into()]);
    assert_eq!(framed(&site, "/embed"), (format!("{SHOP} http://127.0.0.1:9000"), None));
    assert_eq!(framed(&site, "/embed?lang=ru").0, format!("{SHOP} http://127.0.0.1:9000"));
    assert_eq!(framed(&site, "/portal"), ("'none'".to_owned(), deny.clone()));
    assert_eq!(framed(&site, "/"), ("'none'".to_owned(), deny.clone()));
    assert_eq!(framed(&Site::new(), "/embed"), ("'none'".to_owned(), deny));
}

#[test]
fn another_site_opens_no_session() {
    let site = Site::with(|config| config.embed.origins = vec![SHOP.into()]);
    host(&site).brings("u_7");
    let body = json!({ "token": token(&site, "u_7") }).to_string();
    let headers = [("Content-Type", "application/json"), ("Origin", SHOP), ("Sec-Fetch-Site", "cross-site")];
    let reply = site.answers("POST", "/api/v1/embed_sessions", &headers, body.as_bytes());
    assert!(reply.is(403).header("Access-Control-Allow-Origin").is_none());
    opens(&site, &serde_json::from_str(&body).expect("JSON")).is(200);
}

#[test]
fn the_script_of_other_sites_is_small_and_any_site_may_load_it() {
    let site = Site::new();
    let reply = site.answers("GET", "/r.js", &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(reply.is(200).header("Content-Encoding"), Some("gzip"));
    assert!(reply.body.len() <= 2048, "{} bytes", reply.body.len());
    assert_eq!(reply.header("Cross-Origin-Resource-Policy"), Some("cross-origin"));
    assert!(reply.header("Content-Type").expect("a type").starts_with("text/javascript"));
    let script = site.answers("GET", "/r.js", &[], b"").text().to_owned();
    for request in ["fetch(", "XMLHttpRequest", "sendBeacon", "new Image", "import("] {
        assert!(!script.contains(request), "it makes a request by {request}");
    }
}
