//! Events: signups with a code, what follows from a referrer, and an event told twice.

use serde_json::{Value, json};

use super::{Host, ended, host, problem};
use crate::site::harness::Site;

#[test]
fn a_signup_with_a_code_makes_the_participant_and_counts_for_the_referrer() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let event = json!({
        "type": "signup", "id": "signup-u_42", "participant": "u_42", "code": code.to_lowercase(),
        "occurred_at": "2026-03-14T11:00:00Z"
    });
    let told = ended(&host.tells(&event), 201, "counted", "code");
    assert!(told["id"].as_str().expect("an id").starts_with("evt_"));
    assert_eq!(
        (&told["type"], &told["replayed"], &told["rewards"]),
        (&json!("signup"), &json!(false), &json!([]))
    );
    assert_eq!(told["referral"], json!({ "referrer": "u_7", "code": code, "state": "confirmed" }));
    assert_eq!(told["occurred_at"], "2026-03-14T11:00:00Z");
    let newcomer = host.gets("/api/v1/participants/u_42").is(200).json();
    assert_eq!(newcomer["referred_by"], "u_7");
    assert!(newcomer["code"].is_string(), "a code at once");
    let anna = host.gets("/api/v1/participants/u_7").is(200).json();
    assert_eq!(anna["counts"], json!({ "clicks": 0, "registered": 1, "confirmed": 1 }));
    let shown = host.gets(&format!("/api/v1/events/{}", told["id"].as_str().expect("an id"))).is(200).json();
    assert_eq!((&shown["names"], &shown["participant"]), (&json!(["signup-u_42"]), &json!("u_42")));
}

#[test]
fn a_signup_that_is_not_confirmed_counts_once_it_is() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    let event = json!({
        "type": "signup", "id": "s", "participant": "u_42", "code": code, "confirmed": false
    });
    let told = ended(&host.tells(&event), 201, "counted", "code");
    assert_eq!(told["referral"]["state"], "registered");
    let counts = || host.gets("/api/v1/participants/u_7").json()["counts"]["confirmed"].clone();
    assert_eq!(counts(), 0);
    let confirmed = json!({ "type": "confirmed", "id": "c", "participant": "u_42" });
    let told = ended(&host.tells(&confirmed), 201, "counted", "referred");
    assert_eq!(told["referral"]["state"], "confirmed");
    assert_eq!(counts(), 1);
    let again = json!({ "type": "confirmed", "id": "c2", "participant": "u_42" });
    ended(&host.tells(&again), 201, "counted", "referred");
    assert_eq!(counts(), 1);
}

#[test]
fn a_bad_code_does_not_refuse_the_signup_and_says_why() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    ended(&host.signs_up("u_1", "nothing-like-it"), 201, "unattributed", "code_unknown");
    ended(&host.signs_up("u_2", "!"), 201, "unattributed", "code_unknown");
    ended(&host.signs_up("u_7", &code), 201, "unattributed", "self_referral");
    let below = host.signs_up("u_8", &code).is(201).json();
    assert_eq!(below["why"], "code");
    let code_of_below = host.gets("/api/v1/participants/u_8").json()["code"].clone();
    let code_of_below = code_of_below.as_str().expect("a code");
    let circle = json!({ "type": "signup", "id": "circle", "participant": "u_7", "code": code_of_below });
    ended(&host.tells(&circle), 201, "unattributed", "cycle");
    site.execute("UPDATE referrals SET is_activated = 0 WHERE user_id = 1");
    ended(&host.signs_up("u_3", &code), 201, "unattributed", "code_ended");
    host.gets("/api/v1/participants/u_3").is(200);
    let none = json!({ "type": "signup", "id": "none", "participant": "u_4" });
    ended(&host.tells(&none), 201, "unattributed", "no_referrer");
}

#[test]
fn a_participant_who_came_by_one_stays_theirs_and_one_who_came_by_none_may_still() {
    let site = Site::new();
    let host = host(&site);
    let (anna, boris) = (host.brings("u_7"), host.brings("u_8"));
    ended(&host.signs_up("u_42", &anna), 201, "counted", "code");
    let other = json!({ "type": "signup", "id": "again", "participant": "u_42", "code": boris });
    let told = ended(&host.tells(&other), 201, "counted", "already_referred");
    assert_eq!(told["referral"]["referrer"], "u_7");
    host.brings("u_43");
    ended(&host.signs_up("u_43", &anna), 201, "counted", "code");
    // Who bought while already known is not new.
    host.brings("u_44");
    ended(&host.buys("p-44", "u_44", 4900), 201, "unattributed", "no_referrer");
    ended(&host.signs_up("u_44", &anna), 201, "unattributed", "not_new");
    // A signup that occurred before the purchase may come late.
    host.brings("u_45");
    host.buys("p-45", "u_45", 4900).is(201);
    let late = json!({
        "type": "signup", "id": "late", "participant": "u_45", "code": anna, "occurred_at": "2026-03-14T11:59:00Z"
    });
    ended(&host.tells(&late), 201, "counted", "code");
    let purchase = host.gets("/api/v1/events?name=p-45").json();
    assert_eq!(purchase["items"][0]["why"], "referred", "tried again by the signup");
}

