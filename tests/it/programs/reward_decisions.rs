//! Rewards by hand: given, approved, voided, fulfilled; each kept in the audit log of who gets it.

use referral::actions::rewards::holds;
use referral::domain::timestamp::DAY;
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Site};

/// A site where `u_42` came by `u_7`, and whose rule pays 20 % of a purchase.
fn paying<'s>(site: &'s Site, more: Value) -> Program<'s> {
    let host = host(site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let mut rule = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}
    });
    rule.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    host.posts("/api/v1/rules", &rule).is(201);
    host
}

/// Pending, due, paying, paid of `u_7`.
fn balance(host: &Program, unit: &str) -> [i64; 4] {
    let shown = host.gets("/api/v1/participants/u_7").is(200).json();
    let of = shown["balances"].as_array().expect("a list").iter().find(|of| of["unit"] == unit).cloned();
    let of = of.unwrap_or(json!({"pending": 0, "due": 0, "paying": 0, "paid": 0}));
    ["pending", "due", "paying", "paid"].map(|name| of[name].as_i64().expect("an integer"))
}

fn gift(id: &str, unit: &str, amount: i64) -> Value {
    json!({"id": id, "to": "u_7", "unit": unit, "amount": amount, "reason": "We like you."})
}

fn logged(site: &Site, what: &str) -> i64 {
    site.value(&format!("SELECT count(*) FROM audit WHERE what = 'audit-{what}' AND actor = 'program'"))
}

#[test]
fn a_reward_by_hand_is_given_once_by_its_id_and_below_zero_it_takes() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_7");
    let given = host.posts("/api/v1/rewards", &gift("bonus", "USD", 500)).is(201).json();
    assert_eq!(
        (&given["state"], &given["given_as"], &given["reason"]),
        (&json!("approved"), &json!("bonus"), &json!("We like you."))
    );
    site.clock.advance(60);
    assert_eq!(host.posts("/api/v1/rewards", &gift("bonus", "USD", 500)).is(200).json(), given);
    let other = problem(&host.posts("/api/v1/rewards", &gift("bonus", "EUR", 400)), 409, "event_conflict");
    assert_eq!(other["known"], format!("/api/v1/rewards/{}", given["id"].as_str().expect("an id")));
    let fields: Vec<&Value> =
        other["errors"].as_array().expect("a list").iter().map(|of| &of["field"]).collect();
    assert_eq!(fields, ["unit", "amount"]);
    assert_eq!(balance(&host, "USD"), [0, 500, 0, 0]);
    host.posts("/api/v1/rewards", &gift("correction", "USD", -800)).is(201);
    assert_eq!(balance(&host, "USD"), [0, -300, 0, 0]);
    assert_eq!(logged(&site, "reward-given"), 2);

    for (change, field, code) in [
        (json!({"amount": 0}), "amount", "out_of_range"),
        (json!({"amount": 10_000_000_000_001_i64}), "amount", "out_of_range"),
        (json!({"amount": 5.0}), "amount", "not_minor_units"),
        (json!({"amount": "5"}), "amount", "not_minor_units"),
        (json!({"unit": "Points"}), "unit", "currency_unknown"),
        (json!({"to": "u_99"}), "to", "unknown_participant"),
        (json!({"reason": null}), "reason", "required"),
        (json!({"id": ""}), "id", "required"),
        (json!({"note": "x"}), "note", "field_unknown"),
    ] {
        let mut body = gift("another", "USD", 5);
        body.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        let shown = problem(&host.posts("/api/v1/rewards", &body), 422, code);
        assert_eq!(shown["errors"][0]["field"], field, "{shown}");
    }
}

