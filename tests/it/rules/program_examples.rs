//! Every worked figure of the program's contract, as one table, told by a host app and settled as a live server
//! settles it. At the end of each example the rules tried on what happened, and the ledger derived again, say the same.

use serde_json::{Value, json};

use super::examples::Step::{self, Gives, Has, PassDays, Pays, Rejects, Tells};
use super::examples::{Example, differences};

/// A rule of the contract's section 5 that pays 20 % of purchases, with other fields.
fn rule(name: &str, fields: Value) -> Value {
    let mut whole = json!({
        "name": name, "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000},
        "from": "2025-01-01T00:00:00Z"
    });
    whole.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    whole
}

/// Section 5's own rule, word for word but for its beginning.
fn twenty_percent() -> Value {
    json!({
        "name": "twenty-percent",
        "when": {"type": "purchase", "name": null, "nth": [1, 12], "min_amount": {"USD": 1000}, "group": null},
        "who": "referrer", "pay": {"percent_bp": 2000, "max": {"USD": 10000}}, "for_months": 12,
        "applies": "as_joined", "hold_days": 30, "approve": "after_hold",
        "cap": {"per_participant": {"USD": 50000}, "per_program_month": {"USD": 500_000}}, "on_cap": "cut",
        "from": "2025-01-01T00:00:00Z", "until": null
    })
}

fn signup(participant: &str, occurred_at: &str) -> Value {
    json!({
        "type": "signup", "id": format!("signup-{participant}"), "participant": participant, "code": "anna-code",
        "occurred_at": occurred_at
    })
}

/// `u_42` signs up by the code of `u_7`.
fn came(outcome: &'static [&'static str]) -> Step {
    Tells(signup("u_42", "2026-11-30T10:00:00Z"), outcome)
}

fn purchase(id: &str, amount: i64) -> Value {
    json!({"type": "purchase", "id": id, "participant": "u_42", "amount": amount, "currency": "USD"})
}

fn buys(id: &str, amount: i64, outcome: &'static [&'static str]) -> Step {
    Tells(purchase(id, amount), outcome)
}

fn buys_at(id: &str, occurred_at: &str, outcome: &'static [&'static str]) -> Step {
    let mut event = purchase(id, 4900);
    event["occurred_at"] = json!(occurred_at);
    Tells(event, outcome)
}

fn refunds(id: &str, of: &str, amount: i64, outcome: &'static [&'static str]) -> Step {
    Tells(json!({"type": "refund", "id": id, "of": of, "amount": amount}), outcome)
}

const WAITS: &[&str] = &["waits_for_purchase"];

fn examples_of_events() -> Vec<Example> {
    let mut named = purchase("in_1Qx", 4900);
    named["also"] = json!(["ch_3Qx", "order-1001"]);
    let in_all =
        |id: &str, total: i64| json!({"type": "refund", "id": id, "of": "ch_3Qx", "refunded_in_all": total});
    vec![
        Example {
            source: "section 4: signup, purchase of 49.00, refund of 10.00, 15.00 refunded in all; section 6: balances",
            rules: vec![twenty_percent()],
            steps: vec![
                came(WAITS),
                Tells(named, &["980 USD pending until 2026-12-30T10:05:00Z"]),
                refunds("re_9", "ch_3Qx", 1000, &["-200 leaves 780"]),
                Tells(in_all("re_10", 1500), &["-100 leaves 680"]),
                Tells(in_all("re_11", 1000), &[]),
                Has("u_7", "USD", [680, 0, 0, 0]),
                PassDays(30),
                Has("u_7", "USD", [0, 680, 0, 0]),
                Pays("USD", 680),
                Has("u_7", "USD", [0, 0, 0, 680]),
                Tells(in_all("re_12", 4900), &["-680 leaves 0"]),
                Has("u_7", "USD", [0, -680, 0, 680]),
            ],
        },
        Example {
            source: "section 4: a bonus for the first sale alone, and 20 %",
            rules: vec![
                rule(
                    "first-sale-bonus",
                    json!({"when": {"type": "purchase", "nth": [1, 1]}, "pay": {"fixed": 500, "unit": "USD"}}),
                ),
                twenty_percent(),
            ],
            steps: vec![
                came(&["waits_for_purchase", "waits_for_purchase"]),
                buys("in_0", 1000, &["500 USD pending", "200 USD pending"]),
                buys("in_1", 4900, &["980 USD pending", "not_first"]),
                Has("u_7", "USD", [1680, 0, 0, 0]),
            ],
        },
    ]
}

