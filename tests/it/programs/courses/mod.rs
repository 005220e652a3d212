//! Whatever happens in whatever order: every reward is what its rule makes of what happened, and every
//! balance the sum of the rewards.

mod model;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use referral::actions::branch;
use referral::actions::program::waiting;
use referral::actions::rewards::{holds, rebuild};
use referral::config::ProgramMode;
use referral::domain::admin_note::AdminNote;
use referral::domain::program::rule_json;
use referral::domain::timestamp::DAY;
use referral::store::audit::AuditSource;
use referral::store::ledger::{self, VerifyOutcome};
use referral::store::{rules, waitlist};
use serde_json::{Value, json};

use super::{Host, host, stripe};
use crate::site::harness::{Program, Site};

/// Few enough that they meet often.
const PEOPLE: usize = 5;

#[derive(Clone, Debug)]
enum Step {
    SignsUp {
        who: usize,
        by: usize,
        confirmed: bool,
    },
    Confirms(usize),
    Buys {
        who: usize,
        amount: i64,
        euros: bool,
        days_ago: i64,
    },
    /// Two purchases turn out to be one.
    Joins(usize, usize),
    Refunds {
        purchase: usize,
        percent: i64,
        in_all: bool,
    },
    Decided {
        who: usize,
        restore: bool,
    },
    Credited {
        who: usize,
        to: usize,
    },
    Frozen(usize),
    Thawed(usize),
    Disabled(usize, bool),
    Leaves(usize),
    Posts(usize, i64),
    Ends(usize),
    Waits(i64),
    Drafts(usize),
    Moves(usize, &'static str),
    Decides(usize, &'static str),
    Gives(usize, i64),
    /// By Stripe: opened, won or lost.
    Disputes {
        purchase: usize,
        percent: i64,
        ends: Option<&'static str>,
    },
    Admits(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let amount = prop_oneof![Just(0), Just(1), Just(999), Just(4900), 1..100_000i64];
    let steps = proptest::sample::select(vec!["approve", "sent", "paid", "paid", "failed", "cancel"]);
    let decisions = proptest::sample::select(vec!["approve", "void", "fulfil"]);
    prop_oneof![
        5 => (who(), who(), any::<bool>()).prop_map(|(who, by, confirmed)| Step::SignsUp { who, by, confirmed }),
        2 => who().prop_map(Step::Confirms),
        10 => (who(), amount, any::<bool>(), 0..40i64)
            .prop_map(|(who, amount, euros, days_ago)| Step::Buys { who, amount, euros, days_ago }),
        1 => (0..20usize, 0..20usize).prop_map(|(a, b)| Step::Joins(a, b)),
        6 => (0..20usize, 1..101i64, any::<bool>())
            .prop_map(|(purchase, percent, in_all)| Step::Refunds { purchase, percent, in_all }),
        3 => (who(), any::<bool>()).prop_map(|(who, restore)| Step::Decided { who, restore }),
        2 => (who(), who()).prop_map(|(who, to)| Step::Credited { who, to }),
        1 => who().prop_map(Step::Frozen),
        2 => who().prop_map(Step::Thawed),
        1 => (who(), any::<bool>()).prop_map(|(who, disabled)| Step::Disabled(who, disabled)),
        1 => who().prop_map(Step::Leaves),
        2 => (0..RULES, 0..4i64).prop_map(|(rule, variant)| Step::Posts(rule, variant)),
        1 => (0..RULES).prop_map(Step::Ends),
        4 => (0..25i64).prop_map(Step::Waits),
        7 => (0..UNITS.len()).prop_map(Step::Drafts),
        9 => (0..3usize, steps).prop_map(|(payout, step)| Step::Moves(payout, step)),
        3 => (0..10usize, decisions).prop_map(|(reward, what)| Step::Decides(reward, what)),
        1 => (who(), prop_oneof![Just(-300), Just(700)]).prop_map(|(who, amount)| Step::Gives(who, amount)),
        5 => (0..20usize, 1..101i64, proptest::sample::select(vec![None, Some("won"), Some("lost")]))
            .prop_map(|(purchase, percent, ends)| Step::Disputes { purchase, percent, ends }),
        1 => who().prop_map(Step::Admits),
    ]
}

const UNITS: [&str; 3] = ["USD", "EUR", "points"];
const RULES: usize = 5;

/// A version of one of the rules; the first two are what the model knows.
fn rule(number: usize, variant: i64) -> Value {
    let from = "2025-01-01T00:00:00Z";
    let points = [2000, 1250, 333, 1][usize::try_from(variant).expect("a small number")];
    match number {
        0 => json!({
            "name": "share", "when": {"type": "purchase", "min_amount": {"USD": 100 * variant, "EUR": 50}},
            "who": "referrer", "pay": {"percent_bp": points}, "applies": "today",
            "hold_days": 10 * variant, "approve": if variant == 3 { "by_hand" } else { "after_hold" },
            "from": if variant == 0 { json!(from) } else { json!(null) }
        }),
        1 => json!({
            "name": "bonus", "when": {"type": "purchase", "nth": [1, 1]}, "who": "referrer", "applies": "today",
            "pay": {"fixed": 500, "unit": "bonus"}, "from": from
        }),
        2 => json!({
            "name": "capped", "when": {"type": "purchase"}, "who": "referrer", "hold_days": 0, "from": from,
            "pay": {"fixed": 10 + variant, "unit": "points"}, "on_cap": if variant == 1 { "refuse" } else { "cut" },
            "cap": {"per_participant": {"points": 25 + variant}, "per_program_month": {"points": 60}}
        }),
        3 => json!({
            "name": "friends", "when": {"type": "confirmed"}, "who": "referrer", "hold_days": 5, "from": from,
            "pay": {"steps": [{"at": 1, "fixed": 1, "unit": "free_months"}, {"at": 2, "fixed": 2 + variant, "unit": "free_months"}]}
        }),
        _ => json!({
            "name": "welcome", "when": {"type": "signup"}, "who": "referee", "for_months": 1 + variant,
            "pay": {"fixed": 3, "unit": "hello"}, "from": from
        }),
    }
}

/// The same courses each time; `COURSES=5000` tries that many new ones.
#[test]
fn any_course_of_events_ends_with_rewards_as_the_rules_make_them() {
    let asked = std::env::var("COURSES").ok().and_then(|number| number.parse().ok());
    let config = Config { cases: asked.unwrap_or(10), failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, rng),
    };
    let courses = proptest::collection::vec(step(), 20..80);
    runner.run(&courses, |course| follow(&course)).unwrap_or_else(|e| panic!("{e}"));
}

fn follow(course: &[Step]) -> Result<(), TestCaseError> {
    let site = Site::with(|config| {
        config.program.time_zone = "Europe/Berlin".to_owned();
        config.program.mode = ProgramMode::Waitlist;
        config.stripe.signing_secret = stripe::SECRET.to_owned();
    });
    let host = host(&site);
    for number in 0..RULES {
        post(&site, number, 0);
    }
    let mut bought = 0;
    for (who, by) in [(1, 0), (2, 0), (3, 1)] {
        take(&site, &host, &Step::SignsUp { who, by, confirmed: true }, &mut bought);
        take(&site, &host, &Step::Buys { who, amount: 4900, euros: false, days_ago: 0 }, &mut bought);
    }
    for step in course {
        site.clock.advance(60);
        take(&site, &host, step, &mut bought);
        let checked = site.app.db.read(ledger::verify).expect("the ledger can be read");
        prop_assert!(matches!(checked, VerifyOutcome::Consistent(_)), "{checked:?} after {step:?}");
    }
    let plan = site.app.db.read(rebuild::plan).expect("a plan");
    prop_assert_eq!(plan, Vec::<String>::new());
    let sums = model::sums(&site, "share", "bonus");
    let known: model::Sums = site.db(|conn| {
        let mut statement = conn
            .prepare(
                "SELECT user_id, unit, pending + due + paying + paid AS whole FROM balances WHERE unit IN ('USD', 'EUR', 'bonus')",
            )
            .expect("balances");
        let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    });
    let given: Vec<((i64, String), i64)> = site.db(|conn| {
        let mut statement = conn
            .prepare("SELECT beneficiary_id, unit, iif(state = 'void', 0, amount - reversed) FROM rewards WHERE rule_id IS NULL AND unit IN ('USD', 'EUR', 'bonus')")
            .expect("gifts");
        let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    });
    let mut expected = sums;
    for (of, amount) in given {
        *expected.entry(of).or_default() += amount;
    }
    let without_zeros =
        |sums: model::Sums| -> model::Sums { sums.into_iter().filter(|(_, sum)| *sum != 0).collect() };
    prop_assert_eq!(without_zeros(known), without_zeros(expected));
    places_are_sorted(&site)?;
    let (lines, _) = site.app.db.read(|conn| ledger::list_lines(conn, 0, i64::MAX)).expect("lines");
    let file = ledger::verify_lines(&lines[..]).expect("it can be read");
    prop_assert_eq!(file.mismatch, None);
    let sum = |unit: &str| -> i64 {
        site.value(&format!(
            "SELECT coalesce(sum(pending + due + paying + paid), 0) FROM balances WHERE unit = '{unit}'"
        ))
    };
    for (unit, parts) in file.balances {
        prop_assert_eq!(sum(&unit), parts.iter().sum::<i64>(), "{}", unit);
    }
    Ok(())
}

/// Those who wait, in the order of numbers less five for each referral that counts.
fn places_are_sorted(site: &Site) -> Result<(), TestCaseError> {
    let mut waiting: Vec<(i64, i64, i64)> = site.db(|conn| {
        let sql = "SELECT u.waitlist_number, u.id, (
                       SELECT count(*) FROM attributions a WHERE a.referrer_id = u.id AND a.state = 'confirmed')
                   FROM users u WHERE u.waitlist_number IS NOT NULL AND u.admitted_at IS NULL";
        let mut statement = conn.prepare(sql).expect("people");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    });
    waiting.sort_by_key(|(number, _, counted)| (number - 5 * counted, *number));
    for (place, (_, id, _)) in (1..).zip(&waiting) {
        let found = site.app.db.read(|conn| waitlist::find_place(conn, *id, 5)).expect("it can be read");
        prop_assert_eq!(found.and_then(|found| found.place), Some(place));
    }
    Ok(())
}

fn post(site: &Site, number: usize, variant: i64) {
    let rule = rule_json::parse(&rule(number, variant)).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, site.clock.now())).expect("it is posted");
}

