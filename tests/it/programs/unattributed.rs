//! The page of events that no referrer is credited with, and the button that credits them.

use serde_json::json;

use super::{Host, host};
use crate::site::harness::Site;

#[test]
fn what_waits_and_what_is_unattributed_is_listed_and_credited_by_one_button() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.brings("u_42");
    let purchase = host.buys("p-1", "u_42", 4900).is(201).json();
    host.buys("p-2", "u_43", 100).is(202);
    host.tells(&json!({ "type": "signup", "id": "organic", "participant": "u_44" })).is(201);
    let mut ada = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'ada@example.com'");
    let page = ada.opens("/admin/unattributed");
    page.is(200).says("u_42").says("49,00\u{A0}USD").says_key("event-no-referrer");
    page.keeps_quiet_of("u_43").keeps_quiet_of("u_44");
    ada.opens("/admin/unattributed?state=waiting").is(200).says("u_43").says_key("event-participant-unknown");
    let id = purchase["id"].as_str().expect("an id").trim_start_matches("evt_").to_owned();
    let path = format!("/admin/unattributed/{id}");
    ada.opens(&path).is(200).says("u_42");
    ada.submits(&path, &[("code", "none-such"), ("reason", "told us")])
        .is(422)
        .says_key("refusal-code-unknown");
    ada.submits(&path, &[("code", &code), ("reason", "told us")]).leads_to("/admin/unattributed");
    ada.opens("/admin/unattributed").says_key("notice-credited").says_key("unattributed-none");
    let event = host.gets("/api/v1/events?name=p-1").json();
    assert_eq!(
        (&event["items"][0]["state"], &event["items"][0]["referral"]["referrer"]),
        (&json!("counted"), &json!("u_7"))
    );
    ada.opens("/admin/unattributed/999").is(404);
}

#[test]
fn events_have_pages_back_and_forth_and_a_csv() {
    let site = Site::new();
    let host = host(&site);
    host.brings("u_42");
    let told: Vec<_> = (1..=52)
        .map(|n| json!({ "type": "purchase", "id": format!("p-{n}"), "participant": "u_42", "amount": n * 100, "currency": "USD" }))
        .collect();
    host.tells(&json!({ "events": told })).is(200);
    let mut ada = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'ada@example.com'");
    for list in ["/admin/events", "/admin/unattributed"] {
        let range = |first: &'static str, last: &'static str| {
            [("first", first.into()), ("last", last.into()), ("total", "52".into())]
        };
        let newest = ada.opens(list);
        newest
            .is(200)
            .says_with("list-range", &range("1", "50"))
            .says(&format!("href=\"{list}?from=51\" rel=\"next\""));
        newest.says("52,00\u{A0}USD").keeps_quiet_of(">2,00\u{A0}USD");
        let oldest = ada.opens(&format!("{list}?from=51"));
        oldest
            .is(200)
            .says_with("list-range", &range("51", "52"))
            .says(&format!("href=\"{list}\" rel=\"prev\""));
        oldest.says("1,00\u{A0}USD").keeps_quiet_of("52,00\u{A0}USD");
        let rows = ada.opens(&format!("{list}?format=csv"));
        assert_eq!(rows.is(200).text().lines().count(), 53, "{list}: a head and every event");
    }
    ada.opens("/admin/events?state=refused").is(200).says_key("list-none-found");
}
