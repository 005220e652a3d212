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
