//! The page that shows emails is for whoever sits at the machine of a demo.

use std::net::IpAddr;

use referral::config::{Config, MailMode};
use referral::domain::message::Message;
use referral::mail::delivery_worker::{self, Transport};
use referral::web::pages::console_inbox;
use referral::web::routes::ROUTES;

use crate::sentence_keys::{self, Lang};
use crate::site::harness::{NOON, Reply, Site};

const HERE: &str = "127.0.0.1";

fn shown(change: impl FnOnce(&mut Config), peer: &str, headers: &[(&str, &str)]) -> bool {
    let site = Site::with(change);
    site.app.recent_messages.insert(letter("anna@example.com"));
    let peer: IpAddr = peer.parse().expect("an address");
    let path = console_inbox::path(&site.app);
    let reply = site.answers_to(peer, "GET", &path, headers, b"");
    assert!(matches!(reply.status, 200 | 404), "{}", reply.status);
    assert_eq!(reply.status == 200, reply.text().contains("anna@example.com"));
    let printed = site.app.config.mail.mode == MailMode::Console;
    let own = site.app.config.server.is_here_only();
    let cookie = format!("inbox={}", site.app.inbox_secret.as_str());
    let headers_of_one_who_was_there = [headers, &[("Cookie", &cookie)]].concat();
    for page in ["/activate", "/password/forgot"] {
        let page = |headers| site.answers_to(peer, "GET", page, headers, b"");
        let (first, later) = (page(headers), page(&headers_of_one_who_was_there));
        assert!(!first.text().contains(&path), "the secret is told to nobody who has not got it");
        let leads_there = later.text().contains(&format!("href=\"{path}\""));
        assert_eq!(leads_there, reply.status == 200, "who is told where emails are is who may see them");
        let says = |page: &Reply, key| sentence_keys::says(page.text(), Lang::Ru, key);
        assert_eq!(says(&first, "digits-terminal"), printed && !own);
        assert_eq!(says(&first, "digits-terminal-inbox"), printed && own);
    }
    reply.status == 200
}

#[test]
fn the_address_of_the_page_holds_a_secret_because_a_proxy_may_pass_for_this_machine() {
    // nginx with `proxy_pass http://127.0.0.1:8080;` and no more.
    let through_nginx = [("Host", "127.0.0.1:8080"), ("Connection", "close")];
    let site = Site::new();
    site.app.recent_messages.insert(letter("anna@example.com"));
    let opens = |path: &str| site.answers("GET", path, &through_nginx, b"").status;
    let secret = site.app.inbox_secret.as_str();
    let mut wrong = secret.to_owned();
    wrong.replace_range(0..1, if secret.starts_with('A') { "B" } else { "A" });
    for path in [
        "/emails",
        "/letters",
        "/emails/x",
        &format!("/emails/{wrong}"),
        &format!("/emails/{}", &secret[1..]),
    ] {
        assert_eq!(opens(path), 404, "{path}");
    }
    assert_eq!(opens(&console_inbox::path(&site.app)), 200);
    let other = Site::new();
    assert_ne!(other.app.inbox_secret.as_str(), secret, "each start has its own");
    for route in ROUTES {
        let page = site.answers(route.method, route.path, &through_nginx, b"");
        assert!(!String::from_utf8_lossy(&page.body).contains(secret), "{} tells it", route.path);
    }
}

#[test]
fn letters_are_shown_in_console_mode_to_this_machine_alone() {
    for peer in [HERE, "127.8.7.6", "::1", "::ffff:127.0.0.1"] {
        assert!(shown(|_| {}, peer, &[("Host", "127.0.0.1:8080")]), "{peer}");
    }
    for host in ["localhost", "localhost:8080", "127.0.0.1", "[::1]:8080", "[::1]"] {
        assert!(shown(|_| {}, HERE, &[("Host", host)]), "{host}");
    }
    for peer in ["203.0.113.7", "10.0.0.1", "192.168.1.5", "2001:db8::1", "fe80::1"] {
        assert!(!shown(|_| {}, peer, &[("Host", "127.0.0.1:8080")]), "{peer}");
    }
    let smtp = |config: &mut Config| config.mail.mode = MailMode::Smtp;
    assert!(!shown(smtp, HERE, &[("Host", "127.0.0.1:8080")]), "with a mail server there are none to show");
}

#[test]
fn letters_are_not_shown_through_a_proxy_or_to_a_name_that_was_made_to_mean_this_machine() {
    for header in ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "x-forwarded-for"] {
        assert!(!shown(|_| {}, HERE, &[("Host", "127.0.0.1:8080"), (header, "127.0.0.1")]), "{header}");
    }
    for host in [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:127.0.0.1",
        "127.0.0.12",
        "site.example",
        "",
    ] {
        assert!(!shown(|_| {}, HERE, &[("Host", host)]), "{host:?}");
    }
    assert!(!shown(|_| {}, HERE, &[]), "nor to whoever names no host");
    for public in ["https://site.example", "http://site.example", "http://192.168.1.5:8080"] {
        let change = |config: &mut Config| config.server.public_url = public.into();
        assert!(!shown(change, HERE, &[("Host", "127.0.0.1:8080")]), "{public}");
    }
    let trusting =
        |config: &mut Config| config.server.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    assert!(!shown(trusting, HERE, &[("Host", "127.0.0.1:8080"), ("X-Forwarded-For", "203.0.113.7")]));
}

#[test]
fn a_demo_can_be_walked_through_without_a_terminal_and_the_shelf_is_short() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    delivery_worker::deliver_due(&site.app, &Transport::Console).expect("printed");
    let page = anna.opens(&console_inbox::path(&site.app));
    let (_, rest) = page.is(200).text().split_once("href=\"http://127.0.0.1:8080/activate/").expect("a link");
    let token = rest.split('"').next().expect("a token");
    anna.opens(&format!("/activate/{token}")).leads_to("/login");
    for number in 0..60 {
        site.app.recent_messages.insert(letter(&format!("person{number}@example.com")));
    }
    assert_eq!(site.app.recent_messages.list().len(), 50);
    anna.opens(&console_inbox::path(&site.app)).is(200).says("person59@").keeps_quiet_of("person9@");
}

fn letter(to: &str) -> Message {
    Message {
        from: referral::domain::mailbox::Mailbox::bare("referral@localhost"),
        reply_to: None,
        to: to.into(),
        subject: "Confirm".into(),
        text: "the link".into(),
        html: String::new(),
        message_id: "a@b".into(),
        date: NOON,
        lang: "en".into(),
        unsubscribe_url: None,
    }
}
