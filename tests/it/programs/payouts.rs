//! Payouts as programs make and follow them: each amount once, in one unit, and never paid twice.

use std::thread;

use referral::domain::timestamp::DAY;
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{Program, Site};

fn gives(host: &Program, id: &str, to: &str, unit: &str, amount: i64) {
    let gift = json!({"id": id, "to": to, "unit": unit, "amount": amount, "reason": "An opening balance."});
    host.posts("/api/v1/rewards", &gift).is(201);
}

fn makes(host: &Program, order: &Value, status: u16) -> Value {
    host.posts("/api/v1/payouts", order).is(status).json()
}

fn balance(host: &Program, who: &str) -> Value {
    host.gets(&format!("/api/v1/participants/{who}")).is(200).json()["balances"].clone()
}

#[test]
fn a_dry_run_says_what_the_payouts_will_be_and_who_gets_none() {
    let site = Site::new();
    let host = host(&site);
    for who in ["u_1", "u_2", "u_3"] {
        host.brings(who);
    }
    gives(&host, "a", "u_1", "USD", 5_000);
    gives(&host, "b", "u_2", "USD", 400);
    gives(&host, "c", "u_3", "USD", 300);
    gives(&host, "d", "u_3", "USD", -700);
    gives(&host, "e", "u_1", "EUR", 900);
    let order = json!({"unit": "USD", "minimum": 500});
    let mut dry = order.clone();
    dry["dry_run"] = json!(true);
    let planned = makes(&host, &dry, 200);
    assert_eq!(
        (&planned["items"][0]["participant"], &planned["items"][0]["amount"], &planned["items"][0]["id"]),
        (&json!("u_1"), &json!(5_000), &Value::Null)
    );
    assert_eq!(
        planned["skipped"],
        json!([{"participant": "u_2", "why": "below_minimum"}, {"participant": "u_3", "why": "nothing_due"}])
    );
    assert_eq!(site.value::<i64>("SELECT count(*) FROM payouts"), 0);
    let made = makes(&host, &order, 201);
    assert_eq!(
        (&made["items"][0]["lines"], &made["skipped"]),
        (&planned["items"][0]["lines"], &planned["skipped"])
    );
    assert_eq!(made["items"].as_array().map(Vec::len), Some(1));
    gives(&host, "f", "u_1", "USD", 600);
    let again = makes(&host, &json!({"unit": "USD", "participant": "u_1"}), 201);
    assert_eq!(again, json!({"items": [], "skipped": [{"participant": "u_1", "why": "payout_open"}]}));
    assert_eq!(
        makes(&host, &json!({"unit": "JPY", "participant": "u_1"}), 201)["skipped"][0]["why"],
        "nothing_due"
    );
    assert_eq!(makes(&host, &json!({"unit": "EUR"}), 201)["items"][0]["amount"], 900, "another unit");
    for (body, field, code) in [
        (json!({}), "unit", "required"),
        (json!({"unit": "usd"}), "unit", "currency_unknown"),
        (json!({"unit": "USD", "participant": "u_9"}), "participant", "unknown_participant"),
        (json!({"unit": "USD", "until": "2026-13-01"}), "until", "not_a_date"),
        (json!({"unit": "USD", "minimum": -1}), "minimum", "out_of_range"),
        (json!({"unit": "USD", "dry_run": "yes"}), "dry_run", "not_a_boolean"),
    ] {
        let shown = problem(&host.posts("/api/v1/payouts", &body), 422, code);
        assert_eq!(shown["errors"][0]["field"], field, "{shown}");
    }
}

#[test]
fn until_is_the_start_of_a_date_in_the_programs_time_zone() {
    let site = Site::with(|config| config.program.time_zone = "Asia/Tokyo".into());
    let host = host(&site);
    host.brings("u_1");
    // Noon in UTC is nine in the evening in Tokyo; four hours later it is tomorrow there.
    gives(&host, "a", "u_1", "JPY", 300);
    site.clock.advance(4 * 3600);
    gives(&host, "b", "u_1", "JPY", 40);
    let today = site.clock.now().date();
    let tomorrow = site.clock.now().plus(DAY).date();
    let dry = |until: &str| makes(&host, &json!({"unit": "JPY", "until": until, "dry_run": true}), 200);
    assert_eq!(dry(&today)["items"], json!([]));
    assert_eq!(dry(&tomorrow)["items"][0]["amount"], 300);
    assert_eq!(dry(&tomorrow)["items"][0]["until"], format!("{today}T15:00:00Z"));
    assert_eq!(makes(&host, &json!({"unit": "JPY", "dry_run": true}), 200)["items"][0]["amount"], 340);
}

