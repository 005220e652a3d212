//! An operator makes rules, decides on rewards and pays them out by pages alone.

use referral::actions::rewards::holds;
use referral::domain::timestamp::DAY;
use serde_json::{Value, json};

use super::super::harness::{Program, Site, Visitor};
use super::super::money_forms::TWENTY_PERCENT;
use crate::programs::{Host, host};

/// An admin who reads English.
fn admin(site: &Site) -> Visitor<'_> {
    let mut admin = super::admin(site);
    admin.speaks = Some("en");
    admin
}

fn with<'f>(fields: &[(&'f str, &'f str)], changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = fields.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().collect()
}

fn release(site: &Site) {
    while holds::release(&site.app, site.clock.now()).expect("it works") {}
}

/// Pending, due, paying and paid of `u_7` in USD.
fn balance(host: &Program) -> [i64; 4] {
    let shown = host.gets("/api/v1/participants/u_7").is(200).json();
    let of = shown["balances"].as_array().expect("a list").iter().find(|of| of["unit"] == "USD").cloned();
    ["pending", "due", "paying", "paid"]
        .map(|name| of.as_ref().map_or(0, |of| of[name].as_i64().expect("a number")))
}

fn saves(admin: &mut Visitor, fields: &[(&str, &str)]) {
    admin.submits("/admin/rules/new", &with(fields, &[("do", "save")])).is(303);
}

#[test]
fn from_a_rule_to_a_payout_that_fails_and_a_refund_that_is_netted_by_pages_alone() {
    let site = Site::new();
    let mut admin = admin(&site);
    admin.opens("/admin/rules").is(200).says_key("rule-none");
    admin.opens("/admin/rules/new").is(200).says("name=\"pay\"");
    // A preview says the sentence and saves nothing.
    admin
        .submits("/admin/rules/new", &with(&TWENTY_PERCENT, &[("do", "preview")]))
        .is(200)
        .says("at most 100\u{A0}USD")
        .says("9.80\u{A0}USD");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rules"), 0);
    saves(&mut admin, &TWENTY_PERCENT);
    admin.opens("/admin/rules/twenty-percent").is(200).says("at most 100\u{A0}USD").says_key("rule-in-force");

    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let bought = host.buys("in_1", "u_42", 4900).is(201).json();
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000})).is(201);
    assert_eq!(balance(&host), [780, 0, 0, 0]);
    let event = format!("/admin/events/{}", bought["id"].as_str().expect("an id"));
    admin.opens(&event).is(200).says("twenty-percent").says("7.80\u{A0}USD").says("2.00\u{A0}USD");
    admin.opens("/admin/events").is(200).says(&event);
    admin.opens("/admin/rewards?state=pending").is(200).says("7.80\u{A0}USD");
    site.clock.advance(31 * DAY);
    release(&site);
    admin.signs_in().is(303);

    let order = [("unit", "usd"), ("until", ""), ("minimum", "5")];
    admin.submits("/admin/payouts/new", &with(&order, &[("do", "look")])).is(200).says("7.80\u{A0}USD");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM payouts"), 0);
    let make = |admin: &mut Visitor| {
        admin
            .submits("/admin/payouts/new", &with(&order, &[("do", "make")]))
            .is(303)
            .leads_to("/admin/payouts?state=draft");
        site.clock.advance(11);
    };
    make(&mut admin);
    let step = |admin: &mut Visitor, number: i64, fields: &[(&str, &str)]| {
        let path = format!("/admin/payouts/pay_{number}");
        admin.submits(&path, fields).is(303).leads_to(&path);
        admin.opens(&path).is(200);
    };
    for name in ["approve", "sent"] {
        step(&mut admin, 1, &[("step", name)]);
    }
    admin.submits("/admin/payouts/pay_1", &[("step", "failed"), ("reason", "")]).is(422);
    step(&mut admin, 1, &[("step", "failed"), ("reason", "The account is closed.")]);
    admin.opens("/admin/payouts/pay_1").is(200).says("The account is closed.");
    assert_eq!(balance(&host), [0, 780, 0, 0]);
    make(&mut admin);
    step(&mut admin, 2, &[("step", "paid"), ("reference", "TRX-81")]);
    assert_eq!(balance(&host), [0, 0, 0, 780]);

    // A refund after payment is due below zero, and the next payout nets it.
    host.tells(&json!({"type": "refund", "id": "re_2", "of": "in_1", "amount": 1500})).is(201);
    assert_eq!(balance(&host), [0, -300, 0, 780]);
    admin
        .submits("/admin/payouts/new", &with(&order, &[("do", "look")]))
        .is(200)
        .says_key("payout-skip-nothing-due");
    host.buys("in_2", "u_42", 5000).is(201);
    site.clock.advance(31 * DAY);
    release(&site);
    admin.signs_in().is(303);
    make(&mut admin);
    admin
        .opens("/admin/payouts/pay_3")
        .is(200)
        .says("7.00\u{A0}USD")
        .says("−3.00\u{A0}USD")
        .says_key("payout-line-taken");
    let table = admin.opens("/admin/payouts?format=csv");
    assert!(table.is(200).text().contains("pay_2,u_7,,,7.80,USD,TRX-81,"), "{}", table.text());
}

