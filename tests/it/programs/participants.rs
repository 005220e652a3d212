//! Participants: brought, changed, shown, by any of their names.

use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::Site;

const ANNA: &str = "/api/v1/participants/u_7";

#[test]
fn a_participant_is_brought_with_a_code_and_a_link_and_brought_again_is_the_same() {
    let site = Site::new();
    let host = host(&site);
    let body = json!({ "email": "anna@example.com", "name": "Anna" });
    let anna = host.calls("PUT", ANNA, &body).is(201).json();
    let code = anna["code"].as_str().expect("a code");
    let id = anna["id"].as_str().expect("an id");
    assert!(id.starts_with("prt_"));
    assert_eq!(anna["link"], format!("http://127.0.0.1:8080/{code}"));
    let expected = json!({
        "external_id": "u_7", "email": "anna@example.com", "name": "Anna", "group": null, "state": "active",
        "referred_by": null, "counts": { "clicks": 0, "registered": 0, "confirmed": 0 }, "balances": []
    });
    for (field, value) in expected.as_object().expect("an object") {
        assert_eq!(&anna[field], value, "{field}");
    }
    let before = site.dump();
    assert_eq!(host.calls("PUT", ANNA, &body).is(200).json(), anna);
    assert_eq!(host.calls("PUT", ANNA, &json!({})).is(200).json(), anna);
    assert_eq!(site.dump(), before, "the same again writes nothing");
    for name in [id, "u_7"] {
        assert_eq!(host.gets(&format!("/api/v1/participants/{name}")).is(200).json(), anna);
    }
    let found = host.gets("/api/v1/participants?email=ANNA%40example.com").is(200).json();
    assert_eq!(found, json!({ "items": [anna], "next": null }));
    assert_eq!(host.gets("/api/v1/participants?email=b%40example.com").is(200).json()["items"], json!([]));
    site.visitor().opens(&format!("/{code}")).is(200).says("Anna");
}

#[test]
fn absent_stays_and_null_clears() {
    let site = Site::new();
    let host = host(&site);
    let full = json!({
        "email": "anna@example.com", "name": "Anna", "group": "gold", "lang": "en", "notify": true,
        "stripe_customer": "cus_9"
    });
    let first = host.calls("PUT", ANNA, &full).is(201).json();
    for (field, value) in full.as_object().expect("an object") {
        assert_eq!(&first[field], value);
        let other = if field == "group" { "name" } else { "group" };
        let kept = host.calls("PUT", ANNA, &json!({ other: "Other" })).is(200).json();
        assert_eq!(&kept[field], value, "{field} stays");
        let cleared = host.calls("PUT", ANNA, &json!({ field: null })).is(200).json();
        assert_eq!(cleared[field], Value::Null, "{field} is cleared");
        host.calls("PUT", ANNA, &full).is(200);
    }
    let renamed = host.calls("PUT", ANNA, &json!({ "external_id": "u_8" })).is(200).json();
    assert_eq!((&renamed["external_id"], &renamed["id"]), (&json!("u_8"), &first["id"]));
    problem(&host.gets(ANNA), 404, "not_found");
    host.gets("/api/v1/participants/cus_9").is(200);
}

#[test]
fn another_code_ends_the_old_one_and_a_taken_one_is_refused() {
    let site = Site::new();
    let host = host(&site);
    let old = host.brings("u_7");
    let new = host.calls("PUT", ANNA, &json!({ "code": "anna-2026" })).is(200).json();
    assert_eq!(new["code"], "anna-2026");
    site.visitor().opens(&format!("/{old}")).is(410);
    site.visitor().opens("/ANNA2026").is(200);
    problem(
        &host.calls("PUT", "/api/v1/participants/u_8", &json!({ "code": "Anna2026" })),
        409,
        "code_taken",
    );
    problem(&host.gets("/api/v1/participants/u_8"), 404, "not_found");
    // The old one again.
    assert_eq!(host.calls("PUT", ANNA, &json!({ "code": old })).status, 422, "it looks like a generated one");
    host.calls("PUT", ANNA, &json!({ "code": "anna-2027" })).is(200);
    let back = host.calls("PUT", ANNA, &json!({ "code": "anna-2026" })).is(200).json();
    assert_eq!(back["code"], "anna-2026");
    let before = site.dump();
    host.calls("PUT", ANNA, &json!({ "code": "anna-2026" })).is(200);
    assert_eq!(site.dump(), before);
}

