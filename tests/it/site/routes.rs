//! Every route, with whatever anybody may send to it.

use std::sync::Arc;

use referral::web::handler::Site as Served;
use referral::web::routes::{self, Body, Handler, ROUTES, Side};
use referral::wire::{Application, Embedded};

use super::harness::{Reply, Site, Visitor};

const GARBAGE: [&str; 8] = [
    "x",
    "%00",
    "%ff",
    "%F0%9F%98%80",
    "..",
    "%2e%2e%2f",
    "99999999999999999999",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
];

#[test]
fn no_route_answers_garbage_with_an_internal_error() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let bodies: [(&str, &[u8]); 8] = [
        ("", b""),
        ("application/x-www-form-urlencoded", b"csrf_token=x&email=%00&password=\xf0\x9f\x98\x80"),
        ("application/x-www-form-urlencoded", b"\x00\xff%%%"),
        ("application/json", b"{\"email\":{\"a\":[1,2,{\"b\":null}]}}"),
        ("application/json", b"\xff\xfe{"),
        ("multipart/form-data", b"--\r\n\r\n"),
        ("text/html", b"<script>"),
        ("\x7f", b"x"),
    ];
    let token = anna.token("/csrf_token");
    for route in ROUTES {
        let garbage = if route.path.contains('{') { GARBAGE.as_slice() } else { &GARBAGE[..1] };
        for (garbage, (media_type, body)) in
            garbage.iter().flat_map(|garbage| bodies.map(|body| (garbage, body)))
        {
            let query = "?%ff=%&&=&lang=%00&code=%F0%9F%98%80&cursor=x&ref=%3Cscript%3E";
            let path = format!("{}{query}", with(route.path, garbage));
            let headers = [("Content-Type", media_type), ("X-CSRFToken", &token)];
            for mut visitor in [site.visitor(), anna.clone()] {
                let reply = visitor.sends(route.method, &path, &headers, body);
                assert!(reply.status < 500, "{}: {}", reply.asked, reply.text());
                assert!(!reply.body.windows(8).any(|part| part == b"<script>"), "{}", reply.asked);
            }
        }
        // The garbage may have signed her out.
        if !anna.is_signed_in() {
            anna.signs_in().is(303);
        }
    }
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users"), 1);
}

#[test]
fn a_wrong_method_is_answered_with_those_that_the_address_knows() {
    let site = Site::new();
    // A live server has none of the addresses of a test one.
    for route in ROUTES.iter().filter(|route| !route.path.starts_with("/api/v1/test/")) {
        let path = with(route.path, "99");
        let known: Vec<&str> = ROUTES.iter().filter(|r| r.path == route.path).map(|r| r.method).collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            if known.contains(&method) {
                continue;
            }
            let reply = site.visitor().sends(method, &path, &[], b"");
            let allow = reply.is(405).header("Allow").expect("which methods").to_owned();
            let mut allowed: Vec<&str> = allow.split(", ").collect();
            allowed.sort_unstable();
            let mut expected = known.clone();
            if known.contains(&"GET") {
                expected.push("HEAD");
            }
            expected.sort_unstable();
            assert_eq!(allowed, expected, "{method} {path}");
            let is_problem = reply.header("Content-Type") == Some("application/problem+json");
            assert_eq!(is_problem, route.side != Side::Page, "{method} {path}");
        }
    }
}

#[test]
fn head_is_answered_as_get_is() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for route in ROUTES.iter().filter(|route| route.method == "GET") {
        let path = match route.path {
            "/{code}" => format!("/{code}"),
            pattern => with(pattern, "1"),
        };
        for visitor in [site.visitor(), anna.clone()] {
            let asked = |method: &str| {
                let mut visitor: Visitor = visitor.clone();
                headers(&visitor.sends(
                    method,
                    &path,
                    &[("User-Agent", "TelegramBot (like TwitterBot)")],
                    b"",
                ))
            };
            assert_eq!(asked("HEAD"), asked("GET"), "{path}");
        }
    }
}

#[test]
fn embedded_files_are_kept_for_a_year_and_asked_for_by_their_content() {
    let site = Site::new();
    let home = site.visitor().opens("/");
    let (_, rest) = home.text().split_once("href=\"/assets/style-").expect("a stylesheet");
    let style = format!("/assets/style-{}", rest.split('"').next().expect("a name"));
    let file = site.visitor().opens(&style);
    assert_eq!(file.is(200).header("Cache-Control"), Some("public, max-age=31536000, immutable"));
    assert!(file.header("Content-Type").is_some_and(|kind| kind.starts_with("text/css")));
    let tag = file.header("ETag").expect("a tag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
        let reply = site.visitor().sends("GET", &style, &[("If-None-Match", &known)], b"");
        assert_eq!((reply.status, reply.body.len()), (304, 0), "{known}");
    }
    site.visitor().sends("GET", &style, &[("If-None-Match", "\"x\"")], b"").is(200);
    site.visitor().opens("/assets/style-0000000000000000.css").is(404);
    site.visitor().opens("/favicon.ico").is(200);
    assert!(site.visitor().opens("/robots.txt").is(200).text().starts_with("User-agent: *"));
}

