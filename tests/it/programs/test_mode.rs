//! What a test database has, and a live one does not: a clock that moves, emails by API, an end to it all.

use std::sync::Arc;

use referral::app::App;
use referral::app::clock::Clock;
use referral::background::RunningJobs;
use referral::config::Config;
use referral::store::test_database;
use referral::web::handler;
use rouille::Request;
use serde_json::{Value, json};

use super::{host, problem};
use crate::site::harness::{Reply, Site, start_jobs};

/// A server made for tests, with its jobs.
struct TestServer {
    app: Arc<App>,
    key: String,
    _jobs: RunningJobs,
}

impl TestServer {
    fn start() -> TestServer {
        let mut config = Config::default();
        config.database.path = ":memory:".into();
        config.accounts.scrypt_log_n = 1;
        config.limits.enabled = false;
        let mut app = App::open(config, Clock::moved(0)).expect("an app");
        app.db.write(test_database::mark).expect("a mark");
        app.is_test = true;
        let app = Arc::new(app);
        let key = referral::actions::test_mode::new_key(&app).expect("a database").expect("a key");
        let jobs = start_jobs(&app, &["email"]);
        TestServer { key: key.as_str().to_owned(), app, _jobs: jobs }
    }

    fn calls(&self, method: &str, path: &str, body: &Value) -> Reply {
        let headers = [
            ("Authorization", format!("Bearer {}", self.key)),
            ("Content-Type", "application/json".to_owned()),
            ("Host", "127.0.0.1:8080".to_owned()),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value)).to_vec();
        let request = Request::fake_http(method, path, headers, body.to_string().into_bytes());
        Reply::read(format!("{method} {path}"), handler::handle(&self.app, &request))
    }
}

#[test]
fn a_live_server_has_nothing_of_it() {
    let site = Site::new();
    let host = host(&site);
    for (method, path) in [("POST", "clock"), ("GET", "letters"), ("POST", "reset")] {
        let path = format!("/api/v1/test/{path}");
        for reply in [host.calls(method, &path, &json!({})), site.program().calls(method, &path, &json!({}))]
        {
            problem(&reply, 404, "not_found");
        }
        host.calls("DELETE", &path, &json!({})).is(404);
    }
}

#[test]
fn the_clock_moves_by_a_duration_and_what_fell_due_is_settled() {
    let server = TestServer::start();
    let purchase =
        json!({ "type": "purchase", "id": "p", "participant": "u_1", "amount": 5, "currency": "USD" });
    server.calls("POST", "/api/v1/events", &purchase).is(202);
    let before = server.app.clock.now();
    let moved = server.calls("POST", "/api/v1/test/clock", &json!({ "advance": "P31D" })).is(200).json();
    let elapsed = server.app.clock.now().since(before);
    assert!((31 * 86_400..31 * 86_400 + 60).contains(&elapsed), "{elapsed}");
    assert!(moved["now"].as_str().expect("a time").ends_with('Z'));
    let event = server.calls("GET", "/api/v1/events?name=p", &json!({})).json();
    assert_eq!(event["items"][0]["state"], "unattributed");
    let ahead = server.app.db.read(test_database::clock_ahead_seconds).expect("a setting");
    assert_eq!(ahead, 31 * 86_400, "kept for the next start");
    for (advance, code) in [
        ("31 days", "not_a_duration"),
        ("-P1D", "out_of_range"),
        ("P999Y", "out_of_range"),
        ("", "not_a_duration"),
    ] {
        problem(&server.calls("POST", "/api/v1/test/clock", &json!({ "advance": advance })), 422, code);
    }
}

#[test]
fn emails_are_read_by_the_api_and_everything_but_keys_is_deleted() {
    let server = TestServer::start();
    let anna =
        json!({ "firstname": "Anna", "email": "anna@example.com", "password": "correct horse battery" });
    server.calls("POST", "/api/v1/register", &anna).is(202);
    let letters = server.calls("GET", "/api/v1/test/letters", &json!({})).is(200).json();
    assert_eq!(letters["items"][0]["to"], "anna@example.com");
    assert!(letters["items"][0]["text"].as_str().expect("a text").contains("/activate/"));
    let signup = json!({ "type": "signup", "id": "s", "participant": "u_1" });
    server.calls("POST", "/api/v1/events", &signup).is(201);
    server.calls("POST", "/api/v1/test/reset", &json!({})).is(204);
    assert_eq!(server.calls("GET", "/api/v1/test/letters", &json!({})).json()["items"], json!([]));
    assert_eq!(server.calls("GET", "/api/v1/events", &json!({})).json()["items"], json!([]));
    let again = server.calls("POST", "/api/v1/events", &signup).is(201).json();
    assert_eq!((&again["id"], &again["replayed"]), (&json!("evt_1"), &json!(false)));
    // The ledger begins anew, and only grows again.
    let refused = server.app.db.with_raw_connection(|conn| conn.execute("DELETE FROM ledger", []));
    assert!(refused.is_err());
    let verified = server.app.db.read(referral::store::ledger::verify).expect("a ledger");
    assert!(matches!(verified, referral::store::ledger::VerifyOutcome::Consistent(_)), "{verified:?}");
}

#[test]
fn the_clock_ends_holds_before_it_answers_and_a_reset_deletes_rules_and_rewards() {
    let server = TestServer::start();
    let call = |method: &str, path: &str, body: Value| server.calls(method, path, &body);
    let post = |path: &str, body: Value| call("POST", path, body);
    for _ in 0..2 {
        let rule = json!({"name": "a", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}});
        post("/api/v1/rules", rule).is(201);
        let code = call("PUT", "/api/v1/participants/u_7", json!({})).is(201).json()["code"].clone();
        let signup = json!({"type": "signup", "id": "s", "participant": "u_42", "code": code});
        post("/api/v1/events", signup).is(201);
        let bought =
            json!({"type": "purchase", "id": "p", "participant": "u_42", "amount": 100, "currency": "USD"});
        post("/api/v1/events", bought).is(201);
        let balance = || call("GET", "/api/v1/participants/u_7", Value::Null).json()["balances"][0].clone();
        assert_eq!((&balance()["pending"], &balance()["due"]), (&json!(20), &json!(0)));
        post("/api/v1/test/clock", json!({"advance": "P31D"})).is(200);
        assert_eq!((&balance()["pending"], &balance()["due"]), (&json!(0), &json!(20)));
        post("/api/v1/payouts", json!({"unit": "USD"})).is(201);
        post("/api/v1/test/reset", json!({})).is(204);
    }
}
