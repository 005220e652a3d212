//! What is wrong with an event, by a table: the code, the field, and nothing written.

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::Site;

fn purchase() -> Value {
    json!({ "type": "purchase", "id": "p", "participant": "u_1", "amount": 4900, "currency": "USD" })
}

#[test]
fn each_mistake_in_an_event_is_named_by_its_code_and_its_field() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let before = site.dump();
    let cases = [
        ("type", json!(null), "required"),
        ("type", json!("sale"), "not_a_choice"),
        ("type", json!(5), "not_text"),
        ("id", json!(null), "required"),
        ("id", json!(""), "required"),
        ("id", json!("x".repeat(256)), "too_long"),
        ("id", json!("a\u{0}"), "control_character"),
        ("participant", json!(null), "required"),
        ("participant", json!(7), "not_text"),
        ("participant", json!("-7"), "not_an_external_id"),
        ("participant", json!("prt_x"), "not_an_external_id"),
        ("amount", json!(null), "required"),
        ("amount", json!(49.5), "not_minor_units"),
        ("amount", json!("4900"), "not_minor_units"),
        ("amount", json!(true), "not_minor_units"),
        ("amount", json!({}), "not_minor_units"),
        ("amount", json!(-1), "out_of_range"),
        ("amount", json!(10_000_000_000_001_i64), "out_of_range"),
        ("amount", json!(u64::MAX), "out_of_range"),
        ("currency", json!(null), "required"),
        ("currency", json!("XYZ"), "currency_unknown"),
        ("currency", json!(""), "currency_unknown"),
        ("currency", json!(840), "not_text"),
        ("also", json!("ch_1"), "not_a_list"),
        ("also", json!([1]), "not_text"),
        ("also", json!(vec!["x"; 21]), "not_a_list"),
        ("metadata", json!([]), "not_an_object"),
        ("metadata", json!({ "x": "y".repeat(4096) }), "too_long"),
        ("occurred_at", json!("yesterday"), "not_a_time"),
        ("occurred_at", json!(1_700_000_000), "not_text"),
        ("occurred_at", json!("2026-03-14T12:05:01Z"), "time_in_future"),
        ("code", json!("ABC"), "field_unknown"),
        ("refunded_in_all", json!(5), "field_unknown"),
        ("name", json!("x"), "field_unknown"),
        ("emial", json!(1), "field_unknown"),
    ];
    for (field, value, code) in cases {
        let mut event = purchase();
        event[field] = value.clone();
        let problem = problem(&host.tells(&event), 422, code);
        let named = problem["errors"].as_array().expect("errors");
        assert!(
            named.iter().any(|error| error["field"] == field && error["code"] == code),
            "{field} {value}: {problem}"
        );
        assert!(named.iter().all(|error| error["message"].as_str().is_some_and(|text| !text.is_empty())));
    }
    assert_eq!(site.dump(), before, "nothing is written");
}

#[test]
fn numbers_are_told_apart_as_they_are_written() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let tells = |literal: &str| {
        let event = purchase().to_string().replace("4900", literal);
        host.sends("POST", "/api/v1/events", &[("Content-Type", "application/json")], event.as_bytes())
    };
    for literal in ["49.00", "4900.0", "4.9e3", "49E2", "-0.0"] {
        problem(&tells(literal), 422, "not_minor_units");
    }
    for literal in ["-4900", "100000000000000000000000", "10000000000001"] {
        problem(&tells(literal), 422, "out_of_range");
    }
    assert_eq!(tells("10000000000000").is(201).json()["amount"], 10_000_000_000_000_i64);
    for broken in ["{", "", "[]", "5", "\"x\"", "{\"a\":1,}", "{\"type\":\"trial\"} x"] {
        let reply =
            host.sends("POST", "/api/v1/events", &[("Content-Type", "application/json")], broken.as_bytes());
        assert!(matches!(reply.status, 400 | 422), "{broken}: {}", reply.status);
    }
    host.sends("POST", "/api/v1/events", &[("Content-Type", "text/plain")], b"{}").is(415);
    let twice = br#"{"type":"trial","id":"a","id":"b","participant":"u_1"}"#;
    let reply = host.sends("POST", "/api/v1/events", &[("Content-Type", "application/json")], twice);
    problem(&reply, 422, "twice");
}

#[test]
fn each_type_needs_its_own_fields() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    for (event, field) in [
        (json!({ "type": "signup", "id": "x" }), "participant"),
        (json!({ "type": "confirmed", "id": "x" }), "participant"),
        (json!({ "type": "refund", "id": "x", "amount": 5 }), "of"),
        (json!({ "type": "refund", "id": "x", "of": "p" }), "amount"),
        (json!({ "type": "custom", "id": "x", "participant": "u_1" }), "name"),
        (json!({ "type": "trial", "id": "x", "participant": "u_1", "amount": 5 }), "currency"),
    ] {
        let problem = problem(&host.tells(&event), 422, "required");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    }
    let unknown = json!({ "type": "signup", "id": "x", "participant": "prt_99" });
    problem(&host.tells(&unknown), 422, "unknown_participant");
}
