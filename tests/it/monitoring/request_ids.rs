//! What a request is called: where a visitor reads it, where the operator does, and who may choose it.

use referral::config::Config;

use crate::site::harness::{Reply, Site};

const PROXY: &str = "198.51.100.7";

fn behind_a_proxy(config: &mut Config) {
    config.server.trusted_proxies = vec![PROXY.parse::<std::net::IpAddr>().expect("an address").into()];
}

fn asks(site: &Site, peer: &str, path: &str, id: &str) -> Reply {
    site.answers_to(peer.parse().expect("an address"), "GET", path, &[("X-Request-Id", id)], b"")
}

/// The name of the last request in the log.
fn logged(site: &Site) -> String {
    let line = site.journal.lines().pop().expect("a line").text;
    let (_, rest) = line.split_once(" id=").unwrap_or_else(|| panic!("no id in {line}"));
    rest.split(' ').next().expect("an id").to_owned()
}

#[test]
fn a_failure_shows_the_visitor_the_name_that_the_log_gives_it() {
    let site = Site::new();
    site.execute("ALTER TABLE counts RENAME TO elsewhere; ALTER TABLE users RENAME TO nowhere");
    let reply = site.visitor().opens("/");
    let id = reply.is(500).header("X-Request-Id").expect("a name").to_owned();
    assert!(id.len() == 12 && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{id}");
    reply.says_with("failure-number", &[("id", id.as_str().into())]);
    let [line] = &site.journal.errors()[..] else { panic!("one line") };
    assert!(line.contains(&format!(" id={id} ")) && line.contains("no such table"), "{line}");
    assert_eq!(logged(&site), id, "the line about the request says the same");

    let mut english = site.visitor();
    english.speaks = Some("en");
    let other = english.opens("/");
    let name = other.is(500).header("X-Request-Id").expect("a name");
    other.says_with("failure-number", &[("id", name.into())]);
    assert_ne!(name, id, "every request has its own");
    site.journal.errors();

    let body =
        serde_json::json!({ "firstname": "Anna", "email": "anna@example.com", "password": "correct horse" });
    let reply = site.program().posts("/api/v1/register", &body);
    assert_eq!(reply.is(500).json()["request_id"].as_str(), reply.header("X-Request-Id"));
    site.journal.errors();
    site.execute("ALTER TABLE elsewhere RENAME TO counts; ALTER TABLE nowhere RENAME TO users");
}

#[test]
fn a_page_without_its_database_still_shows_the_name() {
    let site = Site::on_disk();
    std::fs::remove_file(site.file()).expect("the file");
    let mut visitor = site.visitor();
    visitor.forges_cookie("user_token", &"A".repeat(43));
    let reply = visitor.opens("/profile");
    let id = reply.is(503).header("X-Request-Id").expect("a name");
    reply.says(id);
    site.journal.errors();
}

#[test]
fn a_successful_answer_carries_no_request_id() {
    let site = Site::new();
    for path in ["/", "/login", "/no/such/page", "/api/v1/me"] {
        assert_eq!(site.visitor().opens(path).header("X-Request-Id"), None, "{path}");
    }
    let problem = site.program().gets("/api/v1/me").is(401).json();
    assert_eq!(problem.get("request_id"), None);
}

#[test]
fn a_trusted_proxy_names_its_requests_and_gets_the_name_back() {
    let site = Site::with(behind_a_proxy);
    for id in ["7f1c9a3e5b", "0190d2c4-7d5e-7cc0-8f5a-3a1d2b4c5e6f", "a.b_c-D", &"x".repeat(64)] {
        assert_eq!(asks(&site, PROXY, "/login", id).is(200).header("X-Request-Id"), Some(id));
        assert_eq!(logged(&site), id);
    }
}

#[test]
fn only_a_trusted_proxy_chooses_a_request_id() {
    let site = Site::with(behind_a_proxy);
    assert_eq!(asks(&site, "203.0.113.9", "/login", "chosen").is(200).header("X-Request-Id"), None);
    assert_ne!(logged(&site), "chosen");
    for id in ["", "anna@example.com", "a b", "a\"b", "a\nERROR", "имя", "<b>", &"x".repeat(65)] {
        assert_eq!(asks(&site, PROXY, "/login", id).is(200).header("X-Request-Id"), None, "{id:?}");
        assert_ne!(logged(&site), id);
    }
}
