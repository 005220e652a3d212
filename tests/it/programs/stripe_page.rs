//! The admin's page about Stripe: a checklist that ticks itself, what never came, and contradictions.

use referral::actions::program::stripe::READ_TYPES;
use serde_json::json;

use super::stripe::{SECRET, message, sends};
use super::webhooks::{Receiver, adds, delivers, path};
use super::{Host, host};
use crate::site::harness::{NOON, Reply, Site};

fn count(page: &Reply, part: &str) -> usize {
    page.text().matches(part).count()
}

#[test]
fn a_checklist_ticks_itself_and_tells_what_of_stripe_never_came() {
    let site = Site::with(|config| {
        config.stripe.signing_secret = SECRET.to_owned();
        config.webhooks.allow_private = true;
    });
    let app = host(&site);
    let mut ada = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'ada@example.com'");
    let mut shows = |open: usize, never: usize| {
        let page = ada.opens("/admin/stripe");
        page.is(200).says("/hooks/stripe").keeps_quiet_of_key("stripe-off");
        assert_eq!(count(&page, "class=\"next\""), open, "steps that are open: {}", page.text());
        assert_eq!(count(&page, "pill waiting"), never, "types that never came: {}", page.text());
        page
    };
    let code = app.brings("anna");
    shows(5, READ_TYPES.len()).says_key("stripe-contradictions-none");

    site.visitor().opens(&format!("/{code}"));
    site.flush_clicks();
    shows(4, READ_TYPES.len());
    app.signs_up("u_42", &code).is(201);
    shows(3, READ_TYPES.len());
    let invoice = |id: &str, amount: i64| {
        let object = json!({
            "id": "in_1", "customer": "u_42", "currency": "usd", "charge": "ch_1", "amount_paid": amount,
            "created": NOON.0
        });
        message(id, "invoice.paid", object)
    };
    sends(&site, &invoice("evt_1", 1000)).is(200);
    shows(2, READ_TYPES.len() - 1).keeps_quiet_of("evt_2");
    let refund = json!({
        "id": "ch_1", "amount": 1000, "amount_captured": 1000, "amount_refunded": 500, "currency": "usd",
        "created": NOON.0
    });
    sends(&site, &message("evt_3", "charge.refunded", refund)).is(200);
    shows(1, READ_TYPES.len() - 2);

    // A webhook that refuses did not answer as it should.
    let away = adds(&app, "http://127.0.0.1:9/", &["ping"]);
    app.posts(&path(&away, "/ping"), &json!({})).is(202);
    delivers(&site);
    shows(1, READ_TYPES.len() - 2);
    let receiver = Receiver::answering(204);
    let made = adds(&app, &receiver.url(), &["ping"]);
    app.posts(&path(&made, "/ping"), &json!({})).is(202);
    delivers(&site);
    shows(0, READ_TYPES.len() - 2);

    sends(&site, &invoice("evt_2", 1100)).is(200);
    shows(0, READ_TYPES.len() - 2)
        .says("evt_2")
        .says("another amount")
        .says_key("stripe-contradictions-lead");
}

#[test]
fn without_a_secret_the_page_tells_what_to_set() {
    let site = Site::new();
    let mut ada = site.member("Ada", "ada@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'ada@example.com'");
    ada.opens("/admin/stripe").is(200).says_key("stripe-off").says("[stripe] signing_secret");
}
