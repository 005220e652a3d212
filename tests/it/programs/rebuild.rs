//! Rewards derived anew: what an older engine or a hand in the database made wrong is named and corrected.

use referral::actions::rewards::{holds, rebuild};
use referral::background::metrics_page;
use referral::domain::program::calendar::Zone;
use referral::domain::program::rule_json;
use referral::domain::timestamp::DAY;
use referral::store::ledger::{self, VerifyOutcome};
use referral::store::rewards::{self, Reward};
use referral::store::{liability, rules};
use serde_json::json;

use super::{Host, host};
use crate::site::harness::{NOON, Program, Site};

/// `u_7` brought `u_42`, who bought for 49.00 and 10.00 USD: 9.80 and 2.00 are due.
fn site_with_rewards(site: &Site) -> Program<'_> {
    let rule = json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000},
        "hold_days": 0, "from": "2025-01-01T00:00:00Z"
    });
    let rule = rule_json::parse(&rule).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, NOON)).expect("it is posted");
    let host = host(site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    host.buys("in_2", "u_42", 1000).is(201);
    host
}

fn balance(host: &Program) -> [i64; 4] {
    let shown = host.gets("/api/v1/participants/u_7").is(200).json();
    ["pending", "due", "paying", "paid"].map(|name| shown["balances"][0][name].as_i64().unwrap_or(0))
}

fn plan(site: &Site) -> Vec<String> {
    site.app.db.read(rebuild::plan).expect("a plan")
}

fn rebuild(site: &Site) -> Vec<String> {
    let now = site.clock.now();
    site.app.db.write(|tx| rebuild::rebuild(tx, &Zone::utc(), now)).expect("it is rebuilt")
}

fn verify(site: &Site) -> Option<String> {
    match site.app.db.read(ledger::verify).expect("the ledger can be read") {
        VerifyOutcome::Consistent(_) => None,
        VerifyOutcome::Mismatch(why) => Some(why),
    }
}

/// Makes a reward that no rule makes, with its entry, as a faulty engine would.
fn make_up(site: &Site, amount: i64) {
    site.app
        .db
        .write(|tx| {
            let first = rewards::find(tx, 1)?.expect("a reward");
            let new = Reward { beneficiary_id: 2, amount, due_at: Some(NOON), ..first };
            rewards::insert(tx, &new, NOON)
        })
        .expect("a reward");
}

#[test]
fn rewards_as_the_rules_make_them_are_left_alone() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    let before = site.dump();
    assert_eq!((plan(&site), rebuild(&site)), (vec![], vec![]));
    assert_eq!(site.dump(), before);
    assert_eq!(balance(&host), [0, 1180, 0, 0]);
}

#[test]
fn a_reward_that_no_rule_makes_is_void_or_taken_from_what_is_due() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    make_up(&site, 500);
    assert!(verify(&site).is_some_and(|why| why.contains("no rule makes reward 3")));
    assert_eq!(plan(&site).len(), 1);
    assert_eq!(rebuild(&site).len(), 1);
    assert_eq!((verify(&site), plan(&site)), (None, vec![]));
    assert_eq!(site.value::<String>("SELECT state || why FROM rewards WHERE id = 3"), "voidrebuilt");
    assert_eq!(balance(&host), [0, 1180, 0, 0]);
    assert!(site.value::<i64>("SELECT count(*) FROM notes WHERE text LIKE 'rebuilt%'") > 0);

    // What was paid is netted by the next payout.
    make_up(&site, 700);
    let made = host.posts("/api/v1/payouts", &json!({"unit": "USD", "participant": "u_42"})).is(201).json();
    let id = made["items"][0]["id"].as_str().expect("a payout").to_owned();
    host.posts(&format!("/api/v1/payouts/{id}/paid"), &json!({})).is(200);
    rebuild(&site);
    assert_eq!((verify(&site), plan(&site)), (None, vec![]));
    let of_referee = "SELECT due || ' ' || paid FROM balances WHERE user_id = 2";
    assert_eq!(site.value::<String>(of_referee), "-700 700");
}

#[test]
fn a_reward_of_another_amount_is_replaced_by_the_right_one() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    let wrong = site.app.db.write(|tx| {
        let first = rewards::find(tx, 2)?.expect("a reward");
        rewards::replace(tx, 2, NOON)?;
        rewards::insert(tx, &Reward { amount: 333, due_at: Some(NOON), replaced: false, ..first }, NOON)
    });
    let wrong = wrong.expect("a reward");
    assert!(!plan(&site).is_empty());
    rebuild(&site);
    assert_eq!((verify(&site), plan(&site)), (None, vec![]));
    let live = format!("SELECT sum(amount - reversed) FROM rewards WHERE state <> 'void' AND id <> {wrong}");
    assert_eq!(site.value::<i64>(&live), 1180);
    assert_eq!(balance(&host), [0, 1180, 0, 0]);
}

#[test]
fn a_row_or_a_balance_changed_in_the_database_is_as_the_ledger_says_again() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    for change in [
        "UPDATE rewards SET state = 'pending', due_at = NULL WHERE id = 1",
        "UPDATE rewards SET reversed = 5 WHERE id = 2",
        "UPDATE balances SET due = due + 100",
        "UPDATE reward_sums SET live = live + 100",
    ] {
        site.execute(change);
        assert!(!plan(&site).is_empty(), "{change}");
        rebuild(&site);
        assert_eq!((verify(&site), plan(&site)), (None, vec![]), "{change}");
        assert_eq!(balance(&host), [0, 1180, 0, 0], "{change}");
    }
}

