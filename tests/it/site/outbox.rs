//! Emails wait until they can go, are tried again with growing pauses, and are given up where the operator sees it.

use std::time::Duration;

use referral::config::MailSecurity;
use referral::mail::delivery_worker::{self, Transport};
use referral::mail::smtp::Smtp;
use referral::mail::smtp::SmtpSettings;
use referral::store::outbox::{self, OutboxEntry};

use super::harness::{PASSWORD, Site, Visitor, digits, link};
use crate::patience::SOON;
use crate::smtp_server::{At, Behaviour, ClosedPort, Quirk, SmtpServer};

#[test]
fn a_dead_letter_that_is_tried_again_carries_a_link_that_works() {
    let site = Site::new();
    let mut newcomer = newcomer(&site);
    bury(&site);
    let again = site.app.db.write(|tx| outbox::retry(tx, None, site.clock.now())).expect("a retry");
    assert_eq!(again, 1);
    assert_eq!((entry(&site).state.as_str(), entry(&site).attempts), ("queued", 0));
    newcomer.confirms_by_link().leads_to("/login");
    assert_eq!(site.value::<i64>("SELECT send FROM users"), 1);
}

#[test]
fn one_dead_letter_is_tried_again_by_its_number() {
    let site = Site::new();
    newcomer(&site);
    bury(&site);
    let id = entry(&site).id;
    let retry = |id| site.app.db.write(|tx| outbox::retry(tx, Some(id), site.clock.now())).expect("a retry");
    assert_eq!(retry(id + 1), 0);
    assert_eq!(retry(id), 1);
    assert_eq!(site.letters().len(), 1);
    assert_eq!(retry(id), 0, "a letter that was sent is not sent again");
}

#[test]
fn a_letter_that_the_server_refuses_for_good_is_dead_at_once() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Recipient, "550 5.1.1 no such user", 9)));
    let site = Site::new();
    newcomer(&site);
    assert_eq!(deliver(&site, &to(server.port())), 1);
    let dead = entry(&site);
    assert_eq!((dead.state.as_str(), dead.attempts, dead.secret), ("dead", 1, None));
}

#[test]
fn the_message_id_is_the_same_at_every_attempt_and_the_secret_is_deleted_with_the_letter() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::EndOfMessage, "451 4.3.0 later", 3)));
    let site = Site::new();
    newcomer(&site);
    let transport = to(server.port());
    let id = entry(&site).message_id;
    for _ in 0..3 {
        assert_eq!(deliver(&site, &transport), 1);
        assert!(entry(&site).secret.is_some());
        site.clock.advance(60);
    }
    assert_eq!(deliver(&site, &transport), 1);
    assert_eq!(server.next_message(SOON).header("Message-ID"), format!("<{id}>"));
    let sent = entry(&site);
    assert_eq!((sent.state.as_str(), sent.attempts, sent.secret, sent.error), ("sent", 4, None, None));
    assert_eq!(site.value::<i64>("SELECT send FROM users"), 1);
}

#[test]
fn a_letter_whose_link_died_waiting_gets_a_fresh_link_that_works_as_long_as_any() {
    for by_link in [true, false] {
        let site = Site::new();
        let mut newcomer = newcomer(&site);
        deliver(&site, &to(ClosedPort::reserve().port()));
        let stale = entry(&site).secret.expect("a secret");
        site.clock.advance(120);
        let letter = newcomer.letter();
        assert_ne!(link(&letter), format!("/activate/{}", stale.split(' ').next().expect("a token")));
        newcomer.opens(&format!("/activate/{}", stale.split(' ').next().expect("a token"))).is(410);
        site.clock.advance(119);
        if by_link {
            newcomer.opens(&link(&letter)).leads_to("/login");
        } else {
            newcomer
                .submits("/activate", &[("email", "newcomer@example.com"), ("code", &digits(&letter))])
                .is(303);
        }
    }
}

#[test]
fn a_letter_that_waited_less_than_its_link_lives_keeps_its_link() {
    let site = Site::new();
    let newcomer = newcomer(&site);
    deliver(&site, &to(ClosedPort::reserve().port()));
    let secret = entry(&site).secret.expect("a secret");
    site.clock.advance(119);
    assert_eq!(link(&newcomer.letter()), format!("/activate/{}", secret.split(' ').next().expect("a token")));
}

#[test]
fn a_reset_letter_that_waited_too_long_gets_a_fresh_link_too() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.letters();
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    deliver(&site, &to(ClosedPort::reserve().port()));
    site.clock.advance(1800);
    let path = link(&anna.letter());
    site.clock.advance(1799);
    let fields = [("password", "battery staple"), ("password2", "battery staple")];
    site.visitor().submits(&path, &fields).leads_to("/login");
}

#[test]
fn a_letter_to_a_user_who_left_or_confirmed_since_is_dropped() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    site.letters();
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    anna.adds_code_with(&[("email", "friend@example.com")]);
    anna.submits("/profile/delete", &[("password", PASSWORD)]).is(303);
    assert_eq!(site.letters(), []);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox"), 0);

    newcomer(&site);
    site.execute("UPDATE users SET is_activated = 1, token_created_at = NULL");
    assert_eq!(site.letters(), [], "there is nothing left to confirm");
}

#[test]
fn a_user_deleted_while_their_letter_is_in_flight_leaves_nothing_behind() {
    let site = Site::new();
    newcomer(&site);
    site.execute("UPDATE outbox SET state = 'sending'; DELETE FROM users");
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox"), 0);
    assert_eq!(site.letters(), []);
}

fn newcomer(site: &Site) -> Visitor<'_> {
    let mut newcomer = site.visitor();
    newcomer.registers("Newcomer", "newcomer@example.com").is(303);
    newcomer
}

/// Fails until the one letter is dead.
fn bury(site: &Site) {
    let port = ClosedPort::reserve();
    let nobody = to(port.port());
    while entry(site).state != "dead" {
        deliver(site, &nobody);
        let due = entry(site).due_at;
        site.clock.advance(due.since(site.clock.now()).max(0));
    }
}

fn to(port: u16) -> Transport {
    let settings = SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        security: MailSecurity::None,
        username: String::new(),
        password: String::new(),
        root_ca: "".into(),
        timeout: Duration::from_secs(20),
        helo: "ref.example".into(),
    };
    Transport::Smtp(Box::new(Smtp::new(settings).expect("fit settings")))
}

fn deliver(site: &Site, transport: &Transport) -> usize {
    delivery_worker::deliver_due(&site.app, transport).expect("the outbox can be read")
}

/// The one letter there is.
#[track_caller]
fn entry(site: &Site) -> OutboxEntry {
    assert_eq!(site.value::<i64>("SELECT count(*) FROM outbox"), 1);
    let id = site.value("SELECT id FROM outbox");
    site.app.db.read(|conn| outbox::find_by_id(conn, id)).expect("the outbox can be read").expect("a letter")
}