#[test]
fn a_disabled_participant_earns_nothing_new_until_active_again() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    assert_eq!(host.calls("PUT", ANNA, &json!({ "state": "disabled" })).is(200).json()["state"], "disabled");
    let event = host.signs_up("u_42", &code).is(201).json();
    assert_eq!((&event["state"], &event["why"]), (&json!("unattributed"), &json!("code_ended")));
    host.calls("PUT", ANNA, &json!({ "state": "active" })).is(200);
    assert_eq!(host.signs_up("u_43", &code).is(201).json()["why"], "code");
}

#[test]
fn names_of_others_are_refused_and_what_is_no_name_is_not_taken() {
    let site = Site::new();
    let host = host(&site);
    host.calls("PUT", ANNA, &json!({ "email": "anna@example.com", "stripe_customer": "cus_1" })).is(201);
    host.brings("u_8");
    let boris = "/api/v1/participants/u_8";
    let taken = |body: Value, code: &str| problem(&host.calls("PUT", boris, &body), 409, code);
    taken(json!({ "email": "anna@example.com" }), "email_taken");
    taken(json!({ "external_id": "u_7" }), "external_id_taken");
    taken(json!({ "stripe_customer": "cus_1" }), "external_id_taken");
    let wrong = |body: Value, field: &str| {
        let problem = host.calls("PUT", boris, &body).is(422).json();
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    };
    wrong(json!({ "email": 5 }), "email");
    wrong(json!({ "email": "nothing" }), "email");
    wrong(json!({ "name": "x".repeat(51) }), "name");
    wrong(json!({ "group": "" }), "group");
    wrong(json!({ "lang": "xx" }), "lang");
    wrong(json!({ "state": "gone" }), "state");
    wrong(json!({ "notify": "yes" }), "notify");
    wrong(json!({ "stripe_customer": "cus_" }), "stripe_customer");
    for name in ["-x", "_x", "prt_1", "rf_x", "cus_1", "a b", "ü", "a/b", &"x".repeat(201)] {
        wrong(json!({ "external_id": name }), "external_id");
    }
    let unknown = host.calls("PUT", boris, &json!({ "emial": "x" }));
    assert_eq!(problem(&unknown, 422, "field_unknown")["errors"][0]["field"], "emial");
    host.calls("PUT", "/api/v1/participants/-x", &json!({})).is(422);
    problem(&host.calls("PUT", "/api/v1/participants/prt_999", &json!({})), 404, "not_found");
    problem(&host.calls("PUT", "/api/v1/participants/cus_2", &json!({})), 404, "not_found");
    host.brings("a.b_c:d@e%7Cf+g~h=i-j");
    host.gets("/api/v1/participants/a.b_c:d@e%7Cf+g~h=i-j").is(200);
}

#[test]
fn participants_are_in_the_pages_lists_and_files_without_a_name_or_an_address() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    site.execute("UPDATE users SET listed = 'name' WHERE external_id = 'u_7'");
    let mut admin = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'ada@example.com'");
    for path in [
        "/admin",
        "/admin/people",
        "/admin/people?q=prt_1",
        "/admin/people/1",
        "/admin/people/2",
        "/admin/people/1/branch",
        "/admin/codes",
        "/admin/codes?person=1",
        "/admin/audit",
        "/admin/audit?person=1",
        "/leaderboard",
        "/api/v1/users/1/referrals",
        "/api/v1/users/1/referrals?format=csv",
        "/api/v1/users/1/audit",
        "/api/v1/referrals/1",
        "/api/v1/overview",
    ] {
        admin.opens(path).is(200);
    }
    for path in ["/admin/people", "/admin/audit"] {
        admin.opens(path).says(">prt_1<").says(">prt_2<");
    }
    admin.opens("/admin/codes").says(">prt_1<");
    site.app.invalidate_leaderboard();
    admin.opens("/leaderboard").is(200).says("prt_1");
    let action = admin.submits("/admin/people/2/disable", &[]);
    action.is(303);
}
