//! Emails reach the mail server whole, and whatever goes wrong on the way is named.

use std::path::PathBuf;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use referral::config::MailSecurity;
use referral::domain::mailbox::Mailbox;
use referral::domain::message::Message;
use referral::domain::timestamp::Timestamp;
use referral::mail::{
    delivery_error::{DeliveryError, DeliveryOutcome, SmtpStage},
    smtp::{Smtp, SmtpSettings},
};

use crate::patience::SOON;
use crate::smtp_server::{At, Behaviour, Certificate, ClosedPort, Quirk, SmtpServer};

const PASSWORD: &str = "correct-horse-7";
const LINK: &str = "http://127.0.0.1:8080/activate/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy";
/// Long enough for a busy machine to answer in, short enough to wait out.
const BRIEF: Duration = Duration::from_millis(400);

#[test]
fn a_letter_arrives_as_it_was_written() {
    let server = SmtpServer::start(Behaviour::default());
    assert_eq!(client(&server).send(&letter()), DeliveryOutcome::Taken);

    let received = server.next_message(SOON);
    assert_eq!(received.from, "referral@site.example");
    assert_eq!(received.to, ["anna.k@mail.example"]);
    assert_eq!(received.helo, "site.example");
    assert_eq!(received.subject(), letter().subject);
    assert_eq!(received.text(), letter().text);
    assert_eq!(received.html(), letter().html);
    assert_eq!(received.link(), LINK, "a link of any length stays on its line");
    assert_eq!(received.header("From"), "<referral@site.example>");
    assert_eq!(received.header("To"), "<anna.k@mail.example>");
    assert_eq!(received.header("Message-ID"), "<letter-1@site.example>");
    assert_eq!(received.header("Date"), "Sat, 31 Jan 2026 12:00:00 +0000");
    assert_eq!(received.header("Auto-Submitted"), "auto-generated");
    assert_eq!(received.header("Content-Language"), "ru");
    assert!(received.header("Content-Type").starts_with("multipart/alternative"));
}

#[test]
fn a_letter_is_delivered_over_every_kind_of_connection_with_every_kind_of_login() {
    for security in [MailSecurity::None, MailSecurity::StartTls, MailSecurity::Tls] {
        // A server that offers what this client cannot do is logged in to by what it can.
        for mechanisms in ["PLAIN", "LOGIN", "PLAIN LOGIN", "DIGEST-MD5 CRAM-MD5 LOGIN", "CRAM-MD5 PLAIN"] {
            let login = Some(("site", PASSWORD));
            let server = SmtpServer::start(Behaviour { security, login, mechanisms, ..Behaviour::default() });
            assert_eq!(client(&server).send(&letter()), DeliveryOutcome::Taken, "{security:?}, {mechanisms}");
            let received = server.next_message(SOON);
            assert_eq!(received.login.as_deref(), login.map(|(user, _)| user));
            assert_eq!(received.over_tls, security != MailSecurity::None);
            assert_eq!(received.text(), letter().text);
        }
    }
}

#[test]
fn the_server_may_be_called_by_name() {
    let server = SmtpServer::start(Behaviour { security: MailSecurity::Tls, ..Behaviour::default() });
    let settings = SmtpSettings { host: "localhost".into(), ..settings(&server) };
    assert_eq!(Smtp::new(settings).expect("fit settings").send(&letter()), DeliveryOutcome::Taken);
}

#[test]
fn awkward_text_survives_the_way() {
    let texts = [
        ".\n..\n.start\nend.\n.\n",
        "a\n.\nMAIL FROM:<someone@else.example>\nRCPT TO:<x@y.example>\nDATA\n",
        &"слово ".repeat(2000),
        &"x".repeat(5000),
        &format!("{LINK}{}\n", "a".repeat(2000)),
        "trailing space \n\ttab\n=3D = not an escape\n--\n-- \nFrom the start\n",
        "👩‍👩‍👧‍👦 семья, ё и й, ∑, 漢字\n",
    ];
    let server = SmtpServer::start(Behaviour::default());
    let smtp = client(&server);
    for text in texts {
        let sent = Message { text: text.into(), html: format!("<p>{text}</p>"), ..letter() };
        assert_eq!(smtp.send(&sent), DeliveryOutcome::Taken);
        let received = server.next_message(SOON);
        assert_eq!(received.text(), sent.text);
        assert_eq!(received.html(), sent.html);
        assert_eq!(received.to, ["anna.k@mail.example"]);
        let longest = received.raw.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest < Some(1000), "RFC 5321 §4.5.3.1.6 lets servers refuse longer lines: {longest:?}");
    }
}

