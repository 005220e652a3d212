//! Endpoints by the API.

use serde_json::{Value, json};

use super::{Receiver, adds, deliveries, delivers, path, site};
use crate::programs::{Host, host, problem};
use crate::site::harness::Site;

#[test]
fn the_secret_is_in_the_answers_that_make_one_alone() {
    let site = site();
    let host = host(&site);
    let made = adds(&host, "https://example.com/hook", &["*"]);
    let secret = made["secret"].as_str().expect("a secret");
    assert!(secret.starts_with("whsec_") && secret.len() == 6 + 44, "{secret}");
    assert_eq!((&made["types"], &made["format"]), (&json!(["*"]), &json!("standard")));
    let shown = host.gets(&path(&made, "")).is(200).json();
    assert_eq!(shown["secret"], Value::Null);
    let rotated = host.posts(&path(&made, "/rotate"), &json!({})).is(200).json();
    assert_ne!(rotated["secret"], made["secret"]);
    assert!(rotated["old_secret_until"].is_string());
    let list = host.gets("/api/v1/webhooks").is(200).json();
    assert_eq!(
        (list["items"].as_array().map(Vec::len), &list["items"][0]["secret"]),
        (Some(1), &Value::Null)
    );
    host.calls("DELETE", &path(&made, ""), &json!({})).is(204);
    host.gets(&path(&made, "")).is(404);
}

#[test]
fn what_is_no_endpoint_is_refused_with_its_field() {
    let site = Site::new();
    let host = host(&site);
    let wrong = |body: Value, field: &str, code: &str| {
        let problem = problem(&host.posts("/api/v1/webhooks", &body), 422, code);
        assert_eq!(problem["errors"][0]["field"].as_str(), Some(field), "{problem}");
    };
    for (url, code) in [
        ("http://example.com/", "https_required"),
        ("https://127.0.0.1/", "address_refused"),
        ("https://169.254.169.254/latest", "address_refused"),
        ("https://[::ffff:10.0.0.1]/", "address_refused"),
        ("https://localhost:8080/", "address_refused"),
        ("mailto:anna@example.com", "not_a_web_address"),
    ] {
        wrong(json!({ "url": url }), "url", code);
    }
    wrong(json!({}), "url", "required");
    let url = "https://example.com/";
    wrong(json!({ "url": url, "types": ["reward.eaten"] }), "types", "not_a_choice");
    wrong(json!({ "url": url, "types": [] }), "types", "not_a_choice");
    wrong(json!({ "url": url, "types": "*" }), "types", "not_a_list");
    wrong(json!({ "url": url, "format": "fax" }), "format", "not_a_choice");
    wrong(json!({ "url": url, "format": "telegram" }), "chat_id", "required");
    wrong(json!({ "url": url, "secret": "mine" }), "secret", "field_unknown");
    let made = adds(&host, url, &["ping"]);
    let patch = |body: Value| host.calls("PATCH", &path(&made, ""), &body);
    problem(&patch(json!({ "url": "https://10.0.0.1/" })), 422, "address_refused");
    problem(&patch(json!({ "disabled_at": "2026-01-01T00:00:00Z" })), 422, "not_a_choice");
    let changed = patch(json!({ "types": ["reward.created"], "disabled_at": null })).is(200).json();
    assert_eq!((&changed["types"], &changed["url"]), (&json!(["reward.created"]), &json!(url)));
    problem(&host.posts(&path(&made, "/replay"), &json!({ "state": "eaten" })), 422, "not_a_choice");
    for missing in ["whk_99", "99", "whk_x"] {
        problem(&host.gets(&format!("/api/v1/webhooks/{missing}")), 404, "not_found");
        problem(&host.posts(&format!("/api/v1/webhooks/{missing}/ping"), &json!({})), 404, "not_found");
    }
}

#[test]
fn an_installation_has_a_hundred_endpoints_at_most() {
    let site = site();
    let host = host(&site);
    adds(&host, "https://example.com/", &["ping"]);
    site.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
         INSERT INTO webhooks (url, types, format, lang, secret, created_at)
         SELECT 'https://example.com/' || i, 'ping', 'standard', 'en', zeroblob(32), 0 FROM n",
    );
    problem(
        &host.posts("/api/v1/webhooks", &json!({ "url": "https://example.com/101" })),
        409,
        "state_forbids",
    );
}

#[test]
fn a_ping_shows_whether_the_endpoint_answers() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(204);
    let made = adds(&host, &receiver.url(), &["reward.created"]);
    host.posts(&path(&made, "/ping"), &json!({})).is(202);
    host.brings("u_1");
    assert_eq!(delivers(&site), 1, "nothing but what it wants");
    let [request] = receiver.received().try_into().expect("one request");
    assert_eq!((request.target.as_str(), request.json()["type"].as_str()), ("/hook?a=1", Some("ping")));
    assert_eq!(request.header("content-type"), "application/json");
    let [delivery] = deliveries(&host, &made).try_into().expect("one delivery");
    assert_eq!((&delivery["state"], &delivery["attempts"][0]["status"]), (&json!("delivered"), &json!(204)));
    assert_eq!(delivery["id"].as_str(), Some(request.header("webhook-id")));
}

#[test]
fn what_a_key_does_to_webhooks_is_in_the_audit_log_of_its_admin() {
    let site = site();
    site.member("Ada", "ada@example.com");
    site.member("Ben", "ben@example.com");
    site.execute("UPDATE users SET is_admin = 1");
    let host = host(&site);
    // The key is Ben's.
    site.execute(
        "INSERT INTO audit (user_id, at, what, actor, device, object)
         SELECT id, 0, 'audit-key-made', 'operator', '', 'key #1' FROM users WHERE email = 'ben@example.com'",
    );
    let made = adds(&host, "https://example.com/hook", &["*"]);
    host.calls("PATCH", &path(&made, ""), &json!({ "types": ["ping"] })).is(200);
    host.posts(&path(&made, "/rotate"), &json!({})).is(200);
    host.calls("DELETE", &path(&made, ""), &json!({})).is(204);
    let told = "SELECT group_concat(what || ' ' || device, ', ') FROM (SELECT a.* FROM audit a
         JOIN users u ON u.id = a.user_id WHERE u.email = 'ben@example.com' AND a.actor = 'program' ORDER BY a.id)";
    assert_eq!(
        site.value::<String>(told),
        "audit-webhook-added key #1, webhook #1, audit-webhook-changed key #1, webhook #1, \
         audit-webhook-rotated key #1, webhook #1, audit-webhook-deleted key #1, webhook #1"
    );
    // Of a key that no admin made it is in the log of the first one.
    site.execute("DELETE FROM audit");
    adds(&host, "https://example.com/hook", &["*"]);
    assert_eq!(site.value::<i64>("SELECT user_id FROM audit WHERE actor = 'program'"), 1);
}
