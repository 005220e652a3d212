//! The postman at work: letters reach a real mail server, and a bad one slows no page.

use std::sync::Arc;
use std::time::Duration;

use referral::config::MailSecurity;
use referral::mail::delivery_worker::{DeliveryWorker, Transport};
use referral::mail::smtp::Smtp;
use referral::mail::smtp::SmtpSettings;

use super::harness::{PUBLIC_URL, Site, sentence_with};
use crate::patience::SOON;
use crate::smtp_server::{At, Behaviour, Quirk, SmtpServer};
use crate::wait::until;

#[test]
fn a_registration_reaches_the_mail_server_and_its_link_works() {
    let server = SmtpServer::start(Behaviour::default());
    let site = Site::new();
    let postman = start(&site, &server);
    let mut anna = site.visitor();
    anna.registers("Анна", "anna@example.com").leads_to("/activate");
    let received = server.next_message(SOON);
    assert_eq!(
        (received.from.as_str(), received.to.as_slice()),
        ("referral@localhost", ["anna@example.com".into()].as_slice())
    );
    assert!(received.subject().ends_with("— ваш код · 127.0.0.1"), "{}", received.subject());
    assert!(received.text().contains(&sentence_with("email-greeting", &[("name", "Анна".into())])));
    let button = sentence_with("email-activation-button", &[("email", "anna@example.com".into())]);
    assert!(received.html().contains(&button));
    assert_eq!(received.header("Auto-Submitted"), "auto-generated");
    let link = received.link();
    anna.opens(link.strip_prefix(PUBLIC_URL).expect("a link of this site")).leads_to("/login");
    anna.signs_in().leads_to("/profile");
    // Stopping waits for what is under way, and with it for the note that the server took the letter.
    postman.stop(SOON);
    assert_eq!(site.value::<i64>("SELECT send FROM users"), 1);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox WHERE state = 'sent' AND secret IS NULL"), 1);
}

#[test]
fn a_silent_mail_server_slows_no_page() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Greeting, usize::MAX)));
    let site = Site::new();
    let postman = start(&site, &server);
    for number in 0..12 {
        let mut visitor = site.visitor();
        visitor.registers("Anna", &format!("anna{number}@example.com")).leads_to("/activate");
        visitor.opens("/").is(200);
    }
    // Whoever had waited for a letter would have waited until the time limit ended it.
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox WHERE error IS NOT NULL OR state = 'sent'"), 0);
    drop(server);
    postman.stop(SOON);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox WHERE state = 'sending'"), 0);
}

#[test]
fn a_stop_waits_for_what_a_slow_mail_server_says_of_a_letter_but_not_for_ever() {
    let slow = Quirk::Slow(Duration::from_millis(300));
    let silent = Quirk::Silent(At::EndOfMessage, 1);
    for (quirk, at_most, ends) in [(slow, SOON, "sent"), (silent, Duration::ZERO, "sending")] {
        let server = SmtpServer::start(Behaviour::quirk(quirk));
        let site = Site::new();
        let postman = start(&site, &server);
        site.visitor().registers("Anna", "anna@example.com").is(303);
        until("the letter's text", || server.commands().iter().any(|command| command == "DATA"));
        postman.stop(at_most);
        assert_eq!(site.value::<String>("SELECT state FROM outbox"), ends);
    }
}

fn start(site: &Site, server: &SmtpServer) -> DeliveryWorker {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port: server.port(),
        security: MailSecurity::None,
        username: String::new(),
        password: String::new(),
        root_ca: "".into(),
        timeout: SOON,
        helo: "ref.example".into(),
    };
    let transport = Transport::Smtp(Box::new(Smtp::new(settings).expect("fit settings")));
    DeliveryWorker::start(Arc::clone(&site.app), transport).expect("a postman")
}