/// A route's path with its braces filled.
fn with(pattern: &str, value: &str) -> String {
    let parts = pattern.split('/').map(|part| if part.starts_with('{') { value } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// The status and the headers, without what is drawn anew each time.
fn headers(reply: &Reply) -> Vec<String> {
    let shown = reply.headers.iter().map(|(name, value)| match name.as_str() {
        "Set-Cookie" => format!("{name}: {}", value.split('=').next().unwrap_or("")),
        _ => format!("{name}: {value}"),
    });
    [reply.status.to_string()].into_iter().chain(shown).collect()
}

/// GET routes that only read a few rows, or nothing.
const QUICK: [&str; 50] = [
    "/login/second-factor",
    "/profile/second-factor",
    "/profile/second-factor/app",
    "/profile/second-factor/recovery",
    "/not-me/{token}",
    "/r.js",
    "/embed",
    "/portal",
    "/.well-known/change-password",
    "/.well-known/security.txt",
    "/",
    "/register",
    "/activate",
    "/repeat_token",
    "/login",
    "/password/forgot",
    "/password/reset/{token}",
    "/profile",
    "/profile/referral",
    "/profile/referral/change",
    "/profile/account",
    "/profile/codes/{code}/share",
    "/profile/codes/{code}/qr",
    "/profile/password",
    "/profile/email",
    "/email/{token}",
    "/unsubscribe/{token}",
    "/profile/sessions",
    "/profile/delete",
    "/setup/{token}",
    "/csrf_token",
    "/api/v1/me",
    "/api/v1/codes",
    "/api/v1/codes.csv",
    "/api/v1/leaderboard.csv",
    "/api/v1/leaderboard",
    "/emails/{token}",
    "/healthz",
    "/readyz",
    "/assets/{file}",
    "/favicon.ico",
    "/apple-touch-icon.png",
    "/robots.txt",
    "/manifest.webmanifest",
    "/{code}/qr.svg",
    "/{code}/qr.png",
    "/{code}",
    "/api/docs",
    "/api/docs/{name}",
    "/api/openapi.json",
];

#[test]
fn every_route_that_may_wait_runs_on_the_blocking_pool() {
    for route in ROUTES {
        let (method, path) = (route.method, route.path);
        let is_quick = method == "GET" && QUICK.contains(&path);
        assert_eq!(routes::blocks(method, path), !is_quick, "{method} {path}");
        let is_admin = matches!(route.handler, Handler::Admin(_));
        assert!(route.blocks || !is_admin, "{method} {path} is an admin's: it may scan");
        if method == "GET" {
            assert_eq!(routes::blocks("HEAD", path), route.blocks, "HEAD {path}");
        }
        if let Some((first, rest)) = path.strip_prefix('/').and_then(|path| path.split_at_checked(1))
            && first != "{"
        {
            let escaped = format!("/%{:x}{rest}?x=1", first.as_bytes()[0]);
            assert_eq!(routes::blocks(method, &escaped), route.blocks, "{method} {escaped}");
        }
    }
    assert!(!routes::blocks("GET", "/no/such/path") && !routes::blocks("PUT", "/login"), "no handler runs");
}

#[test]
fn embedded_bytes_are_sent_without_a_copy() {
    let site = Site::new();
    let served = Served(Arc::clone(&site.app));
    let mut embedded = 0;
    for route in ROUTES.iter().filter(|route| !route.path.contains('{') && route.method == "GET") {
        let request = rouille::Request::fake_http("GET", route.path, vec![], vec![]);
        let found = served.embedded_body(&request, &served.handle(&request));
        match route.body {
            Body::Rendered => assert_eq!(found, Embedded::None, "{}", route.path),
            Body::PartlyEmbedded => assert_eq!(found, Embedded::Most, "{}", route.path),
            Body::Embedded => {
                assert!(matches!(found, Embedded::All(bytes) if !bytes.is_empty()), "{}", route.path)
            }
        }
        embedded += usize::from(route.body != Body::Rendered);
    }
    assert_eq!(embedded, 5, "the icons, the script of other sites, the API's document and its reference");
}
