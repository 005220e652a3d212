//! Emails go out once for one event, whatever happens on the way, and what happened is told to the operator alone.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use referral::app::App;
use referral::config::{Config, Mail, MailMode, MailSecurity};
use referral::domain::message::Message;
use referral::mail::delivery_worker::{self, DeliveryWorker, Transport};
use referral::mail::smtp::SmtpSettings;
use referral::mail::{delivery_error::DeliveryOutcome, smtp::Smtp};
use referral::store::outbox;

use crate::patience::SOON;
use crate::sentence_keys::{self, Lang};
use crate::site::harness::{NOON, PASSWORD, Site, sentence_with, to_list};
use crate::smtp_server::{At, Behaviour, Certificate, Quirk, Received, SmtpServer};
use crate::wait::until;

const TO_SITE: (&str, &str) = ("site", "smtp-password-9");

fn mail(server: &SmtpServer) -> Mail {
    let behaviour = server.behaviour();
    // Two steps, so that a new setting needs no line here.
    let plain = Mail {
        mode: MailMode::Smtp,
        host: "127.0.0.1".into(),
        port: server.port(),
        from: referral::domain::mailbox::Mailbox::bare("referral@site.example"),
        reply_to: None,
        ..Mail::default()
    };
    Mail {
        security: behaviour.security,
        username: behaviour.login.map_or("", |_| TO_SITE.0).into(),
        password: behaviour.login.map_or("", |_| TO_SITE.1).into(),
        root_ca: server.root_ca().to_string_lossy().as_ref().into(),
        // A server that says nothing is waited for; any other is only as slow as the machine.
        timeout_seconds: if matches!(behaviour.quirk, Quirk::Silent(..)) { 3 } else { 60 },
        ..plain
    }
}

fn by(server: &SmtpServer) -> impl FnOnce(&mut Config) {
    let mail = mail(server);
    move |config| config.mail = mail
}

fn smtp(site: &Site) -> Transport {
    let config = &site.app.config;
    let settings = SmtpSettings::from_config(&config.mail, config.server.host());
    Transport::Smtp(Box::new(Smtp::new(settings).expect("fit settings")))
}

fn registers(site: &Site, name: &str) {
    site.visitor().registers("Person", &format!("{name}@example.com")).is(303);
}

#[test]
fn a_kill_between_any_two_steps_loses_no_letter_and_repeats_one_only_under_its_own_message_id() {
    // How far the first process came, and how often the letter then goes out in the second.
    for (step, again) in [("written", 1), ("claimed", 1), ("taken", 1), ("recorded", 0)] {
        let site = Site::on_disk();
        registers(&site, "anna");
        let id: String = site.value("SELECT message_id FROM outbox");
        let sent = Arc::new(Mutex::new(Vec::<Message>::new()));
        match step {
            "written" => {}
            // «claimed» and «taken» leave the same in the file: what the mail server knows is not there.
            "claimed" | "taken" => {
                let claimed = site.app.db.write(|tx| outbox::claim_due(tx, NOON)).expect("a claim");
                assert!(claimed.is_some());
            }
            _ => {
                delivery_worker::deliver_due(&site.app, &to_list(&sent)).expect("delivered");
            }
        }
        sent.lock().expect("a list").clear();
        // The next process, on the same file.
        let next = App::open(site.app.config.clone(), site.clock.clone()).expect("the same database");
        let next = Arc::new(next);
        let postman = DeliveryWorker::start(Arc::clone(&next), to_list(&sent)).expect("a postman");
        let ended = || {
            let ended = next
                .db
                .read(|conn| conn.query_row("SELECT state = 'sent' FROM outbox", [], |row| row.get(0)));
            ended.expect("one letter")
        };
        until("the end of the letter", ended);
        postman.stop(SOON);
        let sent = sent.lock().expect("a list");
        assert_eq!(sent.len(), again, "{step}");
        assert!(sent.iter().all(|letter| letter.message_id == id), "{step}");
    }
}

