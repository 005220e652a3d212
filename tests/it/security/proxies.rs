//! What a proxy says of its visitors, and what the log says of a proxy that was set up wrongly.

use std::net::IpAddr;

use referral::config::Config;
use serde_json::json;

use crate::site::harness::{Reply, Site};

/// A site with limits behind a proxy on the same machine.
fn behind_proxy() -> Site {
    limited_with(|config| config.server.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")])
}

fn limited_with(change: impl FnOnce(&mut Config)) -> Site {
    Site::with(|config| {
        config.limits.enabled = true;
        change(config);
    })
}

fn signs_in(site: &Site, headers: &[(&str, &str)], number: usize) -> Reply {
    let body = json!({ "email": format!("a{number}@example.com"), "password": "wrong horse" }).to_string();
    let headers = [&[("Content-Type", "application/json")], headers].concat();
    site.answers_to(IpAddr::from([127, 0, 0, 1]), "POST", "/api/v1/login", &headers, body.as_bytes())
}

/// Lines of the log about the proxy.
fn warnings(site: &Site) -> Vec<String> {
    let about_it = site.journal.lines().into_iter().filter(|line| line.text.starts_with("proxy: "));
    about_it.map(|line| line.text).collect()
}

/// Every form of a node in RFC 7239 6: with a port, brackets, quotation marks.
#[test]
fn a_forwarded_address_is_read_with_port_brackets_and_quotation_marks() {
    let mut forms = Vec::new();
    for (visitor, bare) in [
        ("203.0.113.7", vec!["203.0.113.7", "203.0.113.7:0", "203.0.113.7:40001", "203.0.113.7:65535"]),
        ("2001:db8::7", vec!["2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:443"]),
        ("203.0.113.7", vec!["::ffff:203.0.113.7", "[::ffff:203.0.113.7]", "[::ffff:203.0.113.7]:443"]),
    ] {
        for form in bare {
            forms.extend([form.to_owned(), format!("\"{form}\"")].map(|form| (form, visitor)));
        }
    }
    let mut misread = Vec::new();
    for (form, visitor) in forms {
        for hops in [form.clone(), format!("192.0.2.66, {form}"), format!("{form},\t\"127.0.0.1:80\"")] {
            let site = behind_proxy();
            signs_in(&site, &[("X-Forwarded-For", &hops)], 1).is(401);
            let line = site.journal.lines().into_iter().find(|line| line.target == "auth").expect("a line");
            if line.text != format!("sign-in failed client={visitor}") {
                misread.push((hops, line.text));
            }
        }
    }
    assert_eq!(misread, []);
}

#[test]
fn a_trusted_proxy_that_names_no_visitor_is_limited_and_the_log_says_so_once() {
    let unreadable =
        ["unknown", "_hidden", "203.0.113.7:99999", "203.0.113.7 x", "[203.0.113.7]", "\"203.0.113.7"];
    for (forwarded, lines) in unreadable.map(|header| (header, 1)).into_iter().chain([("", 0)]) {
        let site = behind_proxy();
        for number in 0..50 {
            signs_in(&site, &[("X-Forwarded-For", forwarded)], number).is(401);
        }
        signs_in(&site, &[("X-Forwarded-For", forwarded)], 50).is(429);
        assert_eq!(warnings(&site).len(), lines, "{forwarded:?}");
    }
}
