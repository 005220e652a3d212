//! An admin reads what rewards owe, and takes it along as a table.

use referral::actions::rewards::holds;
use referral::domain::timestamp::DAY;
use serde_json::json;

use super::super::harness::Site;
use crate::programs::{Host, host};

#[test]
fn what_is_owed_is_said_by_unit_and_by_the_day_it_falls_due_on_a_page_and_as_a_table() {
    let site = Site::new();
    let mut admin = super::admin(&site);
    admin.speaks = Some("en");
    admin.opens("/admin/liability").is(200).says_key("liability-none");
    let host = host(&site);
    let rule = |name: &str, pay: serde_json::Value, approve: &str| {
        let body = json!({
            "name": name, "when": {"type": "purchase"}, "who": "referrer", "pay": pay, "hold_days": 30,
            "approve": approve, "from": "2025-01-01T00:00:00Z"
        });
        host.posts("/api/v1/rules", &body).is(201);
    };
    rule("twenty-percent", json!({"percent_bp": 2000}), "after_hold");
    rule("points", json!({"fixed": 7, "unit": "points"}), "by_hand");
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 4900).is(201);
    host.tells(&json!({"type": "refund", "id": "re_1", "of": "in_1", "amount": 980})).is(201);
    site.clock.advance(31 * DAY);
    while holds::release(&site.app, site.clock.now()).expect("it works") {}
    host.buys("in_2", "u_42", 10_000).is(201);
    site.clock.advance(DAY);
    host.buys("in_3", "u_42", 5000).is(201);
    admin.signs_in().is(303);

    // Of what was due after its hold, a fifth was taken back; of the 30.00 that wait it will be 6.00.
    let page = admin.opens("/admin/liability");
    page.is(200).says("7.84\u{A0}USD").says("30.00\u{A0}USD").says("20.00\u{A0}USD").says("10.00\u{A0}USD");
    page.says_with("liability-reversals", &[("amount", "6.00\u{A0}USD".into())]);
    page.says("21\u{A0}points").says_key("liability-undated");
    page.says("href=\"/admin/liability\" aria-current=\"page\"");

    let table = admin.opens("/admin/liability?format=csv");
    let text = table.is(200).text().trim_start_matches('\u{feff}').to_owned();
    let [first, second] = [29, 30].map(|days| site.clock.now().plus(days * DAY).rfc3339()[..10].to_owned());
    let expected = [
        "unit,what,day,amount".to_owned(),
        "USD,due,,7.84".to_owned(),
        "USD,paying,,0.00".to_owned(),
        "USD,pending,,30.00".to_owned(),
        format!("USD,falls_due,{first},20.00"),
        format!("USD,falls_due,{second},10.00"),
        "USD,expected_reversals,,6.00".to_owned(),
        "points,due,,0".to_owned(),
        "points,paying,,0".to_owned(),
        "points,pending,,21".to_owned(),
        "points,undated,,21".to_owned(),
        "points,expected_reversals,,0".to_owned(),
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
}