#[test]
fn an_exported_ledger_is_verified_without_a_database() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000})).is(201);
    site.clock.advance(DAY);
    let reply = host.gets("/api/v1/exports/ledger.jsonl");
    reply.is(200);
    assert_eq!(reply.header("Content-Type"), Some("application/jsonl"));
    let text = reply.text().to_owned();
    assert!(!text.contains("u_42") && !text.contains("in_1"), "people by number alone");
    let found = ledger::verify_lines(text.as_bytes()).expect("it can be read");
    assert_eq!((found.mismatch, found.rewards, found.events), (None, 2, 4));
    assert_eq!(found.balances["USD"], [0, 980, 0, 0]);

    let entries: i64 = site.value("SELECT count(*) FROM ledger");
    assert_eq!(found.entries, entries);
    // Any change breaks the seal of its own entry.
    for (number, line) in text.lines().enumerate() {
        let changed = line.replacen("\"at\":17", "\"at\":18", 1);
        let file = text.replacen(line, &changed, 1);
        let found = ledger::verify_lines(file.as_bytes()).expect("it can be read");
        let expected = format!("ledger entry {} is not sealed", number + 1);
        assert!(found.mismatch.is_some_and(|why| why.starts_with(&expected)), "{line}");
    }
    let cut: String = text.lines().skip(1).collect::<Vec<_>>().join("\n");
    let found = ledger::verify_lines(cut.as_bytes()).expect("it can be read");
    assert_eq!(found.mismatch.as_deref(), Some("ledger entry 1 is missing"));
    let found = ledger::verify_lines(&b"{\"seq\": 1}\n"[..]).expect("it can be read");
    assert_eq!(found.mismatch.as_deref(), Some("line 1 is no entry of a ledger"));
}

#[test]
fn what_rewards_owe_is_known_by_unit_and_day_with_the_reversals_to_expect() {
    let site = Site::new();
    let host = host(&site);
    let rule = json!({
        "name": "share", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}, "hold_days": 10,
        "from": "2025-01-01T00:00:00Z"
    });
    host.posts("/api/v1/rules", &rule).is(201);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 10_000).is(201);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 2500})).is(201);
    site.clock.advance(11 * DAY);
    while holds::release(&site.app, site.clock.now()).expect("it works") {}
    host.buys("in_2", "u_42", 4000).is(201);
    let now = site.clock.now();
    let all = site.app.db.read(|conn| liability::list(conn, now)).expect("sums");
    let found = &all["USD"];
    assert_eq!((found.due, found.paying, found.pending, found.undated), (1500, 0, 800, 0));
    let day = now.plus(10 * DAY).0 / DAY * DAY;
    assert_eq!(found.by_day.iter().collect::<Vec<_>>(), [(&day, &800)]);
    // A quarter of what is final was taken back.
    assert_eq!(found.expected_reversals, 200);
    host.posts("/api/v1/participants/u_42/referrer/reject", &json!({"reason": "checked"})).is(200);
    host.posts("/api/v1/participants/u_42/referrer/restore", &json!({"reason": "checked"})).is(200);
    let metrics = metrics_page::render(&site.app, "1.0", NOON);
    assert!(metrics.contains("referral_liability{unit=\"USD\",state=\"pending\"} 800\n"), "{metrics}");
}

#[test]
fn a_group_and_a_time_zone_are_judged_from_the_ledger_too() {
    let site = Site::with(|config| config.program.time_zone = "Europe/Berlin".to_owned());
    let host = host(&site);
    let rule = json!({
        "name": "gold", "when": {"type": "purchase", "group": "gold"}, "who": "referrer", "pay": {"percent_bp": 1000},
        "cap": {"per_program_month": {"USD": 500}}, "from": "2025-01-01T00:00:00Z"
    });
    host.posts("/api/v1/rules", &rule).is(201);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let bought = host.buys("in_1", "u_42", 4900).is(201).json();
    assert_eq!(bought["not_rewarded"][0]["why"], "outside_group");
    host.calls("PUT", "/api/v1/participants/u_7", &json!({"group": "gold"})).is(200);
    assert_eq!(host.buys("in_2", "u_42", 4900).is(201).json()["rewards"][0]["amount"], 490);
    assert_eq!(host.buys("in_3", "u_42", 4900).is(201).json()["rewards"][0]["amount"], 10);
    assert_eq!((verify(&site), plan(&site)), (None, vec![]));
    assert!(!host.gets("/api/v1/exports/ledger.jsonl").text().contains("\"group\":\"gold\",\"disabled"));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger WHERE kind = 'zone_set'"), 1);
}

#[test]
fn a_reward_whose_payment_was_netted_has_the_state_that_its_referral_asks_for() {
    let site = Site::new();
    let host = site_with_rewards(&site);
    let pays = |amount: i64| {
        let made = host.posts("/api/v1/payouts", &json!({"unit": "USD"})).is(201).json();
        assert_eq!(made["items"][0]["amount"], amount, "{made}");
        let id = made["items"][0]["id"].as_str().expect("an id").to_owned();
        host.posts(&format!("/api/v1/payouts/{id}/paid"), &json!({})).is(200);
    };
    let decides = |what: &str| {
        let path = format!("/api/v1/participants/u_42/referrer/{what}");
        host.posts(&path, &json!({"reason": "We looked."})).is(200);
    };
    pays(1180);
    decides("reject");
    assert_eq!(balance(&host), [0, -1180, 0, 1180]);
    let gift = json!({"id": "a", "to": "u_7", "unit": "USD", "amount": 2000, "reason": "A bonus."});
    host.posts("/api/v1/rewards", &gift).is(201);
    pays(820);
    assert_eq!((verify(&site), plan(&site), balance(&host)), (None, vec![], [0, 0, 0, 2000]));
    decides("restore");
    assert_eq!((verify(&site), plan(&site), balance(&host)), (None, vec![], [0, 1180, 0, 2000]));
}
