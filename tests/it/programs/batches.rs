//! Batches: up to a hundred events, each on its own, in their order.

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::Site;

#[test]
fn each_event_of_a_batch_ends_by_itself_and_in_its_place() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let batch = json!({ "events": [
        { "type": "purchase", "id": "p", "participant": "u_42", "amount": 4900, "currency": "USD" },
        { "type": "signup", "id": "s", "participant": "u_42", "code": code },
        { "type": "purchase", "id": "q", "participant": "u_42", "amount": 49.00, "currency": "USD" },
        { "type": "refund", "id": "r", "of": "p", "amount": 5000 },
        { "type": "refund", "id": "t", "of": "p", "amount": 900 },
        { "type": "purchase", "id": "p", "participant": "u_42", "amount": 1, "currency": "USD" },
        "no object",
        { "type": "signup", "id": "s", "participant": "u_42", "code": code },
    ] });
    let results = host.tells(&batch).is(200).json();
    let results = results["results"].as_array().expect("results");
    let statuses: Vec<u64> =
        results.iter().map(|result| result["status"].as_u64().expect("a status")).collect();
    assert_eq!(statuses, [202, 201, 422, 422, 201, 409, 422, 200]);
    let codes: Vec<Value> = [2, 3, 5].iter().map(|at| results[*at]["body"]["code"].clone()).collect();
    assert_eq!(codes, ["not_minor_units", "refund_exceeds", "event_conflict"]);
    assert_eq!(results[4]["body"]["why"], "refund");
    assert_eq!(results[7]["body"]["replayed"], true);
    let purchase = host.gets("/api/v1/events?name=p").json();
    assert_eq!(purchase["items"][0]["why"], "referred");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM events"), 3);
}

#[test]
fn a_batch_has_one_to_a_hundred_events_and_counts_as_one_request() {
    let site = Site::with(|config| {
        config.limits.enabled = true;
        config.program.key_requests_per_minute = 4;
    });
    let host = host(&site);
    let trial = |n: usize| json!({ "type": "trial", "id": format!("t{n}"), "participant": "u_1" });
    let batch = |n: usize| json!({ "events": (0..n).map(trial).collect::<Vec<Value>>() });
    problem(&host.tells(&batch(0)), 422, "not_a_list");
    problem(&host.tells(&batch(101)), 422, "not_a_list");
    let results = host.tells(&batch(100)).is(200).json();
    assert_eq!(results["results"].as_array().map(Vec::len), Some(100));
    problem(&host.tells(&json!({ "events": null })), 422, "required");
    host.tells(&batch(1)).is(429);
}

#[test]
fn a_batch_of_a_mebibyte_is_read_and_a_larger_one_is_not() {
    let site = Site::new();
    let host = host(&site);
    let batch = |bytes: usize| {
        let event = |n: usize| {
            json!({
                "type": "trial", "id": format!("t{n}"), "participant": "u_1", "metadata": { "x": "y".repeat(bytes) }
            })
        };
        json!({ "events": (0..100).map(event).collect::<Vec<Value>>() })
    };
    let results = host.tells(&batch(4000)).is(200).json();
    assert_eq!(results["results"][99]["status"], 202);
    host.tells(&batch(20_000)).is(413);
}
