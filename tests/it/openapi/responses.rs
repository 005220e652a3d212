//! Every documented answer is given, and given as documented.

use referral::crypto::webhook_signature::mac_of;
use referral::domain::key::{Preset, Scopes};
use referral::web::api;
use referral::web::{request::context::RequestContext, response::error::HttpError};
use rouille::Request;
use serde_json::{Value, json};

use super::conformance::{JSON, Walked};
use super::document::STRIPE;
use crate::programs;
use crate::site::harness::{PASSWORD, Program, Reply, Site, digits, link};

const ANNA: &str = "anna@example.com";
const BORIS: &str = "boris@example.com";

#[test]
fn every_documented_answer_is_given_as_documented() {
    let site = Site::with(|config| {
        programs::waitlist::waits(config);
        config.stripe.signing_secret = SECRET.to_owned();
    });
    let walked = Walked::of(&site);
    let token = registers_and_signs_in(&site, &walked);
    shares_a_code(&site, &walked, &token);
    oversees(&site, &walked, &token);
    calls_the_original_endpoints(&walked, &token);
    asks_the_service(&site, &walked);
    let keys = programs_tell(&site, &walked);
    is_refused_everywhere_alike(&walked, &token, &keys);
    stripe_tells(&site, &walked);
    leaves(&site, &walked, &token);
    disturbed(&site, &walked);
    busy(&site, &walked);
    stripe_is_unknown(&walked);
    let unseen = walked.unseen();
    assert!(unseen.is_empty(), "documented and never seen: {unseen:#?}");
}

/// Two people: one confirms by the link, the other by the digits.
fn registers_and_signs_in(site: &Site, walked: &Walked) -> String {
    let post = |path: &str, body: Value, status| walked.calls("POST", path, "", body, status);
    let registration = json!({ "firstname": "Anna", "email": ANNA, "password": PASSWORD });
    post("/api/v1/register", registration.clone(), 202);
    post("/api/v1/login", json!({ "email": ANNA, "password": PASSWORD }), 401);
    let expired = link(&site.email_to(ANNA)).rsplit('/').next().expect("a token").to_owned();
    site.clock.advance(site.app.config.accounts.activation_seconds);
    post("/api/v1/activate", json!({ "token": expired }), 410);
    post("/api/v1/register", registration, 202);
    let token = link(&site.email_to(ANNA)).rsplit('/').next().expect("a token").to_owned();
    post("/api/v1/activate", json!({ "token": token }), 200);
    post("/api/v1/activate", json!({ "token": "x".repeat(43) }), 404);
    post("/api/v1/activate", json!({ "email": ANNA, "code": "12345" }), 422);
    post("/api/v1/login", json!({ "email": ANNA, "password": "not this one" }), 401);
    let answer = post("/api/v1/login", json!({ "email": ANNA, "password": PASSWORD }), 200);
    answer["access_token"].as_str().expect("a token").to_owned()
}

