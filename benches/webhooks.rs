//! Webhook deliveries a second, from the outbox of a file to a receiver on this machine that takes each
//! at once: alone, and with ten dead endpoints that have as much to be sent each.
//!
//! `cargo bench --bench webhooks`

#![allow(clippy::print_stdout, reason = "what it measures is its answer")]

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use referral::app::App;
use referral::app::clock::Clock;
use referral::background::RunningJobs;
use referral::background::job::Setup;
use referral::config::Config;
use referral::domain::webhook::{WantedTypes, WebhookFormat};
use referral::store::conn::checkpoints::{CheckpointThread, WalPages};
use referral::store::webhook_deliveries::{self, NewDelivery};
use referral::store::webhooks::{self, NewWebhook};
use referral::wire::Stop;

const DELIVERIES: usize = 5_000;
const DEAD_ENDPOINTS: usize = 10;

/// A run that takes longer than this has failed.
const MAX_RUN: Duration = Duration::from_secs(60);

type Failure = Box<dyn std::error::Error>;

fn main() -> std::result::Result<(), Failure> {
    let alone = run(0)?;
    let beside = run(DEAD_ENDPOINTS)?;
    println!(
        "{DELIVERIES} deliveries: {alone:.0} a second alone, {beside:.0} with {DEAD_ENDPOINTS} dead endpoints"
    );
    println!("ratio {:.2}", beside / alone);
    Ok(())
}

/// Deliveries a second, stored as delivered, with this many dead endpoints.
fn run(dead: usize) -> std::result::Result<f64, Failure> {
    let taken = Arc::<AtomicUsize>::default();
    let counted = Arc::clone(&taken);
    let port = listen(move |connection| take_all(&connection, &counted))?;
    // Takes a connection and never answers.
    let hanging = listen(|connection| drop((&connection).read_to_end(&mut Vec::new())))?;

    let folder = tempfile::tempdir()?;
    let mut config = Config::default();
    config.database.path = folder.path().join("referral.db");
    config.webhooks.allow_private = true;
    let app = Arc::new(App::open(config, Clock::System)?);
    let checkpoints = CheckpointThread::start(&app.db, WalPages::default(), |run| drop(run()))?;
    // Half of the dead ones refuse the connection: the discard port has no listener.
    let ports = (0..dead).map(|number| if number % 2 == 0 { 9 } else { hanging });
    enqueue(&app, [port].into_iter().chain(ports))?;

    let started = Instant::now();
    let setup =
        Setup { app: Arc::clone(&app), stop: Stop::new(), address: String::new(), metrics_listener: None };
    let jobs = RunningJobs::start(setup, |name| name == "webhooks")?;
    while taken.load(Ordering::Relaxed) < DELIVERIES || !is_all_stored(&app)? {
        if started.elapsed() > MAX_RUN {
            return Err(format!("{} of {DELIVERIES} in {MAX_RUN:?}", taken.load(Ordering::Relaxed)).into());
        }
        thread::sleep(Duration::from_millis(5));
    }
    let took = started.elapsed();
    jobs.stop(Duration::ZERO);
    if let Some(checkpoints) = checkpoints {
        checkpoints.stop();
    }
    Ok(DELIVERIES as f64 / took.as_secs_f64())
}

/// The deliveries of one endpoint at each of these ports; the first is the one that works.
fn enqueue(app: &App, ports: impl Iterator<Item = u16>) -> std::result::Result<(), Failure> {
    let types = WantedTypes::from_names([WantedTypes::ALL]).ok_or("the types")?;
    let body = format!(r#"{{"type":"ping","data":{{"text":"{}"}}}}"#, "x".repeat(500));
    app.db.write(|tx| -> referral::store::Result<()> {
        let now = app.clock.now();
        for port in ports {
            let new = NewWebhook {
                url: &format!("http://127.0.0.1:{port}/hook"),
                types: &types,
                format: WebhookFormat::Standard,
                chat_id: None,
                lang: "en",
                secret: &[7; 32],
            };
            let webhook_id = webhooks::insert(tx, &new, now)?;
            for number in 0..DELIVERIES {
                let message = format!("msg_{webhook_id}x{number}");
                let new = NewDelivery {
                    webhook_id,
                    message: &message,
                    r#type: "ping",
                    body: &body,
                    about: [None, None],
                    is_dead: false,
                };
                webhook_deliveries::insert(tx, &new, now)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// Whether nothing waits for the first endpoint.
fn is_all_stored(app: &App) -> referral::store::Result<bool> {
    let due = app.db.read(|conn| webhook_deliveries::list_due(conn, 1, i64::MAX, 1))?;
    Ok(due.is_empty())
}

/// Serves each connection by a thread of its own; returns the port.
fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let serve = serve.clone();
            thread::spawn(move || serve(connection));
        }
    });
    Ok(port)
}

/// Answers each request of a connection by 204 until it ends.
fn take_all(connection: &TcpStream, taken: &AtomicUsize) {
    let mut reader = BufReader::new(connection);
    while let Ok(true) = take(&mut reader) {
        taken.fetch_add(1, Ordering::Relaxed);
        if (&mut &*connection).write_all(b"HTTP/1.1 204 No Content\r\n\r\n").is_err() {
            return;
        }
    }
}

/// Reads one request; false where there is none any more.
fn take(reader: &mut impl BufRead) -> Result<bool> {
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap_or(0);
            }
            Some(_) => {}
            None if line == "\r\n" => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(true)
}
