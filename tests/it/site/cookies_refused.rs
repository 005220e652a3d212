//! A browser that keeps no cookie of this site is told so, instead of that its form is out of date.

use referral::web::routes::{Handler, ROUTES, Route, Side};

use super::harness::{Reply, Site};

/// Sends a form as a browser does that keeps no cookies.
fn sends(site: &Site, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut all = vec![("Content-Type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    site.answers("POST", path, &all, b"csrf_token=AAAA&email=anna%40example.com")
}

fn public_forms() -> impl Iterator<Item = String> {
    // A form of another site has neither cookie nor token.
    let own = |route: &&Route| !matches!(route.handler, Handler::Foreign(_));
    let forms = ROUTES.iter().filter(|route| route.method == "POST" && route.side == Side::Page).filter(own);
    // The link to unsubscribe is a mail program's too: it needs no cookie.
    let others = ["/profile", "/admin", "/logout", "/unsubscribe"];
    let paths = forms.filter(move |route| !others.iter().any(|p| route.path.starts_with(p)));
    paths.map(|route| route.path.replace("{token}", "x"))
}

#[test]
fn a_form_of_a_browser_without_cookies_says_that_cookies_are_needed() {
    let site = Site::new();
    let mut tried = 0;
    for path in public_forms() {
        sends(&site, &path, &[]).is(403).says_key("failure-no-cookies");
        sends(&site, &path, &[("Origin", "http://127.0.0.1:8080")]).is(403).says_key("failure-no-cookies");
        // One with cookies has an old form.
        sends(&site, &path, &[("Cookie", "csrf=AAAAAAAAAAAAAAAAAAAAAA")]).is(403).says_key("failure-forged");
        tried += 1;
    }
    assert!(tried > 7, "{tried}");
}

#[test]
fn a_form_sent_over_http_to_a_site_on_https_is_told_the_right_address_and_the_operator_once() {
    let site = Site::with(|config| {
        config.server.public_url = "https://ref.example.org".into();
        config.server.trusted_proxies = vec!["127.0.0.1/32".parse().expect("a network")];
    });
    let host = ("Host", "ref.example.org");
    let warnings = || site.journal.lines().iter().filter(|line| line.level == log::Level::Warn).count();
    sends(&site, "/login", &[host]).is(403).says_key("failure-no-cookies");
    sends(&site, "/login", &[host, ("Origin", "https://ref.example.org")])
        .is(403)
        .says_key("failure-no-cookies");
    assert_eq!(warnings(), 0);
    for plain in [
        ("Origin", "http://ref.example.org"),
        ("Referer", "http://ref.example.org/register?x=1"),
        ("X-Forwarded-Proto", "http"),
    ] {
        for path in public_forms() {
            let reply = sends(&site, &path, &[host, plain]);
            reply.is(403).says_key("failure-needs-https");
            reply.says(&format!("href=\"https://ref.example.org{path}\""));
        }
    }
    assert_eq!(warnings(), 1, "{:?}", site.journal.lines().last());
}
