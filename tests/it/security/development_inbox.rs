//! The page that shows letters is for whoever sits at the machine of a demo.

use std::net::IpAddr;

use referral::config::{Config, MailMode};
use referral::domain::message::Message;
use referral::mail::delivery_worker::{self, Transport};

use crate::sentence_keys::{self, Lang};
use crate::site::harness::{NOON, Site};

const HERE: &str = "127.0.0.1";

fn shown(change: impl FnOnce(&mut Config), peer: &str, headers: &[(&str, &str)]) -> bool {
    let site = Site::with(change);
    site.app.recent_messages.insert(letter("anna@example.com"));
    let peer: IpAddr = peer.parse().expect("an address");
    let reply = site.answers_to(peer, "GET", "/emails", headers, b"");
    assert!(matches!(reply.status, 200 | 404), "{}", reply.status);
    assert_eq!(reply.status == 200, reply.text().contains("anna@example.com"));
    let printed = site.app.config.mail.mode == MailMode::Console;
    for page in ["/activate", "/password/forgot"] {
        let page = site.answers_to(peer, "GET", page, headers, b"");
        let leads_there = page.text().contains("href=\"/emails\"");
        assert_eq!(leads_there, reply.status == 200, "who is told where letters lie is who may see them");
        assert_eq!(sentence_keys::says(page.text(), Lang::Ru, "digits-terminal"), printed && !leads_there);
    }
    reply.status == 200
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
    let page = anna.opens("/emails");
    let (_, rest) = page.is(200).text().split_once("href=\"http://127.0.0.1:8080/activate/").expect("a link");
    let token = rest.split('"').next().expect("a token");
    anna.opens(&format!("/activate/{token}")).leads_to("/login");
    for number in 0..60 {
        site.app.recent_messages.insert(letter(&format!("person{number}@example.com")));
    }
    assert_eq!(site.app.recent_messages.list().len(), 50);
    anna.opens("/emails").is(200).says("person59@").keeps_quiet_of("person9@");
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