fn shares_a_code(site: &Site, walked: &Walked, token: &str) {
    let call =
        |method: &str, path: &str, body: Value, status| walked.calls(method, path, token, body, status);
    let me = call("GET", "/api/v1/me", Value::Null, 200);
    assert_eq!(me["email"], ANNA);
    let people = format!("/api/v1/users/{}/referrals", me["id"]);

    call("GET", "/api/v1/codes?email=anna@example.com", Value::Null, 404);
    let first = call("POST", "/api/v1/codes", json!({ "description": "First" }), 201);
    call("POST", "/api/v1/codes", Value::Null, 409);
    let found = call("GET", "/api/v1/codes?email=ANNA@example.com", Value::Null, 200);
    assert_eq!(found["code"], first["code"]);
    let one = format!("/api/v1/codes/{}", first["code"].as_str().expect("a code"));
    call("PATCH", &one, json!({ "active": false }), 200);
    call("PATCH", &one, json!({ "expires_at": "2020-01-01T00:00:00Z" }), 422);
    call("PATCH", "/api/v1/codes/nobodys-code", json!({}), 404);
    call("DELETE", "/api/v1/codes/nobodys-code", Value::Null, 404);
    let chosen = json!({ "code": "Anna-2026", "email": "friend@example.com", "expires_at": "2026-04-01T00:00:00+03:00" });
    call("POST", "/api/v1/codes", chosen, 201);
    call("PATCH", &one, json!({ "active": true }), 409);
    call("DELETE", &one, Value::Null, 204);

    let boris = json!({ "firstname": "Boris", "email": BORIS, "password": PASSWORD, "code": "anna 2026" });
    walked.calls("POST", "/api/v1/register", "", boris, 202);
    let waiting = call("GET", &people, Value::Null, 200);
    assert_eq!(waiting["items"][0]["state"], "registered");
    let digits = digits(&site.email_to(BORIS));
    walked.calls("POST", "/api/v1/activate", "", json!({ "email": BORIS, "code": digits }), 200);
    let vera =
        json!({ "firstname": "Vera", "email": "vera@example.com", "password": PASSWORD, "code": "anna2026" });
    walked.calls("POST", "/api/v1/register", "", vera, 202);

    let page = call("GET", &format!("{people}?limit=1"), Value::Null, 200);
    let next = page["next"].as_str().expect("a next page");
    let page = call("GET", &format!("{people}?limit=1&cursor={next}"), Value::Null, 200);
    assert_eq!((&page["items"][0]["firstname"], &page["next"]), (&json!("Boris"), &Value::Null));
    let codes = call("GET", "/api/v1/codes?limit=200", Value::Null, 200);
    assert_eq!(codes["items"][0]["confirmed"], 1);
    call("GET", "/api/v1/codes?limit=0", Value::Null, 422);
    call("GET", &format!("{people}?cursor=x"), Value::Null, 422);
    call("GET", "/api/v1/users/999/referrals", Value::Null, 404);

    let trail = format!("/api/v1/users/{}/audit", me["id"]);
    let happened = call("GET", &trail, Value::Null, 200);
    let whats: Vec<&str> =
        happened["items"].as_array().expect("a list").iter().filter_map(|e| e["what"].as_str()).collect();
    assert!(whats.contains(&"signed-in") && whats.last() == Some(&"registered"), "{whats:?}");
    call("GET", &format!("{trail}?limit=x"), Value::Null, 422);
    call("GET", "/api/v1/users/999/audit", Value::Null, 404);

    // Rejected and gone people look different.
    call("PATCH", "/api/v1/codes/ANNA-2026", json!({ "active": false }), 200);
    let late =
        json!({ "firstname": "Zhenya", "email": "z@example.com", "password": PASSWORD, "code": "anna2026" });
    walked.calls("POST", "/api/v1/register", "", late, 202);
    site.leaves("vera@example.com");
    let all = call("GET", &people, Value::Null, 200);
    assert_eq!(
        (&all["items"][0]["reason"], &all["items"][1]["firstname"]),
        (&json!("code_off"), &Value::Null)
    );
    shows_its_numbers(walked, token, &people);
    call("DELETE", "/api/v1/codes/anna2026", Value::Null, 204);
}

/// What came of it all, as JSON and as tables.
fn shows_its_numbers(walked: &Walked, token: &str, people: &str) {
    let call =
        |method: &str, path: &str, body: Value, status| walked.calls(method, path, token, body, status);
    let bearer = format!("Bearer {token}");
    let table = |path: &str| walked.sends("GET", path, &[("Authorization", &bearer)], b"", 200);
    let all = call("GET", people, Value::Null, 200);
    for item in all["items"].as_array().expect("a list") {
        let explained = call("GET", &format!("/api/v1/referrals/{}", item["id"]), Value::Null, 200);
        assert_eq!(explained["why"], item["why"]);
    }
    call("GET", "/api/v1/referrals/999", Value::Null, 404);
    assert_eq!(call("PATCH", "/api/v1/me", json!({ "listed": "name" }), 200)["listed"], "name");
    assert_eq!(call("PATCH", "/api/v1/me", Value::Null, 200)["listed"], "name");
    call("PATCH", "/api/v1/me", json!({ "listed": "loud" }), 422);
    let board = call("GET", "/api/v1/leaderboard", Value::Null, 200);
    assert_eq!(board["items"], json!([{ "rank": 1, "name": "Anna", "counted": 1 }]));
    let days = call("GET", "/api/v1/codes/anna2026/days?limit=1", Value::Null, 200);
    assert_eq!((&days["items"][0]["registered"], &days["items"][0]["confirmed"]), (&json!(3), &json!(1)));
    call("GET", "/api/v1/codes/anna2026/origins", Value::Null, 200);
    for path in ["/api/v1/codes/anna2026/days", "/api/v1/codes/anna2026/origins"] {
        call("GET", &path.replace("anna2026", "nobodys-code"), Value::Null, 404);
        call("GET", &format!("{}.csv", path.replace("anna2026", "nobodys-code")), Value::Null, 404);
        table(&format!("{path}.csv"));
        call("GET", &format!("{path}.csv?separator=tab"), Value::Null, 422);
        call("GET", &format!("{path}?format=xls"), Value::Null, 422);
    }
    table(&format!("{people}.csv"));
    table("/api/v1/codes.csv?separator=semicolon");
    table("/api/v1/users/1/audit.csv");
    table("/api/v1/leaderboard.csv");
    for path in ["codes", "leaderboard", "users/1/audit"] {
        call("GET", &format!("/api/v1/{path}.csv?separator=tab"), Value::Null, 422);
    }
    for path in ["/api/v1/users/999/referrals.csv", "/api/v1/users/999/audit.csv"] {
        call("GET", path, Value::Null, 404);
    }
    call("GET", "/api/v1/leaderboard?format=", Value::Null, 422);
    call("GET", &format!("{people}.csv?limit=0"), Value::Null, 422);
}