#[test]
fn what_a_referred_participant_does_is_credited_and_what_others_do_is_listed() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.brings("u_9");
    for (kind, more) in [
        ("purchase", json!({ "amount": 4900, "currency": "usd" })),
        ("trial", json!({})),
        ("custom", json!({ "name": "lesson" })),
        ("custom", json!({ "name": "tip", "amount": 0, "currency": "JPY" })),
    ] {
        for (participant, state, why) in
            [("u_42", "counted", "referred"), ("u_9", "unattributed", "no_referrer")]
        {
            let mut event = json!({ "type": kind, "participant": participant });
            event["id"] = json!(format!("{kind}-{}-{participant}", more["name"]));
            more.as_object().expect("fields").iter().for_each(|(name, value)| event[name] = value.clone());
            let told = ended(&host.tells(&event), 201, state, why);
            if kind == "purchase" {
                assert_eq!((&told["amount"], &told["currency"]), (&json!(4900), &json!("USD")));
            }
        }
    }
}

#[test]
fn the_same_event_again_is_known_for_ever_and_learns_new_names() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let purchase = json!({
        "type": "purchase", "id": "in_1Qx", "also": ["ch_3Qx", "order-1001"], "participant": "u_42", "amount": 4900,
        "currency": "USD", "metadata": { "plan": "pro" }
    });
    let first = ended(&host.tells(&purchase), 201, "counted", "referred");
    site.clock.advance(400 * 24 * 3600);
    let again = ended(&host.tells(&purchase), 200, "counted", "referred");
    assert_eq!((&again["id"], &again["replayed"]), (&first["id"], &json!(true)));
    // The app tells the same payment by its order, without what it does not know, and with a name more.
    let by_order = json!({
        "type": "purchase", "id": "order-1001", "also": ["pi_9"], "participant": "prt_2", "amount": 4900,
        "currency": "usd", "metadata": { "other": true }, "occurred_at": "2027-01-01T00:00:00Z"
    });
    let again = ended(&host.tells(&by_order), 200, "counted", "referred");
    assert_eq!(again["id"], first["id"]);
    assert_eq!(again["metadata"], json!({ "plan": "pro" }), "the first value is kept");
    assert_eq!(again["occurred_at"], first["occurred_at"]);
    let by_intent =
        json!({ "type": "purchase", "id": "pi_9", "participant": "u_42", "amount": 4900, "currency": "USD" });
    assert_eq!(host.tells(&by_intent).is(200).json()["id"], first["id"]);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM events WHERE type = 'purchase'"), 1);
    // The same name of another type is another event.
    let trial = json!({ "type": "trial", "id": "in_1Qx", "participant": "u_42" });
    assert_ne!(host.tells(&trial).is(201).json()["id"], first["id"]);
}

#[test]
fn another_content_under_a_known_name_is_a_conflict_that_names_the_fields() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.brings("u_43");
    let first = host.buys("p-1", "u_42", 4900).is(201).json();
    let told = |field: &str, value: Value| {
        let mut event = json!({ "type": "purchase", "id": "p-1", "participant": "u_42", "amount": 4900, "currency": "USD" });
        event[field] = value;
        host.tells(&event)
    };
    let before = site.dump();
    for (field, value) in [
        ("amount", json!(4901)),
        ("currency", json!("EUR")),
        ("participant", json!("u_43")),
        ("participant", json!("u_unknown")),
    ] {
        let conflict = problem(&told(field, value), 409, "event_conflict");
        assert_eq!(conflict["errors"][0]["field"], field);
        assert_eq!(conflict["known"], format!("/api/v1/events/{}", first["id"].as_str().expect("an id")));
    }
    told("metadata", json!({ "note": "not compared" })).is(200);
    told("occurred_at", json!("2026-01-01T00:00:00Z")).is(200);
    assert_eq!(site.dump(), before);
    let signup = |code: &str| host.signs_up("u_42", code);
    signup(&code.to_lowercase()).is(200);
    assert_eq!(problem(&signup("other-code"), 409, "event_conflict")["errors"][0]["field"], "code");
    let custom =
        |name: &str| host.tells(&json!({ "type": "custom", "id": "x", "participant": "u_42", "name": name }));
    custom("lesson").is(201);
    assert_eq!(problem(&custom("tip"), 409, "event_conflict")["errors"][0]["field"], "name");
}

#[test]
fn a_name_that_joins_two_purchases_makes_the_later_a_duplicate_and_moves_its_refunds() {
    let site = Site::new();
    let host = host(&site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    let first = host.buys("order-1", "u_42", 1000).is(201).json();
    let second = host.buys("in_1", "u_42", 1000).is(201).json();
    host.tells(&json!({ "type": "refund", "id": "re_1", "of": "in_1", "amount": 300 })).is(201);
    let both = json!({
        "type": "purchase", "id": "in_1", "also": ["order-1"], "participant": "u_42", "amount": 1000, "currency": "USD"
    });
    let joined = host.tells(&both).is(200).json();
    assert_eq!((&joined["id"], &joined["refunded"]), (&first["id"], &json!(300)));
    let later = host.gets(&format!("/api/v1/events/{}", second["id"].as_str().expect("an id"))).json();
    assert_eq!((&later["state"], &later["why"]), (&json!("refused"), &json!("duplicate")));
    assert_eq!(later["refunded"], 0);
    let refund = host.gets("/api/v1/events?name=re_1").json();
    assert_eq!((&refund["items"][0]["of"], &refund["items"][0]["state"]), (&first["id"], &json!("counted")));
    assert_eq!(host.buys("in_1", "u_42", 1000).is(200).json()["id"], first["id"]);
}

#[test]
fn a_signup_that_is_not_confirmed_yet_is_no_damage_to_the_file() {
    let site = Site::on_disk();
    let host = host(&site);
    let code = host.brings("u_7");
    let signup = json!({"type": "signup", "id": "s", "participant": "u_8", "code": code, "confirmed": false});
    host.tells(&signup).is(201);
    let report = referral::store::files::integrity::report_of(&site.file(), &|_| ()).expect("a report");
    assert_eq!(report.findings, []);
}
