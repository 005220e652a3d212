//! One meaning for a number: what was counted once stays, and the parts add up to the whole.

use referral::store::branch_freeze;
use serde_json::{Value, json};

use super::harness::{PASSWORD, Program, Site, Visitor, sentence_with};

const NUMBERS: [&str; 8] =
    ["clicks", "visitors", "registered", "confirmed", "counted", "waiting", "rejected", "frozen"];

/// An admin's program, and Anna with a code by which four signed up: Boris counts, Vera has not
/// confirmed, Gleb is rejected after he confirmed, Denis is in a frozen branch.
fn scene(site: &Site) -> (Program<'_>, Visitor<'_>, String) {
    site.member("Administrator", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let mut admin = site.program();
    admin.signs_in("admin@example.com", PASSWORD).is(200);
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for (name, host) in [
        ("Boris", "example.com"),
        ("Vera", "example.com"),
        ("Gleb", "mailinator.com"),
        ("Denis", "example.com"),
    ] {
        let mut friend = site.visitor();
        friend.opens(&format!("/{code}")).is(200);
        friend.registers(name, &format!("{name}@{host}")).is(303);
        if name != "Vera" {
            friend.confirms_by_link().is(303);
        }
    }
    site.flush_clicks();
    (admin, anna, code)
}

fn rejects_and_freezes(site: &Site, admin: &Program) {
    let queue = admin.gets("/api/v1/reviews").is(200).json();
    let gleb = &queue["items"][0]["id"];
    let body = json!({ "decision": "reject", "reason": "Сам себя", "branch": false });
    admin.posts(&format!("/api/v1/reviews/{gleb}"), &body).is(200);
    let denis: i64 = site.value("SELECT id FROM users WHERE firstname = 'Denis'");
    let now = site.clock.now();
    site.app.db.write(|tx| branch_freeze::freeze(tx, denis, None, "A farm.", now)).expect("frozen");
}

fn numbers(of: &Value) -> [i64; 8] {
    NUMBERS.map(|name| of[name].as_i64().unwrap_or_else(|| panic!("{name} in {of}")))
}

#[test]
fn a_rejection_and_a_freeze_take_no_sign_up_and_no_confirmation_back() {
    let site = Site::new();
    let (admin, mut anna, code) = scene(&site);
    let before = numbers(&anna.opens("/api/v1/codes").json()["items"][0]);
    assert_eq!(before, [4, 1, 4, 3, 3, 1, 0, 0]);
    rejects_and_freezes(&site, &admin);
    let after = numbers(&anna.opens("/api/v1/codes").json()["items"][0]);
    assert_eq!(after, [4, 1, 4, 3, 1, 1, 1, 1]);
    let day = anna.opens(&format!("/api/v1/codes/{code}/days")).json();
    assert_eq!(numbers(&day["items"][0]), after, "the day of the code");
    let overview = admin.gets("/api/v1/overview").is(200).json();
    assert_eq!(numbers(&overview["totals"]), after, "the site");
    assert_eq!(numbers(&overview["days"][29]), after, "the day of the site");
    let values: Vec<_> = [("registered", 4), ("counted", 1), ("waiting", 1), ("rejected", 1), ("frozen", 1)]
        .map(|(name, n): (_, i64)| (name, n.into()))
        .to_vec();
    let sum = sentence_with("count-sum", &values);
    anna.opens("/profile").says(&sum);
    anna.opens(&format!("/profile/codes/{code}")).says(&sum);
}

#[test]
fn what_is_restored_and_approved_counts_again_and_the_parts_still_add_up() {
    let site = Site::new();
    let (admin, mut anna, _) = scene(&site);
    rejects_and_freezes(&site, &admin);
    let (denis, gleb): (i64, i64) = (
        site.value("SELECT id FROM users WHERE firstname = 'Denis'"),
        site.value("SELECT id FROM attributions WHERE rejected IS NOT NULL"),
    );
    let body = json!({ "decision": "approve", "reason": "Сам проверил", "branch": false });
    admin.posts(&format!("/api/v1/reviews/{gleb}"), &body).is(200);
    admin.posts(&format!("/api/v1/users/{denis}/restore"), &json!({ "reason": "Нашёлся" })).is(200);
    assert_eq!(numbers(&anna.opens("/api/v1/codes").json()["items"][0]), [4, 1, 4, 3, 3, 1, 0, 0]);
}

#[test]
fn a_move_takes_a_sign_up_from_one_referrer_to_another_and_leaves_its_day() {
    let site = Site::new();
    let (admin, mut anna, _) = scene(&site);
    let vera: i64 = site.value("SELECT id FROM users WHERE firstname = 'Boris'");
    let admins: i64 = site.value("SELECT id FROM users WHERE is_admin = 1");
    let body = json!({ "referrer_id": admins, "reason": "Так было" });
    admin.posts(&format!("/api/v1/users/{vera}/referrer"), &body).is(200);
    assert_eq!(numbers(&anna.opens("/api/v1/codes").json()["items"][0])[2..], [3, 2, 2, 1, 0, 0]);
    let overview = admin.gets("/api/v1/overview").is(200).json();
    assert_eq!(numbers(&overview["days"][29])[2..], [4, 3, 3, 1, 0, 0]);
    assert_eq!(site.value::<i64>("SELECT sum(registered) FROM users"), 4);
}