/// Anna is an admin from here on.
fn oversees(site: &Site, walked: &Walked, token: &str) {
    let call =
        |method: &str, path: &str, body: Value, status| walked.calls(method, path, token, body, status);
    let why = || json!({ "reason": "We looked." });
    call("GET", "/api/v1/users/999/branch", Value::Null, 404);
    let paths = [
        "/api/v1/users/1/freeze",
        "/api/v1/users/1/restore",
        "/api/v1/users/1/referrer",
        "/api/v1/reviews/1",
    ];
    for path in paths {
        call("POST", path, json!({}), 404);
    }
    for path in ["/api/v1/reviews", "/api/v1/overview", "/api/v1/overview.csv"] {
        call("GET", path, Value::Null, 404);
    }
    site.execute("UPDATE users SET is_admin = 1 WHERE id = 1");
    let code = call("POST", "/api/v1/codes", Value::Null, 201)["code"].clone();
    for name in ["friend@mailinator.com", "friend+1@mailinator.com"] {
        let friend = json!({ "firstname": "Friend", "email": name, "password": PASSWORD, "code": code });
        walked.calls("POST", "/api/v1/register", "", friend, 202);
        let digits = digits(&site.email_to(name));
        walked.calls("POST", "/api/v1/activate", "", json!({ "email": name, "code": digits }), 200);
    }
    let page = call("GET", "/api/v1/reviews?limit=1", Value::Null, 200);
    let next = page["next"].as_str().expect("a next page");
    let page = call("GET", &format!("/api/v1/reviews?limit=1&cursor={next}"), Value::Null, 200);
    assert_eq!((&page["items"][0]["doubt"], &page["next"]), (&json!(110), &Value::Null));
    call("GET", "/api/v1/reviews?limit=x", Value::Null, 422);
    let review = format!("/api/v1/reviews/{}", page["items"][0]["id"]);
    call("POST", &review, json!({ "decision": "perhaps", "reason": "" }), 422);
    let rejects = json!({ "decision": "reject", "reason": "The same mailbox.", "branch": true });
    assert_eq!(call("POST", &review, rejects.clone(), 200)["decided"], 1);
    call("POST", &review, rejects, 409);
    assert_eq!(call("GET", "/api/v1/overview", Value::Null, 200)["waiting"]["reviews"], 1);
    let bearer = format!("Bearer {token}");
    walked.sends("GET", "/api/v1/overview.csv", &[("Authorization", &bearer)], b"", 200);
    call("GET", "/api/v1/overview?format=xls", Value::Null, 422);
    call("GET", "/api/v1/overview.csv?separator=tab", Value::Null, 422);

    assert_eq!(call("GET", "/api/v1/users/1/branch", Value::Null, 200)["depth"], 1);
    for deed in ["freeze", "restore"] {
        let path = format!("/api/v1/users/1/{deed}");
        call("POST", &path, json!({ "reason": " " }), 422);
        call("POST", &path, why(), 200);
        call("POST", &path, why(), 409);
    }
    let move_to = |email: &str, status| {
        call("POST", "/api/v1/users/1/referrer", json!({ "email": email, "reason": "They said so." }), status)
    };
    move_to("friend@mailinator.com", 409);
    move_to("nobody@example.com", 422);
    walked.calls(
        "POST",
        "/api/v1/register",
        "",
        json!({ "firstname": "Other", "email": "other@example.com", "password": PASSWORD }),
        202,
    );
    move_to("other@example.com", 200);
    // The next part wants no active code.
    call("POST", "/api/v1/profile/referral/delete", json!({}), 200);
}

