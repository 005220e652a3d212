//! Stripe's webhook: any order and any repeats of what it tells end the same.

use referral::crypto::webhook_signature::mac_of;
use referral::domain::program::rule_json;
use referral::store::rules;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{Host, host, problem};
use crate::site::harness::{NOON, Reply, Site};

pub(super) const SECRET: &str = "whsec_of_stripe";

fn site() -> Site {
    Site::with(|config| config.stripe.signing_secret = SECRET.to_owned())
}

/// Sends a message, signed as Stripe signs it.
pub(super) fn sends(site: &Site, message: &Value) -> Reply {
    sends_signed(site, message, SECRET)
}

fn sends_signed(site: &Site, message: &Value, secret: &str) -> Reply {
    let (at, body) = (site.clock.now().0.to_string(), message.to_string());
    let mac = mac_of(secret.as_bytes(), &[&at, ".", &body]);
    let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
    let signature = format!("t={at},v1={hex}");
    let headers = [("Content-Type", "application/json"), ("Stripe-Signature", signature.as_str())];
    site.answers("POST", "/hooks/stripe", &headers, body.as_bytes())
}

pub(super) fn message(id: &str, kind: &str, object: Value) -> Value {
    json!({ "id": id, "object": "event", "type": kind, "livemode": true, "data": { "object": object } })
}

/// A subscription by Checkout, its invoice, and what was taken back of it.
fn course() -> Vec<Value> {
    let session = |status: &str| {
        json!({
            "id": "cs_1", "mode": "subscription", "payment_status": status, "customer": "cus_1", "invoice": "in_1",
            "client_reference_id": "u_42", "metadata": { "referral_code": "ANNA-CODE" }, "created": NOON.0 - 60,
            "amount_total": 1190, "currency": "usd"
        })
    };
    vec![
        message("evt_1", "checkout.session.completed", session("unpaid")),
        message("evt_2", "checkout.session.async_payment_succeeded", session("paid")),
        message(
            "evt_3",
            "invoice.paid",
            json!({
                "id": "in_1", "customer": "cus_1", "currency": "usd", "amount_paid": 1190, "total_excluding_tax": 1000,
                "status_transitions": { "paid_at": NOON.0 - 50 }
            }),
        ),
        message(
            "evt_4",
            "invoice_payment.paid",
            json!({
                "id": "inpay_1", "invoice": "in_1", "payment": { "type": "payment_intent", "payment_intent": "pi_1" }
            }),
        ),
        message(
            "evt_5",
            "charge.refunded",
            json!({
                "id": "ch_1", "payment_intent": "pi_1", "amount": 1190, "amount_captured": 1190, "amount_refunded": 595,
                "currency": "usd", "created": NOON.0 - 40
            }),
        ),
        message(
            "evt_6",
            "charge.dispute.created",
            json!({
                "id": "dp_1", "charge": "ch_1", "payment_intent": "pi_1", "amount": 238, "currency": "usd",
                "status": "needs_response", "created": NOON.0 - 30
            }),
        ),
        message(
            "evt_7",
            "charge.dispute.closed",
            json!({
                "id": "dp_1", "charge": "ch_1", "payment_intent": "pi_1", "amount": 238, "currency": "usd",
                "status": "lost", "created": NOON.0 - 30
            }),
        ),
    ]
}

/// What the course came to: events, rewards and balances.
fn end_of(order: &[Value]) -> Vec<Vec<Sql>> {
    let site = site();
    let rule = json!({
        "name": "tenth", "when": { "type": "purchase" }, "who": "referrer", "pay": { "percent_bp": 1000 },
        "from": "2025-01-01T00:00:00Z"
    });
    let rule = rule_json::parse(&rule).expect("a rule");
    site.app.db.write(|tx| rules::post(tx, &rule, NOON)).expect("it is posted");
    host(&site).calls("PUT", "/api/v1/participants/anna", &json!({ "code": "ANNA-CODE" })).is(201);
    for message in order {
        sends(&site, message).is(200);
    }
    let mut rows = Vec::new();
    for sql in [
        "SELECT e.type, e.state, e.why, e.amount, max(e.refunded_sum, e.refunded_most), e.dispute_lost,
             e.disputed_at IS NOT NULL, u.external_id, u.stripe_customer, e.occurred_at
         FROM events e JOIN users u ON u.id = e.participant_id WHERE e.type <> 'refund' ORDER BY e.type",
        "SELECT state, why, amount, reversed FROM rewards",
        "SELECT u.external_id, pending, due FROM balances b JOIN users u ON u.id = b.user_id",
        "SELECT state FROM attributions",
    ] {
        site.db(|conn| {
            let mut statement = conn.prepare(sql).expect("a query");
            let columns = statement.column_count();
            let found =
                statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).expect("rows");
            rows.extend(found.map(|row| row.expect("a row")));
        });
    }
    rows
}

#[test]
fn any_order_and_any_repeats_end_the_same() {
    let course = course();
    let expected = end_of(&course);
    // 1000 of which half was refunded, and a fifth was lost: 10 % of what is left.
    assert!(
        expected.contains(&vec![Sql::Text("anna".into()), Sql::Integer(30), Sql::Integer(0)]),
        "{expected:?}"
    );
    // By a seed, so that a failure comes again (Knuth's linear congruential generator).
    let mut seed: u64 = 42;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let reversed: Vec<Value> = course.iter().rev().cloned().collect();
    assert_eq!(end_of(&reversed), expected, "the other way round");
    for _ in 0..40 {
        let mut order: Vec<Value> = course.clone();
        for _ in 0..random(4) {
            order.push(course[random(course.len())].clone());
        }
        for place in (1..order.len()).rev() {
            order.swap(place, random(place + 1));
        }
        let types: Vec<&Value> = order.iter().map(|message| &message["type"]).collect();
        assert_eq!(end_of(&order), expected, "{types:?}");
    }
}

