//! Emails about it: who began to count and what is due, at most one a day, with one click to end them; and
//! what waits for admins.

use referral::actions::news;
use referral::domain::program::rule_json;
use referral::domain::timestamp::DAY;
use referral::store::rules;
use serde_json::json;

use super::webhooks::{self, Receiver, adds, delivers};
use super::{Host, host};
use crate::site::harness::{Program, Site};

/// As the background job does.
fn gathers(site: &Site) {
    while news::gather(&site.app, site.clock.now()).expect("a database") {}
    // What happened within a second is told in the next one.
    news::notify_operators(&site.app, site.clock.now()).expect("a database");
}

/// Subjects of the emails that are sent now, to this address.
fn sent_to(site: &Site, address: &str) -> Vec<referral::domain::message::Message> {
    gathers(site);
    site.clock.advance(1);
    site.letters().into_iter().filter(|letter| letter.to == address).collect()
}

fn brings(host: &Program, name: &str, more: &serde_json::Value) -> String {
    let brought = host.calls("PUT", &format!("/api/v1/participants/{name}"), more);
    brought.json()["code"].as_str().expect("a code").to_owned()
}

#[test]
fn a_referrer_gets_one_email_a_day_about_all_that_came() {
    let site = Site::new();
    let app = host(&site);
    gathers(&site);
    let code = brings(
        &app,
        "u_7",
        &json!({ "email": "anna@example.com", "name": "Anna", "notify": true, "lang": "en" }),
    );
    for name in ["Boris", "Clara", "Dora"] {
        brings(&app, name, &json!({ "name": name }));
    }
    app.signs_up("Boris", &code).is(201);
    let first = sent_to(&site, "anna@example.com");
    assert_eq!(first.len(), 1);
    assert!(first[0].text.contains("Boris"), "{}", first[0].text);
    assert!(first[0].html.contains("border-top:3px solid"), "what counts is a solid line");
    let off = first[0].unsubscribe_url.clone().expect("RFC 8058");
    assert!(first[0].text.contains(&off) && off.starts_with("http://127.0.0.1:8080/unsubscribe/"));
    app.signs_up("Clara", &code).is(201);
    site.clock.advance(DAY / 2);
    assert!(sent_to(&site, "anna@example.com").is_empty(), "not twice in a day");
    app.signs_up("Dora", &code).is(201);
    site.clock.advance(DAY / 2);
    let second = sent_to(&site, "anna@example.com");
    assert_eq!(second.len(), 1, "gathered");
    assert!(second[0].text.contains("Clara") && second[0].text.contains("Dora"), "{}", second[0].text);
    assert!(!second[0].text.contains("Boris"), "no one twice: {}", second[0].text);
    site.clock.advance(3 * DAY);
    assert!(sent_to(&site, "anna@example.com").is_empty(), "nothing new, no email");
}