#[test]
fn line_breaks_of_any_kind_end_lines_and_control_characters_do_not_travel() {
    let server = SmtpServer::start(Behaviour::default());
    let sent = Message { text: "one\rtwo\r\nthree\nfo\0ur\u{7f}\u{9b}.".into(), ..letter() };
    assert_eq!(client(&server).send(&sent), DeliveryOutcome::Taken);
    assert_eq!(server.next_message(SOON).text(), "one\ntwo\nthree\nfour.");
}

#[test]
fn long_subjects_in_two_alphabets_survive_the_way() {
    let server = SmtpServer::start(Behaviour::default());
    for subject in ["Подтвердите адрес 🎉 — осталось две минуты ".repeat(5).trim(), &"word ".repeat(60)]
    {
        let sent = Message { subject: subject.trim().into(), ..letter() };
        assert_eq!(client(&server).send(&sent), DeliveryOutcome::Taken);
        assert_eq!(server.next_message(SOON).subject(), sent.subject);
    }
}

/// What the operator is told when a delivery fails.
struct Told {
    step: SmtpStage,
    permanent: bool,
    code: Option<u16>,
    /// Words that must be in the sentence.
    words: &'static str,
}

const fn told(step: SmtpStage, words: &'static str) -> Told {
    Told { step, permanent: false, code: None, words }
}

const fn refused(step: SmtpStage, permanent: bool, code: u16, words: &'static str) -> Told {
    Told { step, permanent, code: Some(code), words }
}

#[test]
fn every_way_to_fail_is_told_by_its_step_and_what_to_check() {
    let plain = Behaviour::default;
    let tls = || Behaviour { security: MailSecurity::Tls, ..plain() };
    let starttls = || Behaviour { security: MailSecurity::StartTls, ..plain() };
    let says = |at, reply| Behaviour::quirk(Quirk::Says(at, reply, 1));
    let hangs_up = |at| Behaviour::quirk(Quirk::HangsUp(at));
    let table = [
        (
            says(At::Greeting, "554 5.3.2 go away"),
            refused(SmtpStage::Greeting, false, 554, "554 5.3.2 go away"),
        ),
        (says(At::Greeting, "HTTP/1.1 400 Bad Request"), told(SmtpStage::Greeting, "not SMTP")),
        (hangs_up(At::Greeting), told(SmtpStage::Greeting, "hung up")),
        (says(At::Hello, "421 4.3.2 closing"), refused(SmtpStage::Hello, false, 421, "421 4.3.2 closing")),
        (says(At::Sender, "451 4.3.0 later"), refused(SmtpStage::Sender, false, 451, "another try")),
        (says(At::Sender, "550 5.7.1 not yours"), refused(SmtpStage::Sender, true, 550, "mail.from")),
        (says(At::Sender, "530 5.7.0 TLS first"), refused(SmtpStage::Login, false, 530, "mail.security")),
        (says(At::Recipient, "451 4.7.1 grey"), refused(SmtpStage::Recipient, false, 451, "greylisting")),
        (
            says(At::Recipient, "550 5.1.1 no such user"),
            refused(SmtpStage::Recipient, true, 550, "no such user"),
        ),
        (says(At::Data, "554 5.5.1 no"), refused(SmtpStage::Data, true, 554, "refused the message")),
        (hangs_up(At::MidMessage), told(SmtpStage::Data, "mid-message")),
        (hangs_up(At::EndOfMessage), told(SmtpStage::Data, "mid-message")),
        (says(At::EndOfMessage, "452 4.3.1 disk full"), refused(SmtpStage::Data, false, 452, "disk full")),
        (says(At::EndOfMessage, "552 5.3.4 too big"), refused(SmtpStage::Data, true, 552, "too big")),
        (Behaviour { certificate: Certificate::Expired, ..tls() }, told(SmtpStage::Tls, "expired")),
        (
            Behaviour { certificate: Certificate::OtherName, ..tls() },
            told(SmtpStage::Tls, "another name (mail.elsewhere.example)"),
        ),
        (Behaviour { certificate: Certificate::UnknownCa, ..tls() }, told(SmtpStage::Tls, "mail.root_ca")),
        (Behaviour { certificate: Certificate::Expired, ..starttls() }, told(SmtpStage::Tls, "expired")),
        (Behaviour { quirk: Quirk::NoStartTls, ..starttls() }, told(SmtpStage::Tls, "STARTTLS")),
        (
            Behaviour { quirk: Quirk::GarbageForTls, ..starttls() },
            told(SmtpStage::Tls, "did not answer with TLS"),
        ),
        (
            Behaviour { quirk: Quirk::Says(At::StartTls, "454 4.7.0 no", 1), ..starttls() },
            refused(SmtpStage::Tls, false, 454, "STARTTLS"),
        ),
        (Behaviour { quirk: Quirk::HangsUp(At::StartTls), ..starttls() }, told(SmtpStage::Tls, "hung up")),
        (
            Behaviour { login: Some(("site", "another")), ..starttls() },
            refused(SmtpStage::Login, false, 535, "mail.password"),
        ),
        (
            Behaviour { login: Some(("site", "another")), mechanisms: "LOGIN", ..plain() },
            refused(SmtpStage::Login, false, 535, "mail.password"),
        ),
        (
            Behaviour { login: Some(("site", PASSWORD)), mechanisms: "CRAM-MD5", ..plain() },
            told(SmtpStage::Login, "AUTH PLAIN"),
        ),
        (
            Behaviour {
                login: Some(("site", PASSWORD)),
                mechanisms: "PLAIN",
                quirk: Quirk::Says(At::Login, "454 4.7.0 later", 1),
                ..plain()
            },
            refused(SmtpStage::Login, false, 454, "did not log this program in"),
        ),
    ];
    for (behaviour, told) in table {
        let server = SmtpServer::start(behaviour);
        let failure = failed(client(&server).send(&letter()));
        let sentence = &failure.sentence;
        assert_eq!(failure.step, told.step, "{sentence}");
        assert_eq!((failure.permanent, failure.code), (told.permanent, told.code), "{sentence}");
        assert!(sentence.contains(told.words), "{:?} is not in {sentence:?}", told.words);
        assert!(sentence.contains(&format!("127.0.0.1:{}", server.port())), "{sentence}");
        assert!(sentence.ends_with('.') && !sentence.contains('@'), "{sentence}");
        assert!(!sentence.contains(PASSWORD), "{sentence}");
        assert!(server.messages().is_empty(), "{sentence}");
    }
}

