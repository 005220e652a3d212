//! Events that come before what they name: they wait, are settled, and are never forgotten.

use referral::actions::program::waiting::stop_waiting;
use referral::domain::timestamp::DAY;
use serde_json::{Value, json};

use super::{Host, ended, host};
use crate::site::harness::{Program, Site};

fn of(host: &Program, name: &str) -> Value {
    host.gets(&format!("/api/v1/events?name={name}")).is(200).json()["items"][0].clone()
}

#[track_caller]
fn is(host: &Program, name: &str, state: &str, why: &str) {
    let event = of(host, name);
    assert_eq!((event["state"].as_str(), event["why"].as_str()), (Some(state), Some(why)), "{event}");
}

#[test]
fn an_event_of_an_unknown_participant_waits_and_is_settled_when_they_come() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    ended(&host.buys("p-1", "u_42", 4900), 202, "waiting", "participant_unknown");
    ended(&host.buys("p-2", "u_43", 4900), 202, "waiting", "participant_unknown");
    ended(&host.buys("p-3", "cus_9", 4900), 202, "waiting", "participant_unknown");
    assert_eq!(of(&host, "p-1")["participant"], "u_42");
    ended(&host.signs_up("u_42", &code), 201, "counted", "code");
    is(&host, "p-1", "counted", "referred");
    host.brings("u_43");
    is(&host, "p-2", "unattributed", "no_referrer");
    // Bought before they were known, so they may still come by somebody.
    ended(&host.signs_up("u_43", &code), 201, "counted", "code");
    is(&host, "p-2", "counted", "referred");
    host.calls("PUT", "/api/v1/participants/u_42", &json!({ "stripe_customer": "cus_9" })).is(200);
    is(&host, "p-3", "counted", "referred");
    host.buys("p-4", "u_44", 100).is(202);
    host.calls("PUT", "/api/v1/participants/u_42", &json!({ "external_id": "u_44" })).is(200);
    is(&host, "p-4", "counted", "referred");
}

#[test]
fn what_waits_for_a_week_is_listed_as_unattributed_and_tried_still() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.buys("p-1", "u_42", 4900).is(202);
    host.tells(&json!({ "type": "refund", "id": "re_1", "of": "p-9", "amount": 5 })).is(202);
    site.clock.advance(7 * DAY - 1);
    stop_waiting(&site.app, site.clock.now()).expect("a round");
    is(&host, "p-1", "waiting", "participant_unknown");
    site.clock.advance(1);
    assert!(stop_waiting(&site.app, site.clock.now()).expect("a round"));
    assert!(!stop_waiting(&site.app, site.clock.now()).expect("a round"));
    is(&host, "p-1", "unattributed", "participant_unknown");
    is(&host, "re_1", "unattributed", "purchase_unknown");
    ended(&host.signs_up("u_42", &code), 201, "counted", "code");
    is(&host, "p-1", "counted", "referred");
    host.buys("p-9", "u_42", 10).is(201);
    is(&host, "re_1", "counted", "refund");
}

#[test]
fn what_waits_takes_what_it_lacks_from_a_later_report() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    // Stripe knows its customer alone; the app tells the same payment by the order.
    let by_stripe = json!({
        "type": "purchase", "id": "in_1", "also": ["order-1"], "participant": "cus_9", "amount": 4900, "currency": "USD"
    });
    let waiting = ended(&host.tells(&by_stripe), 202, "waiting", "participant_unknown");
    let by_app = json!({
        "type": "purchase", "id": "order-1", "participant": "u_42", "amount": 4900, "currency": "USD"
    });
    let settled = ended(&host.tells(&by_app), 200, "counted", "referred");
    assert_eq!((&settled["id"], &settled["participant"]), (&waiting["id"], &json!("u_42")));
    host.tells(&by_app).is(200);
}

#[test]
fn by_a_signup_later_events_are_credited_and_by_hand_all() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let bought = |id: &str, participant: &str, at: &str| {
        host.tells(&json!({
            "type": "purchase", "id": id, "participant": participant, "amount": 100, "currency": "USD", "occurred_at": at
        }))
    };
    bought("early", "u_42", "2026-01-01T00:00:00Z").is(202);
    bought("late", "u_42", "2026-03-01T00:00:00Z").is(202);
    let signup = json!({
        "type": "signup", "id": "s", "participant": "u_42", "code": code, "occurred_at": "2026-02-01T00:00:00Z"
    });
    host.tells(&signup).is(201);
    is(&host, "early", "counted", "referred");
    is(&host, "late", "counted", "referred");
    host.brings("u_43");
    bought("first", "u_43", "2026-01-01T00:00:00Z").is(201);
    bought("second", "u_43", "2026-03-01T00:00:00Z").is(201);
    let signup = json!({
        "type": "signup", "id": "s2", "participant": "u_43", "code": code, "occurred_at": "2025-12-01T00:00:00Z"
    });
    host.tells(&signup).is(201);
    is(&host, "first", "counted", "referred");
    host.brings("u_44");
    bought("old", "u_44", "2025-01-01T00:00:00Z").is(201);
    is(&host, "old", "unattributed", "no_referrer");
    let body = json!({ "code": code, "reason": "told us by phone" });
    host.calls("PUT", "/api/v1/participants/u_44/referrer", &body).is(200);
    is(&host, "old", "counted", "referred");
}

#[test]
fn a_purchase_credited_later_has_its_refunds_with_it() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.buys("p", "u_42", 1000).is(202);
    host.tells(&json!({ "type": "refund", "id": "re", "of": "p", "amount": 400 })).is(201);
    host.signs_up("u_42", &code).is(201);
    assert_eq!(of(&host, "p")["refunded"], 400);
    assert_eq!(of(&host, "re")["participant"], "u_42");
    is(&host, "p", "counted", "referred");
}
