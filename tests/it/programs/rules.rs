//! Rules as programs post, version and end them, and what is wrong with one.

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::Site;

fn twenty_percent() -> Value {
    json!({ "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000} })
}

#[test]
fn a_rule_is_posted_once_shown_with_its_versions_and_ended() {
    let site = Site::new();
    let host = host(&site);
    let posted = host.posts("/api/v1/rules", &twenty_percent()).is(201).json();
    assert_eq!(
        (&posted["version"], &posted["hold_days"], &posted["applies"]),
        (&json!(1), &json!(30), &json!("as_joined"))
    );
    problem(&host.posts("/api/v1/rules", &twenty_percent()), 409, "state_forbids");

    let mut next = twenty_percent();
    next["pay"] = json!({ "percent_bp": 1000 });
    next["from"] = json!("2027-01-01T00:00:00Z");
    let second = host.posts("/api/v1/rules/twenty-percent/versions", &next).is(201).json();
    assert_eq!((&second["version"], &second["in_force"]), (&json!(2), &json!(1)));
    let shown = host.gets("/api/v1/rules/twenty-percent").is(200).json();
    assert_eq!(shown, second);
    assert_eq!(shown["versions"][0]["pay"], json!({ "percent_bp": 2000 }));
    assert_eq!(shown["versions"][1]["in_force_from"], "2027-01-01T00:00:00Z");

    next["name"] = json!("ten-percent");
    let other = problem(&host.posts("/api/v1/rules/twenty-percent/versions", &next), 422, "not_allowed");
    assert_eq!(other["errors"][0]["field"], "name");
    host.posts("/api/v1/rules", &next).is(201);
    let all = host.gets("/api/v1/rules?limit=1").is(200).json();
    assert_eq!(all["items"][0]["name"], "ten-percent");
    let rest =
        host.gets(&format!("/api/v1/rules?cursor={}", all["next"].as_str().expect("more"))).is(200).json();
    assert_eq!((&rest["items"][0]["name"], &rest["next"]), (&json!("twenty-percent"), &Value::Null));

    let ended = host.posts("/api/v1/rules/twenty-percent/end", &json!({})).is(200).json();
    assert_eq!((ended["ended_at"].is_string(), &ended["in_force"]), (true, &Value::Null));
    site.clock.advance(60);
    assert_eq!(host.posts("/api/v1/rules/twenty-percent/end", &json!({})).is(200).json(), ended, "a repeat");
    problem(&host.posts("/api/v1/rules/twenty-percent/versions", &twenty_percent()), 409, "state_forbids");
}

#[test]
fn everything_that_is_wrong_with_a_rule_is_named_by_its_field() {
    let site = Site::new();
    let host = host(&site);
    let rule = |change: Value| {
        let mut rule = twenty_percent();
        rule.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        rule
    };
    let long: Vec<Value> = (1..=101).map(|at| json!({"at": at, "fixed": 1, "unit": "points"})).collect();
    let cases = [
        (json!({}), "name", "required"),
        (rule(json!({"name": "Twenty"})), "name", "not_a_name"),
        (rule(json!({"name": 20})), "name", "not_text"),
        (rule(json!({"who": "friend"})), "who", "not_a_choice"),
        (rule(json!({"hold": 30})), "hold", "field_unknown"),
        (rule(json!({"hold_days": 366})), "hold_days", "out_of_range"),
        (rule(json!({"hold_days": 1.5})), "hold_days", "not_a_number"),
        (rule(json!({"when": "purchase"})), "when", "not_an_object"),
        (rule(json!({"when": {"type": "refund"}})), "when.type", "not_a_choice"),
        (rule(json!({"when": {"type": "purchase", "nth": [12, 1]}})), "when.nth", "out_of_range"),
        (rule(json!({"when": {"type": "purchase", "name": "lesson"}})), "when.name", "not_allowed"),
        (rule(json!({"when": {"type": "purchase", "first": true}})), "when.first", "field_unknown"),
        (
            rule(json!({"when": {"type": "purchase", "min_amount": {"XXX": 1}}})),
            "when.min_amount.XXX",
            "currency_unknown",
        ),
        (rule(json!({"pay": {}})), "pay.percent_bp", "required"),
        (rule(json!({"pay": {"percent_bp": 10_001}})), "pay.percent_bp", "out_of_range"),
        (rule(json!({"pay": {"percent_bp": 2000, "fixed": 5, "unit": "USD"}})), "pay.fixed", "not_allowed"),
        (rule(json!({"pay": {"fixed": 5.5, "unit": "USD"}})), "pay.fixed", "not_minor_units"),
        (rule(json!({"pay": {"fixed": 5}})), "pay.unit", "required"),
        (rule(json!({"pay": {"steps": long}})), "pay.steps", "out_of_range"),
        (rule(json!({"cap": {"per_day": {"USD": 5}}})), "cap.per_day", "field_unknown"),
        (rule(json!({"from": "tomorrow"})), "from", "not_a_time"),
    ];
    for (body, field, code) in cases {
        let shown = problem(&host.posts("/api/v1/rules", &body), 422, code);
        assert_eq!(shown["errors"][0]["field"], field, "{shown}");
        assert!(shown["errors"][0]["message"].as_str().is_some_and(|text| text.ends_with('.')), "{shown}");
    }
    // Several mistakes at once, and a field that comes twice.
    let several = rule(json!({"who": "friend", "hold_days": -1, "x": 1, "pay": {"percent_bp": "20"}}));
    let shown = problem(&host.posts("/api/v1/rules", &several), 422, "not_a_choice");
    assert_eq!(shown["errors"].as_array().map(Vec::len), Some(4), "{shown}");
    let twice = br#"{"name": "a", "name": "b"}"#;
    let json = [("Content-Type", "application/json")];
    problem(&host.sends("POST", "/api/v1/rules", &json, twice), 422, "twice");
    // A hundred kilobytes are more than a body has; what fits names no more fields than can be read.
    let large = |names: usize| {
        let mut rule = twenty_percent();
        (0..names).for_each(|number| rule[format!("unknown-{number:05}")] = json!(1));
        host.posts("/api/v1/rules", &rule)
    };
    problem(&large(6_000), 413, "too_large");
    let shown = problem(&large(3_000), 422, "field_unknown");
    assert_eq!(shown["errors"].as_array().map(Vec::len), Some(50));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rules"), 0);
}

#[test]
fn a_rule_that_a_program_posts_pays_for_the_next_purchase() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.posts("/api/v1/rules", &twenty_percent()).is(201);
    let bought = host.buys("in_1", "u_42", 4900).is(201).json();
    assert_eq!((&bought["rewards"][0]["amount"], &bought["rewards"][0]["version"]), (&json!(980), &json!(1)));
}

#[test]
fn what_a_key_posts_and_ends_is_in_the_audit_log_of_its_admin() {
    let site = Site::new();
    let host = host(&site);
    let rule = json!({
        "name": "a", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 100}
    });
    host.posts("/api/v1/rules", &rule).is(201);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit WHERE what LIKE 'audit-rule-%'"), 0, "no admin");
    for name in ["first", "second"] {
        site.member("Admin", &format!("{name}@example.com"));
    }
    site.execute("UPDATE users SET is_admin = 1 WHERE email LIKE '%@example.com'");
    host.posts("/api/v1/rules/a/versions", &rule).is(201);
    host.posts("/api/v1/rules/a/end", &json!({})).is(200);
    let entries = "SELECT group_concat(concat_ws(' ', u.email, a.what, a.actor, a.object, a.device), '; ')
                   FROM audit a JOIN users u ON u.id = a.user_id WHERE a.what LIKE 'audit-rule-%'";
    assert_eq!(
        site.value::<String>(entries),
        "first@example.com audit-rule-posted program rule a, version 2 key #1, rule a, version 2; \
         first@example.com audit-rule-ended program rule a key #1, rule a"
    );
}
