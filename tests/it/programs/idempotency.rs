//! `Idempotency-Key`: the answer is kept with its effect.

use referral::domain::timestamp::HOUR;
use referral::store::idempotency_keys;
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Reply, Site};

fn tells(host: &Program, key: &str, event: &Value) -> Reply {
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
    host.sends("POST", "/api/v1/events", &headers, event.to_string().as_bytes())
}

#[test]
fn a_repeat_gets_the_kept_answer_and_another_body_under_the_key_is_refused() {
    let site = Site::new();
    let (first, other) = (host(&site), host(&site));
    first.brings("u_1");
    let event = json!({ "type": "trial", "id": "t", "participant": "u_1" });
    let told = tells(&first, "key-1", &event);
    told.is(201);
    assert_eq!(told.header("Idempotent-Replayed"), None);
    let before = site.dump();
    for key in ["key-1", "\"key-1\""] {
        let again = tells(&first, key, &event);
        again.is(201);
        assert_eq!(again.header("Idempotent-Replayed"), Some("true"));
        assert_eq!(again.body, told.body);
    }
    let changed = json!({ "type": "trial", "id": "t2", "participant": "u_1" });
    problem(&tells(&first, "key-1", &changed), 422, "idempotency_key_reused");
    assert_eq!(site.dump(), before);
    // By key of the program, and for 72 hours.
    assert_eq!(tells(&other, "key-1", &event).is(200).json()["replayed"], true);
    site.clock.advance(72 * HOUR);
    assert_eq!(tells(&first, "key-1", &event).is(200).json()["replayed"], true);
    let now = site.clock.now().plus(72 * HOUR);
    site.app.db.write(|tx| idempotency_keys::purge_expired(tx, now)).expect("a purge");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM idempotency_keys"), 0);
}

#[test]
fn what_is_refused_is_not_kept() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let wrong =
        json!({ "type": "purchase", "id": "p", "participant": "u_1", "amount": "4900", "currency": "USD" });
    problem(&tells(&host, "k", &wrong), 422, "not_minor_units");
    let right =
        json!({ "type": "purchase", "id": "p", "participant": "u_1", "amount": 4900, "currency": "USD" });
    tells(&host, "k", &right).is(201);
    for key in ["", "\"\"", &"x".repeat(256)] {
        problem(&tells(&host, key, &right), 422, "not_an_idempotency_key");
    }
    tells(&host, &"x".repeat(255), &right).is(200);
}

#[test]
fn a_second_request_while_the_first_still_runs_is_told_to_wait_and_a_restart_ends_that() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let event = json!({ "type": "trial", "id": "t", "participant": "u_1" });
    let running = site.app.running_requests.begin(1, "k").expect("the first");
    let refused = tells(&host, "k", &event);
    problem(&refused, 409, "idempotency_key_in_progress");
    assert_eq!(refused.header("Retry-After"), Some("1"));
    tells(&host, "other", &event).is(201);
    drop(running);
    tells(&host, "k", &event).is(200);
}

#[test]
fn every_post_keeps_its_answer_also_an_import_and_a_simulation() {
    let site = Site::new();
    let host = host(&site);
    let twice = |path: &str, media: &str, body: &str, other: &str| {
        let sends = |body: &str| {
            host.sends("POST", path, &[("Content-Type", media), ("Idempotency-Key", path)], body.as_bytes())
        };
        let (first, again) = (sends(body), sends(body));
        assert_eq!((first.status, &first.body), (again.status, &again.body), "{path}");
        assert_eq!(again.header("Idempotent-Replayed"), Some("true"), "{path}");
        problem(&sends(other), 422, "idempotency_key_reused");
    };
    twice("/api/v1/imports?kind=participants", "text/csv", "external_id\nu_1\n", "external_id\nu_2\n");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM imports"), 1);
    let rule = r#"{"name":"r","when":{"type":"purchase"},"who":"referrer","pay":{"percent_bp":1}}"#;
    let body = |since: &str| format!(r#"{{"rule":{rule},"since":"{since}T00:00:00Z"}}"#);
    twice("/api/v1/simulations", "application/json", &body("2026-01-01"), &body("2026-01-02"));
}
