//! What every answer carries: pages, JSON, files, redirects and refusals of every kind, from the program and from the
//! wire.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use referral::web::handler::Site as Served;
use referral::web::routes::{Handler, ROUTES, Route, Side};
use referral::wire::{Application, Limits, Stop, serve};
use serde_json::json;

use crate::executable::read;
use crate::patience::SOON;
use crate::site::harness::{PASSWORD, Reply, Site, Visitor, link};

/// What any answer must have, whatever it is.
#[track_caller]
fn is_protected(reply: &Reply, secret_address: bool) {
    let asked = &reply.asked;
    let header = |name: &str| {
        let all: Vec<&str> = reply
            .headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.as_str())
            .collect();
        assert_eq!(all.len(), 1, "{asked} ({}): {name}: {all:?}", reply.status);
        all[0].to_owned()
    };
    let policy = header("Content-Security-Policy");
    let directive = |name: &str| {
        let found = policy.split("; ").find(|d| d.split(' ').next() == Some(name));
        found.unwrap_or_else(|| panic!("{asked}: no {name} in {policy}")).to_owned()
    };
    assert_eq!(directive("default-src"), "default-src 'none'", "{asked}");
    assert_eq!(directive("frame-ancestors"), "frame-ancestors 'none'", "{asked}");
    assert_eq!(directive("base-uri"), "base-uri 'none'", "{asked}");
    assert_eq!(directive("form-action"), "form-action 'self'", "{asked}");
    assert!(
        !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"),
        "{asked}: {policy}"
    );
    assert_eq!(header("X-Content-Type-Options"), "nosniff");
    assert_eq!(header("X-Frame-Options"), "DENY");
    assert_eq!(header("Cross-Origin-Opener-Policy"), "same-origin");
    assert!(header("Permissions-Policy").contains("camera=()"));
    let referrer = if secret_address { "no-referrer" } else { "same-origin" };
    assert_eq!(header("Referrer-Policy"), referrer, "{asked} ({})", reply.status);
    let for_everybody = [
        "/assets/",
        "/favicon.ico",
        "/apple-touch-icon.png",
        "/robots.txt",
        "/manifest.webmanifest",
        "/api/openapi.json",
        "/r.js",
        "/embed",
        "/portal",
    ];
    let path = asked.split(' ').nth(1).unwrap_or("");
    // Made to be shown elsewhere: they hold what the link itself does, and who invites.
    let is_picture =
        ["/card.png", "/qr.svg", "/qr.png"].iter().any(|end| path.ends_with(end)) && reply.status < 400;
    let is_for_other_sites = ["/r.js", "/embed"].contains(&path) && reply.status < 400;
    let origin = if is_picture || is_for_other_sites { "cross-origin" } else { "same-origin" };
    assert_eq!(header("Cross-Origin-Resource-Policy"), origin, "{asked} ({})", reply.status);
    let is_for_everybody = is_picture || for_everybody.iter().any(|start| path.starts_with(start));
    if reply.status >= 400 || !is_for_everybody {
        assert_eq!(header("Cache-Control"), "no-store", "{asked} ({})", reply.status);
    } else {
        assert!(header("Cache-Control").starts_with("public, max-age="), "{asked}");
        assert!(reply.header("Set-Cookie").is_none(), "{asked}");
    }
    if !reply.body.is_empty() {
        assert!(header("Content-Type").contains('/'), "{asked}");
    }
    assert!(reply.header("Server").is_none() && reply.header("X-Powered-By").is_none(), "{asked}");
}

#[test]
fn every_route_protects_its_answers_for_everybody_and_every_method() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let style = stylesheet(&site);
    let mut statuses = Vec::new();
    for route in ROUTES {
        let path = route.path.replace("{code}", &code).replace("{id}", "1").replace("{file}", &style);
        for token in ["x".to_owned(), referral::crypto::tokens::Token::generate().as_str().to_owned()] {
            let path = path.replace("{token}", &token);
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] {
                // An account that is gone shows nothing; the others see what there is.
                if method != "GET" && method != "HEAD" && route.path.contains("remove") {
                    continue;
                }
                for signed_in in [false, true] {
                    let mut browser = if signed_in { anna.clone() } else { site.visitor() };
                    let types: [&[(&str, &str)]; 3] = [
                        &[],
                        &[("Content-Type", "application/json")],
                        &[("Content-Type", "text/csv"), ("Sec-Fetch-Site", "cross-site")],
                    ];
                    for headers in types {
                        let reply = browser.sends(method, &path, headers, b"{");
                        is_protected(&reply, route.path.contains("{token}"));
                        statuses.push(reply.status);
                    }
                }
            }
        }
    }
    for status in [200, 303, 400, 401, 403, 404, 405, 410, 415] {
        assert!(statuses.contains(&status), "{status} was never met");
    }
    assert!(!statuses.contains(&500));
}