#[test]
fn a_letter_is_sent_once_however_often_the_outbox_is_read() {
    let site = Site::new();
    registers(&site, "anna");
    assert_eq!(site.letters().len(), 1);
    for _ in 0..3 {
        site.clock.advance(3600);
        site.app.db.write(|tx| outbox::requeue_interrupted(tx, NOON)).expect("recovered");
        assert_eq!(site.letters(), []);
    }
}

#[test]
fn one_silent_delivery_holds_up_no_other() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Recipient, 1)));
    let site = Site::on_disk_with(|config| {
        config.mail = Mail { timeout_seconds: 60, ..mail(&server) };
    });
    registers(&site, "silent");
    let postman = DeliveryWorker::start(Arc::clone(&site.app), smtp(&site)).expect("a postman");
    until("the silence", || server.commands().iter().any(|command| command.contains("silent@")));
    for name in ["anna", "boris", "vera"] {
        registers(&site, name);
        let letter = server.next_message(SOON);
        assert_eq!(letter.to, [format!("{name}@example.com")]);
    }
    let waits: String = site.value("SELECT state FROM outbox WHERE recipient LIKE 'silent@%'");
    assert_eq!(waits, "sending", "and it still hangs there");
    postman.stop(Duration::ZERO);
}

#[test]
fn one_refused_recipient_holds_up_no_other() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Recipient, "550 5.1.1 no such user", 1)));
    let site = Site::with(by(&server));
    for name in ["nobody", "anna", "boris"] {
        registers(&site, name);
    }
    assert_eq!(delivery_worker::deliver_due(&site.app, &smtp(&site)).expect("tried"), 3);
    let to: Vec<String> = server.messages().into_iter().flat_map(|letter| letter.to).collect();
    assert_eq!(to, ["anna@example.com", "boris@example.com"]);
    assert_eq!(site.value::<String>("SELECT state FROM outbox WHERE recipient LIKE 'nobody@%'"), "dead");
}

#[test]
fn every_delivery_failure_is_a_sentence_for_the_operator_alone() {
    let plain = Behaviour::default;
    let tls = || Behaviour { security: MailSecurity::Tls, ..plain() };
    let says = |at, reply| Behaviour::quirk(Quirk::Says(at, reply, usize::MAX));
    let table = [
        (says(At::Recipient, "451 4.7.1 try later"), "queued", "try later"),
        (says(At::Recipient, "550 5.1.1 no such user"), "dead", "no such user"),
        (says(At::EndOfMessage, "452 4.3.1 disk full"), "queued", "disk full"),
        (
            Behaviour::quirk(Quirk::Silent(At::EndOfMessage, usize::MAX)),
            "queued",
            "did not confirm the message in time",
        ),
        (Behaviour::quirk(Quirk::HangsUp(At::MidMessage)), "queued", "hung up in mid-message"),
        (Behaviour { certificate: Certificate::Expired, ..tls() }, "queued", "has expired"),
        (Behaviour { certificate: Certificate::UnknownCa, ..tls() }, "queued", "CA that is not known here"),
        (
            Behaviour { security: MailSecurity::StartTls, quirk: Quirk::NoStartTls, ..plain() },
            "queued",
            "does not offer STARTTLS",
        ),
        (Behaviour { login: Some(("site", "another")), ..plain() }, "queued", "did not accept the login"),
    ];
    for (behaviour, state, words) in table {
        let server = SmtpServer::start(behaviour);
        let site = Site::with(by(&server));
        let mut anna = site.visitor();
        anna.registers("Annabella", "anna@example.com").is(303);
        delivery_worker::deliver_due(&site.app, &smtp(&site)).expect("tried");
        let error: String = site.value("SELECT error FROM outbox");
        assert!(error.contains(words) && error.contains(": "), "{error}");
        assert_eq!(site.value::<String>("SELECT state FROM outbox"), state, "{error}");
        let lines = site.journal.lines();
        let told: Vec<_> = lines.iter().filter(|line| line.text.contains(words)).collect();
        assert_eq!(told.len(), 1, "{lines:?}");
        assert_eq!(told[0].level, log::Level::Warn);
        for secret in ["anna", "Anna", TO_SITE.1, "/activate/"] {
            assert!(!told[0].text.contains(secret) && !error.contains(secret), "{error}");
        }
        // She may still confirm, and no page of hers knows of the mail server.
        site.execute("UPDATE users SET is_activated = 1, token_created_at = NULL");
        anna.signs_in().is(303);
        let mut pages: Vec<String> =
            ["/activate", "/login", "/profile", "/profile/sessions", "/profile/data", "/repeat_token"]
                .iter()
                .map(|path| anna.opens(path).text().to_owned())
                .collect();
        pages.push(anna.submits("/repeat_token", &[("email", "anna@example.com")]).text().to_owned());
        for page in pages {
            assert!(!page.contains(words) && !page.contains("127.0.0.1:1"));
            // A token or a file's hash may hold the same digits by chance.
            let mut numbers = page.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            assert!(!numbers.any(|number| number == server.port().to_string()), "{page}");
        }
    }
}

