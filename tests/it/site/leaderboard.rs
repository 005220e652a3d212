//! The leaderboard: whoever wants to be on it, as they want to be called.

use referral::store::branch_freeze;
use serde_json::{Value, json};

use super::harness::{Site, Visitor};

/// Somebody by whom so many came and confirmed.
fn referrer<'s>(site: &'s Site, name: &str, people: usize) -> Visitor<'s> {
    let mut referrer = site.member(name, &format!("{}@example.com", name.to_lowercase()));
    let code = referrer.adds_code();
    for number in 0..people {
        let mut friend = site.visitor();
        friend.registers_with("Friend", &format!("{name}{number}@example.org"), Some(&code)).is(303);
        friend.confirms_by_digits().is(303);
    }
    referrer
}

fn board(site: &Site) -> Value {
    // What pages say may be some seconds old.
    site.clock.advance(10);
    site.program().gets("/api/v1/leaderboard").is(200).json()["items"].clone()
}

#[test]
fn the_leaderboard_shows_only_users_who_opted_in_and_offers_initials_first() {
    let site = Site::new();
    let mut anna = referrer(&site, "Anna", 1);
    assert_eq!(board(&site), json!([]));
    site.visitor().opens("/leaderboard").is(200).says_key("leaders-none");
    site.visitor().opens("/").keeps_quiet_of("/leaderboard");
    anna.submits_with(&anna.clone().token("/profile"), "/profile/leaderboard", &[("listed", "initial")])
        .leads_to("/profile/account");
    anna.opens("/profile/account").says_key("notice-listed-changed").says("value=\"initial\" checked");
    // At once, for whoever asks next.
    site.visitor()
        .opens("/leaderboard")
        .says("<bdi>A.</bdi>")
        .says("<td class=\"num\">1</td></tr>")
        .keeps_quiet_of("Anna");
    site.visitor().opens("/").says("href=\"/leaderboard\"");
    anna.calls("PATCH", "/api/v1/me", &json!({ "listed": "name" })).is(200);
    site.visitor().opens("/leaderboard").says("<bdi>Anna</bdi>");
    anna.calls("PATCH", "/api/v1/me", &json!({ "listed": null })).is(200);
    assert_eq!(anna.opens("/api/v1/me").json()["listed"], Value::Null);
    assert_eq!(board(&site), json!([]));
}

#[test]
fn those_with_as_many_share_a_rank_and_only_the_confirmed_count() {
    let site = Site::new();
    for (name, people) in [("Anna", 1), ("Boris", 2), ("Vera", 2), ("Galina", 0)] {
        let mut member = referrer(&site, name, people);
        member.calls("PATCH", "/api/v1/me", &json!({ "listed": "name" })).is(200);
        let code =
            member.opens("/api/v1/codes").json()["items"][0]["code"].as_str().expect("a code").to_owned();
        site.visitor().registers_with("Idle", &format!("idle-{name}@example.org"), Some(&code)).is(303);
    }
    let line =
        |rank: i64, name: &str, confirmed: i64| json!({ "rank": rank, "name": name, "counted": confirmed });
    assert_eq!(board(&site), json!([line(1, "Boris", 2), line(1, "Vera", 2), line(3, "Anna", 1)]));
}

#[test]
fn disabled_frozen_and_deleted_users_are_not_on_the_leaderboard() {
    let site = Site::new();
    for name in ["Anna", "Boris", "Vera"] {
        referrer(&site, name, 1).calls("PATCH", "/api/v1/me", &json!({ "listed": "name" })).is(200);
    }
    assert_eq!(board(&site).as_array().map(Vec::len), Some(3));
    site.execute("UPDATE users SET disabled_at = 1, is_active = 0 WHERE firstname = 'Anna'");
    assert_eq!(board(&site).as_array().map(Vec::len), Some(2));
    let boris: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
    let now = site.clock.now();
    site.app.db.write(|tx| branch_freeze::freeze(tx, boris, None, "A farm.", now)).expect("frozen");
    assert_eq!(board(&site)[0]["name"], "Vera");
    assert_eq!(board(&site).as_array().map(Vec::len), Some(1));
    site.leaves("vera@example.com");
    site.visitor().opens("/leaderboard").says_key("leaders-none");
}

#[test]
fn what_is_no_choice_changes_nothing() {
    let site = Site::new();
    let mut anna = referrer(&site, "Anna", 1);
    for wrong in [json!("loud"), json!(1), json!(true), json!([]), json!("Initial")] {
        let refused = anna.calls("PATCH", "/api/v1/me", &json!({ "listed": wrong }));
        assert_eq!(refused.is(422).json()["errors"][0]["field"], "listed", "{wrong}");
    }
    let token = anna.token("/profile");
    anna.submits_with(&token, "/profile/leaderboard", &[("listed", "loud")]).is(422);
    anna.submits_with("forged", "/profile/leaderboard", &[("listed", "name")]).is(403);
    assert_eq!(site.value::<Option<String>>("SELECT listed FROM users WHERE id = 1"), None);
}

#[test]
fn a_changed_leaderboard_choice_is_in_the_audit_trail() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    for listed in ["name", "name", "initial"] {
        anna.calls("PATCH", "/api/v1/me", &json!({ "listed": listed })).is(200);
    }
    let noted = "SELECT count(*) FROM audit WHERE what = 'audit-listed-changed' AND actor = 'self'";
    assert_eq!(site.value::<i64>(noted), 2);
    anna.opens("/profile/sessions").says_key("audit-listed-changed");
}