#[test]
fn a_message_is_taken_only_with_its_signature_and_where_a_secret_is_set() {
    let site = site();
    let message = &course()[0];
    problem(&sends_signed(&site, message, "whsec_another"), 401, "signature_invalid");
    let headers = [("Content-Type", "application/json")];
    problem(&site.answers("POST", "/hooks/stripe", &headers, b"{}"), 401, "signature_invalid");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM events"), 0);
    problem(&sends(&Site::new(), message), 404, "not_found");
}

#[test]
fn test_payments_count_in_a_test_database_alone_and_other_types_nowhere() {
    let site = site();
    let mut test = course()[0].clone();
    test["livemode"] = false.into();
    sends(&site, &test).is(200);
    sends(&site, &message("evt_9", "payment_intent.succeeded", json!({ "id": "pi_1" }))).is(200);
    sends(&site, &json!({ "nonsense": [] })).is(200);
    assert_eq!(
        site.value::<i64>("SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM stripe_types)"),
        0
    );
}

#[test]
fn a_guest_and_a_customer_come_by_a_code_alone_and_pay_once_with_the_app_reporting_it_too() {
    let site = site();
    let host = host(&site);
    host.calls("PUT", "/api/v1/participants/anna", &json!({ "code": "ANNA-CODE" })).is(201);
    let session = |id: &str, customer: Value, email: &str| {
        message(
            &format!("evt_{id}"),
            "checkout.session.completed",
            json!({
                "id": id, "mode": "payment", "payment_status": "paid", "customer": customer, "invoice": null,
                "payment_intent": format!("pi_{id}"), "client_reference_id": "rf_ANNA-CODE", "created": NOON.0,
                "customer_details": { "email": email }, "amount_total": 1190, "currency": "usd",
                "total_details": { "amount_tax": 190 }
            }),
        )
    };
    sends(&site, &session("cs_guest", Value::Null, "boris@example.com")).is(200);
    sends(&site, &session("cs_customer", json!("cus_7"), "vera@example.com")).is(200);
    let found = host.gets("/api/v1/participants?email=boris%40example.com").json();
    assert_eq!(found["items"][0]["referred_by"], "anna");
    assert_eq!(host.gets("/api/v1/participants/cus_7").json()["referred_by"], "anna");
    let paid = host.gets("/api/v1/events?type=purchase").json();
    assert_eq!(paid["items"].as_array().map(Vec::len), Some(2));
    assert_eq!((&paid["items"][0]["amount"], &paid["items"][0]["state"]), (&json!(1000), &json!("counted")));
    // The app tells the same payment under its own name.
    let again = json!({
        "type": "purchase", "id": "order-1", "also": ["pi_cs_customer"], "participant": "cus_7", "amount": 1000, "currency": "USD"
    });
    assert_eq!(host.tells(&again).is(200).json()["replayed"], true);
}

#[test]
fn a_contradiction_is_listed_and_the_first_message_stays() {
    let site = site();
    host(&site).brings("u_42");
    let invoice = |id: &str, paid: i64| {
        message(
            id,
            "invoice.paid",
            json!({ "id": "in_9", "customer": "cus_9", "currency": "isk", "amount_paid": paid, "created": NOON.0 }),
        )
    };
    sends(&site, &invoice("evt_1", 50_000)).is(200);
    sends(&site, &invoice("evt_2", 60_000)).is(200);
    sends(&site, &invoice("evt_2", 60_000)).is(200);
    assert_eq!(site.value::<i64>("SELECT amount FROM events"), 500, "Stripe counts ISK in hundredths");
    let listed = site.app.db.read(|conn| referral::store::stripe::contradictions(conn, 9)).expect("a list");
    let [listed] = listed.try_into().expect("once, however often it comes");
    assert_eq!((listed.event.as_str(), listed.r#type.as_str()), ("evt_2", "invoice.paid"));
    assert_eq!(listed.reason, "evt_1 was told with another amount");
    // An invoice of nothing is a trial.
    let mut trial = invoice("evt_3", 0);
    trial["data"]["object"]["id"] = "in_0".into();
    sends(&site, &trial).is(200);
    assert_eq!(site.value::<String>("SELECT type FROM events ORDER BY id DESC"), "trial");
}

#[test]
fn a_customer_told_before_the_participant_comes_is_theirs() {
    let site = site();
    let mut session = course()[1].clone();
    session["data"]["object"]["metadata"] = json!({});
    sends(&site, &session).is(200);
    sends(&site, &course()[2]).is(200);
    assert_eq!(
        site.value::<i64>("SELECT count(*) FROM users"),
        0,
        "an unknown id without a code makes nobody"
    );
    host(&site).brings("u_42");
    let state: String = site.value("SELECT state || ' ' || why FROM events WHERE type = 'purchase'");
    assert_eq!(state, "unattributed no_referrer");
    assert_eq!(site.value::<String>("SELECT stripe_customer FROM users"), "cus_1");
}
