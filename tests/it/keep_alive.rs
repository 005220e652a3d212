//! A connection to the mail server carries further emails, and what ends it costs none of them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use referral::config::MailSecurity;
use referral::domain::mailbox::Mailbox;
use referral::domain::message::Message;
use referral::domain::timestamp::Timestamp;
use referral::mail::delivery_error::DeliveryOutcome;
use referral::mail::smtp::{Smtp, SmtpSettings};

use crate::patience::SOON;
use crate::smtp_server::{At, Behaviour, Quirk, SmtpServer};
use crate::wait::until;

const TICK: Duration = Duration::from_millis(10);

fn email(id: i64) -> Message {
    Message {
        from: Mailbox::bare("referral@site.example"),
        reply_to: None,
        to: format!("person{id}@mail.example"),
        subject: "Hello".into(),
        text: "Hello.\n".into(),
        html: "<p>Hello.</p>".into(),
        message_id: format!("{id}@site.example"),
        date: Timestamp(1_700_000_000),
        lang: "en".into(),
        unsubscribe_url: None,
    }
}

fn client(server: &SmtpServer) -> Smtp {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port: server.port(),
        security: server.behaviour().security,
        username: String::new(),
        password: String::new(),
        root_ca: server.root_ca().to_owned(),
        timeout: SOON,
        helo: "site.example".into(),
    };
    Smtp::new(settings).expect("fit settings")
}

/// Sends one email on the connections of `smtp`.
fn send(smtp: &mut Smtp, id: i64) -> DeliveryOutcome {
    smtp.start(id, email(id));
    let (ended, outcome) = smtp.wait(SOON).expect("an outcome");
    assert_eq!(ended, id);
    outcome
}

fn recipients(server: &SmtpServer) -> Vec<String> {
    server.messages().into_iter().flat_map(|message| message.to).collect()
}

#[test]
fn a_connection_carries_one_email_after_another() {
    for security in [MailSecurity::None, MailSecurity::StartTls, MailSecurity::Tls] {
        let server = SmtpServer::start(Behaviour { security, ..Behaviour::default() });
        let mut smtp = client(&server);
        for id in 0..20 {
            assert_eq!(send(&mut smtp, id), DeliveryOutcome::Taken);
        }
        assert_eq!(server.connections(), 1, "{security:?}");
        assert_eq!(recipients(&server), (0..20).map(|id| email(id).to).collect::<Vec<_>>());
    }
}

#[test]
fn emails_that_go_together_take_a_connection_each_and_share_them_later() {
    let server = SmtpServer::start(Behaviour::default());
    let mut smtp = client(&server);
    for round in 0..5 {
        for id in 0..8 {
            smtp.start(round * 8 + id, email(round * 8 + id));
        }
        let taken = (0..8).map(|_| smtp.wait(SOON).expect("an outcome")).collect::<Vec<_>>();
        assert!(taken.iter().all(|(_, outcome)| *outcome == DeliveryOutcome::Taken), "{taken:?}");
    }
    assert!(server.connections() <= 8, "{}", server.connections());
    assert_eq!(recipients(&server).into_iter().collect::<BTreeSet<_>>().len(), 40);
}

#[test]
fn a_kept_connection_that_the_server_ends_before_the_text_costs_a_new_connection_and_nothing_else() {
    let ends = [At::Sender, At::Recipient, At::Data]
        .into_iter()
        .flat_map(|at| [(at, None), (at, Some("421 4.7.0 too many messages")), (at, Some("not SMTP"))]);
    // What servers also answer to the MAIL that they take no more on this connection.
    let refusals = ["451 4.7.1 later", "452 4.5.3 enough", "503 5.5.1 one is enough", "550 5.7.1 no more"]
        .map(|reply| (At::Sender, Some(reply)));
    for security in [MailSecurity::None, MailSecurity::StartTls, MailSecurity::Tls] {
        for (at, reply) in ends.clone().chain(refusals) {
            let quirk = Quirk::OnKept(at, reply);
            let server = SmtpServer::start(Behaviour { security, quirk, ..Behaviour::default() });
            let mut smtp = client(&server);
            let noted = Arc::new(Mutex::new(Vec::new()));
            let notes = Arc::clone(&noted);
            smtp.note_before_content(move |id| {
                notes.lock().expect("a lock").push(id);
                Ok(())
            });
            for id in 0..3 {
                assert_eq!(send(&mut smtp, id), DeliveryOutcome::Taken, "{security:?}, {reply:?}");
            }
            assert_eq!(recipients(&server), [email(0).to, email(1).to, email(2).to], "{reply:?}");
            assert_eq!(server.connections(), 3, "{security:?}, {reply:?}");
            assert_eq!(*noted.lock().expect("a lock"), [0, 1, 2], "{security:?}, {reply:?}");
        }
    }
}

#[test]
fn an_email_whose_text_was_begun_is_not_sent_again_on_another_connection() {
    for at in [At::MidMessage, At::EndOfMessage] {
        for reply in [None, Some("421 4.3.2 shutting down"), Some("451 4.3.0 later")] {
            let server = SmtpServer::start(Behaviour::quirk(Quirk::OnKept(at, reply)));
            let mut smtp = client(&server);
            assert_eq!(send(&mut smtp, 0), DeliveryOutcome::Taken);
            assert!(matches!(send(&mut smtp, 1), DeliveryOutcome::Failed(_)), "{reply:?}");
            assert_eq!(recipients(&server), [email(0).to], "{reply:?}");
            assert_eq!(server.connections(), 1, "{reply:?}");
            assert_eq!(send(&mut smtp, 2), DeliveryOutcome::Taken, "on a new one: {reply:?}");
            assert_eq!(server.connections(), 2, "{reply:?}");
        }
    }
}

#[test]
fn a_connection_with_a_refused_email_is_left_with_a_quit() {
    for (at, reply) in [
        (At::Sender, "550 5.7.1 not you"),
        (At::Recipient, "550 5.1.1 no such user"),
        (At::Recipient, "450 4.2.0 greylisted"),
        (At::Data, "451 4.3.0 later"),
        (At::EndOfMessage, "554 5.7.1 spam"),
    ] {
        let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(at, reply, 1)));
        let mut smtp = client(&server);
        assert!(matches!(send(&mut smtp, 0), DeliveryOutcome::Failed(_)), "{reply}");
        assert_eq!(send(&mut smtp, 1), DeliveryOutcome::Taken, "{reply}");
        assert_eq!(server.connections(), 2, "{reply}");
        // The client does not wait for the answer to its QUIT.
        until("the quit", || quits(&server) > 0);
        assert_eq!(quits(&server), 1, "{reply}");
    }
}

#[test]
fn connections_that_no_email_needs_are_closed() {
    let server = SmtpServer::start(Behaviour::default());
    let mut smtp = client(&server);
    assert_eq!(send(&mut smtp, 0), DeliveryOutcome::Taken);
    assert_eq!(quits(&server), 0);
    // While nothing is in flight, as in a server at night.
    until("a QUIT", || {
        smtp.wait(TICK);
        quits(&server) == 1
    });
    assert_eq!(send(&mut smtp, 1), DeliveryOutcome::Taken);
    assert_eq!(server.connections(), 2);
    smtp.close();
    until("a QUIT at the end", || quits(&server) == 2);
}

fn quits(server: &SmtpServer) -> usize {
    server.commands().iter().filter(|command| *command == "QUIT").count()
}