#[test]
fn a_server_that_is_not_there_is_told_apart_from_a_name_that_is_not_there() {
    let server = SmtpServer::start(Behaviour::default());
    let nobody = ClosedPort::reserve();
    let nobody = SmtpSettings { port: nobody.port(), ..settings(&server) };
    let failure = failed(Smtp::new(nobody).expect("fit settings").send(&letter()));
    assert_eq!((failure.step, failure.permanent), (SmtpStage::Connect, false));
    assert!(failure.sentence.contains("refused the connection"), "{}", failure.sentence);

    // RFC 6761 keeps this name out of every DNS.
    let nowhere = SmtpSettings { host: "mail.invalid".into(), ..settings(&server) };
    let failure = failed(Smtp::new(nowhere).expect("fit settings").send(&letter()));
    assert_eq!((failure.step, failure.permanent), (SmtpStage::Resolve, false));
    assert!(failure.sentence.contains("mail.invalid"), "{}", failure.sentence);
}

#[test]
fn without_a_ca_of_ones_own_only_those_of_the_system_are_believed() {
    let server = SmtpServer::start(Behaviour { security: MailSecurity::Tls, ..Behaviour::default() });
    let told = match Smtp::new(SmtpSettings { root_ca: PathBuf::new(), ..settings(&server) }) {
        Ok(smtp) => failed(smtp.send(&letter())).sentence,
        // A machine without any CAs says so at once.
        Err(told) => told,
    };
    assert!(told.contains("mail.root_ca"), "{told}");
    assert!(server.messages().is_empty());
}

#[test]
fn settings_for_the_other_kind_of_tls_are_told() {
    let server = SmtpServer::start(Behaviour::default());
    let tls = SmtpSettings { security: MailSecurity::Tls, ..settings(&server) };
    let failure = failed(Smtp::new(tls).expect("fit settings").send(&letter()));
    assert_eq!(failure.step, SmtpStage::Tls);
    assert!(failure.sentence.contains("did not answer with TLS"), "{}", failure.sentence);

    let server = SmtpServer::start(Behaviour { security: MailSecurity::Tls, ..Behaviour::default() });
    let starttls = SmtpSettings { security: MailSecurity::StartTls, timeout: BRIEF, ..settings(&server) };
    let failure = failed(Smtp::new(starttls).expect("fit settings").send(&letter()));
    assert_eq!(failure.step, SmtpStage::Greeting);
    assert!(failure.sentence.contains("mail.security = \"tls\""), "{}", failure.sentence);
}

#[test]
fn without_starttls_neither_letter_nor_password_is_sent() {
    let server = SmtpServer::start(Behaviour {
        security: MailSecurity::StartTls,
        login: Some(("site", PASSWORD)),
        quirk: Quirk::NoStartTls,
        ..Behaviour::default()
    });
    failed(client(&server).send(&letter()));
    assert_eq!(server.commands(), ["EHLO site.example"]);
}

