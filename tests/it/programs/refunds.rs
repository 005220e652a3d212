//! Refunds: in parts and in all, told twice, in disorder, and too large.

use serde_json::{Value, json};

use super::{Host, ended, host, problem};
use crate::site::harness::Site;

fn refunded(host: &impl Host, name: &str, asks: impl Fn(&str) -> Value) -> Value {
    let _ = host;
    asks(&format!("/api/v1/events?type=purchase&name={name}"))["items"][0]["refunded"].clone()
}

#[test]
fn refunds_in_parts_and_in_all_of_one_purchase_count_once() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("p", "u_42", 4900).is(201);
    let refund = |id: &str, field: &str, amount: i64| {
        host.tells(&json!({ "type": "refund", "id": id, "of": "p", field: amount }))
    };
    let left = || refunded(&host, "p", |path| host.gets(path).json());
    ended(&refund("re_1", "amount", 1000), 201, "counted", "refund");
    assert_eq!(left(), 1000);
    assert_eq!(refund("re_1", "amount", 1000).is(200).json()["replayed"], true);
    assert_eq!(left(), 1000);
    // Stripe tells the same refund as a total.
    refund("evt_stripe_1", "refunded_in_all", 1000).is(201);
    assert_eq!(left(), 1000);
    refund("evt_stripe_2", "refunded_in_all", 1500).is(201);
    assert_eq!(left(), 1500);
    // A smaller total later changes nothing.
    refund("evt_stripe_0", "refunded_in_all", 500).is(201);
    assert_eq!(left(), 1500);
    refund("re_2", "amount", 500).is(201);
    assert_eq!(left(), 1500);
    let before = site.dump();
    assert_eq!(
        problem(&refund("re_3", "amount", 3401), 422, "refund_exceeds")["errors"][0]["field"],
        "amount"
    );
    let whole = refund("re_4", "refunded_in_all", 4901);
    assert_eq!(problem(&whole, 422, "refund_exceeds")["errors"][0]["field"], "refunded_in_all");
    let euros = json!({ "type": "refund", "id": "re_5", "of": "p", "amount": 1, "currency": "EUR" });
    problem(&host.tells(&euros), 422, "currency_differs");
    assert_eq!(site.dump(), before);
    refund("re_6", "amount", 3400).is(201);
    assert_eq!(left(), 4900);
}

#[test]
fn a_refund_finds_its_purchase_by_any_of_its_names_and_waits_for_one_that_is_unknown() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let early = json!({ "type": "refund", "id": "re_9", "of": "ch_3Qx", "amount": 1000 });
    ended(&host.tells(&early), 202, "waiting", "purchase_unknown");
    assert_eq!(host.tells(&early).is(200).json()["state"], "waiting");
    let too_large = json!({ "type": "refund", "id": "re_10", "of": "in_1Qx", "amount": 5000 });
    ended(&host.tells(&too_large), 202, "waiting", "purchase_unknown");
    let euros = json!({ "type": "refund", "id": "re_11", "of": "in_1Qx", "amount": 5, "currency": "EUR" });
    ended(&host.tells(&euros), 202, "waiting", "purchase_unknown");
    let purchase = json!({
        "type": "purchase", "id": "in_1Qx", "also": ["ch_3Qx"], "participant": "u_42", "amount": 4900, "currency": "USD"
    });
    host.tells(&purchase).is(201);
    let of = |name: &str| host.gets(&format!("/api/v1/events?name={name}")).json()["items"][0].clone();
    assert_eq!((&of("re_9")["state"], &of("re_9")["why"]), (&json!("counted"), &json!("refund")));
    assert_eq!((&of("re_10")["state"], &of("re_10")["why"]), (&json!("refused"), &json!("refund_exceeds")));
    assert_eq!((&of("re_11")["state"], &of("re_11")["why"]), (&json!("refused"), &json!("currency_differs")));
    assert_eq!(of("in_1Qx")["refunded"], 1000);
    assert_eq!(of("re_9")["participant"], "u_42");
}

#[test]
fn a_thousand_refunds_of_one_purchase_add_up() {
    let site = Site::with(|config| config.limits.enabled = false);
    let host = host(&site);
    host.brings("u_42");
    host.buys("p", "u_42", 1000).is(201);
    for part in 0..10 {
        let events: Vec<Value> = (0..100)
            .map(|n| json!({ "type": "refund", "id": format!("re-{part}-{n}"), "of": "p", "amount": 1 }))
            .collect();
        host.tells(&json!({ "events": events })).is(200);
    }
    assert_eq!(refunded(&host, "p", |path| host.gets(path).json()), 1000);
    let more = json!({ "type": "refund", "id": "more", "of": "p", "amount": 1 });
    problem(&host.tells(&more), 422, "refund_exceeds");
}

#[test]
fn each_refund_says_what_it_took_back_itself() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let rule = json!({
        "name": "eighth", "when": { "type": "purchase" }, "who": "referrer", "pay": { "percent_bp": 1250 }
    });
    host.posts("/api/v1/rules", &rule).is(201);
    host.signs_up("u_42", &code).is(201);
    let purchase = host.buys("p", "u_42", 1000).is(201).json();
    let reward = &purchase["rewards"][0]["id"];
    let refund = |id: &str, amount: i64| json!({ "type": "refund", "id": id, "of": "p", "amount": amount });
    for (id, amount, took, left) in
        [("re_1", 333, 42, 83), ("re_2", 333, 41, 42), ("re_3", 1, 0, 42), ("re_4", 333, 42, 0)]
    {
        let told = host.tells(&refund(id, amount)).is(201).json();
        let expected = match took {
            0 => json!([]),
            _ => json!([{ "id": reward, "amount": took, "left": left }]),
        };
        assert_eq!(told["reversed"], expected, "{id}");
    }
    let first = host.tells(&refund("re_1", 333)).is(200).json();
    assert_eq!(first["reversed"][0]["amount"], 42, "later ones change nothing of it");
}