#[test]
fn pauses_grow_and_do_not_fall_together_and_end_with_a_dead_letter() {
    let mut all = Vec::new();
    for _ in 0..4 {
        let server =
            SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Recipient, "451 4.7.1 later", usize::MAX)));
        let site = Site::with(by(&server));
        registers(&site, "anna");
        let smtp = smtp(&site);
        let mut pauses = Vec::new();
        loop {
            delivery_worker::deliver_due(&site.app, &smtp).expect("tried");
            if site.value::<String>("SELECT state FROM outbox") != "queued" {
                break;
            }
            let due: i64 = site.value("SELECT due_at FROM outbox");
            let pause = due - site.clock.now().0;
            site.clock.advance(pause - 1);
            assert_eq!(
                delivery_worker::deliver_due(&site.app, &smtp).expect("tried"),
                0,
                "not before it is due"
            );
            site.clock.advance(1);
            pauses.push(pause);
        }
        let plain = [5, 15, 30, 60, 300, 1800, 7200, 28_800];
        assert_eq!(pauses.len(), plain.len());
        for (pause, plain) in pauses.iter().zip(plain) {
            assert!((plain..=plain + plain / 5).contains(pause), "{pauses:?}");
        }
        let dead: i64 = site.value(
            "SELECT count(*) FROM outbox WHERE state = 'dead' AND secret IS NULL AND error LIKE '%later%'",
        );
        assert_eq!((dead, site.value::<i64>("SELECT send FROM users")), (1, 0));
        site.clock.advance(86_400);
        assert_eq!(delivery_worker::deliver_due(&site.app, &smtp).expect("tried"), 0);
        all.push(pauses);
    }
    assert!(all.iter().any(|pauses| *pauses != all[0]), "by chance they differ: {all:?}");
}

#[test]
fn every_kind_of_letter_has_the_headers_of_a_letter_by_a_program() {
    let server = SmtpServer::start(Behaviour::default());
    let site = Site::with(|config| {
        by(&server)(config);
        config.server.public_url = "http://site.example".into();
    });
    let transport = smtp(&site);
    let deliver = || {
        delivery_worker::deliver_due(&site.app, &transport).expect("delivered");
    };
    let newest = || -> Received { server.messages().pop().expect("a letter") };
    let mut anna = site.visitor();
    anna.registers("Анна «О’Коннор» 👋", "anna@example.com").is(303);
    deliver();
    let path = newest().link().replace("http://site.example", "");
    anna.opens(&path).is(303);
    anna.signs_in().is(303);
    anna.submits("/profile/referral", &[("email", "friend@example.com"), ("description", "Приходите!")])
        .is(303);
    site.visitor().registers("Anybody", "anna@example.com").is(303);
    anna.submits("/password/forgot", &[("email", "anna@example.com")]).is(303);
    anna.submits("/profile/email", &[("email", "anna@new.example"), ("password", PASSWORD)]).is(303);
    let new = [("old_password", PASSWORD), ("password", "battery staple"), ("password2", "battery staple")];
    deliver();
    anna.submits("/profile/password", &new).is(303);
    deliver();
    let letters = server.messages();
    let kinds: i64 = site.value("SELECT count(DISTINCT kind) FROM outbox");
    assert_eq!((kinds, letters.len()), (7, 7));
    let mut ids = Vec::new();
    for letter in &letters {
        assert_eq!(letter.helo, "site.example");
        assert_eq!(letter.from, "referral@site.example");
        assert_eq!(letter.to.len(), 1);
        assert_eq!(letter.header("From"), "\"site.example\" <referral@site.example>");
        assert_eq!(letter.header("To"), format!("<{}>", letter.to[0]));
        assert_eq!(letter.header("Date"), "Sat, 14 Mar 2026 12:00:00 +0000");
        assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
        assert_eq!(letter.header("Content-Language"), "ru");
        assert!(letter.header("Content-Type").starts_with("multipart/alternative"));
        let id = letter.header("Message-ID");
        assert!(id.starts_with('<') && id.ends_with("@site.example>"), "{id}");
        ids.push(id);
        for other in ["Bcc", "Cc", "Reply-To", "Sender"] {
            assert_eq!(letter.header(other), "");
        }
        assert!(letter.link().starts_with("http://site.example/"));
        assert!(
            !letter.html().contains("<img") && !letter.html().contains("src="),
            "nothing that tells it was opened"
        );
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), letters.len());
}