#[test]
fn every_kind_of_failure_is_protected() {
    let site = Site::with(|config| config.limits.enabled = true);
    let mut anna = site.visitor();
    anna.peer = [203, 0, 113, 7].into();
    let program = site.program();
    let mut met = Vec::new();
    let mut check = |reply: Reply| {
        is_protected(&reply, false);
        met.push(reply.status);
    };
    check(anna.opens("/no/such/page"));
    check(anna.opens("/api/v1/nothing"));
    check(anna.opens("/%ff"));
    check(anna.opens("/api/%ff"));
    check(anna.opens("/9999999999"));
    check(anna.submits("/login", &[]));
    check(anna.sends("POST", "/healthz", &[], b""));
    check(anna.sends("DELETE", "/api/v1/login", &[], b""));
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    check(anna.sends("POST", "/login", &form, &vec![b'x'; 70_000]));
    check(program.sends(
        "POST",
        "/api/v1/login",
        &[("Content-Type", "application/json")],
        &vec![b' '; 70_000],
    ));
    check(anna.sends("POST", "/login", &form, b"%zz"));
    check(program.sends("POST", "/api/v1/login", &[("Content-Type", "application/json")], b"{"));
    for _ in 0..11 {
        check(
            program
                .posts("/api/v1/login", &json!({ "email": "anna@example.com", "password": "wrong horse" })),
        );
    }
    for _ in 0..6 {
        check(anna.submits("/password/forgot", &[("email", "anna@example.com")]));
    }
    site.execute("ALTER TABLE users RENAME TO away");
    check(program.posts("/api/v1/login", &json!({ "email": "vera@example.com", "password": PASSWORD })));
    check(anna.submits("/login", &[("email", "vera@example.com"), ("password", PASSWORD)]));
    check(anna.opens("/readyz"));
    assert!(!site.journal.errors().is_empty());
    site.execute("ALTER TABLE away RENAME TO users; PRAGMA query_only = on");
    check(program.posts(
        "/api/v1/register",
        &json!({ "firstname": "Anna", "email": "x@example.com", "password": PASSWORD }),
    ));
    assert!(!site.journal.errors().is_empty());
    for status in [400, 401, 404, 405, 413, 422, 429, 500, 503] {
        assert!(met.contains(&status), "{status}: {met:?}");
    }
    // What the wire refuses before it is a request.
    for status in [400, 405, 408, 413, 414, 431, 500, 503] {
        let served = Served(Arc::clone(&site.app));
        let reply = Reply::read(format!("WIRE /{status}"), served.error_response(status, ""));
        is_protected(reply.is(status), false);
    }
}

