//! What messages say, and that they are written with their cause.

use referral::crypto::webhook_signature::{secret_from_text, sign};
use referral::domain::program::rule_json;
use referral::domain::timestamp::{DAY, HOUR};
use referral::store::rules;
use serde_json::{Value, json};

use super::{Receiver, adds, deliveries, delivers, path, site};
use crate::programs::{Host, host, problem};
use crate::site::harness::{NOON, Site};

/// Types of the messages to an endpoint, oldest first.
fn types(site: &Site) -> Vec<String> {
    site.db(|conn| {
        let mut statement = conn.prepare("SELECT type FROM webhook_deliveries ORDER BY id").expect("a table");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    })
}

#[test]
fn each_change_has_its_message_with_people_by_id_alone() {
    let site = site();
    let host = host(&site);
    adds(&host, "http://127.0.0.1:9/", &["*"]);
    let rule = json!({ "name": "tenth", "when": { "type": "purchase" }, "who": "referrer", "pay": { "percent_bp": 1000 } });
    let rule = rule_json::parse(&rule).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, NOON)).expect("it is posted");
    host.calls(
        "PUT",
        "/api/v1/participants/anna",
        &json!({ "email": "anna@example.com", "name": "Anna Annason" }),
    )
    .is(201);
    let code = host.gets("/api/v1/participants/anna").json()["code"].as_str().expect("a code").to_owned();
    host.signs_up("boris", &code).is(201);
    host.buys("order-1", "boris", 1000).is(201);
    host.tells(&json!({ "type": "refund", "id": "re", "of": "order-1", "amount": 500 })).is(201);
    host.tells(&json!({ "type": "signup", "id": "s", "participant": "vera", "code": "NO-SUCH-CODE" }))
        .is(201);
    host.tells(&json!({ "type": "signup", "id": "t", "participant": "gleb" })).is(201);
    host.posts("/api/v1/participants/boris/referrer/reject", &json!({ "reason": "One person." })).is(200);
    host.posts("/api/v1/participants/boris/referrer/restore", &json!({ "reason": "Two people." })).is(200);
    host.calls("DELETE", "/api/v1/participants/boris", &json!({})).is(204);
    assert_eq!(
        types(&site),
        [
            "participant.created", // Anna
            "participant.created",
            "referral.registered",
            "referral.confirmed",
            "reward.created",
            "reward.reversed",
            "participant.created", // Vera
            "event.unattributed",
            "participant.created", // Gleb, whom nobody referred: no news
            "referral.rejected",
            "reward.voided",
            "referral.confirmed",
            "reward.released",
            "participant.erased",
        ]
    );
    let bodies: Vec<Option<String>> = site.db(|conn| {
        let mut statement = conn.prepare("SELECT body FROM webhook_deliveries ORDER BY id").expect("a table");
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
    });
    let kept: Vec<Value> =
        bodies.iter().flatten().map(|body| serde_json::from_str(body).expect("JSON")).collect();
    for body in bodies.iter().flatten() {
        assert!(!body.contains("example.com") && !body.contains("Anna"), "{body}");
    }
    let created = &kept[0];
    assert_eq!(created["type"], "participant.created");
    assert_eq!((&created["data"]["id"], &created["data"]["external_id"]), (&json!("prt_1"), &json!("anna")));
    let reward =
        kept.iter().find(|body| body["type"] == "reward.reversed").expect("it names the referrer alone");
    assert_eq!(
        (&reward["data"]["to"], &reward["data"]["amount"], &reward["data"]["reversed"]),
        (&json!("anna"), &json!(100), &json!(50))
    );
    let versions: Vec<i64> =
        kept.iter().map(|body| body["data"]["version"].as_i64().expect("a number")).collect();
    assert!(versions.is_sorted() && versions[0] > 0, "{versions:?}");
    // What named the erased one alone is gone, but that they are erased.
    let erased = kept.last().expect("a message");
    assert_eq!(
        (&erased["type"], &erased["data"]["external_id"]),
        (&json!("participant.erased"), &json!("boris"))
    );
    assert!(!bodies[..bodies.len() - 1].iter().flatten().any(|body| body.contains("boris")));
}

