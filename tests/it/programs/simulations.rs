//! A rule tried on what happened: what it would give, what was given, whom it changes.

use referral::domain::timestamp::DAY;
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Site};

fn rule(fields: &Value) -> Value {
    let mut whole = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000},
        "from": "2025-01-01T00:00:00Z"
    });
    whole.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    whole
}

/// `u_7` brought `u_42` and `u_43`; they bought, one purchase was refunded in part, one referral rejected.
fn site_with_course(site: &Site) -> Program<'_> {
    let host = host(site);
    host.posts("/api/v1/rules", &rule(&json!({}))).is(201);
    let steps = json!({
        "name": "friends", "when": {"type": "confirmed"}, "who": "referrer", "hold_days": 5, "from": "2025-01-01T00:00:00Z",
        "pay": {"steps": [{"at": 1, "fixed": 1, "unit": "free_months"}, {"at": 2, "fixed": 2, "unit": "free_months"}]}
    });
    host.posts("/api/v1/rules", &steps).is(201);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.signs_up("u_43", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000})).is(201);
    site.clock.advance(10 * DAY);
    host.buys("in_2", "u_43", 10_000).is(201);
    host.buys("in_3", "u_42", 2000).is(201);
    let other = host.brings("u_8");
    host.signs_up("u_44", &other).is(201);
    host.buys("in_4", "u_44", 5000).is(201);
    host.posts("/api/v1/participants/u_44/referrer/reject", &json!({"reason": "checked"})).is(200);
    host
}

fn tried(host: &Program, fields: &Value) -> Value {
    host.posts("/api/v1/simulations", &json!({ "rule": rule(fields) })).is(200).json()
}

#[test]
fn the_rule_that_was_in_force_would_give_what_it_gave() {
    let site = Site::new();
    let host = site_with_course(&site);
    let found = tried(&host, &json!({}));
    let expected = json!([{"unit": "USD", "amount": 780 + 2000 + 400, "rewards": 3, "participants": 1}]);
    assert_eq!((&found["would"], &found["did"]), (&expected, &expected), "{found}");
    assert_eq!((&found["changes"], &found["capped"]), (&json!([]), &json!(0)));
    let steps = json!({
        "name": "friends", "when": {"type": "confirmed"},
        "pay": {"steps": [{"at": 1, "fixed": 1, "unit": "free_months"}, {"at": 2, "fixed": 2, "unit": "free_months"}]},
        "hold_days": 5
    });
    let found = tried(&host, &steps);
    assert_eq!(found["would"], found["did"], "{found}");
    assert_eq!(found["would"][0]["amount"], 1 + 2 + 1);
}

#[test]
fn another_rule_takes_the_place_of_all_versions_of_its_name() {
    let site = Site::new();
    let host = site_with_course(&site);
    let before = site.dump();
    let found = tried(&host, &json!({"pay": {"percent_bp": 1000}}));
    assert_eq!(found["would"][0]["amount"], 390 + 1000 + 200);
    assert_eq!(found["did"][0]["amount"], 3180);
    assert_eq!(found["changes"], json!([{"participant": "u_7", "unit": "USD", "did": 3180, "would": 1590}]));
    // Of a cap of 12.00 the first purchase leaves 2.20 for the second, and nothing for the third.
    let capped = tried(&host, &json!({"cap": {"per_participant": {"USD": 1200}}}));
    assert_eq!((&capped["would"][0]["amount"], &capped["capped"]), (&json!(1200), &json!(2)), "{capped}");
    let unknown = tried(&host, &json!({"name": "new-rule", "pay": {"fixed": 5, "unit": "points"}}));
    assert_eq!(unknown["would"], json!([{"unit": "points", "amount": 15, "rewards": 3, "participants": 1}]));
    assert_eq!(unknown["did"], json!([]));
    assert_eq!(site.dump(), before, "nothing is written");
}

#[test]
fn only_events_of_the_span_are_shown() {
    let site = Site::new();
    let host = site_with_course(&site);
    let now = site.clock.now();
    let span = |since: i64, until: i64| {
        let body = json!({
            "rule": rule(&json!({})), "since": now.plus(since * DAY).rfc3339(), "until": now.plus(until * DAY).rfc3339()
        });
        host.posts("/api/v1/simulations", &body).is(200).json()
    };
    assert_eq!(span(-20, -5)["would"][0]["amount"], 780);
    assert_eq!(span(-5, 5)["did"][0]["amount"], 2400);
    assert_eq!(span(1, 5)["would"], json!([]));
    let backwards =
        json!({"rule": rule(&json!({})), "since": now.rfc3339(), "until": now.minus(1).rfc3339()});
    problem(&host.posts("/api/v1/simulations", &backwards), 422, "out_of_range");
    let wrong = json!({"rule": rule(&json!({"who": "both"}))});
    let refused = host.posts("/api/v1/simulations", &wrong).is(422).json();
    assert_eq!(refused["errors"][0]["field"], "rule.who");
    problem(&host.posts("/api/v1/simulations", &json!({})), 422, "required");
}