#[test]
fn a_form_with_mistakes_says_them_at_its_fields_and_keeps_what_was_typed() {
    let site = Site::new();
    let mut admin = admin(&site);
    for (change, field) in [
        (vec![("pay", "twenty")], "pay"),
        (vec![("pay", "120 %")], "pay"),
        (vec![("pay", "5.001 USD")], "pay"),
        (vec![("pay", "5 USD")], "max"),
        (vec![("max", "100")], "max"),
        (vec![("hold_days", "400")], "hold_days"),
        (vec![("often", "range"), ("nth_first", "12"), ("nth_last", "1")], "nth_first"),
        (vec![("name", "Twenty")], "name"),
        (vec![("type", "refund")], "type"),
        (vec![("cap_participant", "5 XXX")], "cap_participant"),
        (vec![("from", "2026-13-01")], "from"),
    ] {
        let page =
            admin.submits("/admin/rules/new", &with(&TWENTY_PERCENT, &with(&change, &[("do", "save")])));
        page.is(422).says(&format!("id=\"{field}-wrong\""));
        let (name, value) = change[0];
        assert!(name == "type" || page.text().contains(&format!("value=\"{value}\"")), "{name}");
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rules"), 0);
    saves(&mut admin, &TWENTY_PERCENT);
    site.clock.advance(11);
    let again = with(&TWENTY_PERCENT, &[("do", "save")]);
    admin.submits("/admin/rules/new", &again).is(422).says("id=\"name-wrong\"");
}

#[test]
fn every_part_of_the_form_is_in_the_rule_and_a_next_version_begins_with_it() {
    let site = Site::new();
    let mut admin = admin(&site);
    let whole = with(
        &TWENTY_PERCENT,
        &[
            ("often", "range"),
            ("nth_first", "2"),
            ("nth_last", ""),
            ("min_amount", "10 USD, 9,50 EUR"),
            ("group", "partners"),
            ("cap_participant", "500 USD"),
            ("cap_month", "5000 USD; 4000 EUR"),
            ("on_cap", "refuse"),
            ("applies", "today"),
            ("from", "2026-03-01"),
            ("until", "2026-12-31"),
        ],
    );
    saves(&mut admin, &whole);
    let body = || -> Value {
        let text: String = site.value("SELECT body FROM rule_versions ORDER BY id DESC LIMIT 1");
        serde_json::from_str(&text).expect("a rule")
    };
    let expected = json!({
        "name": "twenty-percent",
        "when": {
            "type": "purchase", "name": null, "nth": [2, null], "min_amount": {"EUR": 950, "USD": 1000},
            "group": "partners"
        },
        "who": "referrer", "pay": {"percent_bp": 2000, "max": {"USD": 10000}}, "for_months": 12, "applies": "today",
        "hold_days": 30, "approve": "after_hold",
        "cap": {"per_participant": {"USD": 50000}, "per_program_month": {"EUR": 400_000, "USD": 500_000}},
        "on_cap": "refuse", "from": "2026-03-01T00:00:00Z", "until": "2026-12-31T00:00:00Z"
    });
    assert_eq!(body(), expected);
    // The page has all of it again: sent as it is, the next version differs in its times alone.
    let page = admin.opens("/admin/rules/twenty-percent");
    let shown = page.is(200).text().to_owned();
    let value = |name: &str| {
        let field =
            shown.split(&format!("name=\"{name}\"")).nth(1).expect(name).split('>').next().expect("a tag");
        field
            .split("value=\"")
            .nth(1)
            .map_or(String::new(), |rest| rest.split('"').next().expect("an end").to_owned())
    };
    let kept: Vec<(&str, String)> = [
        "nth_first",
        "nth_last",
        "min_amount",
        "group",
        "cap_participant",
        "cap_month",
        "pay",
        "max",
        "hold_days",
        "for_months",
    ]
    .map(|name| (name, value(name)))
    .to_vec();
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let fields = with(&with(&whole, &kept), &[("from", ""), ("until", ""), ("name", ""), ("do", "save")]);
    admin.submits("/admin/rules/twenty-percent", &fields).is(303);
    let mut next = expected;
    (next["from"], next["until"]) = (Value::Null, Value::Null);
    assert_eq!(body(), next);

    admin.opens("/admin/rules/twenty-percent/end").is(200);
    admin.submits("/admin/rules/twenty-percent/end", &[]).is(303);
    admin.opens("/admin/rules/twenty-percent").is(200).keeps_quiet_of("name=\"pay\"");
}

#[test]
fn three_friends_are_a_free_month_by_the_form_of_milestones() {
    let site = Site::new();
    let mut admin = admin(&site);
    admin.opens("/admin/rules/new?kind=steps").is(200).says("name=\"step_at_1\"");
    let steps = [
        ("kind", "steps"),
        ("name", "three-friends"),
        ("who", "referrer"),
        ("step_at_1", "3"),
        ("step_pay_1", "1 free_months"),
        ("step_at_2", ""),
        ("step_pay_2", ""),
        ("hold_days", "0"),
        ("approve", "after_hold"),
    ];
    saves(&mut admin, &steps);
    let mut anna = site.member("Anna", "anna@example.com");
    anna.speaks = Some("en");
    let code = anna.adds_code();
    anna.opens("/profile/rewards").is(200).says("1\u{A0}free month").says_key("my-rewards-none");
    for name in ["Boris", "Vera", "Galya"] {
        let mut friend = site.visitor();
        friend.registers_with(name, &format!("{}@{}.example", name.to_lowercase(), name), Some(&code));
        friend.confirms_by_link();
    }
    release(&site);
    let page = anna.opens("/profile/rewards");
    page.is(200).says("Galya").says_key("reward-due").keeps_quiet_of("galya@");
    admin.submits("/admin/rewards/rwd_1", &[("action", "fulfil")]).is(303);
    anna.opens("/profile/rewards").is(200).says_key("reward-fulfilled");
}

#[test]
fn chosen_rewards_are_approved_and_cancelled_together_and_one_is_given_by_hand() {
    let site = Site::new();
    let mut admin = admin(&site);
    saves(&mut admin, &with(&TWENTY_PERCENT, &[("approve", "by_hand")]));
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    for id in ["in_1", "in_2", "in_3"] {
        host.buys(id, "u_42", 1000).is(201);
    }
    admin.opens("/admin/rewards").is(200).says("class=\"todo\">3");
    admin
        .submits("/admin/rewards/chosen", &[("action", "approve"), ("chosen", "1"), ("chosen", "2")])
        .is(303);
    assert_eq!(balance(&host), [200, 400, 0, 0]);
    admin.submits("/admin/rewards/chosen", &[("action", "void"), ("chosen", "2"), ("reason", "")]).is(303);
    assert_eq!(balance(&host), [200, 400, 0, 0], "a reason is needed");
    admin
        .submits("/admin/rewards/chosen", &[("action", "void"), ("chosen", "2"), ("reason", "A mistake.")])
        .is(303);
    assert_eq!(balance(&host), [200, 200, 0, 0]);

    let page = admin.opens("/admin/rewards/new?to=u_7");
    let given_as = page.is(200).text().split("name=\"given_as\" value=\"").nth(1).expect("a name");
    let given_as = given_as.split('"').next().expect("an end").to_owned();
    let gift = |to: &'static str| {
        [
            ("to", to),
            ("amount", "5 USD"),
            ("reason", "We like you."),
            ("given_as", Box::leak(given_as.clone().into_boxed_str()) as &str),
        ]
    };
    admin.submits("/admin/rewards/new", &gift("nobody@example.com")).is(422);
    admin.submits("/admin/rewards/new", &gift("u_7")).is(303).leads_to("/admin/rewards/rwd_4");
    site.clock.advance(11);
    admin.submits("/admin/rewards/new", &gift("u_7")).is(303).leads_to("/admin/rewards/rwd_4");
    assert_eq!(balance(&host), [200, 700, 0, 0]);
    admin.opens("/admin/rewards/rwd_4").is(200).says("We like you.").says_key("reward-due-by-hand");

    // Payouts are taken a step together too.
    admin.submits("/admin/payouts/new", &[("unit", "USD"), ("do", "make")]).is(303);
    admin.submits("/admin/payouts/chosen", &[("step", "approve"), ("chosen", "1")]).is(303);
    admin.submits("/admin/payouts/chosen", &[("step", "paid"), ("chosen", "1")]).is(303);
    assert_eq!(balance(&host), [200, 0, 0, 700]);
    admin.submits("/admin/payouts/chosen", &[("step", "cancel"), ("chosen", "1")]).is(303);
    assert_eq!(balance(&host), [200, 0, 0, 700], "what is paid is not cancelled");
}

#[test]
fn a_member_reads_why_for_each_reward_and_no_more_of_doubts_than_the_contract_says() {
    let site = Site::new();
    let mut admin = admin(&site);
    saves(&mut admin, &with(&TWENTY_PERCENT, &[("max", "")]));
    let mut anna = site.member("Anna", "anna@example.com");
    anna.speaks = Some("en");
    let code = anna.adds_code();
    let host = host(&site);
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    let page = anna.opens("/profile/rewards");
    page.is(200)
        .says("9.80\u{A0}USD")
        .says_key("state-pending")
        .keeps_quiet_of("u_42")
        .keeps_quiet_of("49.00");
    let anna_id = site.value::<i64>("SELECT id FROM users WHERE email = 'anna@example.com'");
    let freeze = format!("/admin/people/{anna_id}/branch/freeze");
    admin.submits(&freeze, &[("reason", "We looked.")]).is(303);
    let held = anna.opens("/profile/rewards");
    held.is(200).keeps_quiet_of_key("reward-held-frozen").says_key("reward-void-rejected");
    admin.opens("/admin/rewards/rwd_1").is(200).says_key("reward-held-frozen");
}