#[test]
fn a_login_that_cannot_be_finished_is_not_begun() {
    let login = Some(("site", PASSWORD));
    let server =
        SmtpServer::start(Behaviour { login, mechanisms: "CRAM-MD5 DIGEST-MD5", ..Behaviour::default() });
    assert_eq!(failed(client(&server).send(&letter())).step, SmtpStage::Login);
    assert_eq!(server.commands(), ["EHLO site.example"]);
}

#[test]
fn a_server_without_ehlo_is_greeted_with_helo_where_neither_tls_nor_a_login_is_asked_for() {
    for reply in ["500 unknown command", "502 5.5.1 not implemented", "500-what\r\n500 is that?"] {
        let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Hello, reply, 9)));
        assert_eq!(client(&server).send(&letter()), DeliveryOutcome::Taken, "{reply}");
        assert_eq!(server.next_message(SOON).helo, "site.example");
        assert_eq!(server.commands()[..2], ["EHLO site.example", "HELO site.example"]);
        for security in [MailSecurity::None, MailSecurity::StartTls, MailSecurity::Tls] {
            for login in [None, Some(("site", PASSWORD))] {
                if (security, login) == (MailSecurity::None, None) {
                    continue;
                }
                let quirk = Quirk::Says(At::Hello, reply, 9);
                let server = SmtpServer::start(Behaviour { security, login, quirk, ..Behaviour::default() });
                assert_eq!(failed(client(&server).send(&letter())).step, SmtpStage::Hello, "{security:?}");
                assert!(!server.commands().iter().any(|line| line.starts_with("HELO")), "{security:?}");
            }
        }
    }
    // Other refusals are about the client, and HELO would not help.
    for reply in ["421 closing", "450 later", "501 bad name", "504 no", "550 not you", "554 no"] {
        let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Hello, reply, 9)));
        assert_eq!(failed(client(&server).send(&letter())).step, SmtpStage::Hello, "{reply}");
        assert!(!server.commands().iter().any(|line| line.starts_with("HELO")), "{reply}");
    }
}

#[test]
fn a_relay_that_wants_a_login_is_told_apart_from_an_address_that_is_refused() {
    let relays = [
        "550 5.7.1 Relaying denied",
        "554 5.7.1 <anna.k@mail.example>: Relay access denied",
        "454 4.7.1 <anna.k@mail.example>: Relay access denied",
        "550 relay not permitted",
        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
        "535 5.7.3 Client was not authenticated",
        "550 5.7.1 Authentication required",
        "503 5.5.4 Error: send AUTH command first",
        "503 AUTH first (#5.5.1)",
        "550 Please log in first",
        "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    ];
    let refusal = |at, reply, login| {
        let quirk = Quirk::Says(at, reply, 1);
        let server = SmtpServer::start(Behaviour { login, quirk, ..Behaviour::default() });
        failed(client(&server).send(&letter()))
    };
    for at in [At::Sender, At::Recipient] {
        for reply in relays {
            let failure = refusal(at, reply, None);
            assert!(!failure.permanent, "tried again: {}", failure.sentence);
            assert_eq!(failure.step, SmtpStage::Login, "{}", failure.sentence);
            assert!(failure.sentence.contains("mail.username"), "{}", failure.sentence);
            assert!(!failure.sentence.contains("check the address"), "{}", failure.sentence);
        }
        for reply in [
            "550 5.1.1 no such user",
            "550 5.7.1 not yours",
            "550 5.7.23 SPF authentication failed",
            "550 5.1.1 <relay@mail.example>: no such user",
            "550 relay.mail.example: unknown user",
        ] {
            assert!(refusal(at, reply, None).permanent, "{reply}");
        }
    }
    // With a login it is the address that the relay does not take.
    let failure = refusal(At::Recipient, relays[0], Some(("site", PASSWORD)));
    assert_eq!((failure.step, failure.permanent), (SmtpStage::Recipient, true));
}

#[test]
fn a_greylisted_letter_passes_when_it_is_tried_again() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Recipient, "451 4.7.1 later", 2)));
    let smtp = client(&server);
    assert_eq!(failed(smtp.send(&letter())).code, Some(451));
    assert_eq!(failed(smtp.send(&letter())).code, Some(451));
    assert_eq!(smtp.send(&letter()), DeliveryOutcome::Taken);
    assert_eq!(server.messages().len(), 1);
    assert_eq!(server.connections(), 3, "each letter has a connection of its own");
}

