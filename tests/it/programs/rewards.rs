//! What events pay by rules, and how refunds, reviews and holds change it.

use referral::actions::rewards::holds;
use referral::domain::program::rule_json;
use referral::domain::timestamp::DAY;
use referral::store::{payouts, rules};
use serde_json::{Value, json};

use super::{Host, host};
use crate::site::harness::{NOON, Program, Site};

/// Posts a version of a rule, in force since a day before noon.
fn post(site: &Site, fields: Value) {
    let mut whole = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000},
        "from": "2025-01-01T00:00:00Z"
    });
    whole.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    let rule = rule_json::parse(&whole).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, NOON)).expect("it is posted");
}

/// A site whose participant `u_42` came by `u_7`.
fn site_with_referral<'s>(site: &'s Site) -> Program<'s> {
    let host = host(site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host
}

/// Balances of `u_7` in USD: pending, due, paying, paid.
fn balance(host: &Program, unit: &str) -> [i64; 4] {
    let shown = host.gets("/api/v1/participants/u_7").is(200).json();
    let of = shown["balances"].as_array().expect("a list").iter().find(|of| of["unit"] == unit).cloned();
    let of = of.unwrap_or(json!({"pending": 0, "due": 0, "paying": 0, "paid": 0}));
    ["pending", "due", "paying", "paid"].map(|name| of[name].as_i64().expect("an integer"))
}

fn release(site: &Site) {
    while holds::release(&site.app, site.clock.now()).expect("it works") {}
}

#[test]
fn a_purchase_earns_a_refund_takes_its_part_and_the_hold_ends() {
    let site = Site::new();
    post(&site, json!({}));
    post(
        &site,
        json!({"name": "first-sale-bonus", "when": {"type": "purchase", "nth": [1, 1]}, "pay": {"fixed": 500, "unit": "USD"}}),
    );
    let host = site_with_referral(&site);
    let bought = host.buys("in_1", "u_42", 4900).is(201).json();
    assert_eq!(bought["rewards"][0]["amount"], 980);
    assert_eq!(
        (&bought["rewards"][0]["to"], &bought["rewards"][0]["state"], &bought["rewards"][0]["rule"]),
        (&json!("u_7"), &json!("pending"), &json!("twenty-percent"))
    );
    assert_eq!(bought["rewards"][1]["rule"], "first-sale-bonus");
    assert_eq!(balance(&host, "USD"), [1480, 0, 0, 0]);
    let second = host.buys("in_2", "u_42", 1000).is(201).json();
    assert_eq!(second["not_rewarded"], json!([{"rule": "first-sale-bonus", "why": "not_first"}]));

    let refund = json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000});
    let refunded = host.tells(&refund).is(201).json();
    assert_eq!(refunded["reversed"], json!([{"id": "rwd_1", "amount": 200, "left": 780}]));
    assert_eq!(balance(&host, "USD"), [780 + 500 + 200, 0, 0, 0]);
    let whole = json!({"type": "refund", "id": "re_2", "of": "in_1", "amount": 3900});
    host.tells(&whole).is(201);
    let shown = host.gets(&format!("/api/v1/events/{}", bought["id"].as_str().expect("an id"))).json();
    assert_eq!(
        (&shown["rewards"][0]["state"], &shown["rewards"][0]["why"]),
        (&json!("void"), &json!("refunded"))
    );
    assert_eq!(balance(&host, "USD"), [200, 0, 0, 0]);

    site.clock.advance(30 * DAY - 1);
    release(&site);
    assert_eq!(balance(&host, "USD"), [200, 0, 0, 0]);
    site.clock.advance(1);
    release(&site);
    assert_eq!(balance(&host, "USD"), [0, 200, 0, 0]);
}