#[test]
fn an_approval_by_hand_makes_a_reward_due_before_its_hold_ends_and_no_hold_does_it_without() {
    let site = Site::new();
    let host = paying(&site, json!({"approve": "by_hand"}));
    let id = host.buys("in_1", "u_42", 4900).is(201).json()["rewards"][0]["id"].clone();
    let path = format!("/api/v1/rewards/{}", id.as_str().expect("an id"));
    host.buys("in_2", "u_42", 1000).is(201);
    let approved = host.posts(&format!("{path}/approve"), &json!({})).is(200).json();
    assert_eq!((&approved["state"], approved["due_at"].is_string()), (&json!("approved"), true));
    assert_eq!(host.posts(&format!("{path}/approve"), &json!({})).is(200).json(), approved);
    assert_eq!(logged(&site, "reward-approved"), 1);
    site.clock.advance(31 * DAY);
    while holds::release(&site.app, site.clock.now()).expect("it works") {}
    assert_eq!(balance(&host, "USD"), [200, 980, 0, 0]);
    assert_eq!(host.gets("/api/v1/rewards?state=pending").json()["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(host.gets("/api/v1/rewards?participant=u_42").json()["items"], json!([]));
    assert_eq!(host.gets(&path).is(200).json()["event"], "evt_2");
}

#[test]
fn a_void_cancels_a_draft_and_takes_from_what_is_due_once_the_bank_has_it() {
    let site = Site::new();
    let host = paying(&site, json!({"hold_days": 0}));
    let why = json!({"reason": "One person with two accounts."});
    let buys = |id: &str| {
        let bought = host.buys(id, "u_42", 4900).is(201).json();
        format!("/api/v1/rewards/{}", bought["rewards"][0]["id"].as_str().expect("an id"))
    };
    let first = buys("in_1");
    host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201);
    let voided = host.posts(&format!("{first}/void"), &why).is(200).json();
    assert_eq!((&voided["state"], &voided["why"]), (&json!("void"), &json!("voided")));
    let canceled = host.gets("/api/v1/payouts/pay_1").json();
    assert_eq!((&canceled["state"], &canceled["reason"]), (&json!("canceled"), &json!("reward_changed")));
    assert_eq!(balance(&host, "USD"), [0, 0, 0, 0]);

    let second = buys("in_2");
    host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201);
    host.posts("/api/v1/payouts/pay_2/sent", &json!({})).is(200);
    let taken = host.posts(&format!("{second}/void"), &why).is(200).json();
    assert_eq!((&taken["state"], &taken["reversed"]), (&json!("paying"), &json!(980)));
    assert_eq!(balance(&host, "USD"), [0, -980, 980, 0]);
    host.posts(&format!("{second}/void"), &why).is(200);
    host.posts("/api/v1/payouts/pay_2/paid", &json!({})).is(200);
    assert_eq!(balance(&host, "USD"), [0, -980, 0, 980]);
    assert_eq!(logged(&site, "reward-voided"), 2, "a repeat is no second one");
    assert_eq!(
        site.value::<String>("SELECT DISTINCT reason FROM audit WHERE what = 'audit-reward-voided'"),
        "One person with two accounts."
    );
}

#[test]
fn what_is_not_money_is_given_by_hand_and_money_only_by_payouts() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_7");
    for (id, unit, amount) in
        [("a", "free_months", 2), ("b", "USD", 5), ("c", "free_months", -3), ("d", "free_months", 1)]
    {
        host.posts("/api/v1/rewards", &gift(id, unit, amount)).is(201);
    }
    let fulfil = |id: &str| host.posts(&format!("/api/v1/rewards/{id}/fulfil"), &json!({}));
    assert_eq!(fulfil("rwd_1").is(200).json()["state"], "fulfilled");
    fulfil("rwd_1").is(200);
    problem(&fulfil("rwd_2"), 409, "state_forbids");
    problem(&fulfil("rwd_3"), 409, "state_forbids");
    fulfil("rwd_4").is(200);
    fulfil("rwd_3").is(200);
    assert_eq!(balance(&host, "free_months"), [0, 0, 0, 0]);
    assert_eq!(logged(&site, "reward-fulfilled"), 3);
    problem(&host.posts("/api/v1/payouts", &json!({"unit": "free_months"})), 422, "currency_unknown");
}