fn calls_the_original_endpoints(walked: &Walked, token: &str) {
    let post = |path: &str, body: Value, status| walked.calls("POST", path, token, body, status);
    post("/api/v1/token/get", json!({ "userId": 999 }), 403);
    post("/api/v1/token/get", json!({ "userId": 1 }), 201);
    post("/api/v1/token/get", Value::Null, 201);
    for path in ["/api/v1/referral/get", "/api/v1/profile/referral/delete"] {
        assert_eq!(post(path, Value::Null, 200)["referral"], Value::Null);
    }
    let added = post("/api/v1/referral/add", json!({ "descript": "Mine", "userToken": "any" }), 200);
    assert_eq!(post("/api/v1/referral/add", json!({ "descript": "" }), 200)["referral"], Value::Null);
    assert_eq!(post("/api/v1/referral/get", json!({ "userId": 7 }), 200)["referral"], added["referral"]);
    assert_eq!(post("/api/v1/profile/referral/delete", json!({}), 200)["referral"], added["referral"]);
}

fn asks_the_service(site: &Site, walked: &Walked) {
    for path in ["/csrf_token", "/api/openapi.json", "/healthz", "/readyz"] {
        walked.sends("GET", path, &[], b"", 200);
    }
    // A script of a page: the cookie, and the token that belongs to it.
    let mut browser = site.visitor();
    browser.email = BORIS.to_owned();
    browser.signs_in().is(303);
    let cookie = format!("user_token={}", browser.cookie("user_token").expect("a session"));
    let asked = walked.sends("GET", "/csrf_token", &[("Cookie", &cookie)], b"", 200);
    let csrf = asked.json()["csrf_token"].as_str().expect("a token").to_owned();
    walked.sends("POST", "/api/v1/referral/get", &[("Cookie", &cookie)], b"", 403);
    walked.sends("POST", "/api/v1/referral/get", &[("Cookie", &cookie), ("X-CSRFToken", &csrf)], b"", 200);
    walked.sends("POST", "/api/v1/logout", &[("Cookie", &cookie), ("X-CSRFToken", &csrf)], b"", 204);
    walked.sends("GET", "/api/v1/me", &[("Cookie", &cookie)], b"", 401);
}