#[test]
fn an_accepted_letter_stays_accepted_however_the_session_ends() {
    let goodbyes = [
        Quirk::HangsUp(At::Quit),
        Quirk::Silent(At::Quit, 1),
        Quirk::Says(At::Quit, "500 5.5.2 what?", 1),
        Quirk::Says(At::Quit, "garbage", 1),
    ];
    for quirk in goodbyes {
        let server = SmtpServer::start(Behaviour::quirk(quirk));
        assert_eq!(client(&server).send(&letter()), DeliveryOutcome::Taken);
        assert_eq!(server.messages().len(), 1);
    }
}

#[test]
fn silence_at_any_moment_ends_with_the_time_limit() {
    let moments = [
        (At::Greeting, SmtpStage::Greeting),
        (At::Hello, SmtpStage::Hello),
        (At::StartTls, SmtpStage::Tls),
        (At::Login, SmtpStage::Login),
        (At::Sender, SmtpStage::Sender),
        (At::Recipient, SmtpStage::Recipient),
        (At::Data, SmtpStage::Data),
        (At::MidMessage, SmtpStage::Data),
        (At::EndOfMessage, SmtpStage::Data),
    ];
    // Whether the limit is that of the step that fell silent, and not that of a letter, which is three times as long.
    let ends_in_time = |moment, step, limit| {
        let server = SmtpServer::start(Behaviour {
            security: MailSecurity::StartTls,
            login: Some(("site", PASSWORD)),
            quirk: Quirk::Silent(moment, 1),
            ..Behaviour::default()
        });
        let smtp = Smtp::new(SmtpSettings { timeout: limit, ..settings(&server) }).expect("fit settings");
        let before = Instant::now();
        let failure = failed(smtp.send(&letter()));
        let took = before.elapsed();
        let says = failure.sentence.contains(&format!("in time ({limit:?})"));
        assert!(took >= limit && !failure.permanent && says, "{took:?}: {}", failure.sentence);
        failure.step == step && took < limit * 3
    };
    // On a machine under load an earlier step may take as long as the limit: then a longer one tells.
    let limits = [1, 2, 4, 8].map(Duration::from_secs);
    thread::scope(|scope| {
        for (moment, step) in moments {
            let told = move || limits.into_iter().any(|limit| ends_in_time(moment, step, limit));
            scope.spawn(move || assert!(told(), "{step}"));
        }
    });
}

#[test]
fn a_server_that_is_slow_at_every_step_runs_out_of_the_time_for_a_letter() {
    // Nine answers, each in less than half of a step's time: no step is too slow, and all together take four
    // times a step's time where a letter has three.
    let server = SmtpServer::start(Behaviour {
        security: MailSecurity::StartTls,
        login: Some(("site", PASSWORD)),
        quirk: Quirk::Slow(BRIEF * 9 / 20),
        ..Behaviour::default()
    });
    let smtp = Smtp::new(SmtpSettings { timeout: BRIEF, ..settings(&server) }).expect("fit settings");
    let failure = failed(smtp.send(&letter()));
    assert!(!failure.permanent && failure.sentence.contains("in time"), "{}", failure.sentence);
    assert!(server.messages().is_empty());
}

#[test]
fn a_silent_connection_holds_up_no_other_letter() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Greeting, 1)));
    let mut smtp = client(&server);
    smtp.start(1, letter());
    smtp.start(2, letter());
    let (_, outcome) = smtp.wait(SOON).expect("the letter whose connection is not silent");
    assert_eq!(outcome, DeliveryOutcome::Taken);
    assert_eq!(smtp.in_flight(), 1);
}

#[test]
fn letters_under_way_together_each_come_back_with_their_own_outcome() {
    let server = SmtpServer::start(Behaviour::default());
    let mut smtp = client(&server);
    for id in 0..40 {
        let to = if id % 4 == 0 { "not an address".into() } else { format!("person{id}@mail.example") };
        smtp.start(id, Message { to, ..letter() });
    }
    assert_eq!(smtp.in_flight(), 40);
    let mut ended = Vec::new();
    while let Some((id, outcome)) = smtp.wait(if smtp.in_flight() > 0 { SOON } else { Duration::ZERO }) {
        assert_eq!(outcome == DeliveryOutcome::Taken, id % 4 != 0, "{id}: {outcome:?}");
        ended.push(id);
    }
    ended.sort_unstable();
    assert_eq!(ended, (0..40).collect::<Vec<_>>());
    let mut reached: Vec<_> = server.messages().into_iter().flat_map(|letter| letter.to).collect();
    reached.sort();
    reached.dedup();
    assert_eq!(reached.len(), 30);
}

