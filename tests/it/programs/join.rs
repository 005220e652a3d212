//! `/join`: a form of a static page, without any script.

use super::{Host, host, problem};
use crate::site::harness::{Reply, Site, link};

const SHOP: &str = "https://shop.example.org";
const PAGE: (&str, &str) = ("Accept", "text/html");

fn site() -> Site {
    Site::with(|config| config.embed.origins = vec![SHOP.into()])
}

fn joins(site: &Site, fields: &[(&str, &str)], origin: &str) -> Reply {
    let headers = [PAGE, ("Origin", origin), ("Sec-Fetch-Site", "cross-site"), ("Accept-Language", "en")];
    site.visitor().posts_form("/join", fields, &headers)
}

#[test]
fn who_joins_confirms_by_email_and_counts_for_the_code() {
    let site = site();
    let code = host(&site).brings("u_7");
    let fields = [("email", "boris@example.com"), ("name", "Boris"), ("ref", code.as_str())];
    let answer = joins(&site, &fields, SHOP);
    answer.is(200).says_key("join-sent-title");
    assert_eq!(answer.header("Access-Control-Allow-Origin"), Some(SHOP));
    let letter = site.email_to("boris@example.com");
    assert!(
        !format!("{}{}{}", letter.subject, letter.text, letter.html).contains("Boris"),
        "it quotes the form"
    );
    let path = link(&letter);
    let mut boris = site.visitor();
    boris.opens(&path).is(200).says_key("activate-press").keeps_quiet_of("type=\"password\"");
    let counts = || site.value::<i64>("SELECT counted FROM users WHERE external_id = 'u_7'");
    assert_eq!(counts(), 0, "a mail scanner opens links");
    let reply = boris.submits(&path, &[]);
    let to = reply.is(303).header("Location").expect("a page").to_owned();
    assert!(to.starts_with("/portal#"), "{to}");
    assert_eq!(counts(), 1);
    let own: i64 = site.value(
        "SELECT count(*) FROM referrals r JOIN users u ON u.id = r.user_id
         WHERE u.email = 'boris@example.com' AND r.is_activated = 1 AND r.expires_at IS NULL",
    );
    assert_eq!(own, 1, "with a link of their own");
    assert!(site.value::<bool>("SELECT password IS NULL FROM users WHERE email = 'boris@example.com'"));
}

#[test]
fn a_known_address_gets_the_same_answer_and_an_email() {
    let site = site();
    site.member("Anna", "anna@example.com");
    let plain = |reply: &Reply| (reply.status, reply.text().replace(char::is_numeric, ""));
    let (known, new) = (
        joins(&site, &[("email", "anna@example.com")], SHOP),
        joins(&site, &[("email", "new@example.com")], SHOP),
    );
    assert_eq!(plain(&known), plain(&new));
    site.email_to("anna@example.com");
    assert!(!site.value::<bool>("SELECT password IS NULL FROM users WHERE email = 'anna@example.com'"));
}

#[test]
fn only_sites_of_the_settings_send_their_forms_and_get_their_visitors_back() {
    let site = site();
    let before = site.dump();
    let fields = [("email", "boris@example.com")];
    for foreign in [
        "https://evil.example",
        "http://shop.example.org",
        "https://shop.example.org.evil.example",
        "null",
        "",
    ] {
        joins(&site, &fields, foreign).is(403);
        let script = site.visitor().posts_form("/join", &fields, &[("Origin", foreign)]);
        problem(&script, 403, "origin_not_allowed");
        assert!(script.header("Access-Control-Allow-Origin").is_none());
        let asked = site.answers("OPTIONS", "/join", &[("Origin", foreign)], b"");
        assert!(asked.is(403).header("Access-Control-Allow-Origin").is_none());
    }
    assert_eq!(site.dump(), before);
    let asked = site.answers("OPTIONS", "/join", &[("Origin", SHOP)], b"");
    assert_eq!(asked.is(204).header("Access-Control-Allow-Methods"), Some("POST"));
    assert_eq!(asked.header("Access-Control-Allow-Origin"), Some(SHOP));
    let to = |number: usize, next: &str| {
        let email = format!("b{number}@example.com");
        joins(&site, &[("email", email.as_str()), ("next", next)], SHOP)
    };
    let thanks = "https://shop.example.org/thanks?a=1#top";
    assert_eq!(to(1, thanks).is(303).header("Location"), Some(thanks));
    for (number, next) in [
        "https://evil.example/",
        "//evil.example",
        "/thanks",
        "javascript:alert(1)",
        "https://shop.example.org@evil.example/",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(to(number + 2, next).is(200).header("Location").is_none(), "{next}");
    }
    // Its own form again, and a program.
    joins(&site, &[("email", "c@example.com")], "http://127.0.0.1:8080").is(200);
    site.visitor().posts_form("/join", &[("email", "d@example.com")], &[]).is(200);
    // No other path is open to scripts of other sites.
    for path in ["/", "/register", "/api/v1/participants", "/embed", "/r.js"] {
        let reply = site.answers("GET", path, &[("Origin", SHOP)], b"");
        assert!(reply.header("Access-Control-Allow-Origin").is_none(), "{path}");
    }
}

#[test]
fn a_mistake_shows_the_form_again_and_a_wrong_code_is_none() {
    let site = site();
    let fields = [("email", "boris"), ("name", "Boris"), ("ref", "NOSUCHCODE"), ("next", SHOP)];
    let reply = joins(&site, &fields, SHOP);
    for carried in ["value=\"boris\"", "value=\"Boris\"", "value=\"NOSUCHCODE\"", "action=\"/join\""] {
        reply.is(422).says(carried);
    }
    let script = site.visitor().posts_form("/join", &fields, &[("Origin", SHOP)]);
    assert_eq!(problem(&script, 422, "not_an_address")["errors"][0]["field"], "email");
    joins(&site, &[("email", "boris@example.com"), ("ref", "NOSUCHCODE")], SHOP).is(200);
    let asks = [("Origin", SHOP), ("Accept", "application/json")];
    site.visitor().posts_form("/join", &[("email", "e@example.com")], &asks).is(202);
    let json = [("Origin", SHOP), ("Content-Type", "application/json")];
    site.answers("POST", "/join", &json, b"{}").is(415);
}

#[test]
fn it_has_the_allowances_of_the_registration() {
    let site = Site::with(|config| {
        config.embed.origins = vec![SHOP.into()];
        config.limits.enabled = true;
    });
    let mut visitor = site.visitor();
    visitor.peer = [203, 0, 113, 7].into();
    let refused = (0..200).any(|number| {
        let email = format!("person{number}@example.com");
        let reply = visitor.posts_form("/join", &[("email", email.as_str())], &[PAGE, ("Origin", SHOP)]);
        reply.status == 429 && reply.header("Retry-After").is_some()
    });
    assert!(refused);
}