/// Another program brings people and tells events; returns its key, and one that allows nothing.
fn programs_tell(site: &Site, walked: &Walked) -> [String; 2] {
    let key = programs::key(site, Preset::All.scopes(), None);
    let idle = programs::key(site, Scopes::default(), None);
    let call = |method: &str, path: &str, body: Value, status| walked.calls(method, path, &key, body, status);
    let person = "/api/v1/participants/u_7";
    call("GET", person, Value::Null, 404);
    let anna = call("PUT", person, json!({ "name": "Anna", "stripe_customer": "cus_7" }), 201);
    call("PUT", person, json!({ "email": "u7@example.com" }), 200);
    call("PUT", "/api/v1/participants/u_8", json!({ "email": "u7@example.com" }), 409);
    call("PUT", "/api/v1/participants/prt_999", json!({}), 404);
    call("GET", person, Value::Null, 200);
    call("GET", "/api/v1/participants?limit=1", Value::Null, 200);
    call("GET", "/api/v1/participants?email=no", Value::Null, 422);
    let post = |body: Value, status| call("POST", "/api/v1/events", body, status);
    let signup = json!({ "type": "signup", "id": "s", "participant": "u_42", "code": anna["code"] });
    let purchase = json!({
        "type": "purchase", "id": "p", "also": ["q"], "participant": "u_43", "amount": 4900, "currency": "USD",
        "metadata": { "plan": "pro" }
    });
    post(purchase.clone(), 202);
    post(signup.clone(), 201);
    post(signup.clone(), 200);
    post(json!({ "events": [signup, purchase, {}] }), 200);
    post(json!({ "type": "refund", "id": "r", "of": "q", "amount": 900, "refunded_in_all": 900 }), 201);
    post(json!({ "type": "refund", "id": "r", "of": "q", "amount": 901 }), 409);
    post(json!({ "type": "custom", "id": "c", "participant": "u_42", "name": "lesson" }), 201);
    call("GET", "/api/v1/events?type=purchase", Value::Null, 200);
    call("GET", "/api/v1/events?state=none", Value::Null, 422);
    call("GET", "/api/v1/events/evt_1", Value::Null, 200);
    call("GET", "/api/v1/events/evt_999", Value::Null, 404);
    let rule = json!({ "name": "a", "when": { "type": "purchase" }, "who": "referrer", "pay": { "percent_bp": 100 } });
    call("POST", "/api/v1/simulations", json!({ "rule": rule }), 200);
    call("POST", "/api/v1/simulations", json!({}), 422);
    let bearer = format!("Bearer {key}");
    walked.sends("GET", "/api/v1/exports/ledger.jsonl", &[("Authorization", &bearer)], b"", 200);
    let referrer = "/api/v1/participants/u_42/referrer";
    let credit = json!({ "code": anna["code"], "reason": "We looked." });
    call("PUT", referrer, credit.clone(), 200);
    call("PUT", "/api/v1/participants/u_99/referrer", credit.clone(), 404);
    let other = call("PUT", "/api/v1/participants/u_9", json!({}), 201)["code"].clone();
    call("PUT", referrer, json!({ "code": other, "reason": "We looked." }), 409);
    for path in ["reject", "restore"].map(|what| format!("{referrer}/{what}")) {
        call("POST", &path, json!({ "reason": "We looked." }), 200);
        call("POST", &path, json!({}), 422);
        call("POST", &path.replace("u_42", "u_99"), json!({ "reason": "We looked." }), 404);
        call("POST", &path.replace("u_42", "prt_1"), json!({ "reason": "We looked." }), 409);
    }
    call("POST", "/api/v1/waitlist/admit", json!({ "next": 1 }), 200);
    call("POST", "/api/v1/waitlist/admit", json!({}), 422);
    post(json!({ "type": "signup", "id": "l", "participant": "late", "confirmed": false }), 201);
    call("POST", "/api/v1/waitlist/admit", json!({ "participants": ["late"] }), 409);
    rules_pay(walked, &key);
    webhooks_tell(walked, &key);
    widgets_and_files(site, walked, &key);
    call("DELETE", "/api/v1/participants/u_9?forfeit=maybe", Value::Null, 422);
    call("DELETE", "/api/v1/participants/prt_1", Value::Null, 409);
    call("DELETE", "/api/v1/participants/u_9", Value::Null, 204);
    call("DELETE", "/api/v1/participants/u_9", Value::Null, 404);
    [key, idle]
}