#[test]
fn a_signup_says_what_it_waits_for_and_a_purchase_of_a_stranger_why_it_pays_nothing() {
    let site = Site::new();
    post(&site, json!({}));
    let host = host(&site);
    let code = host.brings("u_7");
    let signup = host.signs_up("u_42", &code).is(201).json();
    assert_eq!(signup["not_rewarded"], json!([{"rule": "twenty-percent", "why": "waits_for_purchase"}]));
    host.brings("u_9");
    let bought = host.buys("in_1", "u_9", 4900).is(201).json();
    assert_eq!(bought["not_rewarded"], json!([{"rule": "twenty-percent", "why": "no_referrer"}]));
}

#[test]
fn a_rejected_referral_voids_its_rewards_and_restoring_gives_them_back() {
    let site = Site::new();
    post(&site, json!({}));
    let host = site_with_referral(&site);
    host.buys("in_1", "u_42", 4900).is(201);
    let decide = |what: &str| {
        host.posts(&format!("/api/v1/participants/u_42/referrer/{what}"), &json!({"reason": "checked"}))
    };
    decide("reject").is(200);
    assert_eq!(balance(&host, "USD"), [0, 0, 0, 0]);
    decide("restore").is(200);
    assert_eq!(balance(&host, "USD"), [980, 0, 0, 0]);
}

#[test]
fn a_rejection_cancels_the_draft_that_has_several_of_its_rewards_and_voids_them_all() {
    let site = Site::new();
    post(&site, json!({"hold_days": 0}));
    let host = site_with_referral(&site);
    host.buys("in_1", "u_42", 4900).is(201);
    host.buys("in_2", "u_42", 1000).is(201);
    assert_eq!(balance(&host, "USD"), [0, 1180, 0, 0]);
    let until = site.clock.now().plus(DAY);
    let payout = site.app.db.write(|tx| {
        let referrer =
            tx.query_row("SELECT id FROM users WHERE external_id = 'u_7'", [], |row| row.get(0))?;
        let lines = payouts::due_lines(tx, referrer, "USD", until)?;
        assert_eq!(lines.len(), 2);
        payouts::insert(tx, referrer, "USD", until, &lines, site.clock.now())
    });
    payout.expect("a payout");
    assert_eq!(balance(&host, "USD"), [0, 0, 1180, 0]);
    host.posts("/api/v1/participants/u_42/referrer/reject", &json!({"reason": "checked"})).is(200);
    assert_eq!(site.value::<String>("SELECT state FROM payouts"), "canceled");
    assert_eq!(balance(&host, "USD"), [0, 0, 0, 0]);
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM rewards WHERE state = 'void' AND why = 'rejected'"),
        2
    );
}

#[test]
fn three_friends_who_confirm_on_the_site_are_a_free_month() {
    let site = Site::new();
    post(
        &site,
        json!({
            "name": "three-friends", "when": {"type": "confirmed"},
            "pay": {"steps": [{"at": 3, "fixed": 1, "unit": "free_months"}]}, "hold_days": 0
        }),
    );
    let code = site.member("Anna", "anna@example.com").adds_code();
    let balances = || site.value::<i64>("SELECT coalesce(sum(pending + due), 0) FROM balances");
    for (number, name) in ["Boris", "Vera", "Galya"].into_iter().enumerate() {
        assert_eq!(balances(), 0, "{number}");
        let mut friend = site.visitor();
        friend.registers_with(name, &format!("{}@mail{number}.example", name.to_lowercase()), Some(&code));
        friend.confirms_by_link();
    }
    assert_eq!(balances(), 1);
    release(&site);
    assert_eq!(site.value::<i64>("SELECT due FROM balances"), 1);
}

#[test]
fn a_cap_that_many_purchases_reach_at_once_is_cut_exactly() {
    let site = Site::new();
    post(&site, json!({"cap": {"per_participant": {"USD": 10_000}}}));
    let host = site_with_referral(&site);
    for id in 0..15 {
        host.buys(&format!("in_{id}"), "u_42", 4900).is(201);
    }
    assert_eq!(balance(&host, "USD"), [10_000, 0, 0, 0]);
}