#[test]
fn steps_may_be_skipped_and_repeated_and_lead_only_forward() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    let step = |number: usize, what: &str, body: Value| {
        host.posts(&format!("/api/v1/payouts/pay_{number}/{what}"), &body)
    };
    let why = || json!({"reason": "The account is closed."});
    gives(&host, "a", "u_1", "USD", 500);
    makes(&host, &json!({"unit": "USD"}), 201);
    step(1, "approve", json!({})).is(200);
    step(1, "approve", json!({})).is(200);
    problem(&step(1, "failed", why()), 409, "state_forbids");
    step(1, "cancel", json!({})).is(200);
    step(1, "cancel", json!({})).is(200);
    problem(&step(1, "paid", json!({})), 409, "state_forbids");
    makes(&host, &json!({"unit": "USD"}), 201);
    step(2, "sent", json!({})).is(200);
    problem(&step(2, "cancel", json!({})), 409, "state_forbids");
    problem(&step(2, "approve", json!({})), 409, "state_forbids");
    let failed = step(2, "failed", why()).is(200).json();
    assert_eq!((&failed["state"], &failed["reason"]), (&json!("failed"), &json!("The account is closed.")));
    assert_eq!(
        balance(&host, "u_1"),
        json!([{"unit": "USD", "pending": 0, "due": 500, "paying": 0, "paid": 0}])
    );
    makes(&host, &json!({"unit": "USD"}), 201);
    let paid = step(3, "paid", json!({"reference": "TRX-81"})).is(200).json();
    assert_eq!(paid["reference"], "TRX-81");
    assert_eq!(step(3, "paid", json!({"reference": "TRX-82"})).is(200).json(), paid, "a repeat");
    assert_eq!(balance(&host, "u_1")[0]["paid"], 500);
    // The bank returns it.
    step(3, "failed", why()).is(200);
    assert_eq!(balance(&host, "u_1")[0]["due"], 500);
    problem(&step(3, "failed", json!({})), 422, "required");
    assert_eq!(
        site.value::<String>("SELECT group_concat(what) FROM (SELECT what FROM audit WHERE what LIKE 'audit-payout-%' ORDER BY id)"),
        "audit-payout-made,audit-payout-approved,audit-payout-canceled,audit-payout-made,audit-payout-sent,\
         audit-payout-failed,audit-payout-made,audit-payout-paid,audit-payout-failed"
    );
    assert!(
        !site.value::<String>("SELECT group_concat(body) FROM ledger").contains("closed"),
        "words of people"
    );
}

#[test]
fn nothing_is_paid_twice_though_two_make_and_pay_at_once() {
    let site = Site::on_disk();
    let host = host(&site);
    host.brings("u_1");
    gives(&host, "a", "u_1", "USD", 500);
    let at_once = |path: &str, body: &Value| -> Vec<Value> {
        thread::scope(|scope| {
            let admins: Vec<_> = (0..8).map(|_| scope.spawn(|| host.posts(path, body))).collect();
            let answers = admins.into_iter().map(|admin| admin.join().expect("an answer"));
            answers.map(|answer| answer.json()).collect()
        })
    };
    let made = at_once("/api/v1/payouts", &json!({"unit": "USD"}));
    assert_eq!(made.iter().filter(|answer| answer["items"] != json!([])).count(), 1, "{made:?}");
    let paid = at_once("/api/v1/payouts/pay_1/paid", &json!({"reference": "T"}));
    assert!(paid.iter().all(|payout| payout["state"] == "paid"), "{paid:?}");
    assert_eq!(
        balance(&host, "u_1"),
        json!([{"unit": "USD", "pending": 0, "due": 0, "paying": 0, "paid": 500}])
    );
    assert_eq!(site.value::<i64>("SELECT count(*) FROM audit WHERE what = 'audit-payout-paid'"), 1);
    assert_eq!(at_once("/api/v1/payouts", &json!({"unit": "USD"}))[0]["items"], json!([]));
}

#[test]
fn a_post_of_payouts_with_an_idempotency_key_is_answered_as_before() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_1");
    gives(&host, "a", "u_1", "USD", 500);
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "run-2026-11")];
    let ask = || host.sends("POST", "/api/v1/payouts", &headers, br#"{"unit": "USD"}"#);
    let (first, second) = (ask(), ask());
    assert_eq!((first.is(201).json(), second.header("Idempotent-Replayed")), (second.json(), Some("true")));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM payouts"), 1);
}

#[test]
fn the_table_for_the_bank_has_the_decimals_of_each_currency() {
    let site = Site::with(|config| config.program.time_zone = "Europe/Berlin".into());
    let host = host(&site);
    host.calls("PUT", "/api/v1/participants/u_1", &json!({"email": "anna@example.com", "name": "=Anna"}))
        .is(201);
    for (unit, amount) in [("USD", 98_001), ("JPY", 500), ("KWD", 1_234)] {
        gives(&host, unit, "u_1", unit, amount);
        makes(&host, &json!({"unit": unit}), 201);
    }
    host.posts("/api/v1/payouts/pay_1/paid", &json!({"reference": "TRX-81"})).is(200);
    let day = site.clock.now().date();
    let table = |query: &str| {
        let reply = host.gets(&format!("/api/v1/payouts.csv{query}"));
        let text = reply.is(200).text();
        text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let rows = table("");
    assert_eq!(rows[0], "payout,participant,email,name,amount,currency,reference,period,zone");
    let row = |payout: &str, amount: &str, unit: &str, reference: &str| {
        format!("{payout},u_1,anna@example.com,'=Anna,{amount},{unit},{reference},{day}/{day},Europe/Berlin")
    };
    assert_eq!(
        rows[1..],
        [
            row("pay_3", "1.234", "KWD", "pay_3"),
            row("pay_2", "500", "JPY", "pay_2"),
            row("pay_1", "980.01", "USD", "TRX-81"),
        ]
    );
    assert_eq!(table("?state=paid").len(), 2);
    problem(&host.gets("/api/v1/payouts.csv?state=none"), 422, "not_a_choice");
}