/// A rule pays, a reward is given by hand, and both are paid out.
fn rules_pay(walked: &Walked, key: &str) {
    let call = |method: &str, path: &str, body: Value, status| walked.calls(method, path, key, body, status);
    let post = |path: &str, body: Value, status| call("POST", path, body, status);
    let rule = json!({
        "name": "twenty-percent", "when": { "type": "purchase" }, "who": "referrer", "pay": { "percent_bp": 2000 }
    });
    post("/api/v1/rules", rule.clone(), 201);
    post("/api/v1/rules", rule.clone(), 409);
    post("/api/v1/rules/none/versions", rule.clone(), 404);
    let next = post("/api/v1/rules/twenty-percent/versions", rule.clone(), 201);
    assert_eq!((&next["version"], &next["in_force"]), (&json!(2), &json!(2)));
    call("GET", "/api/v1/rules", Value::Null, 200);
    call("GET", "/api/v1/rules?limit=x", Value::Null, 422);
    call("GET", "/api/v1/rules/twenty-percent", Value::Null, 200);
    call("GET", "/api/v1/rules/none", Value::Null, 404);
    post("/api/v1/rules/none/end", Value::Null, 404);

    let purchase = |id: &str, status| {
        let purchase =
            json!({ "type": "purchase", "id": id, "participant": "u_42", "amount": 4900, "currency": "USD" });
        post("/api/v1/events", purchase, status)
    };
    assert_eq!(purchase("in_1", 201)["rewards"][0]["id"], "rwd_1");
    let gift = |id: &str, unit: &str| json!({ "id": id, "to": "u_7", "unit": unit, "amount": 5, "reason": "We like you." });
    post("/api/v1/rewards", gift("g-1", "USD"), 201);
    post("/api/v1/rewards", gift("g-1", "USD"), 200);
    post("/api/v1/rewards", gift("g-1", "points"), 409);
    post("/api/v1/rewards", gift("g-2", "points"), 201);
    call("GET", "/api/v1/rewards?participant=u_7", Value::Null, 200);
    call("GET", "/api/v1/rewards?state=none", Value::Null, 422);
    call("GET", "/api/v1/rewards/rwd_1", Value::Null, 200);
    call("GET", "/api/v1/rewards/rwd_99", Value::Null, 404);
    post("/api/v1/rewards/rwd_1/approve", Value::Null, 200);
    post("/api/v1/rewards/rwd_3/fulfil", Value::Null, 200);
    post("/api/v1/rewards/rwd_1/fulfil", Value::Null, 409);
    purchase("in_2", 201);
    let why = || json!({ "reason": "We looked." });
    post("/api/v1/rewards/rwd_4/void", why(), 200);
    post("/api/v1/rewards/rwd_4/approve", Value::Null, 409);
    for what in ["approve", "fulfil", "void"] {
        let body = if what == "void" { why() } else { Value::Null };
        post(&format!("/api/v1/rewards/rwd_99/{what}"), body, 404);
    }

    post("/api/v1/payouts", json!({ "unit": "USD", "dry_run": true }), 200);
    let made = post("/api/v1/payouts", json!({ "unit": "USD", "minimum": 100 }), 201);
    assert_eq!(made["items"][0]["amount"], 985);
    post("/api/v1/payouts", json!({ "unit": "USD" }), 201);
    call("GET", "/api/v1/payouts?state=draft", Value::Null, 200);
    call("GET", "/api/v1/payouts?state=none", Value::Null, 422);
    call("GET", "/api/v1/payouts/pay_1", Value::Null, 200);
    call("GET", "/api/v1/payouts/pay_9", Value::Null, 404);
    let bearer = format!("Bearer {key}");
    let table = |path: &str, status| walked.sends("GET", path, &[("Authorization", &bearer)], b"", status);
    table("/api/v1/payouts.csv?state=draft", 200);
    table("/api/v1/payouts.csv?separator=tab", 422);
    for (what, body) in
        [("approve", Value::Null), ("sent", Value::Null), ("paid", json!({ "reference": "T" }))]
    {
        post(&format!("/api/v1/payouts/pay_9/{what}"), body.clone(), 404);
        post(&format!("/api/v1/payouts/pay_1/{what}"), body, 200);
    }
    for what in ["approve", "sent", "cancel"] {
        post(&format!("/api/v1/payouts/pay_1/{what}"), Value::Null, 409);
    }
    // What is netted cannot be taken back twice.
    let taking = json!({ "id": "g-3", "to": "u_7", "unit": "USD", "amount": -5, "reason": "A mistake." });
    post("/api/v1/rewards", taking, 201);
    post("/api/v1/rewards", gift("g-4", "USD"), 201);
    post("/api/v1/rewards", gift("g-5", "USD"), 201);
    post("/api/v1/payouts", json!({ "unit": "USD" }), 201);
    post("/api/v1/payouts/pay_2/paid", json!({}), 200);
    post("/api/v1/rewards/rwd_5/void", why(), 409);
    post("/api/v1/payouts/pay_9/failed", why(), 404);
    post("/api/v1/payouts/pay_2/failed", why(), 200);
    post("/api/v1/payouts/pay_2/paid", json!({}), 409);
    post("/api/v1/payouts", json!({ "unit": "USD" }), 201);
    post("/api/v1/payouts/pay_3/failed", why(), 409);
    post("/api/v1/payouts/pay_9/cancel", Value::Null, 404);
    post("/api/v1/payouts/pay_3/cancel", Value::Null, 200);
    let bad = [("Authorization", bearer.as_str()), ("Idempotency-Key", "")];
    for path in [
        "rewards/rwd_1/approve",
        "rewards/rwd_1/fulfil",
        "rules/twenty-percent/end",
        "payouts/pay_1/approve",
        "payouts/pay_1/sent",
        "payouts/pay_1/cancel",
    ] {
        walked.sends("POST", &format!("/api/v1/{path}"), &bad, b"", 422);
    }
    post("/api/v1/rules/twenty-percent/end", Value::Null, 200);
    post("/api/v1/rules/twenty-percent/versions", rule, 409);
}

