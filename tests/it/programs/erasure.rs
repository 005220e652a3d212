//! A participant is erased: what named them is gone, what others earned by them stays, and their events
//! are known still.

use serde_json::json;

use super::{Host, host, problem};
use crate::site::harness::{Program, Site};

#[test]
fn an_erased_participant_leaves_numbers_and_hashes() {
    let site = Site::on_disk();
    let host = host(&site);
    let code = host.brings("u_7");
    let name = "zoyamira-the-participant";
    let event = json!({
        "type": "signup", "id": "signup of zoyamira", "participant": name, "code": code,
        "metadata": { "who": "zoyamira" }
    });
    let told = host.tells(&event).is(201).json();
    let path = format!("/api/v1/participants/{name}");
    let body =
        json!({ "email": "zoyamira@example.com", "name": "Zoyamira", "stripe_customer": "cus_zoyamira" });
    host.calls("PUT", &path, &body).is(200);
    let purchase = json!({
        "type": "purchase", "id": "order of zoyamira", "participant": name, "amount": 4900, "currency": "USD"
    });
    host.tells(&purchase).is(201);
    host.calls("DELETE", &path, &json!({})).is(204);
    problem(&host.gets(&path), 404, "not_found");
    assert!(!site.dump().to_lowercase().contains("zoyamira"));
    let anna = host.gets("/api/v1/participants/u_7").json();
    assert_eq!(anna["counts"]["confirmed"], 1, "the referrer keeps the count");
    // A repeat still finds its event, and a refund its purchase.
    let again = host.tells(&event).is(200).json();
    assert_eq!((&again["id"], &again["participant"]), (&told["id"], &json!("prt_2")));
    host.tells(&purchase).is(200);
    host.tells(&json!({ "type": "refund", "id": "re", "of": "order of zoyamira", "amount": 900 })).is(201);
    // The name is free for another person.
    assert_eq!(host.calls("PUT", &path, &json!({})).is(201).json()["id"], "prt_3");
    problem(&host.calls("DELETE", "/api/v1/participants/u_99", &json!({})), 404, "not_found");
}

/// `u_7` has 9.80 USD paid, of which 2.00 were taken back, 9.80 due and 1.00 pending.
fn site_with_money(site: &Site) -> Program<'_> {
    let host = host(site);
    for (name, fixed, unit, hold_days) in [("share", None, "USD", 0), ("points", Some(100), "points", 30)] {
        let pay = fixed.map_or(json!({"percent_bp": 2000}), |fixed| json!({"fixed": fixed, "unit": unit}));
        let rule = json!({
            "name": name, "when": {"type": "purchase"}, "who": "referrer", "pay": pay, "hold_days": hold_days,
            "from": "2025-01-01T00:00:00Z"
        });
        host.posts("/api/v1/rules", &rule).is(201);
    }
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    let made = host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201).json();
    let payout = made["items"][0]["id"].as_str().expect("a payout").to_owned();
    host.posts(&format!("/api/v1/payouts/{payout}/paid"), &json!({})).is(200);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000})).is(201);
    host
}

fn money(site: &Site) -> String {
    site.value(
        "SELECT group_concat(unit || ' ' || pending || ' ' || due || ' ' || paying || ' ' || paid, ', ') FROM \
             (SELECT * FROM balances WHERE user_id = 1 ORDER BY unit)",
    )
}

#[test]
fn money_that_is_open_keeps_a_participant_until_it_is_forfeited_by_an_entry() {
    let site = Site::new();
    let host = site_with_money(&site);
    host.buys("in_2", "u_42", 4900).is(201);
    assert_eq!(money(&site), "USD 0 780 0 980, points 200 0 0 0");
    // A draft is no reason to keep it; it is cancelled.
    host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201);
    problem(&host.calls("DELETE", "/api/v1/participants/u_7", &json!({})), 409, "money_open");
    assert_eq!(money(&site), "USD 0 0 780 980, points 200 0 0 0");
    host.calls("DELETE", "/api/v1/participants/u_7?forfeit=true", &json!({})).is(204);
    assert_eq!(money(&site), "USD 0 0 0 980, points 0 0 0 0");
    assert_eq!(site.value::<String>("SELECT state FROM payouts WHERE id = 2"), "canceled");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rewards WHERE why = 'forfeited'"), 3);
}

#[test]
fn what_was_taken_back_after_payment_is_written_off_with_the_participant() {
    let site = Site::new();
    let host = site_with_money(&site);
    assert_eq!(money(&site), "USD 0 -200 0 980, points 100 0 0 0");
    problem(&host.calls("DELETE", "/api/v1/participants/u_7", &json!({})), 409, "money_open");
    host.calls("DELETE", "/api/v1/participants/u_7?forfeit=true", &json!({})).is(204);
    assert_eq!(money(&site), "USD 0 0 0 980, points 0 0 0 0");
}

#[test]
fn what_the_bank_has_stays_when_the_rest_is_forfeited() {
    let site = Site::new();
    let host = site_with_money(&site);
    host.buys("in_2", "u_42", 4900).is(201);
    let made = host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201).json();
    let payout = made["items"][0]["id"].as_str().expect("a payout").to_owned();
    host.posts(&format!("/api/v1/payouts/{payout}/sent"), &json!({})).is(200);
    host.calls("DELETE", "/api/v1/participants/u_7?forfeit=true", &json!({})).is(204);
    assert_eq!(money(&site), "USD 0 0 780 980, points 0 0 0 0");
    host.posts(&format!("/api/v1/payouts/{payout}/paid"), &json!({})).is(200);
    assert_eq!(money(&site), "USD 0 0 0 1760, points 0 0 0 0");
}
