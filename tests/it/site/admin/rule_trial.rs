//! An admin tries a rule on what happened, by pages alone.

use referral::domain::timestamp::DAY;
use serde_json::json;

use super::super::harness::{Site, Visitor};
use crate::programs::{Host, host};

/// The form of the rule that `site_with_purchases` has, but for what it pays.
const TEN_PERCENT: [(&str, &str); 8] = [
    ("kind", "event"),
    ("name", "twenty-percent"),
    ("type", "purchase"),
    ("often", "all"),
    ("who", "referrer"),
    ("pay", "10 %"),
    ("hold_days", "30"),
    ("approve", "after_hold"),
];

fn rule(points: u32) -> String {
    json!({
        "name": "twenty-percent", "when": {"type": "purchase"}, "who": "referrer", "hold_days": 30,
        "pay": {"percent_bp": points}, "from": "2025-01-01T00:00:00Z"
    })
    .to_string()
}

/// `u_7` brought `u_42`, who bought for 49 USD, took 10 back, and ten days later bought for 100.
fn site_with_purchases(site: &Site) -> Visitor<'_> {
    let host = host(site);
    host.posts("/api/v1/rules", &serde_json::from_str(&rule(2000)).expect("a rule")).is(201);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 1000})).is(201);
    site.clock.advance(10 * DAY);
    host.buys("in_2", "u_42", 10_000).is(201);
    let mut admin = super::admin(site);
    admin.speaks = Some("en");
    admin
}

#[test]
fn a_page_says_what_a_rule_would_have_given_and_whose_sums_change_most_and_saves_nothing() {
    let site = Site::new();
    let mut admin = site_with_purchases(&site);
    let page = admin.opens("/admin/rules/twenty-percent");
    page.is(200).says("/admin/rules/twenty-percent/try?version=1").says("value=\"try\"");
    let address = "/admin/rules/twenty-percent/try";
    let asked = admin.opens("/admin/rules/twenty-percent/try?version=1");
    asked.is(200).says("percent_bp").says("2000").keeps_quiet_of_key("trial-compared");
    let rows = site.value::<i64>("SELECT count(*) FROM ledger");

    let page = admin.submits(address, &[("rule", &rule(1000)), ("days", "30")]);
    page.is(200).says("13.90\u{A0}USD").says("27.80\u{A0}USD").says("−50").says("u_7");
    page.says("/admin/people/").says_key("trial-only").says_with("trial-capped", &[("n", 0.into())]);
    // What it gave already changes nobody's sum.
    let same = admin.submits(address, &[("rule", &rule(2000)), ("days", "30")]);
    same.is(200).says("27.80\u{A0}USD").says_key("trial-no-changes");
    // A cap cuts the second purchase's reward.
    let capped = rule(2000).replace("\"who\"", "\"cap\": {\"per_participant\": {\"USD\": 1200}}, \"who\"");
    let page = admin.submits(address, &[("rule", &capped), ("days", "30")]);
    page.is(200).says("12.00\u{A0}USD").says_with("trial-capped", &[("n", 1.into())]);

    // The rule's own form is tried as it is typed, and that of a new one too.
    let typed = [&TEN_PERCENT[..], &[("do", "try")]].concat();
    admin.submits("/admin/rules/twenty-percent", &typed).is(200).says("13.90\u{A0}USD").says("−50");
    let other: Vec<_> = typed.iter().map(|of| if of.0 == "name" { ("name", "other") } else { *of }).collect();
    let page = admin.submits("/admin/rules/new", &other);
    page.is(200).says("13.90\u{A0}USD").says("action=\"/admin/rules/new/try\"");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rule_versions"), 1);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM ledger"), rows);
}

#[test]
fn a_rule_that_was_tried_is_used_by_one_press_unless_it_has_ended() {
    let site = Site::new();
    let mut admin = site_with_purchases(&site);
    let address = "/admin/rules/twenty-percent/try";
    let tried = rule(1000);
    let with = |what| [("rule", tried.as_str()), ("days", "30"), ("do", what)];
    admin.opens(address).is(200).keeps_quiet_of_key("trial-use");
    admin.submits(address, &with("try")).is(200).says_key("trial-use");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rule_versions"), 1);
    admin.submits(address, &with("use")).leads_to("/admin/rules/twenty-percent");
    admin.opens("/admin/rules/twenty-percent").says_key("notice-rule-posted");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rule_versions"), 2);
    // Under a name that no rule has it is a new one.
    let other = tried.replace("twenty-percent", "other");
    admin.submits(address, &[("rule", &other), ("days", "30"), ("do", "use")]).leads_to("/admin/rules/other");
    admin.submits("/admin/rules/other/end", &[]).is(303);
    admin
        .submits(address, &[("rule", &other), ("days", "30"), ("do", "use")])
        .is(422)
        .says("id=\"rule-wrong\"");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM rule_versions"), 3);
}

#[test]
fn only_the_chosen_dates_are_tried_and_mistakes_are_told_at_their_fields() {
    let site = Site::new();
    let mut admin = site_with_purchases(&site);
    let address = "/admin/rules/twenty-percent/try";
    let today = site.clock.now().rfc3339()[..10].to_owned();
    let earlier = site.clock.now().minus(5 * DAY).rfc3339()[..10].to_owned();
    let rule = rule(1000);
    let dates =
        |since, until| [("rule", rule.as_str()), ("days", "dates"), ("since", since), ("until", until)];
    let since = admin.submits(address, &dates(&earlier, ""));
    since.is(200).says("10.00\u{A0}USD").keeps_quiet_of("13.90");
    let until = admin.submits(address, &dates("2020-01-01", &earlier));
    until.is(200).says("3.90\u{A0}USD").keeps_quiet_of("13.90");
    admin.submits(address, &dates("2020-01-01", "2020-02-01")).is(200).says_key("trial-nothing");
    admin.submits(address, &dates(&today, &earlier)).is(422).says("id=\"until-wrong\"");
    admin.submits(address, &dates("", "")).is(422).says("id=\"since-wrong\"");
    admin.submits(address, &[("rule", &rule), ("days", "7")]).is(422).says("id=\"days-wrong\"");
    admin.submits(address, &[("rule", "20 %"), ("days", "30")]).is(422).says("id=\"rule-wrong\"");
    let wrong = rule.replace("1000", "-1").replace("\"hold_days\":30", "\"hold_days\":999");
    let page = admin.submits(address, &[("rule", &wrong), ("days", "30")]);
    page.is(422).says("pay.percent_bp").says("hold_days</code>");
    let typed: Vec<_> =
        TEN_PERCENT.iter().map(|of| if of.0 == "pay" { ("pay", "ten") } else { *of }).collect();
    let typed = [&typed[..], &[("do", "try")]].concat();
    admin.submits("/admin/rules/twenty-percent", &typed).is(422).says("id=\"pay-wrong\"");
    admin.opens("/admin/rules/none/try").is(404);
    admin.opens("/admin/rules/new/try").is(200).says("new-rule");
}