#[test]
fn a_panic_on_a_letters_way_costs_that_letter_a_try_and_neither_the_postman_nor_other_letters_anything() {
    let site = Site::on_disk();
    for name in ["anna", "boris"] {
        registers(&site, name);
    }
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (hand, taken) = (Arc::clone(&sent), Arc::clone(&sent));
    let tried = AtomicU32::new(0);
    let transport = Transport::Hand(Box::new(move |letter| {
        if letter.to.starts_with("anna") && tried.fetch_add(1, Ordering::SeqCst) < 2 {
            panic!("with a letter in hand");
        }
        hand.lock().expect("a list").push(letter.to.clone());
        DeliveryOutcome::Taken
    }));
    let postman = DeliveryWorker::start(Arc::clone(&site.app), transport).expect("a postman");
    until("the other letter", || *taken.lock().expect("a list") == ["boris@example.com"]);
    let error: String = site.value("SELECT error FROM outbox WHERE state = 'queued'");
    assert!(error.contains("inside of this program"), "{error}");
    until("the message itself", || {
        site.clock.advance(1);
        site.app.mail_waker.notify();
        taken.lock().expect("a list").len() == 2
    });
    assert_eq!(site.value::<i64>("SELECT attempts FROM outbox WHERE recipient LIKE 'anna%'"), 3);
    postman.stop(SOON);
    assert_eq!(site.app.metrics.panics.get(), 2);
}

#[test]
fn a_name_that_holds_a_link_is_left_out_of_letters_to_unconfirmed_addresses() {
    const NAME: &str = "Приз http://evil.example/win";
    for lang in Lang::ALL {
        let nameless = sentence_keys::sentence(lang, "email-greeting-nameless", &[]);
        let site = Site::new();
        let mut spammer = site.visitor();
        spammer.speaks = Some(lang.code());
        spammer.registers(NAME, "victim@example.com").is(303);
        let first = site.email_to("victim@example.com");
        spammer.submits("/repeat_token", &[("email", "victim@example.com")]).is(303);
        let second = site.email_to("victim@example.com");
        // With an address of their own they may be called what they like, and still write to nobody else.
        spammer.registers(NAME, "spammer@example.com").is(303);
        spammer.confirms_by_link().is(303);
        spammer.signs_in().is(303);
        spammer
            .submits("/profile/email", &[("email", "another@example.com"), ("password", PASSWORD)])
            .is(303);
        let third = site.email_to("another@example.com");
        for letter in [first, second, third] {
            assert!(letter.text.contains(&nameless), "{}", letter.text);
            for whole in [&letter.subject, &letter.text, &letter.html] {
                assert!(!whole.contains("evil") && !whole.contains("Приз"), "{whole}");
            }
        }
        let own = site.email_to("spammer@example.com");
        assert!(own.text.contains(NAME), "it is their own: {}", own.text);
    }
    let site = Site::new();
    site.visitor().registers("Анна-Мария", "anna@example.com").is(303);
    let greeting = sentence_with("email-greeting", &[("name", "Анна-Мария".into())]);
    assert!(site.email_to("anna@example.com").text.contains(&greeting));
}