#[test]
fn what_the_wire_refuses_is_protected_over_a_real_socket() {
    let site = Site::with(|config| config.server.max_body_bytes = 1000);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let stop = Stop::new();
    let (app, limits, asked) = (Arc::clone(&site.app), Limits::from(&site.app.config.server), stop.clone());
    let serving = thread::spawn(move || serve(listener, limits, Arc::new(Served(app)), asked));
    let long = "x".repeat(20_000);
    let table = [
        (400, "NONSENSE\r\n\r\n".to_owned()),
        (400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned()),
        (413, "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n".to_owned()),
        (413, "POST /activate/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n".to_owned()),
        (414, format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n")),
        (431, format!("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n")),
        (405, "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned()),
    ];
    for (status, request) in table {
        let mut socket = TcpStream::connect(address).expect("a connection");
        socket.set_read_timeout(Some(SOON)).expect("a limit");
        // It may refuse before it has read everything.
        let _ = socket.write_all(request.as_bytes());
        let reply = read(&mut socket);
        is_protected(reply.is(status), request.contains("/activate/"));
    }
    stop.request();
    serving.join().expect("no panic").expect("served");
}

#[test]
fn a_page_with_a_working_token_in_its_address_does_not_leak_it() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    let mut paths = vec![link(&anna.letter())];
    anna.submits("/profile/email", &[("email", "anna@new.example"), ("password", PASSWORD)]).is(303);
    paths.push(link(&site.email_to("anna@new.example")));
    let mut boris = site.visitor();
    boris.registers("Boris", "boris@example.com").is(303);
    paths.push(link(&boris.letter()));
    for path in paths {
        let mut visitor = site.visitor();
        let page = visitor.opens(&path);
        is_protected(page.is(200), true);
        for part in page.text().split(['"', '\'']) {
            let leads_out = part.contains("://") && !part.starts_with("http://127.0.0.1:8080");
            assert!(!leads_out || part == "http://www.w3.org/2000/svg", "{part}");
        }
        is_protected(visitor.sends("POST", &path, &[], b"").is(403), true);
        is_protected(visitor.sends("DELETE", &path, &[], b"").is(405), true);
        is_protected(&visitor.submits(&path, &[("password", "short"), ("password2", "short")]), true);
    }
}

#[test]
fn an_error_inside_says_nothing_of_itself_and_keeps_the_headers() {
    let site = Site::new();
    let path = format!("/password/reset/{}", referral::crypto::tokens::Token::generate().as_str());
    site.execute("ALTER TABLE resets RENAME TO away");
    let reply = site.visitor().opens(&path);
    is_protected(reply.is(500), true);
    reply.keeps_quiet_of("resets").keeps_quiet_of("SQL");
    assert!(!site.journal.errors().is_empty());
}

#[test]
fn hsts_is_for_https_alone() {
    let header = "Strict-Transport-Security";
    assert_eq!(Site::new().visitor().opens("/").header(header), None);
    let site = Site::with(|config| config.server.public_url = "https://site.example".into());
    for path in ["/", "/nothing/here", "/assets/none", "/healthz", "/profile", "/api/v1/me"] {
        let value = site.visitor().opens(path).header(header).expect("a header").to_owned();
        let seconds: u64 = value.strip_prefix("max-age=").expect("max-age").parse().expect("seconds");
        assert!(seconds >= 31_536_000, "OWASP ASVS 5.0 3.4.1");
    }
}

#[test]
fn a_form_without_its_token_or_from_another_site_does_nothing() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    // Whoever may do everything has most to lose.
    site.execute("UPDATE users SET is_admin = 1");
    let mut mallory = site.visitor();
    let foreign = mallory.token("/login");
    let own = anna.token("/profile/referral");
    let before = site.dump();
    // A program signs in by its key, and Stripe signs each message: no browser does by itself.
    let is_program = |route: &Route| route.side == Side::Program;
    for route in ROUTES.iter().filter(|route| route.method != "GET" && !is_program(route)) {
        // Its form is on other sites, and has no token.
        if matches!(route.handler, Handler::Foreign(_)) {
            continue;
        }
        let path = route.path.replace("{token}", "x").replace("{code}", "ABCDEFGH").replace("{id}", "1");
        let path = path.replace("{deed}", "sign-out");
        let is_json = route.path.starts_with("/api/");
        let kind = if is_json { "application/json" } else { "application/x-www-form-urlencoded" };
        let send = |anna: &mut Visitor, token: Option<&str>, more: &[(&str, &str)]| {
            let mut headers = vec![("Content-Type", kind)];
            headers.extend(more);
            let mut body = String::new();
            match (is_json, token) {
                (true, Some(token)) => headers.push(("X-CSRFToken", token)),
                (false, Some(token)) => body = format!("csrf_token={token}"),
                _ => {}
            }
            anna.sends(route.method, &path, &headers, body.as_bytes()).status
        };
        let anyone = matches!(route.handler, Handler::Public(_));
        // A mail program unsubscribes without a CSRF token (RFC 8058).
        if !(is_json && anyone) && route.path != "/unsubscribe/{token}" {
            for token in [None, Some(""), Some("x"), Some(foreign.as_str()), Some(&own[..42])] {
                assert_eq!(send(&mut anna, token, &[]), 403, "{} {path} {token:?}", route.method);
            }
        }
        for from in [
            &[("Sec-Fetch-Site", "cross-site")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Sec-Fetch-Site", "cross-site"), ("Origin", "http://127.0.0.1:8080")],
            &[("Origin", "http://evil.example")],
            &[("Origin", "http://127.0.0.1:8080.evil.example")],
            &[("Origin", "http://127.0.0.1:8081")],
            &[("Origin", "")],
            &[("Origin", "evil")],
        ] {
            assert_eq!(send(&mut anna, Some(&own), from), 403, "{} {path} {from:?}", route.method);
        }
        let own = if is_json { own.as_str() } else { "x" };
        let refused = if route.path == "/unsubscribe/{token}" { 404 } else { 403 };
        assert_eq!(send(&mut anna, Some(own), &[("Origin", "null")]), refused, "{} {path}", route.method);
    }
    assert_eq!(site.dump(), before);
}

#[test]
fn a_csrf_cookie_planted_after_the_sign_in_changes_nothing() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let mut mallory = site.visitor();
    let token = mallory.token("/login");
    anna.forges_cookie("csrf", mallory.cookie("csrf").expect("a cookie"));
    anna.submits_with(&token, "/profile/referral", &[]).is(403);
}

fn stylesheet(site: &Site) -> String {
    let page = site.visitor().opens("/");
    let (_, rest) = page.text().split_once("/assets/").expect("a stylesheet");
    rest.split('"').next().expect("its name").to_owned()
}