#[test]
fn a_change_that_is_rolled_back_has_no_message() {
    let site = site();
    let host = host(&site);
    adds(&host, "http://127.0.0.1:9/", &["*"]);
    let batch = json!({ "events": [
        { "type": "signup", "id": "a", "participant": "u_1" },
        { "type": "purchase", "id": "b", "participant": "u_1", "amount": "5", "currency": "USD" },
    ] });
    host.posts("/api/v1/events", &batch).is(200);
    assert_eq!(types(&site), ["participant.created"]);
    let taken = json!({ "code": "TAKEN-CODE" });
    host.calls("PUT", "/api/v1/participants/u_2", &taken).is(201);
    problem(&host.calls("PUT", "/api/v1/participants/u_3", &taken), 409, "code_taken");
    assert_eq!(types(&site), ["participant.created"; 2]);
}

#[test]
fn a_message_is_signed_and_for_a_day_after_a_rotation_by_both_secrets() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(200);
    let made = adds(&host, &receiver.url(), &["participant.created"]);
    let secret = |of: &Value| secret_from_text(of["secret"].as_str().expect("a secret")).expect("base64");
    let expected = |secrets: &[Vec<u8>], number: usize| {
        let request = receiver.received()[number].clone();
        let at: i64 = request.header("webhook-timestamp").parse().expect("seconds");
        let sign = |secret: &Vec<u8>| sign(secret, request.header("webhook-id"), at, &request.body);
        assert_eq!(
            request.header("webhook-signature"),
            secrets.iter().map(sign).collect::<Vec<_>>().join(" ")
        );
        assert_eq!(at, site.clock.now().0);
    };
    host.brings("u_1");
    delivers(&site);
    expected(&[secret(&made)], 0);
    let rotated = host.posts(&path(&made, "/rotate"), &json!({})).is(200).json();
    host.brings("u_2");
    delivers(&site);
    expected(&[secret(&rotated), secret(&made)], 1);
    site.clock.advance(DAY);
    host.brings("u_3");
    delivers(&site);
    expected(&[secret(&rotated)], 2);
}

#[test]
fn a_chat_gets_one_sentence_and_its_address_is_shown_as_the_host_alone() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(200);
    let shown = format!("127.0.0.1:{}", receiver.port);
    for (format, field) in [("slack", "text"), ("discord", "content"), ("telegram", "text")] {
        let asked = json!({ "url": receiver.url(), "format": format, "types": ["participant.created"], "chat_id": "-42" });
        let made = host.posts("/api/v1/webhooks", &asked).is(201).json();
        assert_eq!(made["url"].as_str(), Some(&*shown));
        host.brings(&format!("u_{format}"));
        delivers(&site);
        let request = receiver.received().pop().expect("a request");
        let said = request.json()[field].as_str().expect("a sentence").to_owned();
        assert!(said.contains(&format!("u_{format}")), "{said}");
        assert_eq!(request.json().get("chat_id").is_some(), format == "telegram");
        assert!(!request.headers.contains_key("webhook-signature"));
        host.calls("DELETE", &path(&made, ""), &json!({})).is(204);
    }
}

#[test]
fn deliveries_are_kept_for_thirty_days() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(200);
    let made = adds(&host, &receiver.url(), &["*"]);
    host.brings("u_1");
    delivers(&site);
    let purge = || site.app.db.write(|tx| referral::background::purge::purge_expired(tx, site.clock.now()));
    site.clock.advance(30 * DAY);
    purge().expect("a purge");
    assert_eq!(deliveries(&host, &made).len(), 1);
    site.clock.advance(HOUR);
    purge().expect("a purge");
    assert_eq!(deliveries(&host, &made).len(), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM webhook_attempts"), 0);
}
