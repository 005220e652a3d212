//! Lists of events: newest first, by cursor, narrowed by each filter.

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::Site;

#[test]
fn events_are_listed_newest_first_by_pages_and_narrowed_by_each_filter() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("p-1", "u_42", 100).is(201);
    host.buys("p-2", "u_43", 100).is(202);
    let trial =
        json!({ "type": "trial", "id": "t", "participant": "u_7", "occurred_at": "2026-01-01T00:00:00Z" });
    host.tells(&trial).is(201);
    let ids = |query: &str| -> Vec<Value> {
        let found = host.gets(&format!("/api/v1/events{query}")).is(200).json();
        found["items"].as_array().expect("items").iter().map(|event| event["names"][0].clone()).collect()
    };
    assert_eq!(ids(""), ["t", "p-2", "p-1", "signup-u_42"]);
    assert_eq!(ids("?state=waiting"), ["p-2"]);
    assert_eq!(ids("?state=unattributed"), ["t"]);
    assert_eq!(ids("?state=counted"), ["p-1", "signup-u_42"]);
    assert_eq!(ids("?type=purchase"), ["p-2", "p-1"]);
    assert_eq!(ids("?participant=u_42"), ["p-1", "signup-u_42"]);
    assert_eq!(ids("?participant=prt_2&type=signup"), ["signup-u_42"]);
    assert_eq!(ids("?participant=u_nobody"), [""; 0]);
    assert_eq!(ids("?since=2026-03-14T12:00:00Z"), ["p-2", "p-1", "signup-u_42"]);
    assert_eq!(ids("?name=p-1"), ["p-1"]);
    assert_eq!(ids("?name=p-1&type=trial"), [""; 0]);
    let page = host.gets("/api/v1/events?limit=3").json();
    let next = page["next"].as_str().expect("a cursor");
    assert_eq!(ids(&format!("?limit=3&cursor={next}")), ["signup-u_42"]);
    for (query, code) in
        [("state=gone", "not_a_choice"), ("type=x", "not_a_choice"), ("since=today", "not_a_time")]
    {
        problem(&host.gets(&format!("/api/v1/events?{query}")), 422, code);
    }
    for id in ["evt_99", "evt_", "evt_01", "1", "evt_1x"] {
        problem(&host.gets(&format!("/api/v1/events/{id}")), 404, "not_found");
    }
}
