//! How a worked example is told: its rules, what happens, and what it comes to; and how it is held against a site.

use referral::actions::rewards::{holds, rebuild};
use referral::domain::timestamp::{DAY, HOUR};
use serde_json::{Value, json};

use crate::programs::host;
use crate::site::harness::{Program, Site};

use Step::{Gives, Has, PassDays, Pays, Rejects, Tells};

/// From the start of a test to 2026-11-30T10:05:00Z, when the contract's purchase occurs.
const UNTIL_THE_PURCHASE: i64 = 261 * DAY - 2 * HOUR + 300;

/// What happens, and what it comes to.
pub enum Step {
    /// An event; what became of it, in the words of `outcome`.
    Tells(Value, &'static [&'static str]),
    /// A referrer's balance in a unit: pending, due, paying, paid.
    Has(&'static str, &'static str, [i64; 4]),
    PassDays(i64),
    /// An admin's reward for `u_7` by hand, in USD; below 0 it takes.
    Gives(&'static str, i64),
    /// Everything due in this unit is paid: so much.
    Pays(&'static str, i64),
    /// A person's referral is rejected.
    Rejects(&'static str),
}
pub struct Example {
    /// Where the figures come from.
    pub source: &'static str,
    pub rules: Vec<Value>,
    pub steps: Vec<Step>,
}

/// What the answer says of rewards, of rules that paid nothing, and of what was taken back.
fn outcome(event: &Value, with_hold: bool) -> Vec<String> {
    let list = |name: &str| event[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rewards = list("rewards").into_iter().map(|reward| {
        let paid = format!("{} {} {}", reward["amount"], text(&reward["unit"]), text(&reward["state"]));
        if with_hold { format!("{paid} until {}", text(&reward["hold_until"])) } else { paid }
    });
    let not_rewarded = list("not_rewarded").into_iter().map(|verdict| text(&verdict["why"]));
    let reversed =
        list("reversed").into_iter().map(|taken| format!("-{} leaves {}", taken["amount"], taken["left"]));
    rewards.chain(not_rewarded).chain(reversed).collect()
}

fn balance(host: &Program, who: &str, unit: &str) -> [i64; 4] {
    let shown = host.gets(&format!("/api/v1/participants/{who}")).is(200).json();
    let all = shown["balances"].as_array().expect("balances").clone();
    let found = all.into_iter().find(|balance| balance["unit"] == unit).unwrap_or_default();
    ["pending", "due", "paying", "paid"].map(|name| found[name].as_i64().unwrap_or(0))
}

/// Takes one step; what did not come out as expected.
fn takes(site: &Site, host: &Program, step: &Step) -> Option<String> {
    match step {
        Tells(event, expected) => {
            let told = host.posts("/api/v1/events", event).is(201).json();
            let with_hold = expected.iter().any(|words| words.contains(" until "));
            let found = outcome(&told, with_hold);
            (found != *expected).then(|| format!("{} is {found:?}, not {expected:?}", event["id"]))
        }
        Has(who, unit, expected) => {
            let found = balance(host, who, unit);
            (found != *expected).then(|| format!("{who} has {found:?} {unit}, not {expected:?}"))
        }
        PassDays(days) => {
            site.clock.advance(days * DAY);
            while holds::release(&site.app, site.clock.now()).expect("it works") {}
            None
        }
        Gives(id, amount) => {
            let gift =
                json!({"id": id, "to": "u_7", "unit": "USD", "amount": amount, "reason": "A balance."});
            host.posts("/api/v1/rewards", &gift).is(201);
            None
        }
        Pays(unit, expected) => {
            let made = host.posts("/api/v1/payouts", &json!({"unit": unit})).is(201).json();
            let payout = &made["items"][0];
            host.posts(&format!("/api/v1/payouts/{}/paid", payout["id"].as_str()?), &json!({})).is(200);
            (payout["amount"] != *expected).then(|| format!("{payout} pays not {expected}"))
        }
        Rejects(who) => {
            let path = format!("/api/v1/participants/{who}/referrer/reject");
            host.posts(&path, &json!({"reason": "We looked."})).is(200);
            None
        }
    }
}

/// What did not come out as expected in one example.
pub fn differences(example: &Example) -> Vec<String> {
    let site = Site::new();
    let host = host(&site);
    for rule in &example.rules {
        host.posts("/api/v1/rules", rule).is(201);
    }
    site.clock.advance(UNTIL_THE_PURCHASE);
    host.calls("PUT", "/api/v1/participants/u_7", &json!({"code": "ANNA-CODE"})).is(201);
    let mut found: Vec<String> = example.steps.iter().filter_map(|step| takes(&site, &host, step)).collect();
    for rule in &example.rules {
        let asked = json!({"rule": rule, "since": "2020-01-01T00:00:00Z"});
        let tried = host.posts("/api/v1/simulations", &asked).is(200).json();
        if (&tried["would"], &tried["changes"]) != (&tried["did"], &json!([])) {
            found.push(format!("tried, it is {tried}"));
        }
    }
    // What the ledger derives is held against the tables when the site ends, too.
    found.extend(site.app.db.read(rebuild::plan).expect("a plan"));
    found.into_iter().map(|what| format!("{}: {what}", example.source)).collect()
}