#[test]
fn one_click_ends_them_and_who_the_app_brought_gets_none_unless_it_says_so() {
    let site = Site::new();
    let app = host(&site);
    gathers(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let of_anna = anna.adds_code();
    let of_boris = brings(&app, "u_8", &json!({ "email": "boris@example.com" }));
    app.signs_up("u_1", &of_anna).is(201);
    app.signs_up("u_2", &of_boris).is(201);
    site.letters();
    gathers(&site);
    site.clock.advance(1);
    let letters = site.letters();
    let to = |address: &str| letters.iter().filter(|letter| letter.to == address).count();
    assert_eq!((to("anna@example.com"), to("boris@example.com")), (1, 0));
    let letter = letters.iter().find(|letter| letter.to == "anna@example.com").expect("an email");
    let off = letter.unsubscribe_url.as_deref().expect("a link").trim_start_matches("http://127.0.0.1:8080");
    // A mail program's one click has no cookie and no token (RFC 8058 3.1).
    site.visitor().opens(off).is(200).says_key("unsubscribe-news-title");
    assert!(
        !site.value::<bool>("SELECT notify IS 0 FROM users WHERE email = 'anna@example.com'"),
        "looking is no click"
    );
    let click = [("Content-Type", "application/x-www-form-urlencoded")];
    site.answers("POST", off, &click, b"List-Unsubscribe=One-Click").is(200);
    assert!(site.value::<bool>("SELECT notify = 0 FROM users WHERE email = 'anna@example.com'"));
    site.visitor().opens(off).is(200).says_key("unsubscribe-news-done-title");
    let wrong = format!("{}{}", &off[..off.len() - 1], if off.ends_with('A') { "B" } else { "A" });
    site.answers("POST", &wrong, &click, b"List-Unsubscribe=One-Click").is(404);
    app.signs_up("u_3", &of_anna).is(201);
    site.clock.advance(2 * DAY);
    assert!(sent_to(&site, "anna@example.com").is_empty());
}

#[test]
fn a_reward_that_comes_due_is_told() {
    let site = Site::new();
    let app = host(&site);
    gathers(&site);
    let rule = json!({ "name": "five", "when": { "type": "signup" }, "who": "referrer", "pay": { "fixed": 980, "unit": "USD" } });
    let (rule, now) = (rule_json::parse(&rule).expect("a rule"), site.clock.now());
    site.app.db.write(|tx| rules::post(tx, &rule, now)).expect("a rule");
    let code = brings(&app, "u_7", &json!({ "email": "anna@example.com", "notify": true, "lang": "en" }));
    app.signs_up("u_1", &code).is(201);
    let first = sent_to(&site, "anna@example.com");
    assert!(first.len() == 1 && !first[0].text.contains("9.80"), "it is pending");
    site.clock.advance(31 * DAY);
    while referral::actions::rewards::holds::release(&site.app, site.clock.now()).expect("a database") {}
    let due = sent_to(&site, "anna@example.com");
    assert!(due.len() == 1 && due[0].subject.contains("9.80 USD"), "{due:?}");
}

#[test]
fn admins_are_told_of_what_waits_once_a_day() {
    let site = Site::new();
    site.member("Olga", "olga@example.com");
    site.execute("UPDATE users SET is_admin = 1, lang = 'en' WHERE email = 'olga@example.com'");
    let code = site.member("Anna", "anna@example.com").adds_code();
    site.letters();
    assert!(sent_to(&site, "olga@example.com").is_empty(), "nothing waits");
    let doubtful = |name: &str| {
        let email = format!("{name}@mailinator.com");
        let mut visitor = site.visitor();
        visitor.registers_with("Clara", &email, Some(&code)).is(303);
        visitor.confirms_by_link();
    };
    doubtful("c1");
    let told = sent_to(&site, "olga@example.com");
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("/admin/reviews"), "{}", told[0].text);
    doubtful("c2");
    assert!(sent_to(&site, "olga@example.com").is_empty(), "not twice in a day");
    site.clock.advance(DAY);
    assert_eq!(sent_to(&site, "olga@example.com").len(), 1);
    site.clock.advance(2 * DAY);
    assert!(sent_to(&site, "olga@example.com").is_empty(), "no more waits than before");
}

#[test]
fn admins_are_told_of_a_webhook_that_was_disabled_and_again_of_the_next() {
    let site = webhooks::site();
    site.member("Olga", "olga@example.com");
    site.execute("UPDATE users SET is_admin = 1, lang = 'en' WHERE email = 'olga@example.com'");
    let app = host(&site);
    let told = || {
        gathers(&site);
        site.value::<i64>("SELECT count(*) FROM outbox WHERE kind = 'operator_news'")
    };
    let gone = Receiver::answering(410);
    let first = adds(&app, &gone.url(), &["participant.created"]);
    assert_eq!(told(), 0, "it works so far");
    app.brings("u_1");
    delivers(&site);
    assert_eq!(told(), 1);
    site.clock.advance(1);
    let letters = site.letters();
    let letter = letters.iter().find(|letter| letter.text.contains("/admin/webhooks"));
    assert_eq!(letter.map(|letter| letter.to.as_str()), Some("olga@example.com"), "{letters:?}");
    site.clock.advance(2 * DAY);
    assert_eq!(told(), 1, "told already");

    // Ten failures disable another, while the first is enabled: as many as before.
    adds(&app, "http://127.0.0.1:9/", &["participant.created"]);
    app.calls("PATCH", &webhooks::path(&first, ""), &json!({ "types": ["ping"], "disabled_at": null }))
        .is(200);
    app.brings("u_2");
    site.execute("UPDATE webhook_deliveries SET attempts = 9 WHERE state = 'waiting'");
    delivers(&site);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM webhooks WHERE disabled_why = 'failing'"), 1);
    assert_eq!(told(), 2);
}