#[test]
fn waiting_ends_when_its_time_is_over() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Greeting, 1)));
    let mut smtp = client(&server);
    assert_eq!(smtp.wait(Duration::from_millis(1)), None, "with nothing under way");
    smtp.start(1, letter());
    assert_eq!(smtp.wait(Duration::from_millis(1)), None, "with a letter under way");
    assert_eq!(smtp.in_flight(), 1);
}

#[test]
fn waiting_ends_when_another_thread_wakes_it() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Greeting, 1)));
    let mut smtp = client(&server);
    let before = Instant::now();

    let waker = smtp.waker();
    waker.wake();
    assert_eq!(smtp.wait(SOON * 3), None, "woken before it waited");

    smtp.start(1, letter());
    let other = thread::spawn(move || waker.clone().wake());
    assert_eq!(smtp.wait(SOON * 3), None, "woken with a letter under way");
    assert!(before.elapsed() < SOON, "{:?}", before.elapsed());
    assert_eq!(smtp.in_flight(), 1, "waking ends the wait and not the delivery");
    other.join().expect("the waking thread ends");
}

#[test]
fn the_program_can_stop_with_letters_under_way() {
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Silent(At::Greeting, 1)));
    let mut smtp = client(&server);
    smtp.start(1, letter());
    while server.connections() == 0 {
        assert_eq!(smtp.wait(Duration::from_millis(1)), None);
    }
    let before = Instant::now();
    drop(smtp);
    assert!(before.elapsed() < SOON / 2, "half of the time limit: {:?}", before.elapsed());
}