/// A webhook is added, changed, asked to tell, and deleted.
fn webhooks_tell(walked: &Walked, key: &str) {
    let call = |method: &str, path: &str, body: Value, status| walked.calls(method, path, key, body, status);
    let webhooks = "/api/v1/webhooks";
    let order = json!({ "url": "https://app.example.com/hooks", "types": ["ping"] });
    call("POST", webhooks, order.clone(), 201);
    for _ in 1..100 {
        call("POST", webhooks, order.clone(), 201);
    }
    call("POST", webhooks, order, 409);
    call("GET", webhooks, Value::Null, 200);
    call("GET", "/api/v1/webhooks?limit=x", Value::Null, 422);
    let (one, none) = ("/api/v1/webhooks/whk_1", "/api/v1/webhooks/whk_999");
    call("GET", one, Value::Null, 200);
    call("PATCH", one, json!({ "disabled_at": null }), 200);
    call("GET", none, Value::Null, 404);
    call("PATCH", none, json!({}), 404);
    for what in ["rotate", "ping", "replay"] {
        call("POST", &format!("{none}/{what}"), json!({}), 404);
        call("POST", &format!("{one}/{what}"), json!({}), if what == "rotate" { 200 } else { 202 });
        call("POST", &format!("{one}/{what}"), json!({ "x": 1 }), 422);
    }
    walked.site.execute("UPDATE webhooks SET disabled_at = 1 WHERE id = 2");
    for what in ["ping", "replay"] {
        call("POST", &format!("/api/v1/webhooks/whk_2/{what}"), json!({}), 409);
    }
    call("GET", &format!("{one}/deliveries"), Value::Null, 200);
    call("GET", &format!("{one}/deliveries?state=none"), Value::Null, 422);
    call("GET", &format!("{none}/deliveries"), Value::Null, 404);
    call("DELETE", one, Value::Null, 204);
    call("DELETE", one, Value::Null, 404);
}

/// A widget is opened, files are read in, tables are read out.
fn widgets_and_files(site: &Site, walked: &Walked, key: &str) {
    let call = |method: &str, path: &str, body: Value, status| walked.calls(method, path, key, body, status);
    let issued = call("POST", "/api/v1/embed_tokens", json!({ "participant": "u_7" }), 201);
    call("POST", "/api/v1/embed_tokens", json!({ "participant": "u_99" }), 404);
    call("POST", "/api/v1/embed_sessions", json!({ "token": issued["token"] }), 200);
    call("POST", "/api/v1/embed_sessions", json!({ "token": issued["token"] }), 401);

    let bearer = format!("Bearer {key}");
    let csv = [("Authorization", bearer.as_str()), ("Content-Type", "text/csv")];
    let people = "/api/v1/imports?kind=participants";
    let file = b"external_id,name\nu_50,Dora\n";
    let read = walked.sends("POST", people, &csv, file, 201).json();
    walked.sends("POST", "/api/v1/imports?kind=holidays", &csv, file, 422);
    walked.sends("POST", people, &csv, b"\xff\n", 400);
    walked.sends("POST", people, &csv, &vec![b' '; 64 * 1024 * 1024 + 1], 413);
    walked.sends("POST", people, &[csv[0], JSON], b"{}", 415);
    let running = site.app.running_requests.begin(0, "import").expect("nothing runs");
    walked.sends("POST", people, &csv, file, 409);
    drop(running);
    let import = format!("/api/v1/imports/{}", read["id"].as_str().expect("a number"));
    call("GET", &import, Value::Null, 200);
    call("GET", "/api/v1/imports/imp_99", Value::Null, 404);
    let tables =
        ["participants", "events", "rewards", "payouts"].map(|table| format!("/api/v1/exports/{table}.csv"));
    for path in tables.into_iter().chain([format!("{import}/rows.csv")]) {
        walked.sends("GET", &path, &csv[..1], b"", 200);
        walked.sends("GET", &format!("{path}?separator=tab"), &csv[..1], b"", 422);
    }
    walked.sends("GET", "/api/v1/imports/imp_99/rows.csv", &csv[..1], b"", 404);
}

