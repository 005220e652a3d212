//! Referrers by hand: set, replaced, rejected, restored.

use serde_json::json;

use super::{Host, host, problem};
use crate::site::harness::Site;

const REFERRER: &str = "/api/v1/participants/u_42/referrer";

#[test]
fn a_referrer_is_set_by_hand_and_replaced_only_when_asked_to() {
    let site = Site::new();
    let host = host(&site);
    let (anna, boris) = (host.brings("u_7"), host.brings("u_8"));
    host.brings("u_42");
    let credits = |code: &str, replace: bool| {
        let body = json!({ "code": code, "reason": "said so", "replace": replace });
        host.calls("PUT", REFERRER, &body)
    };
    assert_eq!(credits(&anna, false).is(200).json()["referred_by"], "u_7");
    host.buys("p-1", "u_42", 100).is(201);
    assert_eq!(credits(&anna, false).is(200).json()["referred_by"], "u_7");
    problem(&credits(&boris, false), 409, "already_referred");
    assert_eq!(credits(&boris, true).is(200).json()["referred_by"], "u_8");
    host.buys("p-2", "u_42", 100).is(201);
    let referrer = |name: &str| {
        site.value::<i64>(&format!(
            "SELECT referrer_id FROM events JOIN event_names n ON event_id = id WHERE n.name = '{name}'"
        ))
    };
    assert_eq!((referrer("p-1"), referrer("p-2")), (1, 2), "what came earlier stays");
    let own = host.gets("/api/v1/participants/u_42").json()["code"].clone();
    problem(&credits(own.as_str().expect("a code"), true), 422, "self_referral");
    problem(&credits("nothing-there", true), 422, "code_unknown");
    let circle = json!({ "code": own, "reason": "said so" });
    problem(&host.calls("PUT", "/api/v1/participants/u_8/referrer", &circle), 422, "cycle");
    problem(&host.calls("PUT", REFERRER, &json!({ "code": anna })), 422, "required");
    problem(&host.calls("PUT", "/api/v1/participants/u_9/referrer", &circle), 404, "not_found");
    // The key is the actor, in the ledger and in the participant's log.
    let entry: String = site.value("SELECT body FROM ledger WHERE kind = 'placed'");
    assert!(entry.contains("\"key\":1") && entry.contains("\"by\":null"), "{entry}");
    let actor =
        "SELECT actor || ' ' || device FROM audit WHERE what = 'audit-referrer-changed' ORDER BY id LIMIT 1";
    assert_eq!(site.value::<String>(actor), "program key #1, came by #1");
}

#[test]
fn a_referral_is_rejected_and_restored_with_a_reason() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let counts = || host.gets("/api/v1/participants/u_7").json()["counts"]["confirmed"].clone();
    let decides = |what: &str| host.posts(&format!("{REFERRER}/{what}"), &json!({ "reason": "a cheat" }));
    decides("reject").is(200);
    assert_eq!(counts(), 0);
    decides("reject").is(200);
    decides("restore").is(200);
    assert_eq!(counts(), 1);
    problem(&host.posts(&format!("{REFERRER}/reject"), &json!({})), 422, "required");
    problem(
        &host.posts("/api/v1/participants/u_7/referrer/reject", &json!({ "reason": "x" })),
        404,
        "not_found",
    );
}

#[test]
fn a_signup_that_was_not_confirmed_waits_for_it_also_when_it_is_credited_by_hand() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let credits = |name: &str| {
        let body = json!({ "code": code, "reason": "told us" });
        host.calls("PUT", &format!("/api/v1/participants/{name}/referrer"), &body).is(200);
    };
    let signup = |name: &str, code: Option<&str>| {
        let id = format!("signup-{name}");
        json!({ "type": "signup", "id": id, "participant": name, "code": code, "confirmed": false })
    };
    let confirmed = || host.gets("/api/v1/participants/u_7").json()["counts"]["confirmed"].clone();
    for (name, told) in [("u_1", None), ("u_2", Some("NOSUCHCODE"))] {
        host.tells(&signup(name, told)).is(201);
        let before = confirmed();
        credits(name);
        assert_eq!(confirmed(), before, "{name}");
        let id = format!("c-{name}");
        host.tells(&json!({ "type": "confirmed", "id": id, "participant": name })).is(201);
        assert_eq!(confirmed(), before.as_i64().expect("a number") + 1, "{name}");
    }
    // Without a word on it a signup is confirmed.
    host.tells(&json!({ "type": "signup", "id": "s-3", "participant": "u_3" })).is(201);
    credits("u_3");
    assert_eq!(confirmed(), 3);
}

#[test]
fn a_signup_by_a_wrong_code_is_credited_by_hand_with_what_its_rule_pays() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let rule = json!({
        "name": "welcome", "when": { "type": "signup" }, "who": "referrer",
        "pay": { "fixed": 5, "unit": "points" }
    });
    host.posts("/api/v1/rules", &rule).is(201);
    let told = host.signs_up("u_1", "NOSUCHCODE").is(201).json();
    assert_eq!((&told["state"], &told["why"]), (&json!("unattributed"), &json!("code_unknown")));
    let body = json!({ "code": code, "reason": "told us" });
    host.calls("PUT", "/api/v1/participants/u_1/referrer", &body).is(200);
    let path = format!("/api/v1/events/{}", told["id"].as_str().expect("an id"));
    let event = host.gets(&path).json();
    assert_eq!((&event["state"], &event["why"]), (&json!("counted"), &json!("referred")));
    assert_eq!((&event["rewards"][0]["to"], &event["rewards"][0]["amount"]), (&json!("u_7"), &json!(5)));
    // Another signup of the person pays nothing more.
    let again = json!({ "type": "signup", "id": "s-2", "participant": "u_1" });
    assert_eq!(host.tells(&again).is(201).json()["rewards"], json!([]));
}