fn examples_of_amounts() -> Vec<Example> {
    let capped = |cap: Value, on_cap: &str| rule("capped", json!({"cap": cap, "on_cap": on_cap}));
    vec![
        Example {
            source: "section 5: 12.5 % of 10.00 taken back by 3.33, 3.33 and 3.34; half up",
            rules: vec![rule("eighth", json!({"pay": {"percent_bp": 1250}}))],
            steps: vec![
                came(WAITS),
                buys("in_1", 1000, &["125 USD pending"]),
                refunds("re_1", "in_1", 333, &["-42 leaves 83"]),
                refunds("re_2", "in_1", 333, &["-41 leaves 42"]),
                refunds("re_3", "in_1", 334, &["-42 leaves 0"]),
                buys("in_2", 4, &["1 USD pending"]),
                buys("in_3", 3, &["rounds_to_zero"]),
                Has("u_7", "USD", [1, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: a minimum of 10.00, a maximum of 100.00, at most 500.00 for one beneficiary, cut",
            rules: vec![twenty_percent()],
            steps: vec![
                came(WAITS),
                buys("in_1", 999, &["below_minimum"]),
                buys("in_2", 1000, &["200 USD pending"]),
                Tells(
                    json!({"type": "purchase", "id": "in_3", "participant": "u_42", "amount": 4900, "currency": "EUR"}),
                    &["currency_not_covered"],
                ),
                buys("in_4", 50_000, &["10000 USD pending"]),
                buys("in_5", 60_000, &["10000 USD pending"]),
                // At its maximum it loses nothing until what is left is below 500.00.
                refunds("re_5", "in_5", 10_000, &[]),
                refunds("re_6", "in_5", 5000, &["-1000 leaves 9000"]),
                buys("in_6", 50_000, &["10000 USD pending"]),
                buys("in_7", 50_000, &["10000 USD pending"]),
                buys("in_8", 50_000, &["10000 USD pending"]),
                buys("in_9", 50_000, &["800 USD pending"]),
                buys("in_10", 50_000, &["capped"]),
                Has("u_7", "USD", [50_000, 0, 0, 0]),
                refunds("re_7", "in_2", 1000, &["-200 leaves 0"]),
                buys("in_11", 50_000, &["200 USD pending"]),
                Has("u_7", "USD", [50_000, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: at most 5000.00 a month for all, cut",
            rules: vec![capped(json!({"per_program_month": {"USD": 500_000}}), "cut")],
            steps: vec![
                came(WAITS),
                buys("in_1", 2_000_000, &["400000 USD pending"]),
                buys("in_2", 1_000_000, &["100000 USD pending"]),
                buys("in_3", 1_000_000, &["capped"]),
                PassDays(1),
                buys("in_4", 1_000_000, &["200000 USD pending"]),
                Has("u_7", "USD", [700_000, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: at most 500.00 for one beneficiary, refused",
            rules: vec![capped(json!({"per_participant": {"USD": 50_000}}), "refuse")],
            steps: vec![
                came(WAITS),
                buys("in_1", 200_000, &["40000 USD pending"]),
                buys("in_2", 50_001, &["10000 USD pending"]),
                buys("in_3", 4900, &["capped"]),
                refunds("re_1", "in_2", 50_001, &["-10000 leaves 0"]),
                buys("in_4", 4900, &["980 USD pending"]),
                Has("u_7", "USD", [40_980, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: a fixed 5.00 is taken whole when what is left is 0 or below the minimum",
            rules: vec![rule(
                "bonus",
                json!({"when": {"type": "purchase", "min_amount": {"USD": 1000}}, "pay": {"fixed": 500, "unit": "USD"}}),
            )],
            steps: vec![
                came(WAITS),
                buys("in_1", 4900, &["500 USD pending"]),
                refunds("re_1", "in_1", 3900, &[]),
                refunds("re_2", "in_1", 1, &["-500 leaves 0"]),
                refunds("re_3", "in_1", 999, &[]),
                Has("u_7", "USD", [0, 0, 0, 0]),
            ],
        },
    ]
}

fn examples_of_time_and_number() -> Vec<Example> {
    let nth = |name: &str, nth: Value| rule(name, json!({"when": {"type": "purchase", "nth": nth}}));
    let steps = json!({
        "name": "friends", "when": {"type": "confirmed"}, "who": "referrer", "from": "2025-01-01T00:00:00Z",
        "pay": {"steps": [{"at": 3, "fixed": 1, "unit": "free_months"}]}
    });
    let joins = |name: &str, outcome| Tells(signup(name, "2026-11-30T10:00:00Z"), outcome);
    let friends = || {
        vec![
            joins("u_1", &["step_not_reached"]),
            joins("u_2", &["step_not_reached"]),
            joins("u_3", &["1 free_months pending"]),
            Has("u_7", "free_months", [1, 0, 0, 0]),
        ]
    };
    let (mut reached, mut lost) = (friends(), friends());
    reached.extend([
        PassDays(30),
        Has("u_7", "free_months", [0, 1, 0, 0]),
        Rejects("u_3"),
        Has("u_7", "free_months", [0, 1, 0, 0]),
    ]);
    lost.extend([Rejects("u_2"), PassDays(30), Has("u_7", "free_months", [0, 0, 0, 0])]);
    vec![
        Example {
            source: "section 5: nth of [1,1], [2,null] and [1,12]; refunded ones count, amounts of 0 do not",
            rules: vec![nth("first", json!([1, 1])), nth("others", json!([2, null]))],
            steps: vec![
                came(&["waits_for_purchase", "waits_for_purchase"]),
                buys("in_0", 0, &["rounds_to_zero", "outside_nth"]),
                buys("in_1", 4900, &["980 USD pending", "outside_nth"]),
                refunds("re_1", "in_1", 4900, &["-980 leaves 0"]),
                buys("in_2", 1000, &["200 USD pending", "not_first"]),
                Has("u_7", "USD", [200, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: the thirteenth of [1,12]",
            rules: vec![nth("dozen", json!([1, 12]))],
            steps: std::iter::once(came(WAITS))
                .chain((1..=12).map(|n| buys(&format!("in_{n}"), 4900, &["980 USD pending"])))
                .chain([buys("in_13", 4900, &["outside_nth"]), Has("u_7", "USD", [11_760, 0, 0, 0])])
                .collect(),
        },
        Example {
            source: "section 5: a month from a 31st is cut to the month's last day, its end excluded",
            rules: vec![rule("month", json!({"for_months": 1, "hold_days": 0}))],
            steps: vec![
                Tells(signup("u_42", "2026-01-31T12:00:00Z"), WAITS),
                buys_at("in_1", "2026-02-28T11:59:59Z", &["980 USD approved"]),
                buys_at("in_2", "2026-02-28T12:00:00Z", &["too_late"]),
                Has("u_7", "USD", [0, 980, 0, 0]),
            ],
        },
        Example {
            source: "section 5: twelve months from when they came, the end excluded",
            rules: vec![twenty_percent()],
            steps: vec![
                Tells(signup("u_42", "2025-11-30T10:00:00Z"), WAITS),
                buys_at("in_1", "2026-11-30T09:59:59Z", &["980 USD pending"]),
                buys_at("in_2", "2026-11-30T10:00:00Z", &["too_late"]),
                Has("u_7", "USD", [980, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 5: a free month for three referrals; what was reached when its hold ended stays",
            rules: vec![steps.clone()],
            steps: reached,
        },
        Example {
            source: "section 5: a free month for three referrals; lost while its hold runs",
            rules: vec![steps],
            steps: lost,
        },
    ]
}

fn examples_of_balances() -> Vec<Example> {
    let hello = json!({"who": "referee", "when": {"type": "purchase", "nth": [1, 1]}, "pay": {"fixed": 500, "unit": "USD"}});
    vec![
        Example {
            source: "section 5: double-sided is two rules",
            rules: vec![rule("hello", hello), rule("share", json!({}))],
            steps: vec![
                came(&["waits_for_purchase", "waits_for_purchase"]),
                buys("in_1", 4900, &["500 USD pending", "980 USD pending"]),
                Has("u_42", "USD", [500, 0, 0, 0]),
                Has("u_7", "USD", [980, 0, 0, 0]),
            ],
        },
        Example {
            source: "section 6: given by hand is due at once, and what is below zero is netted by the next payout",
            rules: vec![rule("share", json!({"hold_days": 0}))],
            steps: vec![
                came(WAITS),
                Gives("bonus", 500),
                Has("u_7", "USD", [0, 500, 0, 0]),
                Gives("taken", -1500),
                buys("in_1", 4900, &["980 USD approved"]),
                Has("u_7", "USD", [0, -20, 0, 0]),
                buys("in_2", 4900, &["980 USD approved"]),
                Pays("USD", 960),
                Has("u_7", "USD", [0, 0, 0, 960]),
            ],
        },
    ]
}

/// Figures of other programs' documentation. Rewardful's has the rule for partial refunds (an unpaid commission is
/// calculated anew from what is left: «Automated refund handling», <https://rewardful.com/automated-refund-handling>)
/// but no figure of one; its figures are those of a sale.
fn examples_of_others() -> Vec<Example> {
    vec![
        Example {
            // A change from 10 to 20 USD a month, halfway: a credit of 5, a debit of 10, billed 5 more.
            source: "Stripe, «Prorations», https://docs.stripe.com/billing/subscriptions/prorations",
            rules: vec![twenty_percent()],
            steps: vec![
                came(WAITS),
                buys("in_1", 1000, &["200 USD pending"]),
                PassDays(15),
                // Below this rule's minimum of 10.00 the 5.00 pays nothing.
                buys("in_2", 1000 - 500, &["below_minimum"]),
                Has("u_7", "USD", [200, 0, 0, 0]),
            ],
        },
        Example {
            source: "Stripe, «Prorations», the same without a minimum, and the next month of 20.00",
            rules: vec![rule("share", json!({}))],
            steps: vec![
                came(WAITS),
                buys("in_1", 1000, &["200 USD pending"]),
                PassDays(15),
                buys("in_2", 1000 - 500, &["100 USD pending"]),
                PassDays(15),
                buys("in_3", 2000, &["400 USD pending"]),
                Has("u_7", "USD", [500, 200, 0, 0]),
            ],
        },
        Example {
            // A sale of 100.00: 30.00, its 30 days long over.
            source: "Rewardful, «The commission object», https://developers.rewardful.com/rest-api/commissions/object",
            rules: vec![rule("third", json!({"pay": {"percent_bp": 3000}, "from": "2020-05-22T02:55:19Z"}))],
            steps: vec![
                Tells(signup("u_42", "2020-08-19T16:13:12Z"), WAITS),
                Tells(
                    json!({
                        "type": "purchase", "id": "ch_ABC123", "participant": "u_42", "amount": 10_000,
                        "currency": "USD", "occurred_at": "2020-08-19T16:28:25Z"
                    }),
                    &["3000 USD approved"],
                ),
                Has("u_7", "USD", [0, 3000, 0, 0]),
            ],
        },
        Example {
            // 49.00 at 30 %: 14.70, and −14.70 against the next payout when it was paid before the refund.
            source: "Tolt, «Refunds», https://docs.tolt.com/guides/refunds",
            rules: vec![rule("third", json!({"pay": {"percent_bp": 3000}}))],
            steps: vec![
                came(WAITS),
                buys("txn_1", 4900, &["1470 USD pending"]),
                refunds("re_1", "txn_1", 4900, &["-1470 leaves 0"]),
                buys("txn_2", 4900, &["1470 USD pending"]),
                PassDays(30),
                Pays("USD", 1470),
                refunds("re_2", "txn_2", 4900, &["-1470 leaves 0"]),
                Has("u_7", "USD", [0, -1470, 0, 1470]),
            ],
        },
    ]
}

#[test]
fn every_worked_example_comes_out_to_the_minor_unit_live_tried_and_derived_again() {
    let all = [
        examples_of_events(),
        examples_of_amounts(),
        examples_of_time_and_number(),
        examples_of_balances(),
        examples_of_others(),
    ];
    let found: Vec<String> = all.iter().flatten().flat_map(differences).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
