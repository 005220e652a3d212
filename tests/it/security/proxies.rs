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

/// Limits by network count no request of this machine, so a proxy that no setting names turns them off.
#[test]
fn a_proxy_that_no_setting_names_is_one_line_of_the_log() {
    for header in ["X-Forwarded-For", "Forwarded", "X-Real-IP"] {
        let site = limited_with(|_| {});
        signs_in(&site, &[], 0).is(401);
        assert_eq!(warnings(&site), [""; 0], "a visitor without a proxy");
        for number in 1..3 {
            signs_in(&site, &[(header, "203.0.113.7")], number).is(401);
        }
        let said = warnings(&site);
        assert_eq!(said.len(), 1, "{header}: {said:?}");
        assert!(said[0].contains("server.trusted_proxies"), "{said:?}");
    }
    let named = behind_proxy();
    signs_in(&named, &[("X-Forwarded-For", "203.0.113.7")], 1).is(401);
    assert_eq!(warnings(&named), [""; 0], "a proxy that the setting names");
    let unlimited = Site::new();
    signs_in(&unlimited, &[("X-Forwarded-For", "203.0.113.7")], 1).is(401);
    assert_eq!(warnings(&unlimited), [""; 0], "without limits there is nothing to lose");
    let site = limited_with(|_| {});
    let stranger = IpAddr::from([198, 51, 100, 7]);
    let forged = [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https")];
    site.answers_to(stranger, "GET", "/login", &forged, b"").is(200);
    assert_eq!(warnings(&site), [""; 0], "a stranger writes no warning");
}

#[test]
fn https_at_the_proxy_under_an_http_address_is_one_line_of_the_log() {
    let saying = [
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Proto", "HTTPS, http"),
        ("X-Forwarded-Ssl", "on"),
        ("Front-End-Https", "on"),
        ("Forwarded", "for=203.0.113.7;proto=https;by=203.0.113.43"),
        ("Forwarded", "for=203.0.113.7; Proto=\"https\""),
    ];
    for header in saying {
        let site = behind_proxy();
        for path in ["/login", "/register"] {
            site.answers("GET", path, &[header], b"").is(200);
        }
        let said = warnings(&site);
        assert_eq!(said.len(), 1, "{header:?}: {said:?}");
        assert!(said[0].contains("server.public_url"), "{said:?}");
    }
    for header in
        [("X-Forwarded-Proto", "http"), ("X-Forwarded-Ssl", "off"), ("Forwarded", "for=a;proto=http")]
    {
        let site = behind_proxy();
        site.answers("GET", "/login", &[header], b"").is(200);
        assert_eq!(warnings(&site), [""; 0], "{header:?}");
    }
    let right = limited_with(|config| {
        config.server.trusted_proxies = vec!["127.0.0.1/32".parse().expect("a network")];
        config.server.public_url = "https://referral.example.org".into();
    });
    right.answers("GET", "/login", &[("X-Forwarded-Proto", "https")], b"").is(200);
    assert_eq!(warnings(&right), [""; 0]);
}
