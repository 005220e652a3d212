//! Emails a second, from the outbox of a file to a mail server on this machine that takes each at once.
//!
//! `cargo bench --bench mail`

#![allow(clippy::print_stdout, reason = "what it measures is its answer")]

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use referral::app::App;
use referral::app::clock::Clock;
use referral::config::{Config, Mail, MailMode, MailSecurity};
use referral::domain::email::Email;
use referral::domain::person::Firstname;
use referral::mail::delivery_worker::{DeliveryWorker, Transport};
use referral::mail::smtp::{Smtp, SmtpSettings};
use referral::store::conn::checkpoints::{CheckpointThread, WalPages};
use referral::store::outbox::{self, MessageKind, NewOutboxEntry};
use referral::store::users::{self, NewUser};

const EMAILS: usize = 5_000;
const PERSON: &str = "person@example.com";

/// What the mail server saw.
#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    emails: AtomicUsize,
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let seen = Arc::<Seen>::default();
    let counted = Arc::clone(&seen);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            counted.connections.fetch_add(1, Ordering::Relaxed);
            let counted = Arc::clone(&counted);
            thread::spawn(move || serve(&connection, &counted));
        }
    });

    let folder = tempfile::tempdir()?;
    let mut config = Config::default();
    config.database.path = folder.path().join("referral.db");
    config.accounts.scrypt_log_n = 1;
    config.mail = Mail {
        mode: MailMode::Smtp,
        host: "127.0.0.1".into(),
        port,
        security: MailSecurity::None,
        ..Mail::default()
    };
    let smtp = Smtp::new(SmtpSettings::from_config(&config.mail, "site.example"))?;
    let app = Arc::new(App::open(config, Clock::System)?);
    let checkpoints = CheckpointThread::start(&app.db, WalPages::default(), |run| drop(run()))?;
    enqueue(&app)?;

    let started = Instant::now();
    let worker = DeliveryWorker::start(Arc::clone(&app), Transport::Smtp(Box::new(smtp)))?;
    while app.metrics.mail.sent.get() < EMAILS as u64 {
        thread::sleep(Duration::from_millis(5));
    }
    let took = started.elapsed();
    worker.stop(Duration::from_secs(5));
    if let Some(checkpoints) = checkpoints {
        checkpoints.stop();
    }
    println!(
        "{EMAILS} emails in {took:.2?}: {:.0} a second, over {} connections; the server took {}",
        EMAILS as f64 / took.as_secs_f64(),
        seen.connections.load(Ordering::Relaxed),
        seen.emails.load(Ordering::Relaxed),
    );
    Ok(())
}

/// The emails about changed passwords of one person.
fn enqueue(app: &App) -> referral::store::Result<()> {
    app.db.write(|tx| {
        let email = Email::from_db(PERSON.to_owned());
        let firstname = Firstname::parse("Person").map_err(|_| rusqlite::Error::InvalidQuery)?;
        let person = NewUser {
            firstname: Some(&firstname),
            email: &email,
            password: Some("$scrypt$"),
            lang: Some("ru"),
        };
        let now = app.clock.now();
        let user_id = users::insert(tx, &person, now)?;
        for number in 0..EMAILS {
            let entry = NewOutboxEntry {
                kind: MessageKind::PasswordChanged,
                user_id: Some(user_id),
                referral_id: None,
                recipient: &email,
                lang: "ru",
                secret: None,
                message_id: &format!("{number}@site.example"),
            };
            outbox::insert(tx, &entry, now)?;
        }
        Ok(())
    })
}

/// One client's conversation (RFC 5321 §3.3): each command, and each whole email, is taken at once.
fn serve(connection: &TcpStream, seen: &Seen) -> Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?);
    let say = |reply: &str| (&mut &*connection).write_all(reply.as_bytes());
    say("220 sink ESMTP\r\n")?;
    let mut line = Vec::new();
    let mut is_text = false;
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        match (is_text, line.get(..4).unwrap_or(&line)) {
            (true, b".\r\n") => {
                is_text = false;
                seen.emails.fetch_add(1, Ordering::Relaxed);
                say("250 2.0.0 taken\r\n")?;
            }
            (true, _) => {}
            (false, b"EHLO") => say("250-sink\r\n250 8BITMIME\r\n")?,
            (false, b"DATA") => {
                is_text = true;
                say("354 go on\r\n")?;
            }
            (false, b"QUIT") => return say("221 2.0.0 bye\r\n"),
            (false, _) => say("250 2.0.0 ok\r\n")?,
        }
    }
}