/// What every endpoint refuses in the same way.
fn is_refused_everywhere_alike(walked: &Walked, token: &str, keys: &[String; 2]) {
    let [token, key, idle] = [token, &keys[0], &keys[1]].map(|secret| format!("Bearer {secret}"));
    // Stripe's signature comes before all else.
    for operation in walked.document.operations().into_iter().filter(|of| of.path != STRIPE) {
        let is_for_programs = operation.is_for_programs();
        let auth = ("Authorization", if is_for_programs { key.as_str() } else { token.as_str() });
        let (method, target) = (operation.method.as_str(), operation.target());
        let sends = |headers: &[(&str, &str)], body: &[u8], status| {
            walked.sends(method, &target, headers, body, status)
        };
        if operation.is_for_members() {
            sends(&[JSON], b"{}", 401);
            sends(&[("Authorization", "Bearer nonsense")], b"", 401);
        }
        if is_for_programs {
            sends(&[("Authorization", &idle), JSON], b"{}", 403);
        } else if !operation.is_safe() {
            sends(&[auth, ("Sec-Fetch-Site", "cross-site")], b"", 403);
            sends(&[auth, ("Origin", "https://elsewhere.example")], b"", 403);
        }
        // A file is no JSON.
        if operation.body().is_some() && operation.path != "/api/v1/imports" {
            for broken in ["{", "{\"a\": 1,}", "\u{0}", "{} {}", "nul"] {
                sends(&[auth, JSON], broken.as_bytes(), 400);
            }
            for other in ["[]", "null", "7", "\"text\""] {
                sends(&[auth, JSON], other.as_bytes(), 422);
            }
            sends(&[auth, ("Content-Type", "text/plain")], b"{}", 415);
            let largest = if operation.path == "/api/v1/events" { 1024 * 1024 } else { 65_536 };
            sends(&[auth, JSON], &vec![b' '; largest + 1], 413);
        }
        if operation.object["responses"].get("405").is_some() {
            let reply = walked.asks("OPTIONS", &target);
            let allowed = reply.is(405).header("Allow").expect("Allow").to_owned();
            assert!(allowed.split(", ").any(|m| m == method), "{allowed} lacks {method} {target}");
            walked.holds(&operation, &reply);
        }
    }
}

const SECRET: &str = "whsec_of_stripe";

fn stripe_tells(site: &Site, walked: &Walked) {
    let sends = |body: &[u8], status| {
        let at = site.clock.now().0.to_string();
        let text = std::str::from_utf8(body).expect("a text");
        let mac = data_encoding::HEXLOWER.encode(&mac_of(SECRET.as_bytes(), &[&at, ".", text]));
        let signature = format!("t={at},v1={mac}");
        walked.sends("POST", STRIPE, &[JSON, ("Stripe-Signature", &signature)], body, status)
    };
    sends(br#"{"id":"evt_1","type":"ping","livemode":true,"data":{"object":{}}}"#, 200);
    sends(b"{", 400);
    sends(&vec![b' '; 1024 * 1024 + 1], 413);
    walked.sends("POST", STRIPE, &[JSON], b"{}", 401);
    walked.sends("POST", STRIPE, &[("Content-Type", "text/plain")], b"{}", 415);
    let operation = walked.document.operation("POST", STRIPE).expect("it is documented");
    walked.holds(&operation, walked.asks("OPTIONS", STRIPE).is(405));
}

/// Without a secret there is no such address.
fn stripe_is_unknown(walked: &Walked) {
    let operation = walked.document.operation("POST", STRIPE).expect("it is documented");
    walked.holds(&operation, Site::new().answers("POST", STRIPE, &[JSON], b"{}").is(404));
}

fn leaves(site: &Site, walked: &Walked, token: &str) {
    let mut other = Program::new(site);
    other.signs_in(ANNA, PASSWORD).is(200);
    walked.calls("POST", "/api/v1/logout", other.bearer.as_deref().expect("a token"), Value::Null, 204);
    walked.calls("POST", "/api/v1/remove", token, json!({ "password": "not this one" }), 422);
    walked.calls("POST", "/api/v1/remove", token, json!({ "password": PASSWORD }), 200);
    walked.calls("GET", "/api/v1/me", token, Value::Null, 401);
}

fn disturbed(site: &Site, walked: &Walked) {
    site.execute("ALTER TABLE users RENAME TO elsewhere");
    walked.sends("GET", "/readyz", &[], b"", 503);
    assert_eq!(site.journal.errors().len(), 1);
}

/// Limits and load cannot be had at will; the answers to them are built in one place, and that is asked here.
fn busy(site: &Site, walked: &Walked) {
    for operation in walked.document.operations() {
        let request =
            Request::fake_http(operation.method.as_str(), operation.target(), Vec::new(), Vec::new());
        for failure in [HttpError::TooMany(30), HttpError::Busy(5)] {
            let documented = operation.object["responses"].get(failure.status().to_string());
            if documented.is_some() && operation.path != "/readyz" {
                let ctx = RequestContext::new(&site.app, &request);
                let answer = match operation.is_for_programs() {
                    true => api::program_error_response(&ctx, &failure),
                    false => api::error_response(&ctx, &failure),
                };
                walked.holds(&operation, &Reply::read(operation.name(), answer));
            }
        }
    }
}
