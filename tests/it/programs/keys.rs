//! Keys: who is let in, what a key allows, how often, and until when.

use referral::domain::key::{Preset, Scope, Scopes};
use referral::domain::timestamp::DAY;
use serde_json::json;

use super::{Host, host, key, problem};
use crate::site::harness::{Program, Site};

#[test]
fn a_key_has_a_checksum_that_others_can_compute_and_is_stored_as_its_hash() {
    let site = Site::new();
    let key = key(&site, Preset::App.scopes(), None);
    assert_eq!((key.len(), &key[..6]), (42, "rf_sk_"));
    // CRC-32, bit by bit, as RFC 1952 8 has it.
    let crc = !key[..36].bytes().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    });
    let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let sum: String = (0..6)
        .rev()
        .map(|place| digits[(u64::from(crc) / 62_u64.pow(place) % 62) as usize] as char)
        .collect();
    assert_eq!(&key[36..], sum);
    assert_eq!(site.value::<String>("SELECT hint FROM keys"), key[38..]);
    assert!(!site.dump().contains(&key[6..36]), "the key itself is nowhere");
}

#[test]
fn a_request_without_a_key_that_works_is_told_why() {
    let site = Site::new();
    let good = key(&site, Preset::All.scopes(), Some(site.clock.now().plus(DAY)));
    let ask = |bearer: &str| Program::with_bearer(&site, bearer).gets("/api/v1/participants");
    ask(&good).is(200);
    problem(&site.program().gets("/api/v1/participants"), 401, "key_missing");
    let none = site.answers("GET", "/api/v1/events", &[("Authorization", "Basic cmY6cmY=")], b"");
    problem(&none, 401, "key_missing");
    // One character wrong, in each place.
    for place in 0..good.len() {
        let mut wrong = good.clone().into_bytes();
        wrong[place] = if wrong[place] == b'x' { b'y' } else { b'x' };
        problem(&ask(std::str::from_utf8(&wrong).expect("ASCII")), 401, "key_malformed");
    }
    for wrong in ["", "x", "rf_sk_", &good[..41], &format!("{good}0")] {
        problem(&ask(wrong), 401, "key_malformed");
    }
    let other = Site::new();
    problem(&ask(&key(&other, Preset::All.scopes(), None)), 401, "key_unknown");
    site.clock.advance(DAY);
    problem(&ask(&good), 401, "key_expired");
    site.execute("UPDATE keys SET revoked_at = 1");
    problem(&ask(&good), 401, "key_revoked");
}

#[test]
fn a_key_without_the_scope_is_refused_with_its_name_and_signs_in_nowhere_else() {
    let site = Site::new();
    let reader = Program::with_bearer(&site, &key(&site, Preset::Reader.scopes(), None));
    reader.gets("/api/v1/participants").is(200);
    let refused = problem(&reader.tells(&json!({})), 403, "scope_missing");
    assert_eq!(refused["scope"], "events:write");
    assert!(refused["detail"].as_str().expect("a sentence").contains("events:write"));
    let reporter = Scopes::from_iter([Scope::EventsWrite]);
    let reporter = Program::with_bearer(&site, &key(&site, reporter, None));
    assert_eq!(problem(&reporter.gets("/api/v1/events"), 403, "scope_missing")["scope"], "participants:read");
    assert_eq!(Preset::App.scopes().names(), "events:write participants:read participants:write embed:write");
    reader.gets("/api/v1/me").is(401);
    // A member's token is no key.
    let mut anna = site.member("Anna", "anna@example.com");
    let token = anna.calls("POST", "/api/v1/token/get", &json!({})).is(201).json();
    let member = Program::with_bearer(&site, token["user_token"].as_str().expect("a token"));
    problem(&member.gets("/api/v1/participants"), 401, "key_malformed");
    problem(&anna.sends("GET", "/api/v1/participants", &[], b""), 401, "key_missing");
}

#[test]
fn a_key_has_a_quota_of_requests_that_each_answer_tells() {
    let site = Site::with(|config| {
        config.limits.enabled = true;
        config.program.key_requests_per_minute = 3;
    });
    let (one, other) = (host(&site), host(&site));
    for left in [2, 1, 0] {
        let reply = one.gets("/api/v1/participants");
        reply.is(200);
        assert_eq!(reply.header("RateLimit-Policy"), Some("\"key\";q=3;w=60"));
        assert!(reply.header("RateLimit").expect("a quota").starts_with(&format!("\"key\";r={left};t=")));
    }
    let refused = one.gets("/api/v1/participants");
    problem(&refused, 429, "too_many");
    assert_eq!(refused.header("Retry-After"), Some("20"));
    assert_eq!(refused.header("RateLimit"), Some("\"key\";r=0;t=60"));
    other.gets("/api/v1/participants").is(200);
    site.clock.advance(20);
    one.gets("/api/v1/participants").is(200);
    one.gets("/api/v1/participants").is(429);
}

#[test]
fn a_key_that_is_revoked_between_two_requests_changes_nothing_more() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    site.execute("UPDATE keys SET revoked_at = 1");
    let before = site.dump();
    problem(&host.tells(&json!({ "type": "trial", "id": "t", "participant": "u_1" })), 401, "key_revoked");
    assert_eq!(site.dump(), before);
}

#[test]
fn the_last_use_of_a_key_is_kept_by_the_minute() {
    let site = Site::new();
    let host = host(&site);
    let used = || {
        site.flush_clicks();
        site.value::<Option<i64>>("SELECT used_at FROM keys")
    };
    assert_eq!(used(), None);
    host.gets("/api/v1/events").is(200);
    let first = used().expect("used");
    site.clock.advance(59);
    host.gets("/api/v1/events").is(200);
    assert_eq!(used(), Some(first));
    site.clock.advance(1);
    host.gets("/api/v1/events").is(200);
    assert_eq!(used(), Some(first + 60));
}

#[test]
fn a_key_that_another_process_revoked_tells_nothing_from_then_on() {
    let site = Site::on_disk();
    let host = host(&site);
    host.brings("u_1");
    let other = rusqlite::Connection::open(&site.app.config.database.path).expect("a connection");
    other.execute("UPDATE keys SET revoked_at = 1", []).expect("a revocation");
    problem(&host.tells(&json!({ "type": "trial", "id": "t", "participant": "u_1" })), 401, "key_revoked");
    problem(&host.gets("/api/v1/participants"), 401, "key_revoked");
    let import = host.sends(
        "POST",
        "/api/v1/imports?kind=participants",
        &[("Content-Type", "text/csv")],
        b"external_id\nu_2\n",
    );
    problem(&import, 401, "key_revoked");
}