#[test]
fn a_letter_that_would_smuggle_in_headers_or_commands_is_refused_before_a_connection() {
    let mut flawed = Vec::new();
    for breakout in ["\r\nBcc: x@y.example", "\nX: y", "\rX: y", "\0", "\u{85}", "\t"] {
        for flaw in [
            Mailbox::bare(format!("a@b.example{breakout}")),
            Mailbox { name: format!("Shop{breakout}"), address: "a@b.example".into() },
        ] {
            flawed.push(Message { reply_to: Some(flaw.clone()), ..letter() });
            flawed.push(Message { from: flaw, ..letter() });
        }
        flawed.push(Message { to: format!("a@b.example{breakout}"), ..letter() });
        flawed.push(Message { subject: format!("Hello{breakout}"), ..letter() });
        flawed.push(Message { message_id: format!("1@b.example{breakout}"), ..letter() });
        flawed.push(Message { lang: format!("ru{breakout}"), ..letter() });
        let url = format!("https://site.example/unsubscribe/x{breakout}");
        flawed.push(Message { unsubscribe_url: Some(url), ..letter() });
    }
    for address in [
        "",
        "@",
        "a",
        "@b.example",
        "a@",
        "a@b@c.example",
        "a b@c.example",
        "a@b.example> SIZE=1",
        "<a@b.example",
        "a@b.example>",
        "a@b.example c@d.example",
        "a\u{a0}b@c.example",
    ] {
        flawed.push(Message { from: Mailbox::bare(address), ..letter() });
        flawed.push(Message { reply_to: Some(Mailbox::bare(address)), ..letter() });
        flawed.push(Message { to: address.into(), ..letter() });
        flawed.push(Message { message_id: address.into(), ..letter() });
    }
    let server = SmtpServer::start(Behaviour::default());
    let smtp = client(&server);
    for letter in &flawed {
        let failure = failed(smtp.send(letter));
        assert_eq!((failure.step, failure.permanent), (SmtpStage::Message, true), "{}", failure.sentence);
        assert!(!failure.sentence.contains("example"), "{}", failure.sentence);
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_sender_has_a_name_of_any_script_in_the_header_and_none_in_the_envelope() {
    let server = SmtpServer::start(Behaviour::default());
    let smtp = client(&server);
    let long = "Очень длинное имя магазина ".repeat(3);
    let names = [
        "Shop",
        "Shop, Inc.",
        "Магазин «Ёлка»",
        "متجر",
        "नमस्ते की दुकान",
        "می‌خواهم",
        "お店",
        "🎄 Shop",
        "a \"b\" c",
        "\"a\" and \"b\"",
        "back\\slash",
        "a@b",
        "<x>",
        long.trim(),
        "x;y:z(1)",
    ];
    for name in names {
        let from = Mailbox { name: name.into(), address: "referral@site.example".into() };
        assert_eq!(Mailbox::parse(&from.to_string()).as_ref(), Ok(&from), "printed as it is read");
        let reply_to = Mailbox { address: "help@site.example".into(), ..from.clone() };
        let sent = Message { from, reply_to: Some(reply_to), ..letter() };
        assert_eq!(smtp.send(&sent), DeliveryOutcome::Taken, "{name}");
        let received = server.next_message(SOON);
        assert_eq!(received.from, "referral@site.example");
        assert_eq!(received.mailboxes("From"), [(name.to_owned(), "referral@site.example".to_owned())]);
        assert_eq!(received.mailboxes("Reply-To"), [(name.to_owned(), "help@site.example".to_owned())]);
    }
    assert_eq!(smtp.send(&letter()), DeliveryOutcome::Taken);
    assert_eq!(server.next_message(SOON).header("Reply-To"), "");
}

/// RFC 2369 3.2, and RFC 8058 3.1 for the one click, which is for https alone.
#[test]
fn an_email_that_can_be_refused_says_so_in_its_headers() {
    let server = SmtpServer::start(Behaviour::default());
    let smtp = client(&server);
    let path = format!("unsubscribe/{}", "x".repeat(43));
    for (url, one_click) in [
        (Some(format!("https://site.example/{path}")), "List-Unsubscribe=One-Click"),
        (Some(format!("http://site.example/{path}")), ""),
        (None, ""),
    ] {
        let sent = Message { unsubscribe_url: url.clone(), ..letter() };
        assert_eq!(smtp.send(&sent), DeliveryOutcome::Taken);
        let received = server.next_message(SOON);
        assert_eq!(received.header("List-Unsubscribe-Post"), one_click, "{url:?}");
        let listed = received.header("List-Unsubscribe");
        assert_eq!(listed, url.map_or(String::new(), |url| format!("<{url}>")));
    }
}

#[test]
fn addresses_in_other_letters_go_only_to_servers_that_take_them() {
    let sent = Message { to: "анна@пример.example".into(), ..letter() };

    let server = SmtpServer::start(Behaviour::default());
    let failure = failed(client(&server).send(&sent));
    assert_eq!((failure.step, failure.permanent), (SmtpStage::Recipient, true));
    assert!(failure.sentence.contains("SMTPUTF8"), "{}", failure.sentence);

    let server = SmtpServer::start(Behaviour { smtputf8: true, ..Behaviour::default() });
    assert_eq!(client(&server).send(&sent), DeliveryOutcome::Taken);
    assert_eq!(server.next_message(SOON).to, [sent.to]);
    assert!(server.commands().contains(&"MAIL FROM:<referral@site.example> SMTPUTF8".to_owned()));
}

#[test]
fn the_servers_words_are_quoted_without_what_must_not_be_kept() {
    let replies = [
        "550-5.1.1 <anna.k@mail.example>: unknown\r\n550 5.1.1 ask\x1b[31m postmaster@mail.example",
        "550 5.1.1 Anna.K is unknown, (anna.k) that is",
        "550 5.7.1 listed: <http://127.0.0.1:8080/activate/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy>",
        "550 5.7.1 token Zm9vYmFyYmF6cXV4 is listed",
        "550 5.7.1 code=\"482913\" is spam",
        "550 5.7.1 correct-horse-7 Y29ycmVjdC1ob3JzZS03 AHNpdGUAY29ycmVjdC1ob3JzZS03",
    ];
    let kept =
        ["anna", "postmaster", "activate", "Zm9v", "482913", PASSWORD, "Y29y", "AHNp", "\x1b", "\r", "\n"];
    for reply in replies {
        let login = Some(("site", PASSWORD));
        let quirk = Quirk::Says(At::Recipient, reply, 1);
        let server = SmtpServer::start(Behaviour { login, quirk, ..Behaviour::default() });
        let failure = failed(client(&server).send(&letter()));
        assert!(failure.sentence.contains("it said \"550 5."), "{}", failure.sentence);
        for word in kept {
            assert!(!failure.sentence.to_lowercase().contains(&word.to_lowercase()), "{}", failure.sentence);
        }
    }
}

#[test]
fn a_server_that_talks_much_is_cut_short() {
    let reply: &'static str = Box::leak(format!("550 5.1.1 {}", "слово ".repeat(200)).into_boxed_str());
    let server = SmtpServer::start(Behaviour::quirk(Quirk::Says(At::Recipient, reply, 1)));
    let failure = failed(client(&server).send(&letter()));
    assert!(failure.sentence.contains("слово"), "{}", failure.sentence);
    assert!(failure.sentence.chars().count() < 300, "{}", failure.sentence);
}

#[test]
fn a_database_that_is_slow_to_note_one_letter_holds_up_no_other() {
    let server = SmtpServer::start(Behaviour::default());
    let mut smtp = client(&server);
    let (release, released) = mpsc::channel();
    let released = Mutex::new(released);
    smtp.note_before_content(move |id| match id {
        1 => released.lock().expect("a lock").recv_timeout(SOON).map_err(|e| e.to_string()),
        _ => Ok(()),
    });
    smtp.start(1, letter());
    smtp.start(2, letter());
    assert_eq!(smtp.wait(SOON), Some((2, DeliveryOutcome::Taken)), "the one whose note is written");
    release.send(()).expect("the other waits");
    assert_eq!(smtp.wait(SOON), Some((1, DeliveryOutcome::Taken)));
}

#[test]
fn settings_that_cannot_work_are_refused_at_the_start() {
    let server = SmtpServer::start(Behaviour::default());
    let file = |name: &str, contents: &str| {
        let path = server.root_ca().with_extension(name);
        std::fs::write(&path, contents).expect("the file is written");
        path
    };
    let no_pem = file("txt", "not a certificate\n");
    let bad_pem = file("bad", "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n");
    let good = || settings(&server);
    let open = |host: &str| SmtpSettings {
        host: host.into(),
        username: "site".into(),
        password: PASSWORD.into(),
        security: MailSecurity::None,
        ..good()
    };
    let table = [
        (open("mail.example"), "mail.security"),
        (open("192.0.2.1"), "mail.security"),
        (open("localhost.mail.example"), "mail.security"),
        (SmtpSettings { username: String::new(), ..open("127.0.0.1") }, "mail.username"),
        (SmtpSettings { host: String::new(), ..good() }, "mail.host"),
        (SmtpSettings { helo: "a\r\nMAIL".into(), ..good() }, "public_url"),
        (SmtpSettings { timeout: Duration::ZERO, ..good() }, "mail.timeout_seconds"),
        (
            SmtpSettings { root_ca: PathBuf::from("/nowhere/ca.pem"), ..good() },
            "mail.root_ca /nowhere/ca.pem",
        ),
        (SmtpSettings { root_ca: no_pem.clone(), ..good() }, "no certificate"),
        (SmtpSettings { root_ca: bad_pem.clone(), ..good() }, "damaged"),
    ];
    for (settings, words) in table {
        let told = Smtp::new(settings).err().unwrap_or_else(|| panic!("not refused for {words}"));
        assert!(told.contains(words) && told.ends_with('.') && !told.contains(PASSWORD), "{told}");
    }
    for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"] {
        assert!(Smtp::new(open(host)).is_ok(), "a password to {host} stays on this machine");
    }
    for file in [no_pem, bad_pem] {
        std::fs::remove_file(file).expect("the file is removed");
    }
}

#[test]
fn the_name_given_to_the_server_is_a_name_or_an_address_in_brackets() {
    let server = SmtpServer::start(Behaviour::default());
    for (host, said) in
        [("127.0.0.1", "[127.0.0.1]"), ("[::1]", "[IPv6:::1]"), ("пример.рф", "xn--e1afmkfd.xn--p1ai")]
    {
        let smtp = Smtp::new(SmtpSettings { helo: host.into(), ..settings(&server) }).expect("fit settings");
        assert_eq!(smtp.send(&letter()), DeliveryOutcome::Taken);
        assert_eq!(server.next_message(SOON).helo, said);
    }
}

fn letter() -> Message {
    Message {
        from: Mailbox::bare("referral@site.example"),
        reply_to: None,
        to: "anna.k@mail.example".into(),
        subject: "Подтвердите адрес 🎉".into(),
        text: format!("Здравствуйте, Анна!\n\nПодтвердите адрес:\n{LINK}\n\nИли введите код 482913.\n.\n"),
        html: format!("<p>Здравствуйте, Анна! 🎉</p><p><a href=\"{LINK}\">Подтвердить</a></p>\n"),
        message_id: "letter-1@site.example".into(),
        date: Timestamp::from_rfc3339("2026-01-31T12:00:00Z").expect("a moment"),
        lang: "ru".into(),
        unsubscribe_url: None,
    }
}

/// Settings that fit the server, with the test's password where it asks for one.
fn settings(server: &SmtpServer) -> SmtpSettings {
    let behaviour = server.behaviour();
    let has_login = behaviour.login.is_some();
    SmtpSettings {
        host: "127.0.0.1".into(),
        port: server.port(),
        security: behaviour.security,
        username: if has_login { "site".into() } else { String::new() },
        password: if has_login { PASSWORD.into() } else { String::new() },
        root_ca: server.root_ca().to_owned(),
        timeout: SOON,
        helo: "site.example".into(),
    }
}

fn client(server: &SmtpServer) -> Smtp {
    Smtp::new(settings(server)).expect("fit settings")
}

fn failed(outcome: DeliveryOutcome) -> DeliveryError {
    match outcome {
        DeliveryOutcome::Failed(failure) => failure,
        DeliveryOutcome::Taken => panic!("the letter was taken"),
    }
}