fn name(who: usize) -> String {
    format!("u_{who}")
}

fn id_of(site: &Site, who: usize) -> Option<i64> {
    let id: i64 =
        site.value(&format!("SELECT coalesce(max(id), 0) FROM users WHERE external_id = '{}'", name(who)));
    (id != 0).then_some(id)
}

/// Does what the step says, if it can be done just now.
fn take(site: &Site, host: &Program, step: &Step, bought: &mut usize) {
    let now = site.clock.now();
    let (db, by) = (&site.app.db, AuditSource::operator());
    let note = AdminNote::parse("because").expect("a note");
    match *step {
        Step::SignsUp { who, by, confirmed } => {
            let referrer =
                host.calls("PUT", &format!("/api/v1/participants/{}", name(by)), &json!({})).json();
            let id = format!("signup-{}-{}", name(who), now.0);
            host.tells(&json!({
                "type": "signup", "id": id, "participant": name(who), "code": referrer["code"], "confirmed": confirmed
            }));
        }
        Step::Confirms(who) => {
            let id = format!("confirmed-{}-{}", name(who), now.0);
            host.tells(&json!({"type": "confirmed", "id": id, "participant": name(who)}));
        }
        Step::Buys { who, amount, euros, days_ago } => {
            let currency = if euros { "EUR" } else { "USD" };
            host.tells(&json!({
                "type": "purchase", "id": format!("in_{bought}"), "participant": name(who), "amount": amount,
                "currency": currency, "occurred_at": now.minus(days_ago * DAY).rfc3339()
            }));
            *bought += 1;
        }
        Step::Joins(a, b) if *bought > 0 => {
            let (first, second) = (a % *bought, b % *bought);
            host.tells(&json!({
                "type": "purchase", "id": format!("in_{first}"), "also": [format!("in_{second}")],
            }));
            let told: Option<(String, i64, String)> = site.db(|conn| {
                let sql = "SELECT u.external_id, e.amount, e.currency FROM event_names n JOIN events e ON e.id = n.event_id \
                    JOIN users u ON u.id = e.participant_id WHERE n.name = ?1 AND u.external_id IS NOT NULL";
                let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
                conn.query_row(sql, [format!("in_{first}")], row).ok()
            });
            if let Some((participant, amount, currency)) = told {
                host.tells(&json!({
                    "type": "purchase", "id": format!("in_{first}"), "also": [format!("in_{second}")],
                    "participant": participant, "amount": amount, "currency": currency
                }));
            }
        }
        Step::Refunds { purchase, percent, in_all } if *bought > 0 => {
            let of = format!("in_{}", purchase % *bought);
            let amount: i64 = site.value(&format!(
                "SELECT coalesce(max(e.amount), 0) FROM event_names n JOIN events e ON e.id = n.event_id WHERE n.name = '{of}'"
            ));
            let field = if in_all { "refunded_in_all" } else { "amount" };
            host.tells(&json!({"type": "refund", "id": format!("re_{}", now.0), "of": of, field: amount * percent / 100}));
        }
        Step::Decided { who, restore } => {
            let what = if restore { "restore" } else { "reject" };
            host.posts(
                &format!("/api/v1/participants/{}/referrer/{what}", name(who)),
                &json!({"reason": "checked"}),
            );
        }
        Step::Credited { who, to } => {
            let referrer =
                host.calls("PUT", &format!("/api/v1/participants/{}", name(to)), &json!({})).json();
            let body = json!({"code": referrer["code"], "reason": "by hand", "replace": true});
            host.calls("PUT", &format!("/api/v1/participants/{}/referrer", name(who)), &body);
        }
        Step::Frozen(who) => {
            let Some(id) = id_of(site, who) else { return };
            branch::freeze(db, id, &note, &by, now).expect("it can be written");
        }
        Step::Thawed(who) => {
            // Also one that was frozen by a user who is erased since.
            let id = id_of(site, who);
            let any: Option<i64> = site.value("SELECT max(frozen_by) FROM attributions");
            let Some(id) = id.or(any) else { return };
            branch::restore(db, id, &note, &by, now).expect("it can be written");
        }
        Step::Disabled(who, disabled) => {
            let state = if disabled { "disabled" } else { "active" };
            host.calls("PUT", &format!("/api/v1/participants/{}", name(who)), &json!({ "state": state }));
        }
        Step::Leaves(who) => {
            host.calls("DELETE", &format!("/api/v1/participants/{}?forfeit=true", name(who)), &json!({}));
        }
        Step::Posts(number, variant) => post(site, number, variant),
        Step::Ends(number) => {
            let name = rule(number, 0)["name"].as_str().expect("a name").to_owned();
            db.write(|tx| rules::end(tx, &name, now)).expect("it can be written");
        }
        Step::Waits(days) => {
            site.clock.advance(days * DAY);
            let now = site.clock.now();
            while holds::release(&site.app, now).expect("it works") {}
            while waiting::stop_waiting(&site.app, now).expect("it works") {}
        }
        Step::Drafts(unit) => {
            host.posts("/api/v1/payouts", &json!({ "unit": UNITS[unit] }));
        }
        Step::Moves(back, step) => {
            let newest = host.gets("/api/v1/payouts?limit=4").json();
            let Some(id) = newest["items"][back]["id"].as_str() else { return };
            let body = if step == "failed" { json!({"reason": "no account"}) } else { json!({}) };
            host.posts(&format!("/api/v1/payouts/{id}/{step}"), &body);
        }
        Step::Decides(back, what) => {
            let newest = host.gets("/api/v1/rewards?limit=10").json();
            let Some(id) = newest["items"][back]["id"].as_str() else { return };
            let body = if what == "void" { json!({"reason": "a mistake"}) } else { json!({}) };
            host.posts(&format!("/api/v1/rewards/{id}/{what}"), &body);
        }
        Step::Gives(who, amount) => {
            let id = format!("gift-{}", now.0);
            let gift =
                json!({"id": id, "to": name(who), "unit": "USD", "amount": amount, "reason": "a talk"});
            host.posts("/api/v1/rewards", &gift);
        }
        Step::Disputes { purchase, percent, ends } if *bought > 0 => {
            let of = purchase % *bought;
            let told: Option<(i64, String)> = site.db(|conn| {
                let sql = "SELECT e.amount, e.currency FROM event_names n JOIN events e ON e.id = n.event_id
                           WHERE n.type = 'purchase' AND n.name = ?1";
                conn.query_row(sql, [format!("in_{of}")], |row| Ok((row.get(0)?, row.get(1)?))).ok()
            });
            let Some((amount, currency)) = told else { return };
            let (kind, status) = match ends {
                None => ("charge.dispute.created", "needs_response"),
                Some(end) => ("charge.dispute.closed", end),
            };
            let object = json!({
                "id": format!("dp_{of}"), "charge": format!("in_{of}"), "amount": amount * percent / 100,
                "currency": currency.to_lowercase(), "status": status, "created": now.0
            });
            stripe::sends(site, &stripe::message(&format!("evt_{}", now.0), kind, object)).is(200);
        }
        Step::Admits(who) => {
            host.posts("/api/v1/waitlist/admit", &json!({ "participants": [name(who)] }));
        }
        Step::Joins(..) | Step::Refunds { .. } | Step::Disputes { .. } => {}
    }
}
